"""Make the intents that the bot serves out of those that were written: filled in, joined to the pack, linked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.content.clinic import Clinic
from bot.content.knowledge import Intent, Kind, Place, Source, Topic
from bot.content.links import STARTERS
from bot.content.model import NOBODY, Review, SourceRef
from bot.content.pack import fitted_examples
from bot.content.parsed import ParsedIntent
from bot.content.placeholders import PlaceholderError, choose, fill
from bot.errors import Diagnostic
from bot.text import normalise


class Chooser:
    """Chooses, of several texts, the one that the clinic's details can fill. `diagnostics` holds what cannot."""

    def __init__(self, clinic: Clinic) -> None:
        # These are filled in with each reply: the visitor's words that the texts do not mention, the day that is named.
        self._values = {**clinic.placeholders, **{name: f"{{{name}}}" for name in ("missing", "day", "times")}}
        self.diagnostics: list[Diagnostic] = []

    def choose(self, alternatives: Sequence[str], place: Place) -> str:
        """Return the first of `alternatives` that can be filled; `place` is where they stand."""
        try:
            return choose(alternatives, self._values)
        except PlaceholderError as error:
            self.diagnostics.append(place.finding(str(error)))
            return ""

    def filled(self, text: str, place: Place) -> str:
        """Return `text` with the clinic's details filled in."""
        return fill(self.choose([text], place), self._values)


class IntentBuilder:
    """Builds intents for one `clinic`: `topics` and `caveats` by id, and the ids that are `served`."""

    def __init__(
        self,
        chooser: Chooser,
        topics: Mapping[str, Topic],
        caveats: Mapping[str, str],
        served: Collection[str],
        clinic: Clinic,
    ) -> None:
        self._chooser = chooser
        self._topics = topics
        self._caveats = caveats
        self._served = served
        self._starters = clinic.starters
        self._documents = clinic.documents

    def draft(self, intent: ParsedIntent, stand_in: str) -> Intent:
        """Return one of the clinic's drafts, with its own examples alone; `stand_in` is served in its place."""
        return replace(self._built(intent, [*intent.own_examples], is_shipped=False), stand_in=stand_in)

    def served(self, own: Sequence[ParsedIntent], shipped: Sequence[ParsedIntent]) -> Iterator[Intent]:
        """Yield the clinic's `own` intents that are served, then the `shipped` ones; no utterance is in two of them."""
        heard = {normalise(text) for intent in own for text in (intent.entry.question, *intent.entry.examples)}
        for intent in own:
            lent = self._lent(intent.base, heard) if intent.base else []
            yield self._built(intent, [*intent.own_examples, *lent], is_shipped=False)
        for intent in shipped:
            yield self._built(intent, self._lent(intent, heard), is_shipped=True)

    def _lent(self, intent: ParsedIntent, heard: set[str]) -> list[tuple[str, Place]]:
        """Return the examples of one of the pack's intents that no other has; `heard` grows by them."""
        fresh = {normalise(text): (text, place) for text, place in fitted_examples(intent, self._topics.values())}
        found = [example for key, example in fresh.items() if key not in heard]
        heard |= fresh.keys()
        return found

    def _built(self, intent: ParsedIntent, examples: Sequence[tuple[str, Place]], *, is_shipped: bool) -> Intent:
        entry = intent.entry
        reviewer, reviewed, due = _reviewed(intent.review)
        return Intent(
            id=entry.id,
            kind=Kind(intent.head.kind),
            topic=intent.head.topic,
            aspects=entry.aspect,
            question=entry.question,
            examples=tuple(text for text, _ in examples),
            answer=self._answer(intent),
            caveat_ids=entry.caveats,
            caveats=tuple(self._caveats[caveat] for caveat in entry.caveats if caveat in self._caveats),
            sources=tuple(self._source(source) for source in entry.sources),
            follow_ups=tuple(self._follow_ups(intent)),
            role=entry.role,
            is_comparison=self._topics[intent.head.topic].role == "comparison",
            reviewer=reviewer,
            reviewed=reviewed,
            due=due,
            is_shipped=is_shipped,
            review_place=intent.review_place,
            place=intent.place("id"),
            example_places=tuple(place for _, place in examples),
        )

    def _source(self, cited: SourceRef) -> Source:
        """Return a source with the document's title: as declared, else its drafts' topic's, else its name in words."""
        declared, topic = self._documents.get(cited.document), self._topics.get(cited.document)
        words = cited.document.replace("-", " ").capitalize()
        title = (declared and declared.title) or (topic and topic.title) or words
        return Source(cited.document, title, cited.section, declared.url if declared else None)

    def _answer(self, intent: ParsedIntent) -> str:
        texts = intent.entry.answer
        if not texts or not intent.is_live:  # a draft's may still be unfit to be filled
            return texts[0] if texts else ""
        return self._chooser.choose(texts, intent.place("answer"))

    def _follow_ups(self, intent: ParsedIntent) -> Iterator[str]:
        for other in intent.entry.follow_ups:
            if other == STARTERS:
                yield from self._starters
            elif other in self._served:
                yield other


def _reviewed(review: Review | None) -> tuple[str, date | None, date | None]:
    """Return who reviewed, on which day, and when it is due again; no days where nobody has."""
    if review is None:
        return "", None, None
    return (NOBODY, None, None) if review.by == NOBODY else (review.by, review.on, review.due)

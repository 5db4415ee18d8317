"""What waits in the inbox, and what a person decides about it. Nothing is learnt in any other way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content import Place
from bot.content.edit import add_examples
from bot.inbox.drafting import start_intent, tidy_question
from bot.inbox.errors import InboxAwayError, InboxError
from bot.inbox.groups import Group, as_group, group
from bot.pii import PiiKind

if TYPE_CHECKING:
    from bot.inbox.store import Store


class ReviewQueue:
    """What is in `store`, and the intents in `folder` that it may go into."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def groups(self) -> list[Group]:
        """Return all that waits in groups of like questions. Raises InboxAwayError, as all do, without a database."""
        return group(self._store.entries())

    def named(self, numbers: Iterable[int]) -> list[Group]:
        """Return the groups that have these entries. Raises InboxError where one of them has none."""
        groups = {number: found for found in self.groups() for number in found.ids}
        wanted = list(numbers)
        for number in wanted:
            if number not in groups:
                raise _gone(number)
        return list({groups[number].id: groups[number] for number in wanted}.values())

    def shown(self, numbers: Sequence[int]) -> Group:
        """Return the entries with these numbers as the group that a page showed, compared with no other.

        Those that were dealt with meanwhile are left out. Raises InboxError where that is so of all.
        """
        if not (entries := self._store.entries(numbers)):
            raise _gone(numbers[0])
        return as_group(entries)

    def accept(self, found: Group, intent: str, wordings: Sequence[str] = ()) -> list[Place]:
        """Make `wordings` examples of `intent` (or how the group was asked most often), and clear the group away.

        Gives their places. Raises InboxError or EditError, and changes nothing, where that cannot be done.
        """
        _refuse_without_question(found)
        chosen = wordings or [found.text]
        _refuse_personal(chosen)
        places = add_examples(self._folder, intent, chosen)
        self._clear(found, f"it is an example of '{intent}' now ({_at(places[0])})")
        return places

    def draft(self, found: Group, question: str = "") -> tuple[str, Place]:
        """Start a new intent as a draft, with the group's wordings as examples, and clear the group away.

        `question` is how the clinic would put it. Gives the draft's id and place; raises as `accept` does.
        """
        _refuse_without_question(found)
        question = " ".join(question.split()) or tidy_question(found.text)
        _refuse_personal([question])
        clean = [wording for wording in found.wordings if not _marks(wording)]
        key, place = start_intent(self._folder, question, clean, date.today())
        self._clear(found, f"it is the draft '{key}' now ({_at(place)})")
        return key, place

    def dismiss(self, groups: Iterable[Group]) -> int:
        """Clear the groups away; gives how many of their entries waited."""
        return self._store.set_aside([number for found in groups for number in found.ids])

    def restore(self, numbers: Sequence[int]) -> int:
        """Let entries that were dealt with today wait again; gives how many there were."""
        return self._store.restore(numbers)

    def _clear(self, found: Group, done: str) -> None:
        try:
            self.dismiss([found])
        except InboxAwayError as error:
            raise InboxAwayError(f"{done}, but could not be taken out of the inbox: {error}") from None


def _gone(number: int) -> InboxError:
    return InboxError(f"the inbox has no {number}: it may have expired, or have been dealt with")


def _refuse_without_question(found: Group) -> None:
    if not found.text:
        raise InboxError(f"{found.id} is what visitors said of the answer '{found.intent}': it holds no question")


def _refuse_personal(texts: Iterable[str]) -> None:
    for text in texts:
        if marks := _marks(text):
            raise InboxError(f"'{text}' holds {marks[0]}, which no visitor types: give a wording without it")


def _marks(text: str) -> list[str]:
    """Return what stands in `text` in place of personal details."""
    return [f"[{detail}]" for detail in PiiKind if f"[{detail}]" in text]


def _at(place: Place) -> str:
    return f"{place.path}:{place.line}"

"""What of a sentence does not stand in the sections that it rests on, with the mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.documents import Section, Statement
from bot.errors import Severity
from bot.grounding.agreement import is_as_much, unsupported
from bot.grounding.claims import stronger_claims
from bot.grounding.polarity import turned_round
from bot.grounding.quantities import Quantity, is_distinctive, is_number_word, quantities
from bot.grounding.support import best_support, is_advice, is_silence
from bot.grounding.terms import unknown_terms
from bot.grounding.words import telling_roots
from bot.text import normalise, tokens

MIN_SUPPORT = 60  # of 100: below it no line says what the sentence does
MIN_TELLING = 2  # words of a sentence from which it is held to that
MIN_SAME = 0.75  # the share of a sentence's words from which a statement is about the same thing

Problem = tuple[str, Severity]


class Evidence:
    """The sections that an answer cites, as its sentences are held against them. `where` names them in messages."""

    def __init__(self, sections: Sequence[Section], subjects: Sequence[frozenset[str]], where: str = "") -> None:
        self.where = where or ", ".join(f"'{section.name}'" for section in sections)
        headings = [Statement(section.name, section.line) for section in sections]
        self.statements = [*headings, *(statement for section in sections for statement in section.statements)]
        self.texts = [statement.text for statement in self.statements]
        self.subjects = subjects
        # The treatments' own names assert nothing.
        self.words = "\n".join([*self.texts, *(name for names in subjects for name in names)])

    def problems(self, sentence: str) -> Iterator[Problem]:
        """What in `sentence` does not stand in the sections."""
        yield from self._wrong_quantities(sentence)
        if is_silence(sentence):
            return
        for words in turned_round(sentence, self.texts):
            yield f"'{words}' is turned round: the opposite is said in {self.where}: mend it", Severity.ERROR
        if is_advice(sentence):
            return
        measured = {word for quantity in quantities(sentence) for word in tokens(quantity.text)}
        for term in unknown_terms(sentence, self.words):
            if normalise(term) in measured:
                continue  # the unit of a quantity, which was held against the source as a whole
            yield f"'{term}' does not stand in {self.where}: take it out or cite its section", Severity.ERROR
        for wording in stronger_claims(sentence, self.texts, self.subjects):
            problem = f"'{wording}' asserts more than is said in {self.where}: say no more than the source"
            yield problem, Severity.ERROR
        yield from self._unsupported(sentence)

    def _wrong_quantities(self, sentence: str) -> Iterator[Problem]:
        near, known = (_all_quantities(texts) for texts in (self._near(sentence), self.texts))
        for quantity in quantities(sentence):
            problem = unsupported(quantity, known if is_distinctive(quantity) else near or known)
            if problem := problem or self._of_another_thing(sentence, quantity):
                message = f"'{quantity.text}' does not stand in {self.where} ({problem}): mend it or cite its section"
                yield message, Severity.ERROR

    def _near(self, sentence: str) -> list[str]:
        """The statements that speak of anything that `sentence` does, but for numbers and units."""
        words = _of_facts(sentence)
        return [text for text in self.texts if words & _of_facts(text)]

    def _of_another_thing(self, sentence: str, quantity: Quantity) -> str | None:
        """What the statement about the same thing says instead, where `quantity` stands in others alone."""
        words = _of_facts(sentence)
        same = [text for text in self.texts if words and len(words & _of_facts(text)) >= MIN_SAME * len(words)]
        instead = [other for text in same for other in quantities(text) if other.dimension == quantity.dimension]
        if not instead or any(is_as_much(quantity, other) for other in _all_quantities(same)):
            return None
        holding = [text for text in self.texts if any(is_as_much(quantity, other) for other in quantities(text))]
        shares = [len(words & _of_facts(text)) / len(words) for text in holding]
        return f"there it is '{instead[0].text}'" if max(shares, default=0.0) < MIN_SAME / 2 else None

    def _unsupported(self, sentence: str) -> Iterator[Problem]:
        best = best_support(sentence, self.statements)
        facts = _of_facts(sentence)
        score = max(best.score, 100.0 * len(facts & _of_facts(self.words)) / len(facts) if facts else 100.0)
        if score < MIN_SUPPORT and len(telling_roots(sentence)) >= MIN_TELLING:
            problem = f"no line in {self.where} supports '{sentence}' (best: {score:.0f} of 100): take it out"
            yield problem, Severity.WARNING


def _of_facts(text: str) -> set[str]:
    return {word for word in telling_roots(text) if not is_number_word(word)}


def _all_quantities(texts: Iterable[str]) -> list[Quantity]:
    return [quantity for text in texts for quantity in quantities(text)]

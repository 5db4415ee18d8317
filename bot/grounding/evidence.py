"""What of a sentence does not stand in the sections that it rests on, with the mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.documents import Section, Statement, prose_sentences
from bot.errors import Severity
from bot.grounding.added_items import added_items
from bot.grounding.changed_demands import changed_demands
from bot.grounding.clauses import PRONOUNS, clauses
from bot.grounding.exchanged_roles import exchanged, is_turned_and_exchanged
from bot.grounding.lost_conditions import lost_conditions
from bot.grounding.lost_hedges import unreserved
from bot.grounding.misplaced_quantities import facts, of_other_things
from bot.grounding.other_subjects import of_others
from bot.grounding.other_things import is_named, other_things
from bot.grounding.quantity import Quantity
from bot.grounding.quantity_grammar import quantities
from bot.grounding.reordered_steps import reordered_steps
from bot.grounding.reversed_statements import turned_round
from bot.grounding.stronger_claims import stronger_claims
from bot.grounding.support import is_advice, is_silence, likeness
from bot.grounding.unknown_terms import unknown_terms
from bot.grounding.unsupported_quantities import unsupported
from bot.grounding.words import is_english, roots
from bot.text import normalise, tokens

MIN_LIKENESS = 50  # of 100: from it on a line says the like in other words; one of 100 unrelated sentences does
MAX_OTHER = 0.4  # of the facts of a sentence that a statement has not, if both speak of the same; one in any case
MIN_TELLING = 2  # words of a sentence from which it is held to that

Problem = tuple[str, Severity]


class Evidence:
    """The sections that an answer cites, as its sentences are held against them. `where` names them in messages."""

    def __init__(self, sections: Sequence[Section], subjects: Sequence[frozenset[str]], where: str = "") -> None:
        self.where = where or ", ".join(f"'{section.name}'" for section in sections)
        headings = [Statement(section.name, section.line) for section in sections]
        self.statements = [*headings, *(statement for section in sections for statement in section.statements)]
        self.texts = [statement.text for statement in self.statements]
        self.verbatim = {_plain(said) for text in self.texts for said in (text, *prose_sentences(text))}
        self.subjects = subjects
        self.is_english = is_english(" ".join(self.texts))
        self.named = facts(" ".join(name for names in subjects for name in names))
        # The treatments' own names assert nothing.
        self.words = "\n".join([*self.texts, *(name for names in subjects for name in names)])

    def problems(self, sentence: str, beside: str = "") -> Iterator[Problem]:
        """What in `sentence` does not stand in the sections; nothing of one that stands there word for word.

        `beside` is the question and the answer that it is part of. Of a source that is not in English the quantities
        alone are known.
        """
        if _plain(sentence) in self.verbatim:
            return
        near = self._near(sentence)
        yield from self._wrong_quantities(sentence, near)
        if is_silence(sentence) or not self.is_english:
            return
        yield from self._turned(sentence, near)
        yield from self._left_out(sentence, near, beside)
        yield from self._of_others(sentence, near)
        yield from self._added(sentence)
        if is_advice(sentence):
            return
        for wording in stronger_claims(sentence, self.texts, self.subjects):
            yield self._asserts_more(wording)
        yield from self._unsupported(sentence)

    def problems_of_all(self, answer: str) -> Iterator[Problem]:
        """What in the whole of `answer` does not stand in the sections, and no sentence of it shows by itself."""
        for step in reordered_steps(answer, self.texts) if self.is_english else ():
            yield f"'{step}' comes in another order than in {self.where}: mend it", Severity.ERROR

    def _turned(self, sentence: str, near: Sequence[str]) -> Iterator[Problem]:
        for text in exchanged(sentence, near):
            yield f"'{sentence}' has changed places against '{text}': mend it", Severity.ERROR
        # What changed places and is turned round as well says the same.
        straight = [text for text in near if not is_turned_and_exchanged(sentence, text)]
        for words in turned_round(sentence, straight):
            yield f"'{words}' is turned round: the opposite is said in {self.where}: mend it", Severity.ERROR

    def _left_out(self, sentence: str, near: Sequence[str], beside: str) -> Iterator[Problem]:
        for said, reserve in unreserved(sentence, near):
            yield f"'{said}' is said for sure, and in {self.where} with '{reserve}': say so", Severity.ERROR
        for condition in lost_conditions(sentence, near, beside):
            severity = Severity.WARNING if is_advice(sentence) else Severity.ERROR  # to ask once too often does no harm
            yield f"'{sentence}' leaves out '{condition}', which {self.where} has: say so", severity

    def _of_others(self, sentence: str, near: Sequence[str]) -> Iterator[Problem]:
        for subject, instead in of_others(sentence, self.texts, self.named):
            yield f"what is said of '{subject}' is said of '{instead}' in {self.where}: mend it", Severity.ERROR
        # Who is to be asked may be another than the source names.
        things = () if is_advice(sentence) else other_things(sentence, near, self.words)
        for word, instead in (*changed_demands(sentence, near), *things):
            yield f"'{word}' stands where {self.where} has '{instead}': mend it", Severity.ERROR

    def _added(self, sentence: str) -> Iterator[Problem]:
        measured = {word for quantity in quantities(sentence) for word in tokens(quantity.text)}
        for term in unknown_terms(sentence, self.words):
            if "".join(tokens(normalise(term))) in measured or (is_advice(sentence) and not term.istitle()):
                continue  # the unit of a quantity, which was held against the source; whom to ask, who has no name
            yield f"'{term}' does not stand in {self.where}: take it out or cite its section", Severity.ERROR
        for item in added_items(sentence, self.texts, self.words):
            yield f"'{item}' is not in the list in {self.where}: take it out or cite its section", Severity.ERROR

    def _asserts_more(self, wording: str) -> Problem:
        return f"'{wording}' asserts more than is said in {self.where}: say no more than the source", Severity.ERROR

    def _wrong_quantities(self, sentence: str, near: Sequence[str]) -> Iterator[Problem]:
        known, alike = _all_quantities(self.texts), _all_quantities(near)
        elsewhere = dict(of_other_things(sentence, self.texts, self.named))
        for quantity in quantities(sentence):
            problem = unsupported(quantity, known, alike)
            if not problem and quantity in elsewhere:
                problem = f"there it is '{elsewhere[quantity].text}'"
            if problem:
                message = f"'{quantity.text}' does not stand in {self.where} ({problem}): mend it or cite its section"
                yield message, Severity.ERROR

    def _near(self, sentence: str) -> list[str]:
        """The statements that have much of what `sentence` tells, but for numbers and units."""
        said = facts(sentence)
        other = max(1, MAX_OTHER * len(said))
        return [text for text in self.texts if len(said - facts(text)) <= other]

    def _unsupported(self, sentence: str) -> Iterator[Problem]:
        known = frozenset(roots(self.words))
        for clause in clauses(sentence):
            leans = bool(PRONOUNS & set(clause.spoken))  # on a word of the sentence before
            is_told = any(is_named(stem, known) for stem in clause.telling)
            is_like = any(likeness(" ".join(clause.spoken), text) >= MIN_LIKENESS for text in self.texts)
            if len(clause.telling) > MIN_TELLING + leans and not (is_told or is_like):
                yield f"nothing in {self.where} says '{' '.join(clause.spoken)}': take it out", Severity.WARNING


def _plain(sentence: str) -> str:
    return " ".join(normalise(sentence).split()).rstrip(".")


def _all_quantities(texts: Iterable[str]) -> list[Quantity]:
    """All quantities in `texts`: the same day is one day, too."""
    said = {each: None for text in texts for each in (text, text.replace("the same ", "one "))}
    return [quantity for text in said for quantity in quantities(text)]

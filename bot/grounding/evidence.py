"""What of a sentence does not stand in the sections that it rests on, with the mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.documents import Section, Statement, prose_sentences
from bot.errors import Severity
from bot.grounding.added_items import added_items
from bot.grounding.changed_demands import changed_demands
from bot.grounding.clauses import clauses
from bot.grounding.exchanged_roles import exchanged, is_turned_and_exchanged
from bot.grounding.exclusive_claims import added_only, lost_only
from bot.grounding.lost_conditions import lost_conditions
from bot.grounding.lost_hedges import unreserved
from bot.grounding.misplaced_quantities import facts, of_other_things
from bot.grounding.negation import is_telling
from bot.grounding.other_subjects import exchanged_in_frame, of_other_callers, of_other_doers, of_others
from bot.grounding.other_things import is_named, other_things
from bot.grounding.quantity import Quantity
from bot.grounding.quantity_grammar import is_distinctive, quantities, without_measures
from bot.grounding.reordered_steps import reordered_steps
from bot.grounding.reversed_statements import turned_round
from bot.grounding.stronger_claims import stronger_claims
from bot.grounding.support import best_support, is_advice, is_silence, likeness
from bot.grounding.units import CELSIUS, FAHRENHEIT
from bot.grounding.unknown_terms import unknown_terms
from bot.grounding.unsupported_quantities import unsupported
from bot.grounding.words import roots
from bot.text import normalise, tokens

MIN_SUPPORT = 60  # of 100: below it no line says what the sentence does
MIN_LIKENESS = 50  # of 100: from it on a line says the like in other words; one of 100 unrelated sentences does
FEVER = 37.5, 42  # °C
MIN_TELLING = 2  # words of a sentence from which it is held to that

_PRONOUNS = frozenset(tokens("it them that"))
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
        self.named = facts(" ".join(name for names in subjects for name in names))
        # The treatments' own names assert nothing.
        self.words = "\n".join([*self.texts, *_implied(self.texts), *(name for names in subjects for name in names)])

    def problems(self, sentence: str, beside: str = "") -> Iterator[Problem]:
        """What in `sentence` does not stand in the sections; nothing of one that stands there word for word.

        `beside` is the question and the answer that it is part of.
        """
        if _plain(sentence) in self.verbatim:
            return
        yield from self._wrong_quantities(sentence)
        if is_silence(sentence):
            return
        yield from self._turned(sentence)
        yield from self._left_out(sentence, beside)
        yield from self._of_others(sentence)
        yield from self._added(sentence)
        if is_advice(sentence):
            return
        for wording in stronger_claims(sentence, self.texts, self.subjects):
            yield self._asserts_more(wording)
        yield from self._unsupported(sentence)

    def problems_of_all(self, answer: str) -> Iterator[Problem]:
        """What in the whole of `answer` does not stand in the sections, and no sentence of it shows by itself."""
        for step in reordered_steps(answer, self.texts):
            yield f"'{step}' comes in another order than in {self.where}: mend it", Severity.ERROR

    def _turned(self, sentence: str) -> Iterator[Problem]:
        for text in exchanged(sentence, self.texts):
            yield f"'{sentence}' has changed places against '{text}': mend it", Severity.ERROR
        # What changed places and is turned round as well says the same.
        straight = [text for text in self.texts if not is_turned_and_exchanged(sentence, text)]
        for words in turned_round(sentence, straight):
            yield f"'{words}' is turned round: the opposite is said in {self.where}: mend it", Severity.ERROR

    def _left_out(self, sentence: str, beside: str) -> Iterator[Problem]:
        for said, reserve in unreserved(sentence, self.texts):
            yield f"'{said}' is said for sure, and in {self.where} with '{reserve}': say so", Severity.ERROR
        for condition in (*lost_conditions(sentence, self.texts, beside), *lost_only(sentence, self.texts)):
            severity = Severity.WARNING if is_advice(sentence) else Severity.ERROR  # to ask once too often does no harm
            yield f"'{sentence}' leaves out '{condition}', which {self.where} has: say so", severity

    def _of_others(self, sentence: str) -> Iterator[Problem]:
        checks = (exchanged_in_frame, of_other_doers, of_other_callers)
        others = (found for check in checks for found in check(sentence, self.texts))
        for subject, instead in (*of_others(sentence, self.texts, self.named), *others):
            yield f"what is said of '{subject}' is said of '{instead}' in {self.where}: mend it", Severity.ERROR
        things = other_things(sentence, self.texts, self.words)
        for word, instead in (*changed_demands(sentence, self.texts), *things):
            yield f"'{word}' stands where {self.where} has '{instead}': mend it", Severity.ERROR

    def _added(self, sentence: str) -> Iterator[Problem]:
        measured = {word for quantity in quantities(sentence) for word in tokens(quantity.text)}
        for term in unknown_terms(sentence, self.words):
            if "".join(tokens(normalise(term))) in measured or (is_advice(sentence) and not term.istitle()):
                continue  # the unit of a quantity, which was held against the source; whom to ask, who has no name
            yield f"'{term}' does not stand in {self.where}: take it out or cite its section", Severity.ERROR
        for wording in added_only(sentence, self.texts):
            yield self._asserts_more(wording)
        for item in added_items(sentence, self.texts, self.words):
            yield f"'{item}' is not in the list in {self.where}: take it out or cite its section", Severity.ERROR

    def _asserts_more(self, wording: str) -> Problem:
        return f"'{wording}' asserts more than is said in {self.where}: say no more than the source", Severity.ERROR

    def _wrong_quantities(self, sentence: str) -> Iterator[Problem]:
        near, known = (_all_quantities(texts) for texts in (self._near(sentence), self.texts))
        elsewhere = dict(of_other_things(sentence, self.texts, self.named))
        for quantity in quantities(sentence):
            problem = unsupported(quantity, known if is_distinctive(quantity) else near or known)
            if not problem and quantity in elsewhere:
                problem = f"there it is '{elsewhere[quantity].text}'"
            if problem:
                message = f"'{quantity.text}' does not stand in {self.where} ({problem}): mend it or cite its section"
                yield message, Severity.ERROR

    def _near(self, sentence: str) -> list[str]:
        """The statements that speak of anything that `sentence` does, but for numbers and units."""
        words = facts(sentence)
        return [text for text in self.texts if words & facts(text)]

    def _is_measured_alike(self, sentence: str) -> bool:
        """Whether the sentence has several quantities, or one that stands nowhere by chance, all of the sections'."""
        said, known = quantities(sentence), _all_quantities(self.texts)
        is_telling = len(said) > 1 or any(map(is_distinctive, said))
        return is_telling and all(unsupported(quantity, known) is None for quantity in said)

    def _unsupported(self, sentence: str) -> Iterator[Problem]:
        words = without_measures(sentence)  # which were held against the sections by themselves
        best = max((best_support(text, self.statements) for text in (sentence, words)), key=lambda found: found.score)
        said = facts(words)
        score = max(best.score, 100.0 * len(said & facts(self.words)) / len(said) if said else 100.0)
        is_like = any(likeness(sentence, text) >= MIN_LIKENESS for text in self.texts)
        is_like |= self._is_measured_alike(sentence)
        leans = bool(_PRONOUNS & set(tokens(normalise(sentence))))  # on a word of the sentence before
        telling = [word for word in tokens(normalise(words)) if is_telling(word)]
        if score < MIN_SUPPORT and not is_like and len(telling) >= MIN_TELLING + leans:
            problem = f"no line in {self.where} supports '{sentence}' (best: {score:.0f} of 100): take it out"
            yield problem, Severity.WARNING
        known = frozenset(roots(self.words))
        for clause in clauses(sentence):
            is_told = any(is_named(stem, known) for stem in clause.telling)
            is_like = any(likeness(" ".join(clause.spoken), text) >= MIN_LIKENESS for text in self.texts)
            if len(clause.telling) > MIN_TELLING and not (is_told or is_like):
                yield f"nothing in {self.where} says '{' '.join(clause.spoken)}': take it out", Severity.WARNING


def _implied(texts: Sequence[str]) -> Iterator[str]:
    """What a quantity in `texts` is another word for: a body of 38 °C has a fever."""
    heats = (quantity for text in texts for quantity in quantities(text) if quantity.unit in (CELSIUS, FAHRENHEIT))
    if any(FEVER[0] <= quantity.measured[0] <= FEVER[1] for quantity in heats):
        yield "fever"


def _plain(sentence: str) -> str:
    return " ".join(normalise(sentence).split()).rstrip(".")


def _all_quantities(texts: Iterable[str]) -> list[Quantity]:
    """All quantities in `texts`: the same day is one day, too."""
    said = {each: None for text in texts for each in (text, text.replace("the same ", "one "))}
    return [quantity for text in said for quantity in quantities(text)]

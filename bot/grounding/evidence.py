"""What of a sentence does not stand in the sections that it rests on, with the mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.documents import Section, Statement, prose_sentences
from bot.errors import Severity
from bot.grounding.changed_demands import changed_demands
from bot.grounding.clauses import clauses
from bot.grounding.exclusive_claims import added_only, lost_only
from bot.grounding.exchanged_roles import exchanged, is_turned_and_exchanged
from bot.grounding.lost_conditions import lost_conditions
from bot.grounding.lost_hedges import unreserved
from bot.grounding.misplaced_quantities import facts, of_other_things
from bot.grounding.negation import is_telling
from bot.grounding.other_subjects import exchanged_in_frame, of_other_callers, of_other_doers, of_others
from bot.grounding.other_things import is_named, other_things
from bot.grounding.quantity import Quantity
from bot.grounding.quantity_grammar import is_distinctive, quantities, without_measures
from bot.grounding.reversed_statements import turned_round
from bot.grounding.stronger_claims import stronger_claims
from bot.grounding.support import best_support, is_advice, is_silence, likeness
from bot.grounding.unknown_terms import unknown_terms
from bot.grounding.unsupported_quantities import unsupported
from bot.grounding.words import roots
from bot.text import normalise, tokens

MIN_SUPPORT = 60  # of 100: below it no line says what the sentence does
MIN_LIKENESS = 50  # of 100: from it on a line says the like in other words; one of 100 unrelated sentences does
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
        self.words = "\n".join([*self.texts, *(name for names in subjects for name in names)])

    def problems(self, sentence: str, beside: str = "") -> Iterator[Problem]:
        """What in `sentence` does not stand in the sections; nothing of one that stands there word for word.

        `beside` is the question and the answer that it is part of.
        """
        if _plain(sentence) in self.verbatim:
            return
        yield from self._wrong_quantities(sentence)
        if is_silence(sentence):
            return
        for text in exchanged(sentence, self.texts):
            yield f"'{sentence}' has changed places against '{text}': mend it", Severity.ERROR
        # What changed places and is turned round as well says the same.
        straight = [text for text in self.texts if not is_turned_and_exchanged(sentence, text)]
        for words in turned_round(sentence, straight):
            yield f"'{words}' is turned round: the opposite is said in {self.where}: mend it", Severity.ERROR
        for said, reserve in unreserved(sentence, self.texts):
            yield f"'{said}' is said for sure, and in {self.where} with '{reserve}': say so", Severity.ERROR
        for condition in (*lost_conditions(sentence, self.texts, beside), *lost_only(sentence, self.texts)):
            severity = Severity.WARNING if is_advice(sentence) else Severity.ERROR  # to ask once too often does no harm
            yield f"'{sentence}' leaves out '{condition}', which {self.where} has: say so", severity
        checks = (exchanged_in_frame, of_other_doers, of_other_callers)
        others = (found for check in checks for found in check(sentence, self.texts))
        for subject, instead in (*of_others(sentence, self.texts, self.named), *others):
            yield f"what is said of '{subject}' is said of '{instead}' in {self.where}: mend it", Severity.ERROR
        things = other_things(sentence, self.texts, self.words)
        for word, instead in (*changed_demands(sentence, self.texts), *things):
            yield f"'{word}' stands where {self.where} has '{instead}': mend it", Severity.ERROR
        measured = {word for quantity in quantities(sentence) for word in tokens(quantity.text)}
        for term in unknown_terms(sentence, self.words):
            if normalise(term) in measured or (is_advice(sentence) and not term.istitle()):
                continue  # the unit of a quantity, which was held against the source; whom to ask, who has no name
            yield f"'{term}' does not stand in {self.where}: take it out or cite its section", Severity.ERROR
        if is_advice(sentence):
            return
        for wording in (*stronger_claims(sentence, self.texts, self.subjects), *added_only(sentence, self.texts)):
            problem = f"'{wording}' asserts more than is said in {self.where}: say no more than the source"
            yield problem, Severity.ERROR
        yield from self._unsupported(sentence)

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

    def _unsupported(self, sentence: str) -> Iterator[Problem]:
        words = without_measures(sentence)  # which were held against the sections by themselves
        best = max((best_support(text, self.statements) for text in (sentence, words)), key=lambda found: found.score)
        said = facts(words)
        score = max(best.score, 100.0 * len(said & facts(self.words)) / len(said) if said else 100.0)
        is_like = any(likeness(sentence, text) >= MIN_LIKENESS for text in self.texts)
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


def _plain(sentence: str) -> str:
    return " ".join(normalise(sentence).split()).rstrip(".")


def _all_quantities(texts: Iterable[str]) -> list[Quantity]:
    """All quantities in `texts`: the same day is one day, too."""
    said = {each: None for text in texts for each in (text, text.replace("the same ", "one "))}
    return [quantity for text in said for quantity in quantities(text)]

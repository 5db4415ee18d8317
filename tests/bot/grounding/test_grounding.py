"""Answers held against their sources: every kind of fault is planted and found, and what is true passes."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import Kind, Knowledge, load_intents
from bot.documents import Document, read_documents
from bot.errors import BotError, Severity
from bot.grounding import Grounded, ground, read_record, write_record
from bot.grounding.quantity_grammar import quantities
from bot.grounding.stronger_claims import stronger_claims
from bot.grounding.unknown_terms import unknown_terms
from bot.grounding.unsupported_quantities import unsupported
from tests.clinic import SHEET, SHIPPED, write_clinic

TODAY = date(2026, 11, 24)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_clinic(tmp_path / "intents")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    shutil.copy(SHEET, folder)
    return folder


def grounded(folder: Path, documents: Path, today: date = TODAY) -> Grounded:
    return ground(load_intents(folder), read_documents(documents), read_record(folder), today)


def messages(folder: Path, documents: Path) -> list[str]:
    return [finding.message for finding in grounded(folder, documents).diagnostics]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def record(folder: Path, documents: Path, today: date = TODAY) -> None:
    write_record(folder, read_documents(documents).values(), today)


def test_what_the_document_says_passes(folder: Path, documents: Path) -> None:
    record(folder, documents)
    assert messages(folder, documents) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("at least 72 hours", "at least 48 hours", "'at least 48 hours' does not stand in 'Can I smoke"),
        ("at least 72 hours", "at least 72 days", "'at least 72 days' does not stand in 'Can I smoke"),
        ("at least 72 hours", "up to 72 hours", "there it is 'at least 72 hours'"),
        ("at least 72 hours", "seventy hours", "'seventy hours' does not stand"),
        ("starts 3 to 5 days", "starts 3 to 6 days", "'3 to 6 days' does not stand"),
        ("starts 3 to 5 days", "starts 5 days", "there it is '3 to 5 days'"),
        ("roughly 3 in 100", "roughly 8 in 100", "roughly 8 in 100' does not stand"),
        ("for 10 minutes", "for 4 minutes", "'4 minutes' does not stand"),
        ("for 10 minutes", "for a week, since May 2019,", "'may 2019' does not stand"),
        ("Smoking slows healing.", "Smoking slows healing, so use Nicorette instead.", "'Nicorette' does not stand"),
        (
            "Smoking slows healing.",
            "Smoking slows healing. We rinse it with chlorhexidine.",
            "'chlorhexidine' does not",
        ),
        ("Smoking slows healing.", "Smoking slows healing, says Dr Weber.", "'Weber' does not stand"),
        ("Smoking slows healing.", "Smoking slows healing. It causes cancer.", "'cancer' does not stand"),
        ("Most people find", "It has been proven", "'proven' asserts more than is said in 'Pain and swelling'"),
        ("Most people find that", "Everyone finds that", "'everyone' asserts more"),
        ("paracetamol is enough", "paracetamol is safe", "'safe' asserts more"),
        ("paracetamol is enough", "paracetamol always helps", "'always' asserts more"),
        ("paracetamol is enough", "paracetamol has no side effects", "'no side effects' asserts more"),
        ("paracetamol is enough", "paracetamol is guaranteed to help", "'guaranteed' asserts more"),
        ("but there are\n      few studies on how well it works", "and it works", "'works' asserts more"),
        ("Smoking slows healing.", "Smoking slows healing. Swimming laps tomorrow is fine.", "says 'swimming laps"),
        ("section: Pain and swelling", "section: Pain and swallowing", "did you mean 'Pain and swelling'?"),
        ("section: Pain and swelling", "section: Xyz", "name one that is there"),
        ("document: aftercare, section: Pain", "document: aftercar, section: Pain", "did you mean 'aftercare'?"),
    ],
)
def test_a_planted_fault_is_found(folder: Path, documents: Path, old: str, new: str, says: str) -> None:
    record(folder, documents)
    edit(folder / "aftercare.yaml", old, new)
    diagnostics = grounded(folder, documents).diagnostics
    assert [
        finding.line for finding in diagnostics if says in finding.message and finding.severity is not Severity.ADVICE
    ]
    assert {finding.path for finding in diagnostics} == {folder / "aftercare.yaml"}


def test_a_clinic_without_caveats_of_its_own_is_grounded(folder: Path, documents: Path) -> None:
    record(folder, documents)
    text = (folder / "aftercare.yaml").read_text(encoding="utf-8")
    text = re.sub(r"caveats: \[.*\]", "caveats: [general-information]", text)
    (folder / "aftercare.yaml").write_text(text, encoding="utf-8")
    (folder / "caveats.yaml").unlink()
    assert grounded(folder, documents).diagnostics == ()


def test_a_caveat_is_held_against_the_documents_too(folder: Path, documents: Path) -> None:
    record(folder, documents)
    edit(folder / "caveats.yaml", "from person to person.", "in 7 of 10 people.")
    diagnostics = grounded(folder, documents).diagnostics
    assert {(finding.path.name, finding.line) for finding in diagnostics} == {("caveats.yaml", 3)}
    assert any("caveat 'varies': '7 of 10' does not stand in aftercare" in finding.message for finding in diagnostics)


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("It lasts 3 to 5 months.", "Results last between 3-5 months."),
        ("It lasts three to five months.", "Results last between 3-5 months."),
        ("The needle goes 1 to 4 millimetres deep.", "Depths are from 1 to 4 millimeters."),
        ("Of 2,000 people, 20 were women.", "There were 2000 patients and twenty women."),
        ("It took over three years.", "It ran for a three-year span."),
        ("Up to 15 visits.", "Return between 3 to 15 times."),
        ("At least 3 visits.", "Return between 3 to 15 times."),
        ("One doctor may differ from another.", "Doctors differ."),
        ("More than 90 per cent.", "Over 90% were."),
        ("Twice a day.", "Do it 2 times a day."),
        ("It costs £1,200.", "The price is 1200 pounds."),
        ("Five people and six women.", "There were 5 people and 6 women."),
    ],
)
def test_the_same_number_in_other_words_passes(answer: str, source: str) -> None:
    known = quantities(source)
    assert [unsupported(quantity, known, known) for quantity in quantities(answer)] == [None] * len(quantities(answer))


@given(st.integers(2, 10**6), st.integers(2, 10**6), st.sampled_from(["hours", "days", "people", "mm", "%", ""]))
def test_a_number_passes_where_it_is_the_same_and_only_there(said: int, meant: int, unit: str) -> None:
    (quantity,) = quantities(f"It is {said} {unit}.")
    known = quantities(f"It was {meant:,} {unit} then.")
    problem = unsupported(quantity, known, known)
    assert (problem is None) == (said == meant)


SUBJECTS = (frozenset({"mesotherapy"}), frozenset({"liposuction"}))


@pytest.mark.parametrize(
    ("sentence", "source", "expected"),
    [
        ("It works.", "It works for most.", []),
        ("It works.", "It is not clear how well it works.", ["works"]),
        ("It is not proven.", "Nobody has tested it.", []),
        ("Whether it works is unclear.", "Little is known.", []),
        ("There is little evidence that it works.", "Little is known.", []),
        ("It is supposed to be permanent.", "Little is known.", []),
        ("It is not proven, but it is safe.", "Little is known.", ["safe"]),
        ("It is safe.", "Its safety is still unproven.", ["safe"]),
        ("There is no doubt that it is safe.", "Little is known.", ["no doubt"]),
        ("It is not only quick but painless.", "Little is known.", ["not only", "painless"]),
        ("There is no downtime.", "There isn't any downtime.", []),
        ("There is no downtime.", "There is some downtime.", ["no downtime"]),
        ("Mesotherapy removes fat permanently.", "Liposuction permanently removes fat.", ["permanently"]),
        ("Liposuction removes fat permanently.", "Liposuction permanently removes fat.", []),
        ("It is approved by the FDA.", "It hasn't been approved by the FDA, but its ingredients are.", ["approved"]),
        ("It will remove fat.", "It is used to remove fat.", ["will remove"]),
        ("The risks are minimal.", "They say the risks are minimal if you choose well.", []),
        ("The best choice.", "A choice.", ["best"]),
        ("It is a natural treatment.", "It is a treatment.", ["natural"]),
        ("You only need it once.", "You need it several times.", ["only need it once"]),
        ("It tightens skin instantly.", "It tightens skin.", ["instantly"]),
    ],
)
def test_wording_that_asserts_more_is_found(sentence: str, source: str, expected: list[str]) -> None:
    assert list(stronger_claims(sentence, [source], SUBJECTS)) == expected


@pytest.mark.parametrize(
    ("sentence", "source", "expected"),
    [
        ("The anaesthetist's practise", "An anesthetist in practice", []),
        ("A slimmer, reshaped tummy, numbed beforehand", "", []),
        ("non-steroidal painkillers", "nonsteroidal ones", []),
        ("We use lidocaine and Botox.", "We use a numbing cream.", ["lidocaine", "Botox"]),
        ("Approved by the MHRA.", "Approved by the FDA.", ["MHRA"]),
        ("Aspirin is fine", "Take nothing", ["Aspirin"]),
        ("I say yes. Ask us.", "", []),
        ("Not for children", "Not for anyone", ["children"]),
    ],
)
def test_names_and_substances_that_do_not_stand_there_are_found(
    sentence: str, source: str, expected: list[str]
) -> None:
    assert list(unknown_terms(sentence, source)) == expected


def test_each_sentence_has_its_best_line_and_a_score(folder: Path, documents: Path) -> None:
    supports = grounded(folder, documents).supports["smoking"]
    assert [support.sentence for support in supports] == [
        "Do not smoke for at least 72 hours.",
        "Smoking slows healing.",
        "The same goes for vaping.",
    ]
    assert supports[0].score == 100
    assert supports[1].statement is not None
    assert supports[1].statement.text == "Smoking slows healing and makes a dry socket more likely."


def test_what_no_answer_uses_is_listed(folder: Path, documents: Path) -> None:
    unused = {statement.text for _, statement in grounded(folder, documents).unused}
    assert "Avoid hot drinks for 24 hours." in unused
    assert "Do not smoke for at least 72 hours." not in unused


def test_a_missing_record_is_a_finding(folder: Path, documents: Path) -> None:
    (finding,) = grounded(folder, documents).diagnostics
    assert (finding.path.name, finding.severity) == ("grounding.lock", Severity.WARNING)


def test_a_changed_section_calls_for_a_review_of_its_answers_alone(folder: Path, documents: Path) -> None:
    record(folder, documents, date(2026, 11, 20))
    edit(documents / "aftercare.md", "Smoking slows healing", "Smoking greatly slows healing")
    (finding,) = grounded(folder, documents).diagnostics
    assert "'smoking': 'Can I smoke after an extraction?' in aftercare.md has changed since" in finding.message
    record(folder, documents)
    assert grounded(folder, documents).diagnostics == (finding,)
    edit(
        folder / "aftercare.yaml",
        "    follow_ups: [dry-socket]",
        "    follow_ups: [dry-socket]\n    reviewed: {by: Dr Lane, on: 2026-11-24, due: 2027-05-20}",
    )
    assert grounded(folder, documents).diagnostics == ()


def test_a_new_line_break_is_no_change(folder: Path, documents: Path) -> None:
    record(folder, documents)
    edit(documents / "aftercare.md", "Smoking slows healing and", "Smoking slows\nhealing and")
    assert messages(folder, documents) == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"documents": {"a": {"b": 1}}}', '{"documents": {"a": {"b": {}}}}'])
def test_a_garbled_record_says_what_to_do(folder: Path, text: str) -> None:
    (folder / "grounding.lock").write_text(text, encoding="utf-8")
    with pytest.raises(BotError, match=r"grounding\.lock: cannot be read"):
        read_record(folder)


def test_the_record_is_no_intent_file(folder: Path, documents: Path) -> None:
    before = load_intents(folder)
    record(folder, documents)
    assert load_intents(folder) == before


def cases() -> list[tuple[Path, Path]]:
    return [*SHIPPED, (Path(), Path())]


@pytest.mark.parametrize(("intents", "place"), cases(), ids=lambda path: path.name or "clinic")
def test_every_shipped_answer_is_grounded_and_no_changed_number_passes(
    intents: Path, place: Path, folder: Path, documents: Path
) -> None:
    if not intents.name:
        intents, place = folder, documents
        record(folder, documents)
    knowledge, found = load_intents(intents), read_documents(place)
    kept = read_record(intents)
    assert [f for f in ground(knowledge, found, kept, TODAY).diagnostics if f.severity is not Severity.ADVICE] == []
    changed = with_changed_numbers(knowledge)
    blamed = {finding.message.split("'")[1] for finding in ground(changed, found, kept, TODAY).diagnostics}
    assert blamed >= {i.id for i in knowledge.intents.values() if i.answer != changed.intents[i.id].answer}


def with_changed_numbers(knowledge: Knowledge) -> Knowledge:
    """The same with every figure in every answer 7 higher."""
    intents = {
        intent.id: replace(intent, answer=re.sub(r"\d[\d,]*\d|\d", _higher, intent.answer))
        for intent in knowledge.intents.values()
        if intent.kind is Kind.ANSWER
    }
    return replace(knowledge, intents=knowledge.intents | intents)


def _higher(figure: re.Match[str]) -> str:
    return f"{int(figure[0].replace(',', '')) + 7:,}"


CLAIMS = {
    "It is safe.": {"safe"},
    "This is proven.": {"proven"},
    "It always works.": {"always", "works"},
    "The results are permanent.": {"permanent"},
    "We inject lidocaine first.": {"lidocaine"},
    "Dr Weber says so.": {"Weber"},
    "Your insurance pays for that.": {"insurance"},
}
"""What no document says, with the words that it is blamed for."""


@pytest.mark.parametrize(("intents", "place"), cases(), ids=lambda path: path.name or "clinic")
def test_no_answer_takes_a_planted_claim(intents: Path, place: Path, folder: Path, documents: Path) -> None:
    if not intents.name:
        intents, place = folder, documents
        record(folder, documents)
    knowledge, found = load_intents(intents), read_documents(place)
    planted = " ".join(CLAIMS)
    answers = {
        i.id: replace(i, answer=f"{i.answer} {planted}") for i in knowledge.intents.values() if i.kind is Kind.ANSWER
    }
    worse = replace(knowledge, intents=knowledge.intents | answers)
    blamed: dict[str, set[str]] = {intent: set() for intent in answers}
    for finding in ground(worse, found, read_record(intents), TODAY).diagnostics:
        _, intent, *rest = finding.message.split("'")
        blamed.get(intent, set()).update(rest[1:2])  # the word that is blamed, in quotation marks after the intent
    for claim, words in CLAIMS.items():
        missed = {intent for intent in answers if blamed[intent].isdisjoint(words)}
        assert missed <= allowed(claim, knowledge, found), claim


def allowed(planted: str, knowledge: Knowledge, documents: dict[str, Document]) -> set[str]:
    """Answers about a thing of which the source itself says it: liposuction is called permanent."""
    if "permanent" not in planted:
        return set()
    return {
        i.id
        for i in knowledge.intents.values()
        for source in i.sources
        for section in documents[source.document].sections_named(source.section)
        if "permanent" in section.text
    }


TREATMENTS = """\
# Aesthetics

## Botulinum toxin

### Does it hurt?
A fine needle is used, and no cream is needed. It takes 10 minutes.

## Dermal filler

### Does it hurt?
A numbing cream is put on for 30 minutes before the needle.
"""


def treatment_answers(folder: Path, documents: Path, question: str, answer: str, section: str) -> list[str]:
    """What is found in one answer that rests on a sheet in which sections share a heading."""
    (documents / "aesthetics.md").write_text(TREATMENTS, encoding="utf-8")
    path = folder / "aftercare.yaml"
    head = path.read_text(encoding="utf-8").partition("intents:\n")[0]
    path.write_text(
        f"{head}intents:\n  - id: pain\n    question: {question}\n    examples: [is it sore]\n"
        f"    answer: {answer}\n    caveats: [ask-clinic]\n"
        f"    sources: [{{document: aesthetics, section: '{section}'}}]\n",
        encoding="utf-8",
    )
    edit(folder / "clinic.yaml", "starters: [smoking]", "starters: [pain]")
    record(folder, documents)
    return messages(folder, documents)


@pytest.mark.parametrize("section", ["Dermal filler: does it hurt?", "Does it hurt?", "dermal filler does it hurt"])
def test_sections_of_one_heading_are_kept_apart(folder: Path, documents: Path, section: str) -> None:
    question, swapped = "Does the filler hurt?", "No cream is needed. It takes 10 minutes."
    assert treatment_answers(folder, documents, question, swapped, section) != []


def test_the_section_that_an_answer_is_about_is_held_against_it(folder: Path, documents: Path) -> None:
    answer = "A numbing cream is put on for 30 minutes before the needle."
    assert treatment_answers(folder, documents, "Does the filler hurt?", answer, "Does it hurt?") == []


def test_a_citation_that_may_mean_several_sections_names_them(folder: Path, documents: Path) -> None:
    (found,) = treatment_answers(folder, documents, "Is it sore?", "It takes 10 minutes.", "Does it hurt?")
    assert "has 2 sections 'Does it hurt?': cite 'Botulinum toxin: does it hurt?' or 'Dermal filler" in found

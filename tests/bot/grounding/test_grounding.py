"""Answers held against their sources: every kind of fault is planted and found, and what is true passes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.content import Kind, Knowledge, load_intents
from bot.documents import Document, read_documents
from bot.errors import Severity
from bot.grounding import ground, read_record
from tests.bot.grounding.held import TODAY, edit, grounded, messages, record
from tests.clinic import SHIPPED


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


def test_a_document_in_another_language_is_said_to_be_read_for_its_numbers_alone(folder: Path, documents: Path) -> None:
    german = "Singen Sie nach der Operation zwei Wochen lang nicht, auch nicht leise zu Hause."
    (documents / "singen.md").write_text(f"# Stimme\n\n## Darf ich singen?\n\n{german}\n", encoding="utf-8")
    found = [finding for finding in grounded(folder, documents).diagnostics if finding.path.name == "singen.md"]
    assert [(finding.severity, finding.message[:17]) for finding in found] == [(Severity.WARNING, "is not in English")]

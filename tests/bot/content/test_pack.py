"""The language pack: whole in itself, fitted to each clinic, and overridden or left out by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import language
from bot.content import Kind, Knowledge, load_intents
from bot.content.pack import TOPIC, read_pack
from bot.errors import IntentsError
from bot.text import normalise
from bot.triage.pack import load_pack as load_triage_pack
from tests.serving import ROOT
from tests.small_clinic import write_small_clinic

HEAD = "topic: {topic}\ntitle: More\nkind: {kind}\n"
REVIEWED = "reviewed: {by: A. Doctor, on: 2026-11-23, due: 2027-05-23}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small clinic, with all that ships."""
    folder = write_small_clinic(tmp_path / "intents")
    path = folder / "clinic.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('disable: ["*"]\n', ""), encoding="utf-8")
    return folder


def add(folder: Path, kind: str, intents: str, topic: str = "more") -> Knowledge:
    """Write a topic file with `intents`, and load the folder."""
    text = HEAD.format(topic=topic, kind=kind) + REVIEWED + "intents:\n" + intents
    (folder / "more.yaml").write_text(text, encoding="utf-8")
    return load_intents(folder)


def clinic(folder: Path, more: str) -> Knowledge:
    """Add lines to clinic.yaml, and load the folder."""
    with (folder / "clinic.yaml").open("a", encoding="utf-8") as file:
        file.write(more)
    return load_intents(folder)


def test_the_pack_names_no_clinic_s_treatments() -> None:
    treatments = re.compile(r"mesotherap|\bmeso\b|\blipo|lipolysis|botox|aligner|veneer", re.IGNORECASE)
    texts = [path.read_text(encoding="utf-8") for path in language.FOLDER.glob("*.yaml") if path.stem != "lexicon"]
    assert not [found for text in texts for found in treatments.findall(text)]


def test_every_intent_has_a_question_an_answer_and_examples_of_its_own() -> None:
    intents = read_pack().intents
    said = [normalise(text) for i in intents for text in (i.entry.question, *i.entry.examples)]
    assert len(said) == len(set(said))
    assert all(intent.entry.question and intent.entry.answer and intent.entry.examples for intent in intents)


def test_follow_ups_within_the_pack_lead_somewhere() -> None:
    ids = {intent.id for intent in read_pack().intents}
    named = {other for intent in read_pack().intents for other in intent.entry.follow_ups}
    assert named <= ids | {"starters"}


def test_nothing_in_the_pack_calls_a_text_reviewed(folder: Path) -> None:
    """Whether a clinic's texts are reviewed, the pack cannot know."""
    knowledge = load_intents(folder)
    assert not [i.id for i in knowledge.intents.values() if i.is_shipped and "review" in i.answer]
    assert "review" not in knowledge.responses.notice


def test_every_line_can_be_said_by_a_clinic_that_says_the_least_of_itself(folder: Path) -> None:
    least = ("name", "phone", "contact", "emergency_number", "crisis_line")
    path = folder / "clinic.yaml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.split(":")[0] in least]
    path.write_text("\n".join(lines), encoding="utf-8")
    knowledge = load_intents(folder)
    responses = knowledge.responses
    canned = [getattr(responses, name) for name in responses.__slots__ if name not in {"languages", "actions"}]
    labels = [label for spoken in responses.actions.values() for label in spoken.values()]
    for line in (*canned, *labels, *responses.languages.values(), *(i.answer for i in knowledge.intents.values())):
        filled = re.sub(r"\{(?:missing|day|times)\}", "", knowledge.fill(line))  # filled in with each reply
        assert not re.search(r"[{}]|\(\)", filled), line


@pytest.mark.parametrize(
    ("more", "intent", "said"),
    [
        ("", "parking", "where to park. Call +44 20 7946 0000 (every day, 9 to 5)"),
        ("parking: There is a car park behind the house\n", "parking", "There is a car park behind the house. If"),
        ("address: 4 Mill Road, Ely\n", "location", "The clinic is at 4 Mill Road, Ely. If"),
        ("address: 4 Mill Road\ndirections: Follow the river.\n", "location", "4 Mill Road. Follow the river. If"),
        ("booking: https://little.example/book\n", "booking", "[book online](https://little.example/book)"),
        ("email: hi@little.example\n", "contact-details", "[hi@little.example](mailto:hi@little.example)"),
        ("opening_hours: {sat: 10:00-12:00}\n", "opening-hours", "The opening hours are: Saturday 10:00 to 12:00."),
        ("privacy: https://little.example/privacy\n", "privacy", "[privacy notice](https://little.example/privacy)"),
    ],
)
def test_a_handoff_says_what_the_clinic_has_configured(folder: Path, more: str, intent: str, said: str) -> None:
    knowledge = clinic(folder, more)
    assert said in knowledge.fill(knowledge.intents[intent].answer)


def test_an_intent_of_the_pack_is_overridden_in_part(folder: Path) -> None:
    shipped = load_intents(folder).intents["parking"]
    own = add(folder, "handoff", "  - id: parking\n    examples: [where do I leave my moped]\n").intents["parking"]
    assert own.examples == ("where do I leave my moped", *shipped.examples)
    assert (own.question, own.answer, own.is_shipped) == (shipped.question, shipped.answer, False)
    own = add(folder, "handoff", "  - id: parking\n    answer: On the quay.\n").intents["parking"]
    assert (own.answer, own.examples) == ("On the quay.", shipped.examples)


def test_an_answer_takes_a_handoff_s_place_and_its_examples(folder: Path) -> None:
    own = add(
        folder,
        "answer",
        """\
  - id: smoking
    answer: Not for a week.
    caveats: [general-information]
    sources: [{document: leaflet, section: FAQ}]
""",
    ).intents["smoking"]
    assert own.kind is Kind.ANSWER
    assert own.caveats == (
        "This is general information, not advice about you. Ask the clinic's team if you are unsure.",
    )
    assert len(own.examples) > 5


def test_an_answer_to_the_same_question_takes_a_handoff_s_place_under_any_id(folder: Path) -> None:
    answer = """\
  - id: cigarettes-afterwards
    question: May I smoke after the {}?
    answer: Not for a week.
    caveats: [results-vary]
    sources: [{{document: leaflet, section: FAQ}}]
"""
    assert "smoking" not in add(folder, "answer", answer.format("laser")).intents
    cost = answer.replace("May I smoke after the {}?", "How much does it cost?").format()
    assert "price" not in add(folder, "answer", cost).intents
    assert "price" in add(folder, "answer", cost.replace("does it cost", "does it bleed")).intents
    assert "smoking" in add(folder, "answer", answer.format("laser").replace("smoke", "sing")).intents
    assert "smoking" in add(folder, "handoff", answer.format("laser")).intents


@pytest.mark.parametrize(
    ("kind", "draft", "stand_in"),
    [
        ("handoff", "id: parking", "parking"),
        ("answer", "id: parking\n    answer: On the quay.", "parking"),
        ("answer", "id: parking\n    follow_ups: [nowhere]", "parking"),
        (
            "answer",
            "id: smoking-afterwards\n    question: May I smoke after the laser?\n    answer: TO WRITE",
            "smoking",
        ),
        ("handoff", "id: smoking-afterwards\n    question: May I smoke after the laser?\n    answer: TO WRITE", ""),
        ("answer", "id: singing\n    question: May I sing after the laser?\n    answer: TO WRITE", ""),
    ],
)
def test_a_draft_takes_the_place_of_nothing_that_ships(folder: Path, kind: str, draft: str, stand_in: str) -> None:
    shipped = load_intents(folder)
    example = shipped.intents["parking"].examples[0]
    knowledge = add(folder, kind, f"  - {draft}\n    status: draft\n    examples: [{example}, where may it stand]\n")
    assert knowledge.intents == shipped.intents
    assert [found.stand_in for found in knowledge.drafts] == [stand_in]
    assert dict(knowledge.examples)[example] == "parking"
    assert dict(knowledge.examples)["where may it stand"] == (stand_in or knowledge.drafts[0].id)


def test_what_is_disabled_stands_in_for_no_draft(folder: Path) -> None:
    clinic(folder, "disable: [parking]\n")
    knowledge = add(
        folder, "handoff", "  - id: parking\n    status: draft\n    question: Where can I park?\n    answer: x\n"
    )
    assert "parking" not in knowledge.intents
    assert [found.stand_in for found in knowledge.drafts] == [""]


def test_what_is_disabled_is_left_out_and_may_be_written_anew(folder: Path) -> None:
    knowledge = clinic(folder, "disable: [oos-dental, parking]\n")
    assert not {"oos-dental", "parking"} & knowledge.intents.keys()
    own = "  - id: parking\n    question: Where can I park?\n    answer: On the quay.\n"
    assert add(folder, "handoff", own).intents["parking"].examples == ()


def test_several_are_disabled_at_once(folder: Path) -> None:
    knowledge = clinic(folder, 'disable: ["oos-*", price]\n')
    assert not [i for i in knowledge.intents if i.startswith("oos-") or i == "price"]
    assert "parking" in knowledge.intents


def test_examples_name_the_clinic_s_own_treatments(folder: Path) -> None:
    price = load_intents(folder).intents["price"].examples
    assert any("laser" in text for text in price)
    assert not any(TOPIC in text for text in price)


def test_what_names_a_topic_of_the_clinic_s_is_not_out_of_its_scope(folder: Path) -> None:
    before = load_intents(folder).intents["oos-dental"].examples
    assert any("braces" in text for text in before)
    path = folder / "laser.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("names: [laser, light]", "names: [laser, braces]"))
    after = load_intents(folder).intents["oos-dental"].examples
    assert not any("braces" in text for text in after)
    assert set(after) < set(before)


def test_a_clinic_s_own_example_goes_before_the_pack_s(folder: Path) -> None:
    taken = load_intents(folder).intents["parking"].examples[0]
    path = folder / "laser.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("explain the light machine", taken.upper()))
    knowledge = load_intents(folder)
    assert taken.upper() in knowledge.intents["laser-what"].examples
    assert taken not in knowledge.intents["parking"].examples


def test_greetings_lead_to_the_clinic_s_starters(folder: Path) -> None:
    assert load_intents(folder).intents["greeting"].follow_ups == ("laser-what", "laser-recovery")


def test_single_lines_are_the_clinic_s_own(folder: Path) -> None:
    shipped = load_intents(folder).responses
    (folder / "phrases.yaml").write_text("say_more: Pardon?\nlanguages: {nl: Alleen Engels.}\n", encoding="utf-8")
    responses = load_intents(folder).responses
    assert (responses.say_more, responses.notice) == ("Pardon?", shipped.notice)
    assert responses.languages == {**shipped.languages, "nl": "Alleen Engels."}


def test_buttons_say_what_the_clinic_wants_them_to(folder: Path) -> None:
    shipped = load_intents(folder).responses.actions
    (folder / "phrases.yaml").write_text("actions: {en: {phone: Ring us}, nl: {phone: Bel ons}}\n", encoding="utf-8")
    own = load_intents(folder).responses.actions
    assert own == {**shipped, "en": {**shipped["en"], "phone": "Ring us"}, "nl": {"phone": "Bel ons"}}


def test_a_button_that_reaches_nobody_is_an_error(folder: Path) -> None:
    (folder / "phrases.yaml").write_text("actions: {en: {fax: Fax us}}\n", encoding="utf-8")
    with pytest.raises(IntentsError, match="'fax'"):
        load_intents(folder)


def test_each_language_of_the_emergency_replies_has_buttons_of_its_own() -> None:
    spoken = load_intents(ROOT / "intents").responses
    assert {*load_triage_pack().languages, *spoken.languages} <= set(spoken.actions)
    reached = [set(labels) for labels in spoken.actions.values()]
    assert all(labels >= {"phone", "emergency_number", "crisis_line"} for labels in reached)

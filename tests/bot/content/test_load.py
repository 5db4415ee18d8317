"""Every mistake in the intent files is found, named with its file and line, and told with its mend."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from pydantic import ValidationError

from bot.content import Kind, Source, load_intents, topic_files, version_of, yaml_file
from bot.content.schema import MODELS, json_schema
from bot.errors import Diagnostic, IntentsError, Severity
from tests.serving import ROOT
from tests.small_clinic import TOPIC, write_small_clinic


class Case(NamedTuple):
    """A mistake: `old` in `file` becomes `new`; it is found in the line that holds `at`, and told as `message`."""

    file: str
    old: str
    new: str
    at: str
    message: str


CASES = {
    "duplicate id": Case(
        "laser.yaml",
        "id: laser-recovery",
        "id: laser-what",
        "  - id: laser-what",
        "id 'laser-what' stands already at",
    ),
    "unknown caveat": Case(
        "laser.yaml",
        "[evidence-thin]",
        "[evidence-thick]",
        "evidence-thick",
        "unknown caveat 'evidence-thick': write it in caveats.yaml or name another",
    ),
    "unknown key": Case(
        "laser.yaml",
        "answer: Most",
        "anwser: Most",
        "anwser",
        "unknown key 'anwser': did you mean 'answer'?",
    ),
    "unknown key unlike any": Case(
        "laser.yaml", "title: Laser", "title: Laser\nzzzz: 1", "zzzz", "unknown key 'zzzz': take it out"
    ),
    "broken indent": Case(
        "laser.yaml", "    question: How", "   question: How", "question: How", "mend the indent or the quotes here"
    ),
    "tab": Case("laser.yaml", "    question: How", "\tquestion: How", "\tquestion", "indented with a tab"),
    "colon in text": Case("laser.yaml", "answer: Most", "answer: So: most", "So: most", "put it in quotes"),
    "two documents": Case(
        "laser.yaml", "title:", "---\ntitle:", "---", "is not valid YAML (expected a single document"
    ),
    "control character": Case("laser.yaml", "title: Laser", "title: \0", "topic: laser", "is not readable as YAML"),
    "no caveat": Case(
        "laser.yaml",
        "    caveats: [evidence-thin]\n",
        "",
        "- id: laser-what",
        "answer 'laser-what' has no caveat: choose at least one (caveats.yaml)",
    ),
    "empty caveats": Case("laser.yaml", "[evidence-thin]", "[]", "caveats: []", "answer 'laser-what' has no caveat"),
    "no source": Case(
        "laser.yaml",
        '    sources:\n      - {document: leaflet, section: "How Does It Work?"}\n',
        "",
        "- id: laser-what",
        "answer 'laser-what' has no source: name its document and section",
    ),
    "shared example": Case(
        "laser.yaml",
        "days off needed afterwards",
        "What is the  LASER for",
        "LASER",
        "\"What is the  LASER for\" stands in 'laser-what' too",
    ),
    "example twice": Case(
        "laser.yaml",
        "- explain the light machine",
        "- What is the laser for",
        "- What is",
        "\"What is the laser for\" stands twice in 'laser-what': take one out",
    ),
    "alias": Case(
        "laser.yaml",
        "caveats: [results-vary, ask-doctor]",
        "caveats: &c [ask-doctor]\n    follow_ups: *c",
        "&c",
        "is used again by a YAML alias",
    ),
    "nested too deeply": Case(
        "laser.yaml", "[laser, light]", "[" * 50_000 + "]" * 50_000, "names", "is nested too deeply: write it flatter"
    ),
    "duplicate key": Case(
        "laser.yaml", "title: Laser", "title: Laser\ntitle: Light", "title: Light", "key 'title' stands twice"
    ),
    "key of another part": Case(
        "laser.yaml",
        "title: Laser",
        "title: Laser\ndocument: leaflet",
        "document: leaflet\n",
        "unknown key 'document': it has its place in another part of the file",
    ),
    "list as key": Case("laser.yaml", "title: Laser", "title: Laser\n? [a, b]\n: c", "? [a, b]", "unknown key"),
    "no such day": Case(
        "laser.yaml", "on: 2026-11-23", "on: 2026-13-45", "2026-13-45", "'2026-13-45' is no such day: write a date as"
    ),
    "date in quotes": Case(
        "laser.yaml", "on: 2026-11-23", 'on: "2026-11-23"', "{by:", "'on' is '2026-11-23': write a date as YYYY-MM-DD"
    ),
    "time of day": Case(
        "laser.yaml", "on: 2026-11-23", "on: 2026-11-23 10:00:00", "{by:", "write a date as YYYY-MM-DD"
    ),
    "date in words": Case("laser.yaml", "on: 2026-11-23", "on: last week", "{by:", "'on' is 'last week': write a date"),
    "due before review": Case(
        "laser.yaml",
        "due: 2027-05-23",
        "due: 2026-11-23",
        "reviewed",
        "due on 2026-11-23 is on or before the review: set a later day",
    ),
    "number": Case(
        "laser.yaml",
        "- days off needed afterwards",
        "- 2026",
        "2026\n",
        "'examples' must be text but is '2026': put it in quotes",
    ),
    "boolean": Case(
        "laser.yaml", "- explain the light machine", "- yes", "- yes", "must be text but is yes or no to YAML"
    ),
    "nothing": Case(
        "laser.yaml", "title: Laser", "title:", "title:", "'title' has nothing after it: write it or take it out"
    ),
    "list for text": Case("laser.yaml", "title: Laser", "title: [a]", "title:", "'title' must be text but is a list"),
    "unreadable number": Case("laser.yaml", "title: Laser", "title: " + "1" * 5_000, "title:", "put it in quotes"),
    "number too long to be made out": Case(
        "laser.yaml", "title: Laser", "title: 1" + ":1" * 400_000, "title:", "put it in quotes"
    ),
    "long number that is quickly made out": Case(
        "laser.yaml", "title: Laser", "title: 0x" + "f" * 9_000, "title:", "put it in quotes"
    ),
    "tag that does not fit": Case("laser.yaml", "title: Laser", "title: !!bool maybe", "title:", "put it in quotes"),
    "tag of nothing": Case("laser.yaml", "title: Laser", 'title: !!int ""', "title:", "put it in quotes"),
    "tag of no day": Case("laser.yaml", "title: Laser", "title: !!timestamp soon", "title:", "no such day"),
    "foreign tag": Case("laser.yaml", "title: Laser", "title: !!python/name:os.system x", "title:", "put it in quotes"),
    "blank text": Case(
        "laser.yaml", "title: Laser", 'title: " "', "title:", "'title' is blank: write it or take it out"
    ),
    "long text": Case(
        "laser.yaml",
        "title: Laser",
        f"title: {'a' * 2_001}",
        "title:",
        "'title' is longer than 2000 characters: shorten it",
    ),
    "text for list": Case("laser.yaml", "[laser-what]", "laser-what", "follow_ups: laser-what", "must be a list"),
    "long list": Case(
        "clinic.yaml",
        "[laser-what, laser-recovery]",
        "[a, b, c, d, e]",
        "starters",
        "'starters' has more than 4: take some out",
    ),
    "text for mapping": Case(
        "laser.yaml", "- {document: leaflet, section: FAQ}", "- FAQ", "- FAQ", "'sources' must be a mapping"
    ),
    "list for mapping": Case("caveats.yaml", "caveats:", "caveats: []\nnotes:", "caveats", "must be a mapping"),
    "unknown kind": Case(
        "laser.yaml", "title: Laser", "title: Laser\nkind: anser", "kind", "'kind' is 'anser': use 'answer', 'handoff'"
    ),
    "missing key": Case("laser.yaml", "title: Laser\n", "", "topic: laser", "'title' is missing: add it"),
    "missing key in an intent": Case(
        "laser.yaml", "    question: How long is the recovery?\n", "", "- id: laser-recovery", "'question' is missing"
    ),
    "bad id": Case(
        "laser.yaml",
        "topic: laser",
        "topic: The Laser",
        "topic",
        "'topic' is 'The Laser': use lower-case letters, digits and single hyphens",
    ),
    "bad phone": Case(
        "clinic.yaml", '"+44 20 7946 0000"', "ask Mary", "phone", "'phone' is 'ask Mary': write a telephone number"
    ),
    "bad contact": Case("clinic.yaml", "https://", "", "contact", "use a link that starts with https:// or mailto:"),
    "key in capitals": Case(
        "laser.yaml", "    question: How", "    Question: How", "Question", "did you mean 'question'?"
    ),
    "words for a mapping": Case(
        "laser.yaml",
        "      - {document: leaflet, section: FAQ}",
        "      - leaflet",
        "- leaflet",
        "'sources' must be a mapping of keys and values: document, section",
    ),
    "words for a review": Case(
        "laser.yaml",
        "{by: A. Doctor, on: 2026-11-23, due: 2027-05-23}",
        "A. Doctor",
        "reviewed",
        "'reviewed' must be a mapping of keys and values: by, on, due",
    ),
    "key of no form": Case(
        "caveats.yaml", "results-vary:", "Results Vary:", "Results Vary", "a key is 'Results Vary': use"
    ),
    "number for text": Case("clinic.yaml", '"999"', "999", "emergency_number", "must be text but is '999'"),
    "blank caveat": Case("caveats.yaml", "results-vary:", "blank: ''\n  results-vary:", "blank", "'blank' is blank"),
    "bad caveat id": Case("caveats.yaml", "results-vary:", "Bad Id: x\n  results-vary:", "Bad Id", "use lower-case"),
    "placeholder that nobody knows": Case(
        "laser.yaml",
        "a day or two",
        "a day, or call {phon}",
        "{phon}",
        "nothing is called '{phon}': did you mean '{phone}'?",
    ),
    "placeholder that clinic.yaml does not fill": Case(
        "laser.yaml",
        "a day or two",
        "a day. Write to {email}",
        "{email}",
        "'{email}' cannot be filled in: set 'email' in clinic.yaml, or write a list whose last text goes without it",
    ),
    "unknown placeholder in a caveat": Case(
        "caveats.yaml", "Ask a", "Ask {doctor}, a", "{doctor}", "nothing is called"
    ),
    "nothing to disable": Case(
        "clinic.yaml", 'disable: ["*"]', "disable: [oos-dentist]", "disable", "did you mean 'oos-dental'?"
    ),
    "document that no answer cites": Case(
        "clinic.yaml",
        "default_topic: laser",
        "default_topic: laser\ndocuments: {leafelt: {title: Our leaflet}}",
        "documents",
        "no answer cites a document 'leafelt': did you mean 'leaflet'?",
    ),
    "address of a document": Case(
        "clinic.yaml",
        "default_topic: laser",
        "default_topic: laser\ndocuments: {leaflet: {url: ask us}}",
        "documents",
        "'url' is 'ask us'",
    ),
    "review without days": Case(
        "laser.yaml", ", on: 2026-11-23, due: 2027-05-23", "", "reviewed", "'reviewed' needs 'on' and 'due'"
    ),
    "no review": Case(
        "laser.yaml", "reviewed: {by: A. Doctor, on: 2026-11-23, due: 2027-05-23}\n", "", "topic", "missing"
    ),
    "unwritten in a language": Case(
        "clinic.yaml", "default_topic:", "languages: {}\ndefault_topic:", "languages", "unknown"
    ),
    "item that swallows those below": Case(
        "laser.yaml",
        "      - what is the laser for\n",
        "     - what is the laser for\n",
        "- explain",
        "takes it in: indent all",
    ),
    "dash for a hyphen": Case(
        "laser.yaml", "- explain the", "– explain the", "– explain", "begins with '–', which YAML"
    ),
    "dashes for hyphens": Case(
        "laser.yaml",
        "      - when can I go back to work\n      - days off needed afterwards\n      - how soon",
        "      – when can I go back to work\n      – days off needed afterwards\n      – how soon",
        "– days",
        "which takes it in",
    ),
    "no-break space before a key": Case(
        "laser.yaml", "    question: How long", "  \u00a0 question: How long", "\u00a0", "begins with a no-break space"
    ),
    "no-break space before an item": Case(
        "laser.yaml", "      - explain", "\u00a0     - explain", "\u00a0", "begins with a no-break space"
    ),
    "curly quotes": Case("laser.yaml", "answer: Most people", "answer: “Most: people”", "“Most", "has curly quotes"),
    "answer cut short": Case(
        "laser.yaml",
        "a day or two.",
        "a day. Ask in room #4 about more.",
        "#4",
        '"#4 about more." is a remark, and no part',
    ),
    "example cut short": Case(
        "laser.yaml", "days off needed afterwards", "days off # how many", "# how many", '"# how many" is a remark'
    ),
    "follow-up to nowhere": Case(
        "laser.yaml",
        "[laser-recovery]",
        "[laser-cost]",
        "laser-cost",
        "follow-up 'laser-cost' of 'laser-what' leads nowhere: name an intent that is served",
    ),
    "unknown starter": Case(
        "clinic.yaml",
        "laser-what, laser",
        "laser-cost, laser",
        "starters",
        "starter 'laser-cost' leads nowhere: name an intent that is served",
    ),
    "unknown default topic": Case(
        "clinic.yaml", "default_topic: laser", "default_topic: lasr", "default_topic", "no file has the topic 'lasr'"
    ),
    "unknown parent": Case(
        "laser.yaml", "title: Laser", "title: Laser\nparent: beams", "parent", "no file has the topic 'beams'"
    ),
    "own parent": Case(
        "laser.yaml",
        "title: Laser",
        "title: Laser\nparent: laser",
        "parent",
        "'laser' is its own parent: take 'parent'",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_clinic(tmp_path / "intents")


def diagnostics(folder: Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(IntentsError) as caught:
        load_intents(folder)
    assert str(caught.value) == "\n".join(map(str, caught.value.diagnostics))
    return caught.value.diagnostics


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def add_topic(folder: Path, name: str, *, kind: str = "answer", parent: str = "") -> None:
    """Write a second topic file with one intent."""
    head = f"topic: {name}\ntitle: {name.title()}\nkind: {kind}\n" + (f"parent: {parent}\n" if parent else "")
    intent = f"""\
reviewed: {{by: B. Doctor, on: 2026-01-02, due: 2027-01-02}}
intents:
  - id: {name}-cost
    question: What does {name} cost?
    examples: [price of {name}]
    answer: Call {{phone}} or {{clinic}}.
    caveats: [ask-doctor]
    sources: [{{document: leaflet, section: FAQ}}]
"""
    (folder / f"{name}.yaml").write_text(head + intent, encoding="utf-8")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_mistake_is_named_with_file_and_line(folder: Path, case: Case) -> None:
    path = folder / case.file
    spoil(path, case.old, case.new)
    text = path.read_text(encoding="utf-8")
    line = text[: text.rindex(case.at)].count("\n") + 1
    found = diagnostics(folder)
    assert [f for f in found if (f.path, f.line) == (path, line) and case.message in f.message], "\n".join(
        map(str, found)
    )


def test_small_clinic_is_sound(folder: Path) -> None:
    knowledge = load_intents(folder)
    intent = knowledge.intents["laser-recovery"]
    assert intent.kind is Kind.ANSWER
    assert intent.utterances[:2] == ("How long is the recovery?", "when can I go back to work")
    assert intent.sources == (Source("leaflet", "Leaflet", "Recovery"), Source("leaflet", "Leaflet", "FAQ"))
    assert intent.caveats == (knowledge.caveats["results-vary"], knowledge.caveats["ask-doctor"])
    assert (intent.reviewer, intent.reviewed, intent.due) == ("A. Doctor", date(2026, 11, 23), date(2027, 5, 23))
    lines = TOPIC.splitlines()
    assert "id: laser-recovery" in lines[intent.place.line - 1]
    assert [lines[place.line - 1].strip(" -") for place in intent.example_places] == list(intent.examples)
    assert knowledge.by_question["What does the laser do?"].id == "laser-what"


TITLES = {
    "": ("Leaflet", None),
    "documents: {leaflet: {title: After the laser}}": ("After the laser", None),
    "documents: {leaflet: {url: 'https://little.example/leaflet'}}": ("Leaflet", "https://little.example/leaflet"),
}


@pytest.mark.parametrize(("declared", "shown"), TITLES.items())
def test_a_source_has_the_title_and_the_link_of_its_document(
    folder: Path, declared: str, shown: tuple[str, str | None]
) -> None:
    spoil(folder / "clinic.yaml", "default_topic", f"{declared}\ndefault_topic")
    source = load_intents(folder).intents["laser-what"].sources[0]
    assert (source.title, source.url) == shown


def test_a_drafted_document_keeps_its_own_title(folder: Path) -> None:
    """Drafts of a document make a topic of its name, with the title that stands in it."""
    add_topic(folder, "peel")
    spoil(folder / "peel.yaml", "title: Peel", "title: Before and after a chemical peel")
    spoil(folder / "laser.yaml", "document: leaflet, section: FAQ", "document: peel, section: FAQ")
    sources = load_intents(folder).intents["laser-recovery"].sources
    assert [source.title for source in sources] == ["Leaflet", "Before and after a chemical peel"]


def test_shipped_intents_are_sound() -> None:
    knowledge = load_intents(ROOT / "intents")
    assert all(intent.caveats and intent.sources for intent in knowledge.intents.values() if intent.kind is Kind.ANSWER)
    assert knowledge.root("hair") == "mesotherapy"


def test_drafts_are_not_served(folder: Path) -> None:
    add_topic(folder, "peel")
    spoil(folder / "peel.yaml", "  - id: peel-cost\n", "  - id: peel-cost\n    status: draft\n")
    knowledge = load_intents(folder)
    assert {intent.id for intent in knowledge.intents.values() if not intent.is_shipped} == {
        "laser-what",
        "laser-recovery",
    }
    assert [draft.id for draft in knowledge.drafts] == ["peel-cost"]


def test_a_follow_up_is_offered_once_it_is_served(folder: Path) -> None:
    spoil(folder / "clinic.yaml", "[laser-what, laser-recovery]", "[laser-what]")
    spoil(folder / "laser.yaml", "    aspect: recovery", "    status: draft")
    assert load_intents(folder).intents["laser-what"].follow_ups == ()
    spoil(folder / "laser.yaml", "    status: draft", "    aspect: recovery")
    assert load_intents(folder).intents["laser-what"].follow_ups == ("laser-recovery",)


def test_a_draft_may_still_be_without_caveat_and_source_but_is_not_served_without(folder: Path) -> None:
    add_topic(folder, "peel")
    spoil(folder / "peel.yaml", "    caveats: [ask-doctor]\n", "    status: draft\n")
    spoil(folder / "peel.yaml", "    sources: [{document: leaflet, section: FAQ}]\n", "")
    assert [draft.id for draft in load_intents(folder).drafts] == ["peel-cost"]
    spoil(folder / "peel.yaml", "    status: draft\n", "")
    with pytest.raises(IntentsError) as caught:
        load_intents(folder)
    assert {finding.message.split(":")[0] for finding in caught.value.diagnostics} == {
        "answer 'peel-cost' has no caveat",
        "answer 'peel-cost' has no source",
    }


def test_own_review_goes_before_the_files(folder: Path) -> None:
    spoil(
        folder / "laser.yaml",
        "    aspect: what\n",
        "    reviewed: {by: C. Doctor, on: 2026-12-01, due: 2026-12-02}\n",
    )
    intent = load_intents(folder).intents["laser-what"]
    assert (intent.reviewer, intent.reviewed, intent.aspects) == ("C. Doctor", date(2026, 12, 1), ())


def test_handoff_needs_no_caveat_and_is_filled(folder: Path) -> None:
    add_topic(folder, "desk", kind="handoff")
    spoil(folder / "desk.yaml", "    caveats: [ask-doctor]\n    sources: [{document: leaflet, section: FAQ}]\n", "")
    knowledge = load_intents(folder)
    intent = knowledge.intents["desk-cost"]
    assert (intent.kind, intent.caveats) == (Kind.HANDOFF, ())
    assert knowledge.fill(intent.answer) == "Call +44 20 7946 0000 or Little Clinic."
    assert knowledge.fill("{hours} {contact} {emergency_number} {crisis_line} {else}") == (
        "every day, 9 to 5 [little.example/contact](https://little.example/contact) 999 116 123 {else}"
    )


def test_two_files_of_one_topic_are_joined(folder: Path) -> None:
    add_topic(folder, "beam")
    spoil(folder / "beam.yaml", "topic: beam\ntitle: Beam", "topic: laser\ntitle: More of it")
    topics = load_intents(folder).topics
    assert "beam" not in topics
    assert (topics["laser"].title, topics["laser"].names) == ("Laser", ("laser", "light"))


def test_circular_parents(folder: Path) -> None:
    add_topic(folder, "peel", parent="laser")
    spoil(folder / "laser.yaml", "title: Laser", "title: Laser\nparent: peel")
    assert [str(f) for f in diagnostics(folder)] == [
        f"{folder / 'laser.yaml'}:3: 'peel' is its own parent: take 'parent' out",
        f"{folder / 'peel.yaml'}:4: 'laser' is its own parent: take 'parent' out",
    ]


def test_parent_is_the_root(folder: Path) -> None:
    add_topic(folder, "peel", parent="laser")
    assert load_intents(folder).root("peel") == "laser"


def test_example_may_repeat_its_own_question(folder: Path) -> None:
    spoil(folder / "laser.yaml", "- explain the light machine", "- what does the laser do?")
    assert len(load_intents(folder).intents["laser-what"].examples) == 3


def test_all_problems_are_reported_at_once(folder: Path) -> None:
    add_topic(folder, "peel", parent="beams")
    spoil(folder / "laser.yaml", "[evidence-thin]", "[evidence-thick]")
    spoil(folder / "laser.yaml", "[laser-recovery]", "[nowhere]")
    spoil(folder / "peel.yaml", "    caveats: [ask-doctor]\n", "")
    spoil(folder / "clinic.yaml", "default_topic: laser", "default_topic: lasr")
    (folder / "phrases.yaml").write_text("notise: Hello.\n", encoding="utf-8")
    found = [(f.path.name, f.message.split(":")[0]) for f in diagnostics(folder)]
    assert found == [
        ("clinic.yaml", "no file has the topic 'lasr'"),
        ("laser.yaml", "unknown caveat 'evidence-thick'"),
        ("laser.yaml", "follow-up 'nowhere' of 'laser-what' leads nowhere"),
        ("peel.yaml", "no file has the topic 'beams'"),
        ("peel.yaml", "answer 'peel-cost' has no caveat"),
        ("phrases.yaml", "unknown key 'notise'"),
    ]


def test_a_key_that_is_not_known_hides_no_other_mistake(folder: Path) -> None:
    spoil(folder / "laser.yaml", "title: Laser", "title: Laser\ncolour: red")
    spoil(folder / "laser.yaml", "[evidence-thin]", "[evidence-thick]")
    found = [f.message.split(":")[0] for f in diagnostics(folder)]
    assert found == ["unknown key 'colour'", "unknown caveat 'evidence-thick'"]


def test_an_intent_that_is_wrong_is_not_called_missing_too(folder: Path) -> None:
    add_topic(folder, "peel")
    spoil(folder / "peel.yaml", "id: peel-cost", "id: Peel Cost")
    assert [finding.line for finding in diagnostics(folder)] == [6]


@pytest.mark.parametrize("name", ["phrases", "lexicon"])
@pytest.mark.parametrize("text", ["", "# all of it taken out\n", "{}\n"])
def test_what_may_be_left_out_may_be_empty(folder: Path, name: str, text: str) -> None:
    before = load_intents(folder)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert load_intents(folder).responses == before.responses


def test_links_into_an_unreadable_file_are_no_findings_of_their_own(folder: Path) -> None:
    add_topic(folder, "peel")
    spoil(folder / "peel.yaml", "  - id", " - - id")
    spoil(folder / "laser.yaml", "[laser-recovery]", "[peel-cost]")
    assert {f.path.name for f in diagnostics(folder)} == {"peel.yaml"}


def test_a_clinic_says_who_it_is(folder: Path) -> None:
    path = folder / "clinic.yaml"
    path.unlink()
    assert [str(f) for f in diagnostics(folder)] == [f"{path}:1: cannot be read: No such file or directory"]


def test_who_the_clinic_is_is_enough(folder: Path) -> None:
    for name in ("laser.yaml", "caveats.yaml"):
        (folder / name).unlink()
    spoil(folder / "clinic.yaml", 'default_topic: laser\nstarters: [laser-what, laser-recovery]\ndisable: ["*"]\n', "")
    knowledge = load_intents(folder)
    assert "{phone}" in knowledge.intents["contact-details"].answer
    assert all(intent.is_shipped for intent in knowledge.intents.values())


@pytest.mark.parametrize("content", ["", "# a remark\n", "- a\n- b\n", "just text\n"])
def test_file_without_a_mapping(folder: Path, content: str) -> None:
    (folder / "laser.yaml").write_text(content, encoding="utf-8")
    (found,) = diagnostics(folder)
    assert str(found) == (f"{folder / 'laser.yaml'}:1: is empty or no mapping: it needs 'topic', 'title', 'intents'")


@pytest.mark.parametrize("text", ["a day or two.  # after a walk", "'a day #2'", '"room #4"', "a day#2"])
def test_a_remark_that_was_meant_and_a_quoted_text_are_no_trap(folder: Path, text: str) -> None:
    spoil(folder / "laser.yaml", "Most people rest for a day or two.", text)
    said = load_intents(folder).intents["laser-recovery"].answer
    assert said == text.partition("  #")[0].strip("'\"")


def test_a_list_in_a_folded_text_and_a_dash_within_a_sentence_are_no_trap(folder: Path) -> None:
    text = "|\n      Rest:\n      - a day – or two\n      – no sport"
    spoil(folder / "laser.yaml", "Most people rest for a day or two.", text)
    assert load_intents(folder).intents["laser-recovery"].answer == "Rest:\n- a day – or two\n– no sport"


@pytest.mark.parametrize("name", [".#laser.yaml", "._laser.yaml", ".laser.yaml.new", "laser.yaml~"])
def test_what_editors_and_systems_leave_behind_is_no_part_of_the_folder(folder: Path, name: str) -> None:
    before = version_of(folder)
    (folder / name).symlink_to("nobody@nowhere:1234")
    assert load_intents(folder).version == before == version_of(folder)


@pytest.mark.parametrize("name", ["peel.yml", "peel.YAML", "Peel.Yml"])
def test_other_endings_of_yaml_are_read(folder: Path, name: str) -> None:
    add_topic(folder, "peel")
    (folder / "peel.yaml").rename(folder / name)
    assert "peel-cost" in load_intents(folder).intents


def test_who_the_clinic_is_may_have_another_ending(folder: Path) -> None:
    (folder / "clinic.yaml").rename(folder / "clinic.yml")
    assert load_intents(folder).clinic.name == "Little Clinic"


@pytest.mark.parametrize(("first", "second"), [("clinic.yaml", "clinic.yml"), ("caveats.yaml", "caveats.YML")])
def test_of_two_files_of_one_form_one_must_go(folder: Path, first: str, second: str) -> None:
    (folder / second).write_bytes((folder / first).read_bytes())
    read, other = sorted([first, second])
    assert [str(f) for f in diagnostics(folder)] == [
        f"{folder / other}:1: is not read, since {read} stands beside it: keep one of them"
    ]


def test_a_file_that_was_copied_is_one_finding(folder: Path) -> None:
    copy = folder / "laser (1).yaml"
    copy.write_bytes((folder / "laser.yaml").read_bytes())
    assert [str(f) for f in diagnostics(folder)] == [
        f"{copy}:1: 2 of its intents stand in laser.yaml too, such as 'laser-what': keep one of the files"
    ]


def test_a_pipe_or_a_device_is_refused_at_once(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    (folder / "zero.yaml").symlink_to("/dev/zero")
    found = [str(f) for f in diagnostics(folder)]
    assert found == [f"{folder / n}:1: is no plain file: take it out of the folder" for n in ("pipe.yaml", "zero.yaml")]
    assert len(version_of(folder)) == 12


def test_unreadable_file(folder: Path) -> None:
    (folder / "peel.yaml").mkdir()
    assert [str(f) for f in diagnostics(folder)] == [f"{folder / 'peel.yaml'}:1: cannot be read: Is a directory"]


def test_not_utf8(folder: Path) -> None:
    (folder / "laser.yaml").write_bytes(b"topic: laser\ntitle: Caf\xe9\n")
    assert [str(f) for f in diagnostics(folder)] == [
        f"{folder / 'laser.yaml'}:2: is not UTF-8 text: save the file as UTF-8"
    ]


def test_byte_order_mark_is_no_mistake(folder: Path) -> None:
    path = folder / "laser.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert "laser" in load_intents(folder).topics


def test_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "laser.yaml").write_text(TOPIC + "#" * 1_000_000, encoding="utf-8")
    monkeypatch.setattr(yaml_file, "MAX_BYTES", 1_000_000)
    assert [str(f) for f in diagnostics(folder)] == [f"{folder / 'laser.yaml'}:1: is larger than 1 MB: split it in two"]


def test_pure_parser_finds_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(folder / "laser.yaml", "title: Laser", "title: Laser\ntitle: Light")
    with_c = diagnostics(folder)
    monkeypatch.setattr(yaml_file, "SafeLoader", yaml.SafeLoader)
    assert diagnostics(folder) == with_c


def test_missing_folder(tmp_path: Path) -> None:
    (found,) = diagnostics(tmp_path / "nowhere")
    assert found.message == "is no folder: give the folder that holds the intent files"


def test_empty_folder(tmp_path: Path) -> None:
    (found,) = diagnostics(tmp_path)
    assert found.message == "holds no intent files: start them with `caveat new`"


def test_lexicon_is_optional(folder: Path) -> None:
    shipped = load_intents(folder).lexicon
    (folder / "lexicon.yaml").write_text("meanings: [[laser, beam]]\nspellings: {lazer: laser}\n", encoding="utf-8")
    lexicon = load_intents(folder).lexicon
    assert lexicon.meanings == (*shipped.meanings, ("laser", "beam"))
    assert lexicon.spellings == {**shipped.spellings, "lazer": "laser"}
    (folder / "lexicon.yaml").write_text("meanings: [[laser]]\n", encoding="utf-8")
    (found,) = diagnostics(folder)
    assert (found.path.name, found.message) == ("lexicon.yaml", "'meanings' needs at least 2: add one")


def test_without_starters_the_first_answers_are_offered(folder: Path) -> None:
    spoil(folder / "clinic.yaml", "starters: [laser-what, laser-recovery]\n", "")
    assert load_intents(folder).clinic.starters == ("laser-what", "laser-recovery")


def test_version_follows_the_content(folder: Path) -> None:
    before = version_of(folder)
    assert before == load_intents(folder).version
    spoil(folder / "laser.yaml", "a day or two", "a day or three")
    assert version_of(folder) != before
    spoil(folder / "laser.yaml", "a day or three", "a day or two")
    assert version_of(folder) == before


def test_topic_files_are_sorted_and_leave_out_the_special_ones(folder: Path) -> None:
    add_topic(folder, "beam")
    assert [path.name for path in topic_files(folder)] == ["beam.yaml", "laser.yaml"]


@pytest.mark.parametrize("form", sorted(MODELS))
def test_schema_is_of_the_form_that_validates(form: str) -> None:
    schema = json_schema(form)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == set(MODELS[form].model_fields)
    assert schema["additionalProperties"] is False


def test_schema_and_validation_ask_for_the_same() -> None:
    with pytest.raises(ValidationError) as caught:
        MODELS["clinic"].model_validate({})
    assert {error["loc"][0] for error in caught.value.errors()} == set(json_schema("clinic")["required"])


def test_finding_reads_as_a_line() -> None:
    error = Diagnostic(Path("a.yaml"), 3, "is wrong")
    assert str(error) == "a.yaml:3: is wrong"
    assert str(replace(error, severity=Severity.ADVICE)) == "a.yaml:3: advice: is wrong"


def test_findings_are_sorted_by_place() -> None:
    places = [("b", 1), ("a", 10), ("a", 9)]
    error = IntentsError([Diagnostic(Path(path), line, "x") for path, line in places])
    assert str(error) == "a:9: x\na:10: x\nb:1: x"


def test_same_finding_is_told_once(folder: Path) -> None:
    spoil(folder / "laser.yaml", "due: 2027-05-23", "due: 2026-11-22")
    (found,) = diagnostics(folder)
    assert found.line == 4

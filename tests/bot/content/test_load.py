"""Every mistake in the intent files is found, named with its file and line, and told with its mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.content import Kind, Source, load_intents
from tests.bot.content.spoiling import add_topic, diagnostics, spoil
from tests.serving import ROOT
from tests.small_clinic import TOPIC


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
    "name without a word": Case(
        "laser.yaml", "[laser, light]", "[laser, '+']", "names", "'names' has '+', which holds no word: write what"
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
        "starters:",
        "documents: {leafelt: {title: Our leaflet}}\nstarters:",
        "documents",
        "no answer cites a document 'leafelt': did you mean 'leaflet'?",
    ),
    "address of a document": Case(
        "clinic.yaml",
        "starters:",
        "documents: {leaflet: {url: ask us}}\nstarters:",
        "documents",
        "'url' is 'ask us'",
    ),
    "review without days": Case(
        "laser.yaml", ", on: 2026-11-23, due: 2027-05-23", "", "reviewed", "'reviewed' needs 'on' and 'due'"
    ),
    "no review": Case(
        "laser.yaml", "reviewed: {by: A. Doctor, on: 2026-11-23, due: 2027-05-23}\n", "", "topic", "missing"
    ),
    "unwritten in a language": Case("clinic.yaml", "starters:", "languages: {}\nstarters:", "languages", "unknown"),
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
        "starter 'laser-cost' leads nowhere: have another question offered first (clinic.yaml)",
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


def test_parent_is_the_root(folder: Path) -> None:
    add_topic(folder, "peel", parent="laser")
    assert load_intents(folder).root("peel") == "laser"


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
    spoil(folder / "clinic.yaml", 'starters: [laser-what, laser-recovery]\ndisable: ["*"]\n', "")
    knowledge = load_intents(folder)
    assert "{phone}" in knowledge.intents["contact-details"].answer
    assert all(intent.is_shipped for intent in knowledge.intents.values())


def test_a_meaning_without_a_word_is_refused(folder: Path) -> None:
    path = folder / "lexicon.yaml"
    path.write_text("meanings:\n  - [laser, '+']\n", encoding="utf-8")
    [found] = diagnostics(folder)
    assert str(found) == f"{path}:2: 'meanings' has '+', which holds no word: write what visitors call it"


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


def test_same_finding_is_told_once(folder: Path) -> None:
    spoil(folder / "laser.yaml", "due: 2027-05-23", "due: 2026-11-22")
    (found,) = diagnostics(folder)
    assert found.line == 4

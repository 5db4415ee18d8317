"""Drafts: every question and section of a document becomes one, and what a person wrote is never written over."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cli import draft as command
from bot.content import load_intents
from bot.content.model import NOBODY
from bot.content.yaml_file import read_yaml
from bot.documents import Drafted, Passage, draft_into, passages, read_document
from bot.documents.examples import first_examples
from bot.documents.headings import question_from
from bot.documents.hedges import suggested_caveats
from bot.errors import BotError, IntentsError
from bot.evaluation.checks.unserved import written_drafts
from bot.text import normalise
from tests.clinic import document_folders
from tests.serving import ROOT

AFTERCARE = Path(__file__).parents[2] / "data" / "aftercare"
TODAY = date(2026, 11, 24)
SHEET = """\
# Aftercare

## Eating
Do not eat for 2 hours. Some people may feel sick.

## Can I smoke?
No, not for 72 hours.
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "aftercare.md"
    path.write_text(SHEET, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "clinic"


def draft(sheet: Path, folder: Path) -> Drafted:
    return draft_into(folder, [read_document(sheet)], TODAY)[0][0]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def asked(text: str, tmp_path: Path) -> list[tuple[str, str]]:
    path = tmp_path / "sheet.md"
    path.write_text(text, encoding="utf-8")
    return [(passage.question, " ".join(passage.lines)) for passage in passages(read_document(path))[0]]


@pytest.mark.parametrize(
    "text",
    [
        "FAQ\nQ1 Can I smoke?\nA1 No, not yet.",
        "FAQ\nQ: Can I smoke?\nA: No, not yet.",
        "FAQ\nQ. Can I smoke? A. No, not yet.",
        "FAQ\nQuestion 1: Can I smoke?\nAnswer 1: No, not yet.",
        "FAQ\n**Q: Can I smoke?**\n\nA: No, not yet.",
        "FAQ\nQ1) Can I\nsmoke?\nA1) No, not yet.",
        "## Q: Can I smoke?\n\nA: No, not yet.",
        "FAQ\nCan I smoke?\nNo, not yet.",
        "1. Can I smoke?\nNo, not yet.",
        "**Can I smoke?**\n\nNo, not yet.",
        "## Can I Smoke?\n\nNo, not yet.",
        "Can I smoke? No, not yet.",
        "<details>\n<summary>Can I smoke?</summary>\n\nNo, not yet.\n\n</details>",
        "| Question | Answer |\n| --- | --- |\n| Can I smoke? | No, not yet. |",
        "| Can I smoke? | No, not yet. |\n| --- | --- |",
    ],
)
def test_questions_in_every_common_form_are_found(text: str, tmp_path: Path) -> None:
    assert [(normalise(question), answer) for question, answer in asked(text, tmp_path)] == [
        ("can i smoke?", "No, not yet.")
    ]


def test_prose_around_questions_is_kept_apart(tmp_path: Path) -> None:
    text = "## Smoking\nIt slows healing.\n\nQ: Can I smoke?\nA: No.\n\nIt is bad.\nQ: Never?\nA: Later.\n"
    assert asked(text, tmp_path) == [
        ("Smoking", "It slows healing."),
        ("Can I smoke?", "No. It is bad."),
        ("Never?", "Later."),
    ]


def test_what_is_asked_without_an_answer_is_left_out(tmp_path: Path) -> None:
    text = "Q1 Can I smoke?\nQ2 Can I run?\nA2 Later.\nIs it sore? A little.\nIt passes.\nWill it last? No.\n"
    assert asked(f"FAQ\n{text}", tmp_path) == [
        ("Can I run?", "Later. Is it sore? A little. It passes. Will it last? No.")
    ]
    assert asked(f"FAQ\n{text.partition('Later.')[2].strip()}", tmp_path) == [
        ("Is it sore?", "A little. It passes."),
        ("Will it last?", "No."),
    ]


def test_a_question_that_the_answer_asks_again_is_another_wording(tmp_path: Path) -> None:
    path = tmp_path / "sheet.md"
    path.write_text("FAQ\nQ1 How long do results last?\nA1 How long will it last? 3 months.\n", encoding="utf-8")
    ((passage,), _) = passages(read_document(path))
    assert passage.also_asked == ("How long will it last?",)
    assert first_examples([passage]) == [("how long will it last",)]


@pytest.mark.parametrize("form", ["microdata", "json"])
def test_the_structured_data_of_a_web_page_is_read(form: str, tmp_path: Path) -> None:
    pages = {
        "json": '<script type="application/ld+json">{"@graph": [{"@type": ["FAQPage"], "mainEntity": '
        '{"@type": "Question", "name": "Can I smoke?", "acceptedAnswer": '
        '[{"@type": "Answer", "text": "<b>No</b>, not yet."}]}}]}</script>'
        '<script type="application/ld+json">{broken</script><p>Welcome to us.</p>',
        "microdata": '<div itemscope itemtype="https://schema.org/Question"><p itemprop="name">Can I smoke?</p>'
        '<div itemprop="acceptedAnswer"><div itemprop="text">No, not yet.</div></div></div><p></p>',
    }
    path = tmp_path / "faq.html"
    path.write_text(f"<html><body>{pages[form]}</body></html>", encoding="utf-8")
    assert ("Can I smoke?", "No, not yet.") in [(p.question, p.lines[0]) for p in passages(read_document(path))[0]]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("INTRODUCTION", "What is mesotherapy?"),
        ("Indications", "What is mesotherapy used for?"),
        ("Side effects", "What are the side effects?"),
        ("How Does It Work?", "How does it work?"),
        ("Can I Sit in the Bath?", "Can I sit in the bath?"),
        ("Darf ich in die Sauna?", "Darf ich in die Sauna?"),
        ("How to clean your teeth", "How do I clean my teeth?"),
        ("When to call us", "When should I call you?"),
        ("After the injection", "After the injection"),
        ("Eating and Drinking", "Eating and Drinking"),
        ("Why we are seeing a rise", "Why we are seeing a rise"),
        ("take painkillers for pain", "take painkillers for pain"),
        ("How to tell if we are open", "How to tell if we are open"),
        ("Can I eat", "Can I eat?"),
        ("Is rain a problem", "Is rain a problem?"),
        ("Which ear plugs do I need", "Which ear plugs do I need?"),
        ("What happens if I forget a pill", "What happens if I forget a pill?"),
        ("What to do if you feel faint", "What should I do if I feel faint?"),
        ("What the tests are", "What the tests are"),
        ("Is not offered here", "Is not offered here"),
        ("Should pain return", "Should pain return"),
    ],
)
def test_a_heading_becomes_the_question_that_it_answers(heading: str, expected: str) -> None:
    assert question_from(heading, "Mesotherapy") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is given once.", ["general-information"]),
        ("It may help.", ["differs"]),
        ("Studies found little.", ["evidence-limited"]),
        ("It hasn’t been approved.", ["not-approved"]),
        ("Off-label use varies, and research is thin.", ["not-approved", "evidence-limited", "differs"]),
    ],
)
def test_a_caveat_is_suggested_where_the_text_hedges(text: str, expected: list[str]) -> None:
    assert list(suggested_caveats(text, {})) == expected


def test_a_caveat_of_the_clinics_own_is_preferred() -> None:
    own = {"thin": "The evidence is thin."}
    assert suggested_caveats("Studies found little.", own) == ("thin",)


def test_examples_are_what_one_answer_alone_speaks_of(tmp_path: Path) -> None:
    path = tmp_path / "sheet.md"
    path.write_text(
        "## Eating\nChoose lukewarm soup and mashed potato.\n\n## Smoking\nVaping slows the healing.\n\n"
        "## Bleeding\nBite on gauze: it slows the bleeding.\n\n## Papers\nMost X-rays or letters.\n\n"
        "## Can I fly?\nYes.\n",
        encoding="utf-8",
    )
    found, _ = passages(read_document(path))
    assert first_examples(found) == [
        ("lukewarm soup", "mashed potato"),
        ("vaping slows",),
        ("bite on gauze",),
        ("papers",),
        ("can i fly",),
    ]


@example([("· Soup", "· Soup")])
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=60)), max_size=6))
def test_examples_are_never_twice_and_never_the_question_beside_others(pairs: list[tuple[str, str]]) -> None:
    found = [Passage(question, "FAQ", 1, (text,)) for question, text in pairs]
    for passage, examples in zip(found, first_examples(found), strict=True):
        known = [normalise(example) for example in examples]
        assert len(set(known)) == len(known) >= 1
        assert len(known) == 1 or normalise(passage.question).rstrip("?!. ") not in known


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_sheet_in_any_form_gives_the_same_drafts(form: str, folder: Path) -> None:
    drafted = draft(AFTERCARE / f"aftercare.{form}", folder)
    plain = draft(AFTERCARE / "aftercare.md", folder.parent / "plain")
    assert {(d.key, d.question, d.section, *d.source) for d in drafted.drafts} == {
        (d.key, d.question, d.section, *d.source) for d in plain.drafts
    }
    assert len(drafted.drafts) == 14


def test_a_draft_says_where_it_is_from_and_is_not_served(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    text = (folder / "aftercare.yaml").read_text(encoding="utf-8")
    assert '    # from aftercare.md, "Eating", line 3 (draft eating ' in text
    assert "    # | Do not eat for 2 hours. Some people may feel sick.\n" in text
    entry = read_yaml(folder / "aftercare.yaml").data["intents"][0]
    assert entry["status"] == "draft"
    assert entry["caveats"] == ["differs"]
    assert entry["sources"] == [{"document": "aftercare", "section": "Eating"}]
    assert [waiting.id for waiting in load_intents(folder).drafts] == ["eating", "smoke"]
    assert not {"eating", "smoke"} & set(load_intents(folder).intents)


def test_a_draft_takes_the_place_of_no_answer_that_is_served(sheet: Path, folder: Path, tmp_path: Path) -> None:
    """Though it is called as one of the language pack's."""
    draft(sheet, folder)
    served = load_intents(folder).intents
    document = tmp_path / "notes.md"
    document.write_text("".join(f"# {name.replace('-', ' ')}\n\nIt is said at the desk.\n\n" for name in served))
    assert len(draft(document, folder).drafts) > len(served) / 2
    assert load_intents(folder).intents.keys() == served.keys()


def test_a_draft_is_served_once_its_status_is_taken_out(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    path = folder / "aftercare.yaml"
    edit(path, "    status: draft\n  - id: smoke", "  - id: smoke")
    served = load_intents(folder)
    assert served.intents["eating"].answer == "Do not eat for 2 hours. Some people may feel sick."
    assert served.intents["eating"].reviewer == NOBODY
    assert served.intents["eating"].follow_ups == ()
    assert [draft.id for draft in served.drafts] == ["smoke"]


def test_words_that_are_too_many_are_no_answer(sheet: Path, folder: Path) -> None:
    edit(sheet, "No, not for 72 hours.", "No, not for 72 hours. " * 20)
    draft(sheet, folder)
    edit(folder / "aftercare.yaml", "    status: draft\n  - id: smoke", "  - id: smoke")
    text = (folder / "aftercare.yaml").read_text(encoding="utf-8")
    assert 'answer: "TO WRITE: the answer in plain words' in text
    (folder / "aftercare.yaml").write_text(text.replace("    status: draft\n", ""), encoding="utf-8")
    with pytest.raises(IntentsError, match="the answer of 'smoke' is not written yet"):
        load_intents(folder)


def test_a_list_stays_one_in_the_answer(sheet: Path, folder: Path) -> None:
    edit(sheet, "No, not for 72 hours.", "Do not\n\n- smoke\n- vape\n\nfor 72 hours.")
    draft(sheet, folder)
    entry = read_yaml(folder / "aftercare.yaml").data["intents"][1]
    assert entry["answer"] == "Do not\n\n- smoke\n- vape\n\nfor 72 hours."


def test_a_draft_leads_on_to_what_comes_next(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    entries = read_yaml(folder / "aftercare.yaml").data["intents"]
    assert [entry.get("follow_ups") for entry in entries] == [["smoke"], None]


def test_drafting_again_changes_nothing(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert draft(sheet, folder).changes == ()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_changed_document_updates_its_drafts(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    edit(sheet, "for 2 hours", "for 3 hours")
    edit(sheet, "## Can I smoke?\nNo, not for 72 hours.", "## Can I vape?\nNo.")
    changes = {change.key: change for change in draft(sheet, folder).changes}
    assert {key: change.what for key, change in changes.items()} == {
        "eating": "updated",
        "smoke": "removed",
        "vape": "new",
    }
    assert changes["eating"].before == ("Do not eat for 2 hours. Some people may feel sick.",)
    assert changes["eating"].after == ("Do not eat for 3 hours. Some people may feel sick.",)
    text = (folder / "aftercare.yaml").read_text(encoding="utf-8")
    assert "3 hours" in text
    assert "2 hours" not in text
    assert "smoke" not in text


def test_what_a_person_wrote_is_kept_when_the_document_changes(sheet: Path, folder: Path) -> None:
    path = folder / "aftercare.yaml"
    draft(sheet, folder)
    edit(
        path,
        ">-\n      Do not eat for 2 hours. Some people may feel sick.\n",
        "Eat after 2 hours.   # agreed with Dr Lane\n",
    )
    edit(sheet, "for 2 hours", "for 3 hours")
    changes = draft(sheet, folder).changes
    assert [(change.what, change.key) for change in changes] == [("kept", "eating")]
    text = path.read_text(encoding="utf-8")
    assert "    answer: Eat after 2 hours.   # agreed with Dr Lane\n" in text
    assert "    # | Do not eat for 3 hours. Some people may feel sick.\n" in text
    assert draft(sheet, folder).changes == ()


def test_what_a_person_wrote_is_kept_when_the_document_loses_it(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    edit(folder / "aftercare.yaml", "question: Can I smoke?", "question: Can I smoke or vape?")
    edit(sheet, "## Can I smoke?\nNo, not for 72 hours.\n", "")
    assert [(change.what, change.question) for change in draft(sheet, folder).changes] == [
        ("gone", "Can I smoke or vape?")
    ]
    assert "Can I smoke or vape?" in (folder / "aftercare.yaml").read_text(encoding="utf-8")


def test_a_renamed_intent_is_known_again(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    edit(folder / "aftercare.yaml", "- id: smoke", "- id: smoking")
    assert draft(sheet, folder).changes == ()
    assert "- id: smoke\n" not in (folder / "aftercare.yaml").read_text(encoding="utf-8")


def test_a_deleted_draft_stays_deleted(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    path = folder / "aftercare.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  - id: smoke")], encoding="utf-8")
    assert draft(sheet, folder).changes == ()
    assert "id: smoke" not in path.read_text(encoding="utf-8")


def test_comments_blank_lines_and_intents_of_a_persons_own_are_kept(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    path = folder / "aftercare.yaml"
    own = (
        "\n  # written by hand\n  - id: hello\n    question: Is it you?\n    examples: [who is it]\n    answer: Yes.\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + own + "\n", encoding="utf-8")
    edit(sheet, "# Aftercare\n", "# Aftercare\n\n## Is it you?\nIt is.\n\n## Bleeding\nBite on gauze.\n")
    drafted = draft(sheet, folder)
    assert [(change.what, change.key) for change in drafted.changes] == [("new", "bleeding")]
    assert [(item.text, item.reason) for item in drafted.account.left_out] == [
        ("Is it you?", "'hello' asks it already")
    ]
    assert own in path.read_text(encoding="utf-8")


def test_a_file_that_a_person_began_is_left_alone(sheet: Path, folder: Path) -> None:
    folder.mkdir()
    mine = "topic: aftercare\ntitle: Mine\nintents: []\n"
    (folder / "aftercare.yaml").write_text(mine, encoding="utf-8")
    assert draft(sheet, folder).path == folder / "aftercare-drafts.yaml"
    assert (folder / "aftercare.yaml").read_text(encoding="utf-8") == mine


@pytest.mark.parametrize("name", ["clinic.md", "phrases.md", "caveats.md"])
def test_a_document_by_the_name_of_a_file_of_its_own_use_goes_elsewhere(name: str, folder: Path, sheet: Path) -> None:
    assert draft(sheet.rename(sheet.with_name(name)), folder).path.name == name.replace(".md", "-drafts.yaml")


def test_a_file_that_would_no_longer_be_yaml_is_not_written(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    path = folder / "aftercare.yaml"
    unindented = "\n".join(re.sub("^  ", "", line) for line in path.read_text(encoding="utf-8").splitlines()) + "\n"
    path.write_text(unindented, encoding="utf-8")
    edit(sheet, "# Aftercare\n", "# Aftercare\n\n## Bleeding\nBite on gauze.\n")
    with pytest.raises(BotError, match=r"aftercare\.yaml: nothing can be added to it as it is indented"):
        draft(sheet, folder)
    assert path.read_text(encoding="utf-8") == unindented


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80)), min_size=1, max_size=6))
def test_whatever_the_document_says_the_file_is_valid(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    sheet = folder / "sheet.md"
    body = "".join(f"## {question}\n{answer}\n" for question, answer in pairs)
    sheet.write_text(f"# Sheet\n\n## Eating\nSoft food.\n{body}", encoding="utf-8", errors="replace", newline="")
    drafted = draft(sheet, folder / "clinic")
    entries = read_yaml(drafted.path).data["intents"]
    assert [entry["id"] for entry in entries] == [item.key for item in drafted.drafts]
    assert draft(sheet, folder / "clinic").changes == ()


def run(*arguments: str, intents: Path = ROOT / "intents") -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    options = parser.parse_args(list(arguments), argparse.Namespace(intents=intents))
    return command.run(options)


def test_the_command_says_what_is_new_and_what_changed(
    sheet: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(sheet), "-o", str(folder)) == 0
    first = capsys.readouterr().out
    assert f"{sheet} -> {folder / 'aftercare.yaml'}: 2 new\n" in first
    assert "  smoke: new: Can I smoke?\n" in first
    assert f"{folder / 'clinic.yaml'}: added" in first
    edit(sheet, "for 2 hours", "for 3 hours")
    assert run(str(sheet), "-o", str(folder)) == 0
    assert capsys.readouterr().out.splitlines()[:4] == [
        f"{sheet} -> {folder / 'aftercare.yaml'}: 1 updated, 1 unchanged",
        "  eating: updated: the document changed: Eating",
        "    - Do not eat for 2 hours. Some people may feel sick.",
        "    + Do not eat for 3 hours. Some people may feel sick.",
    ]


@pytest.mark.parametrize("place", document_folders(), ids=str)
def test_the_clinics_own_document_gives_all_its_questions_and_every_section(place: Path, folder: Path) -> None:
    drafted = draft(place / "mesotherapy.txt", folder)
    asked = {normalise(item.question) for item in drafted.drafts}
    lines = drafted.document.path.read_text(encoding="utf-8").splitlines()
    questions = [re.sub(r"^Q\d ", "", line) for line in lines if re.match(r"(Q\d )?(How|What|Can|Is)\b.*\?$", line)]
    assert len(questions) == 10
    assert asked >= set(map(normalise, questions))
    assert {(item.section, item.line) for item in drafted.drafts} >= {
        ("Introduction", 1),
        ("Indications", 4),
        ("Procedure", 19),
        ("Laser Liposuction Technique Melts Fat and Tightens Skin", 68),
    }
    assert len(drafted.drafts) == 14
    sources = " ".join(line for item in drafted.drafts for line in item.source)
    assert all(
        " ".join(line.split()) in sources
        for line in lines
        if len(line.split()) > 12 and line[:2] not in {"A1", "A2", "A3"}
    )


def test_a_document_whose_questions_are_all_asked_already_gives_nothing(
    sheet: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(sheet, folder)
    other = sheet.with_name("other.csv")
    other.write_text("Question,Answer\nCan I smoke?,No.\n", encoding="utf-8")
    assert run(str(other), "-o", str(folder)) == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        f"{other} -> {folder / 'other.yaml'}: nothing to draft",
        "  0 questions, 0 sections, 1 line not used:",
        """    line 2: "Can I smoke?": 'smoke' asks it already""",
    ]
    assert not (folder / "other.yaml").exists()


def test_two_documents_of_one_name_are_refused_before_anything_is_written(sheet: Path, folder: Path) -> None:
    (sheet.with_suffix(".txt")).write_text(SHEET, encoding="utf-8")
    with pytest.raises(BotError, match="rename one of them"):
        run(str(sheet), str(sheet.with_suffix(".txt")), "-o", str(folder))
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_is_named(sheet: Path) -> None:
    with pytest.raises(BotError, match="cannot be written"):
        run(str(sheet), "-o", str(sheet / "inside"))


def test_check_waits_for_a_person_before_it_calls_a_drafted_answer_written(sheet: Path, folder: Path) -> None:
    draft(sheet, folder)
    assert list(written_drafts(load_intents(folder))) == []
    edit(folder / "aftercare.yaml", "      No, not for 72 hours.", "      Not for 72 hours.")
    (found,) = written_drafts(load_intents(folder))
    assert found.message.startswith("patients get 'smoking' as it ships with the bot, not your 'smoke': its answer is")


def test_details_and_caveats_of_any_yaml_ending_are_the_clinic_s(sheet: Path, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    draft(sheet, folder)
    for name in ("clinic", "caveats"):
        (folder / f"{name}.yaml").rename(folder / f"{name}.yml")
    before = (folder / "clinic.yml").read_bytes()
    other = tmp_path / "other.md"
    other.write_text("# Crowns\n\n## How long do they last?\n\nTwelve years. Everybody differs.\n", encoding="utf-8")
    draft(other, folder)
    assert {path.name for path in folder.iterdir()} == {"caveats.yml", "clinic.yml", "other.yaml", "aftercare.yaml"}
    assert (folder / "clinic.yml").read_bytes() == before


def test_a_draft_says_which_headings_stand_above_its_section(tmp_path: Path) -> None:
    source = tmp_path / "sheet.md"
    source.write_text(
        "# Teeth\n\nWelcome.\n\n# Crowns\n\n## How long do they last?\n\nTwelve years.\n", encoding="utf-8"
    )
    draft_into(tmp_path / "clinic", [read_document(source)], date(2026, 11, 24))
    text = (tmp_path / "clinic" / "sheet.yaml").read_text(encoding="utf-8")
    assert '# from sheet.md, "Crowns" > "How long do they last?", line 7' in text
    assert '{document: sheet, section: "How long do they last?"}' in text

"""Plain text and Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.documents import read_document
from tests.bot.documents.sheets import asked, left_out, written


def sheet(folder: Path, text: str) -> Path:
    return written(folder / "sheet.md", text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See [our desk](https://clinic.example/a).", "See [our desk](https://clinic.example/a)."),
        ("See [our desk][d].\n\n[d]: https://clinic.example/d 'Desk'", "See [our desk](https://clinic.example/d)."),
        ("See [our desk][].\n\n[our desk]: https://clinic.example/d", "See [our desk](https://clinic.example/d)."),
        ("Choose [a][b].", "Choose [a][b]."),
        ("Book at <https://clinic.example/a>.", "Book at https://clinic.example/a."),
        ("Write to <desk@clinic.example>.", "Write to desk@clinic.example."),
        ("See [our desk](#top) and **rest**.", "See our desk and rest."),
        ("Rest 36² hours.\n\n² Not for children.", "Rest 36 hours.|Not for children."),
        ("Rest 36[^n] hours.\n\n[^n]: Not for children.", "Rest 36 hours.|Not for children."),
        ("Rest 36† hours.\n\n† Not for children.", "Rest 36 hours.|Not for children."),
        ("Use it per cm² of skin.", "Use it per cm² of skin."),
        ("Take all anti-\nbiotics.", "Take all antibiotics."),
        ("Take the long-\nterm pills.", "Take the long-term pills."),
        ("Take para\u00adcetamol.", "Take paracetamol."),
        ("Rest 3¹⁄₄ hours.", "Rest 3 1⁄₄ hours."),
        ("Rest 3<sup>1</sup>/4 hours.", "Rest 3 1/4 hours."),
        ("Drink H<sub>2</sub>O.", "Drink H2O."),
        ("::: tip\nEat soup.\n:::", "Tip: Eat soup."),
        ("::: {.danger}\nDo not sing.\n:::", "Danger: Do not sing."),
        ("::: Do not sing.", "::: Do not sing."),
        (".. tip:: Eat soup.", "Tip: Eat soup."),
        ("Eat soup. \\\nSleep.", "Eat soup. Sleep."),
        ("> [!TIP]\n> Eat soup.", "Tip: Eat soup."),
        ("Broth\n: Made of bones.\n\nStock\n:   Made of roots.", "Broth: Made of bones.|Stock: Made of roots."),
        ("```text\nDoor code 77\n```", "Door code 77"),
        ("+-----+------+\n| Day | Soup |\n+=====+======+\n| 1   | clear |\n+-----+------+", "Day: Soup|1: clear"),
        ("Rest.\n\n· Eat soup.\n· Sleep.", "Rest.|- Eat soup.|- Sleep."),
        ("- Eat soup.\n---\nThe desk is open.", "- Eat soup.|The desk is open."),
        ("The e\ufb00ect of the \ufb01rst e\ufb03cient o\ufb00er", "The effect of the first efficient offer"),
    ],
)
def test_text_is_read_as_it_is_meant(text: str, said: str, tmp_path: Path) -> None:
    assert asked(sheet(tmp_path, f"## Advice\n{text}\n")) == {"Advice": said.split("|")}


@pytest.mark.parametrize(
    ("text", "gone", "reason"),
    [
        ("~~Smoke now.~~", "Smoke now.", "struck through"),
        ("<del>Smoke now.</del>", "Smoke now.", "struck through"),
        ("<!-- Smoke\nnow. -->", "Smoke now.", "a comment, which readers do not see"),
        ("![Two teeth](teeth.png)", "Two teeth", "a picture: what it shows is not read"),
        ("Advertisement", "Advertisement", "left by a web page between its lines"),
        ("[TOC]", "[TOC]", "a mark for a list of the contents"),
    ],
)
def test_what_is_left_out_is_said(text: str, gone: str, reason: str, tmp_path: Path) -> None:
    path = sheet(tmp_path, f"## Advice\nWait a week.\n\n{text}\n")
    assert asked(path) == {"Advice": ["Wait a week."]}
    assert left_out(path) == [(gone, reason)]


def test_the_kind_of_a_box_with_a_title_is_said_to_be_left_out(tmp_path: Path) -> None:
    path = sheet(tmp_path, '## Advice\n!!! note "Soup"\n    Eat it warm.\n')
    assert asked(path) == {"Advice": ["Soup: Eat it warm."]}
    assert left_out(path) == [("note", "the kind of a box")]


@pytest.mark.parametrize(
    "text",
    [
        "== Voice ==\n'''May I sing?'''\nOn [[Songs|song days]].\n\n=== May I ''hum''? ===\n{|\n"
        "! Day !! Song\n|-\n| Monday\n| none\n|-\n| Friday || all\n|}\n",
        "h1. Voice\n\nh2. May I sing?\n\nOn song days.\n\nh2. May I hum?\n\n|Day|Song|\n|Monday|none|\n|Friday|all|\n",
    ],
)
def test_the_markup_of_wikis_is_read(text: str, tmp_path: Path) -> None:
    rows = ["Day: Song", "Monday: none", "Friday: all"]
    assert asked(written(tmp_path / "wiki.txt", text)) == {"May I sing?": ["On song days."], "May I hum?": rows}


def test_rows_of_a_table_are_statements_with_the_names_of_many_columns(tmp_path: Path) -> None:
    text = "## Prices\n| What | Time | Price |\n|---|---|---|\n| Crown | 2 visits | £450 |\n| Graft | 1 visit | £80 |\n"
    path = sheet(tmp_path, text)
    assert left_out(path) == [("What, Time, Price", "the names of the columns, which stand in each row")]
    assert asked(path) == {
        "How much does it cost?": [
            "Crown: Time 2 visits; Price £450",
            "Graft: Time 1 visit; Price £80",
        ]
    }


def test_the_head_of_a_table_names_its_columns(tmp_path: Path) -> None:
    path = sheet(tmp_path, "## Songs\n\n| Song | Stop | Go on |\n|---|---|---|\n| Hum | early | late |\n")
    assert asked(path) == {"Songs": ["Hum: Stop early; Go on late"]}


def test_a_table_in_html_is_read_as_one(tmp_path: Path) -> None:
    """As programs write it that keep notes, and as people paste it."""
    text = (
        "## Prices\n\n<table>\n<tr><th>What</th><th>Price</th></tr>\n<tr><td>Crown</td><td>£450</td></tr>\n"
        "<tr><td>Graft</td><td><del>£70</del> £80</td></tr></table>\n\n## Rules\n\n"
        "<TABLE><tr><td>Question</td><td>Answer</td></tr><tr><td>Can I sing?</td><td>After a day.</td></tr></TABLE>\n"
        "Ask us a<table>b</table>c.\n"
    )
    path = sheet(tmp_path, text)
    assert asked(path) == {
        "How much does it cost?": ["Crown: £450", "Graft: £80"],
        "Rules": ["Ask us a b c."],
        "Can I sing?": ["After a day."],
    }
    assert left_out(path) == [("£70", "struck through"), ("What, Price", "the names of the columns")]


def test_what_stands_below_a_table_is_its_last_answer_only_where_it_asks_nothing(tmp_path: Path) -> None:
    pairs = "| Question | Answer |\n|---|---|\n| Can I sing? | After a day. |\n\nAsk us.\n"
    prices = "What does it cost?\n\n| Crown | £450 |\n| Graft | £80 |\n\nAsk us.\n"
    assert asked(sheet(tmp_path, f"## Songs\n{pairs}")) == {"Songs": ["Ask us."], "Can I sing?": ["After a day."]}
    assert asked(sheet(tmp_path, prices)) == {"What does it cost?": ["Crown: £450", "Graft: £80", "Ask us."]}


def test_the_lines_below_a_table_in_html_keep_their_numbers(tmp_path: Path) -> None:
    document = read_document(sheet(tmp_path, "<table>\n<tr><td>a</td><td>b</td></tr>\n</table>\n\n# Rest\n\nA day.\n"))
    assert document.sections[-1].line == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rest at home. Can I hum? Softly, if at all. How long do I rest? A day. Two are better.\n",
            {
                "Sheet": ["Rest at home."],
                "Can I hum?": ["Softly, if at all."],
                "How long do I rest?": ["A day. Two are better."],
            },
        ),
        ("Rest. What else can one do? Nothing.\n", {"Sheet": ["Rest. What else can one do? Nothing."]}),
        (
            "Here are all rules of the choir:\n\nCan I hum?\nSoftly.\n",
            {"Sheet": ["Here are all rules of the choir:"], "Can I hum?": ["Softly."]},
        ),
        (
            "When are you open?\nWeekdays 8 to 6\nSaturday 10 to 1\n",
            {"When are you open?": ["Weekdays 8 to 6", "Saturday 10 to 1"]},
        ),
        (
            "Lockers\n\nThey stand by the lift.\n\nFees\nCrown: 450 pounds\nGraft: 80 pounds\n",
            {
                "Lockers": ["They stand by the lift."],
                "How much does it cost?": ["Crown: 450 pounds", "Graft: 80 pounds"],
            },
        ),
        (
            "What should I do if my\nstitch comes out early?\nRing us.\n",
            {"What should I do if my stitch comes out early?": ["Ring us."]},
        ),
        (
            "Before you come ask yourself:\n- Do I take aspirin?\n- Am I ill?\n",
            {"Sheet": ["Before you come ask yourself:", "- Do I take aspirin?", "- Am I ill?"]},
        ),
        (
            "VOICE\n=====\n\nRest it.\n\nQ: Can I hum? A: Softly.\n\nMORE\n"
            "- Can I sing? After a day.\n- And dive?\n  Never.\n",
            {
                "What is voice?": ["Rest it."],
                "Can I hum?": ["Softly."],
                "Can I sing?": ["After a day."],
                "And dive?": ["Never."],
            },
        ),
        (
            "Dear all,\n\nmay they sing here?\nIn the yard.\n",
            {"May they sing here?": ["In the yard."]},
        ),
        ("**Wann darf ich singen?** Nach einem Tag.\n", {"Wann darf ich singen?": ["Nach einem Tag."]}),
        (
            "Voice\n*****\n\nMay I sing?\n~~~~~~~~~~~\n\nSoftly.\n\n## May I hum? {#hum}\nGladly.\n",
            {"May I sing?": ["Softly."], "May I hum?": ["Gladly."]},
        ),
        ("## CAN I SING HERE?\nSoftly.\n\n## Lift\nUse it.\n", {"Can I sing here?": ["Softly."], "Lift": ["Use it."]}),
        (
            "Q Can I sing\nA After a day.\nQ Can I dive\nA Never.\n",
            {"Can I sing?": ["After a day."], "Can I dive?": ["Never."]},
        ),
    ],
)
def test_what_only_looks_like_a_heading_is_text(text: str, expected: dict[str, list[str]], tmp_path: Path) -> None:
    assert asked(written(tmp_path / "sheet.txt", text)) == expected


def test_questions_without_answers_and_empty_headings_are_said(tmp_path: Path) -> None:
    path = sheet(tmp_path, "## Advice\nRest.\n\n## Can I sing?\n\n## Lockers\n\n## Lift\nUse it.\n")
    assert left_out(path) == [
        ("Can I sing?", "a question without an answer"),
        ("Lockers", "a heading with nothing under it"),
    ]


@pytest.mark.parametrize(
    "opening", ["*a ", "<!-- ", "~~a ", "<del>a ", "[a](", "![a](b ", "<sup>a", "<summary>", "| a "]
)
def test_marks_that_are_opened_thousands_of_times_are_read_at_once(opening: str, tmp_path: Path) -> None:
    """A pattern that looks for the second mark from each first one would take minutes."""
    path = written(tmp_path / "sheet.md", f"## Advice\nRest.\n\n{opening * 8_000}\n")
    assert "Advice" in asked(path)


def test_a_heading_of_all_is_the_title_and_no_part_of_a_name(tmp_path: Path) -> None:
    text = "Veneers\n=======\n\n## Do they stain?\nNo.\n\n## Prices\nAsk us.\n\n## Do they stain?\nThe cheap ones do.\n"
    path = sheet(tmp_path, text)
    assert read_document(path).title == "Veneers"
    assert list(asked(path)) == ["Do they stain?", "How much does it cost?", "Prices: do they stain?"]


def test_lines_that_spaces_or_dots_align_are_a_table(tmp_path: Path) -> None:
    text = (
        "What does it cost?\n\nScaling .......... 45 pounds\nInlay .......... 90 pounds\n\n"
        "When are you open?\n\nDay         Hours\nMonday      8 to 6\nSaturday    10 to 1\n\n"
        "Who calls me?\nThe nurse   rings before   noon.\n"
    )
    path = written(tmp_path / "sheet.txt", text)
    assert asked(path) == {
        "What does it cost?": ["Scaling: 45 pounds", "Inlay: 90 pounds"],
        "When are you open?": ["Day: Hours", "Monday: 8 to 6", "Saturday: 10 to 1"],
        "Who calls me?": ["The nurse rings before noon."],
    }


def test_what_a_program_folds_is_a_question_with_what_stands_under_it(tmp_path: Path) -> None:
    one = "- **Do I need a scan?**\n    \n    Only of a dark one.\n    \n"
    two = "- **May I sunbathe?**\n    - Not yet\n    - Use a hat\n"
    assert asked(sheet(tmp_path, f"# Moles\n\n{one}{two}")) == {
        "Do I need a scan?": ["Only of a dark one."],
        "May I sunbathe?": ["- Not yet", "- Use a hat"],
    }


@pytest.mark.parametrize("parting", ["* * *", "***", "- - - -", "_____", "=====", "• • •", "~~~"])
def test_a_line_that_only_parts_others_says_nothing(parting: str, tmp_path: Path) -> None:
    assert asked(sheet(tmp_path, f"## Rest\n\nLie down.\n\n{parting}\n\nGet up.\n")) == {
        "Rest": ["Lie down.", "Get up."]
    }


def test_boxes_to_tick_are_items(tmp_path: Path) -> None:
    assert asked(sheet(tmp_path, "## Bag\n- [ ] Pack socks\n- [x] Pack soap\n")) == {
        "Bag": ["- Pack socks", "- Pack soap"]
    }


def test_a_circle_before_an_item_is_its_mark(tmp_path: Path) -> None:
    assert asked(sheet(tmp_path, "## Bag\n  o socks\n  o soap\n")) == {"Bag": ["- socks", "- soap"]}


def test_what_a_file_says_of_itself_is_its_title_and_no_heading(tmp_path: Path) -> None:
    path = sheet(tmp_path, "---\ntitle: 'Sore throats'\ndate: 2026-05-01\n---\n\nGargle.\n\n## Ice?\n\nYes.\n")
    assert read_document(path).title == "Sore throats"
    assert asked(path) == {"Sore throats": ["Gargle."], "Ice?": ["Yes."]}
    assert left_out(path) == [("title: 'Sore throats' date: 2026-05-01", "what the file says of itself")]


def test_a_question_set_apart_after_a_marked_pair_is_one_of_its_own(tmp_path: Path) -> None:
    path = sheet(tmp_path, "Q: May I shout?\nA: No.\nWhisper instead.\n\n**When may I sing?** After a week.\n")
    assert asked(path) == {"May I shout?": ["No.", "Whisper instead."], "When may I sing?": ["After a week."]}

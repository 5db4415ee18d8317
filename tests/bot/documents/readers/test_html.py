"""Web pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.documents import passages, read_document
from bot.documents.readers.html import read
from tests.bot.documents.sheets import asked, left_out, written


def page(folder: Path, body: str, head: str = "") -> Path:
    return written(folder / "page.html", f"<html><head>{head}</head><body>{body}</body></html>")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("Rest 36<sup>1</sup> hours.", "Rest 36 hours."),
        ("Rest on the 2<sup>nd</sup> day.", "Rest on the 2nd day."),
        ("Drink H<sub>2</sub>O.", "Drink H2O."),
        ("Take anti&shy;bio<wbr>tics.", "Take antibiotics."),
        ("Ask <a href='https://clinic.example/desk'>the desk</a>.", "Ask [the desk](https://clinic.example/desk)."),
        ("Ask <a href='/desk'>the desk</a>.", "Ask the desk (/desk)."),
        ("Ask <a href='#desk'>the desk</a>.", "Ask the desk."),
        ("Rest&nbsp;for <b>a day</b>.", "Rest for a day."),
        ("Rest for 3<sup>1</sup>&frasl;<sub>4</sub> hours.", "Rest for 3 1⁄4 hours."),
        ("<![if !vml]>Rest for a day.<![endif]>", "Rest for a day."),
    ],
)
def test_markup_within_a_sentence(markup: str, said: str, tmp_path: Path) -> None:
    assert asked(page(tmp_path, f"<h2>Advice</h2><p>{markup}</p>")) == {"Advice": [said]}


def test_terms_that_share_a_definition_are_wordings_of_one_question(tmp_path: Path) -> None:
    path = page(tmp_path, "<dl><dt>Humming</dt><dt>Purring</dt><dd>Singing without words.</dd></dl>")
    (passage,) = passages(read_document(path))[0]
    assert (passage.question, passage.also_asked) == ("Humming", ("Purring",))
    assert left_out(path) == []


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<del>Smoke now.</del>", "struck through"),
        ("<s>Smoke now.</s>", "struck through"),
        ("<span style='display: none'>Smoke now.</span>", "hidden"),
        ("<div hidden>Smoke now.</div>", "hidden"),
        ("<span class='x gone'>Smoke now.</span>", "hidden"),
        ("<nav>Smoke now.</nav>", "the page's navigation"),
        ("<dialog>Smoke now.</dialog>", "hidden"),
        ("<svg><text>Smoke now.</text></svg>", "what a picture or film shows is not read"),
        ("<video>Smoke now.</video>", "what a picture or film shows is not read"),
        ("<noscript>Smoke now.</noscript>", "shown without scripts alone"),
        ("<iframe src='Smoke now.'></iframe>", "another page within this one"),
        ("<iframe srcdoc='Smoke now.'></iframe>", "another page within this one"),
        ("<template><b>Smoke now.</b></template>", "shown by scripts alone"),
    ],
)
def test_what_is_not_seen_is_left_out_and_said(markup: str, reason: str, tmp_path: Path) -> None:
    path = page(tmp_path, f"<h2>Advice</h2><div>Wait a week. {markup}</div>", "<style>.gone { display:none }</style>")
    assert asked(path) == {"Advice": ["Wait a week."]}
    assert left_out(path) == [("Smoke now.", reason)]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<table><tr><td>Crown<td>1 day<tr><td>Graft<td>2 days</table>", ["Crown: 1 day", "Graft: 2 days"]),
        ("<table><caption>Rest</caption><tr><td>Crown<td>1 day</table>", ["Rest", "Crown: 1 day"]),
        ("<ul><li hidden>Smoke now.<li>Wait.<ul><li>A day.</ul><li>Rest.</ul>", ["- Wait.", "- A day.", "- Rest."]),
        (
            "<table><tr><td>Crown<td><table><tr><td>x<td>y</table><tr><td>Graft<td>z</table>",
            ["Crown: x: y", "Graft: z"],
        ),
        ("<dialog open>Wait.</dialog>Rest.", ["Wait.", "Rest."]),
    ],
)
def test_tags_that_need_no_end_are_read_as_they_are_shown(markup: str, said: list[str], tmp_path: Path) -> None:
    assert asked(page(tmp_path, f"<h2>Advice</h2>{markup}")) == {"Advice": said}


def test_a_note_stands_with_its_sentence(tmp_path: Path) -> None:
    path = page(
        tmp_path,
        "<h2>Sport</h2><p>Wait 5<sup>1</sup> days.</p><h2>Food</h2><p>Soup.</p><p><sup>1</sup> Ten for grafts.</p>",
    )
    assert asked(path) == {"Sport": ["Wait 5 days.", "Ten for grafts."], "Food": ["Soup."]}


def test_rows_of_a_table_are_statements_and_cells_that_span_name_each_row(tmp_path: Path) -> None:
    crown = "<tr><td rowspan=2>Crown</td><td>none</td></tr><tr><td>1 day if it aches</td></tr>"
    path = page(tmp_path, f"<h2>Time off</h2><table>{crown}<tr><td>Graft</td><td>2 weeks</td></tr></table>")
    assert asked(path) == {"Time off": ["Crown: none", "Crown: 1 day if it aches", "Graft: 2 weeks"]}


def test_the_head_of_a_table_names_its_columns(tmp_path: Path) -> None:
    head = "<tr><th>Song</th><th>When to stop</th><th>When to go on</th></tr>"
    path = page(tmp_path, f"<h2>Songs</h2><table>{head}<tr><td>Hum</td><td>early</td><td>never</td></tr></table>")
    assert asked(path) == {"Songs": ["Hum: When to stop early; When to go on never"]}


def test_a_bold_line_before_a_break_is_a_heading(tmp_path: Path) -> None:
    path = page(
        tmp_path, "<h1>Tips</h1><p><b>Can I sing?</b><br>After a day.</p><p><b>Lockers</b></p><p>By the lift.</p>"
    )
    assert asked(path) == {"Can I sing?": ["After a day."], "Lockers": ["By the lift."]}


def test_lists_keep_their_marks(tmp_path: Path) -> None:
    path = page(tmp_path, "<h2>Steps</h2><ol><li>Wash</li><li>Rinse</li></ol><ul><li>Rest</li></ul>")
    assert asked(path) == {"Steps": ["1. Wash", "2. Rinse", "- Rest"]}


def test_a_page_says_its_own_encoding(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    text = "<meta charset='iso-8859-2'><h2>Ból</h2><p>Weź lek po śniadaniu.</p>"
    path.write_bytes(text.encode("iso-8859-2"))
    assert asked(path) == {"Ból": ["Weź lek po śniadaniu."]}


@pytest.mark.parametrize(
    "markup",
    [
        "<button class='fold'>Can I ski?</button><div class='gone'>In 5 weeks.</div>",
        "<h3><button aria-expanded='false'>Can I ski?</button></h3><div class='gone'>In 5 weeks.</div>",
        "<button data-target='#a'>Can I ski?</button><hr><div id='a' style='display:none'>In 5 weeks.</div>",
    ],
)
def test_what_a_button_unfolds_is_read_under_it(markup: str, tmp_path: Path) -> None:
    path = page(
        tmp_path, f"<h2>Advice</h2><p>Rest.</p>{markup}<button>Send</button>", "<style>.gone{display:none}</style>"
    )
    assert asked(path) == {"Advice": ["Rest."], "Can I ski?": ["In 5 weeks."]}
    assert left_out(path) == [("Send", "a button")]


def test_the_foot_of_the_page_is_no_part_of_its_last_answer(tmp_path: Path) -> None:
    article = "<article><h2>Can I ski?</h2><p>In 5 weeks.</p><footer>Written by the ward.</footer></article>"
    path = page(tmp_path, f"{article}<footer>Charity no. 77</footer>")
    assert asked(path) == {"Can I ski?": ["In 5 weeks.", "Written by the ward."]}
    assert left_out(path) == [("Charity no. 77", "the page's foot")]


def test_what_a_style_strikes_through_is_left_out(tmp_path: Path) -> None:
    markup = "<p>Rest for <span class='old'>2</span> <span style='text-decoration:line-through'>3</span> 4 days.</p>"
    path = page(tmp_path, f"<h2>Advice</h2>{markup}", "<style>.old { text-decoration-line: line-through }</style>")
    assert asked(path) == {"Advice": ["Rest for 4 days."]}
    assert left_out(path) == [("2", "struck through"), ("3", "struck through")]


def test_what_is_nested_ever_so_deep_is_read_in_its_paragraphs(tmp_path: Path) -> None:
    inner = "<h2>May I row?</h2><p>Row <b>after</b> a week.</p><div>Steer<br>before that.</div>"
    path = tmp_path / "deep.html"
    path.write_text(f"<h1>Care</h1>{'<div><section>' * 1_500}{inner}{'</section></div>' * 1_500}<p>The end.</p>")
    lines = [block.text for block in read(path).blocks]
    assert lines == ["Care", "May I row?", "Row after a week.", "Steer", "before that.", "The end."]


def test_what_is_pressed_is_a_heading_whatever_tag_a_page_is_made_with(tmp_path: Path) -> None:
    asked_by = (
        '<div role="button" aria-controls="{0}"><i>+</i><a>{1}</a></div><div id="{0}" style="display:none">{2}</div>'
    )
    parts = [("one", "May I ski?", "Not this winter."), ("two", "Is ice fine?", "Ten minutes at a time.")]
    path = tmp_path / "page.html"
    path.write_text("<main><h1>Knees</h1>" + "".join(asked_by.format(*part) for part in parts) + "</main>")
    found = [(block.text, block.is_heading) for block in read(path).blocks]
    assert found[1:] == [(text, n == 1) for part in parts for n, text in enumerate(part) if n]


def test_what_stands_beside_the_page_s_text_is_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<main><p>Rest.</p><aside>Ice helps.</aside></main><aside>Our news: we moved.</aside>")
    reading = read(path)
    assert [block.text for block in reading.blocks] == ["Rest.", "Ice helps."]
    assert [(item.text, item.reason) for item in reading.left_out] == [
        ("Our news: we moved.", "beside the page's text")
    ]


def test_a_table_that_holds_headings_only_lays_the_page_out(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    cells = "<td><h3>May I knit?</h3><p>Yes.</p></td><td><h3>May I paint?</h3><p>After a week.</p></td>"
    path.write_text(f"<table><tr>{cells}</tr></table>")
    assert [block.text for block in read(path).blocks] == ["May I knit?", "Yes.", "May I paint?", "After a week."]


def test_a_note_stands_where_the_mark_is_that_leads_to_it(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    one = '<h2>Does it last?</h2><p>Nine months.<sup><a href="#n1" id="r1">[1]</a></sup></p>'
    path.write_text(f'{one}<h2>Is it red?</h2><p>Yes.</p><hr><p><a href="#r1" id="n1">[1]</a> Feet: six.</p>')
    assert asked(path) == {"Does it last?": ["Nine months.", "Feet: six."], "Is it red?": ["Yes."]}


@pytest.mark.parametrize(
    "markup",
    [
        "<details><summary>May I sing?</summary><p>Softly.</p></details>",
        "<dl><dt>May I sing?</dt><dd>Softly.</dd></dl>",
    ],
)
def test_what_follows_a_folded_answer_is_no_part_of_it(markup: str, tmp_path: Path) -> None:
    path = page(tmp_path, f"<h2>Voice</h2><p>Rest it.</p>{markup}<table><tr><td>Honey</td><td>often</td></tr></table>")
    assert asked(path) == {"Voice": ["Rest it.", "Honey: often"], "May I sing?": ["Softly."]}


def test_an_answer_below_a_question_that_is_folded_alone_is_its_answer(tmp_path: Path) -> None:
    path = page(tmp_path, "<h2>Voice</h2><p>Rest it.</p><dl><dt>May I sing?</dt></dl><p>Softly.</p>")
    assert asked(path) == {"Voice": ["Rest it."], "May I sing?": ["Softly."]}


def test_what_stands_in_fields_is_left_out_and_said(tmp_path: Path) -> None:
    fields = (
        '<input placeholder="Search our voice tips"><input type="text" value="Mezzo" placeholder="Your voice">'
        '<input type="hidden" value="a81f"><input type="checkbox" value="on"><textarea>Dear choir</textarea>'
    )
    path = page(tmp_path, f'<h2>Voice</h2><p>Rest it.</p>{fields}<form><input value="Send"></form>')
    assert asked(path) == {"Voice": ["Rest it."]}
    assert left_out(path) == [
        (text, "a field of a form") for text in ("Search our voice tips", "Mezzo", "Dear choir", "Send")
    ]


def test_a_list_counts_from_where_it_says(tmp_path: Path) -> None:
    items = "<ol start='4'><li>Dry it.</li><li value='9'>Cool it.</li><li>Rest.</li></ol>"
    assert asked(page(tmp_path, f"<h2>Steps</h2>{items}")) == {"Steps": ["4. Dry it.", "9. Cool it.", "10. Rest."]}


def test_an_answer_that_stands_in_the_markup_alone_is_found_under_its_question(tmp_path: Path) -> None:
    data = (
        '{"@type": "Question", "name": "Is it loud?", "acceptedAnswer": {"@type": "Answer", "text": "Wear the plugs."}}'
    )
    script = f'<script type="application/ld+json">{data}</script>'
    assert asked(page(tmp_path, "<h2>The scan</h2><p>Lie still.</p><p>Is it loud?</p>", script)) == {
        "The scan": ["Lie still."],
        "Is it loud?": ["Wear the plugs."],
    }


def test_what_follows_a_table_of_pairs_is_no_part_of_its_last_answer(tmp_path: Path) -> None:
    rows = "<tr><td>May I swim?</td><td>After a week.</td></tr><tr><td>May I run?</td><td>After a day.</td></tr>"
    assert asked(page(tmp_path, f"<h2>Sport</h2><p>Go slowly.</p><table>{rows}</table><p>Bring shoes.</p>")) == {
        "Sport": ["Go slowly.", "Bring shoes."],
        "May I swim?": ["After a week."],
        "May I run?": ["After a day."],
    }


def test_a_page_without_a_title_of_its_own_is_called_as_its_window_is(tmp_path: Path) -> None:
    body = "<h2>Sport</h2><p>Go slowly.</p><h2>Food</h2><p>Eat soft things.</p>"
    assert read_document(page(tmp_path, body, "<title>Jaw clinic</title>")).title == "Jaw clinic"
    assert read_document(page(tmp_path, f"<h1>Your jaw</h1>{body}", "<title>Jaw clinic</title>")).title == "Your jaw"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<div role='navigation'><a href='/'>Home</a></div>", "the page's navigation"),
        ("<div role='contentinfo'>Home</div>", "the page's foot"),
        ("<div role='dialog'><p>Home</p></div>", "a dialog over the page"),
        ("<div class='cookie-bar'><p>We set cookies.</p></div>", "a notice on cookies"),
        ("<section id='consent-box'><p>We count visits.</p><button>Fine</button></section>", "a notice on cookies"),
    ],
)
def test_what_stands_beside_the_text_by_its_role_or_name_is_left_out(markup: str, reason: str, tmp_path: Path) -> None:
    path = page(tmp_path, f"{markup}<h2>May I hum?</h2><p>Softly.</p>")
    assert asked(path) == {"May I hum?": ["Softly."]}
    assert [why for _, why in left_out(path)] == [reason]


@pytest.mark.parametrize(
    "markup",
    [
        "<h2 id='consent'>May I hum?</h2><p>Softly.</p>",
        "<div class='consent'><h2>May I hum?</h2><p>Softly.</p></div>",
        "<div class='no-cookies'><main><h2>May I hum?</h2><p>Softly.</p></main><button>OK</button></div>",
    ],
)
def test_what_only_has_such_a_name_is_read(markup: str, tmp_path: Path) -> None:
    assert asked(page(tmp_path, markup)) == {"May I hum?": ["Softly."]}

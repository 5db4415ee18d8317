"""The figures in the studio: counted on the real server without a word of anybody's, drawn, and told in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from jinja2 import Environment, FileSystemLoader

from bot.editing.figures import Figures
from tests.serving import LiveServer, serving, wait_for
from tests.small_clinic import write_learnt_clinic
from tests.studio import Editor, write_users
from web.studio import TEMPLATES
from web.studio.figures import KINDS

MARK = "zyxquarkmark"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server with a studio, and without an inbox."""
    folder = tmp_path_factory.mktemp("figures")
    intents = write_learnt_clinic(folder / "intents")
    with serving(folder, INTENTS=str(intents), STUDIO_USERS=str(write_users(folder)), WORKERS="2") as server:
        yield server


@pytest.fixture(scope="module")
def editor(server: LiveServer) -> Editor:
    return Editor.signed_in(server.url)


def test_each_reply_and_verdict_is_counted_and_no_word_of_it_kept(server: LiveServer, editor: Editor) -> None:
    messages = ["What does the laser do?", "How long is the recovery?", "How long is the recovery?", f"{MARK} quux"]
    for message in messages:
        token = server.post("/api/chat", {"message": message})[1]["conversation"]
    verdict = {"conversation": token, "intent": "laser-what", "verdict": "down", "comment": MARK}
    for sent in (verdict, {**verdict, "verdict": "up"}, {**verdict, "verdict": "up", "undo": True}):
        server.post("/api/feedback", sent)
    # Each process writes its own counts down, at its own time.
    expected = (r"messages 4", r"answered 75% 3", r"recovery\? +2", r"laser do\? +1 helpful, 1 not; 1 taken back")
    wait_for(lambda: all(re.search(e, editor.get("/studio/figures").text) for e in expected), 30, "the counts")
    assert not [p for p in server.log_file.parent.glob("figures.db*") if MARK.encode() in p.read_bytes()]
    listed = editor.get("/studio/answers?show=often").text
    assert listed.index("How long is the recovery?") < listed.index("What does the laser do?")
    assert "asked 2 times in 30 days" in listed
    assert "asked 1 time in 30 days" in listed


def test_what_is_no_intent_is_not_counted(server: LiveServer) -> None:
    """Else one visitor could fill the disk, a line for each name that they make up."""
    token = server.post("/api/chat", {"message": "What does the laser do?"})[1]["conversation"]
    for intent in ("made-up", "laser-recovery"):
        server.post("/api/feedback", {"conversation": token, "intent": intent, "verdict": "report"})
    figures = Figures(server.log_file.parent / "figures.db")

    def reported() -> set[str]:
        return set(figures.by_intent("verdict", date.today(), date.today()).get("report", ()))

    wait_for(reported, 30, "the verdict")
    assert reported() == {"laser-recovery"}


def test_the_drawing_says_in_words_what_it_shows(editor: Editor) -> None:
    html = editor.get("/studio/figures?days=7").html
    described = re.search(r'<svg[^>]*role="img" aria-labelledby="days drawn">\s*<desc id="drawn">([^<]+)</desc>', html)
    assert described
    assert re.match(r"\d+ messages in 7 days, \d+ on the busiest; of all, \d+% answered", described[1])
    assert html.count("<tr>") >= 2


def test_the_same_as_a_table(editor: Editor) -> None:
    lines = editor.get("/studio/figures.csv?days=7").html.splitlines()
    assert lines[0] == "day," + ",".join(KINDS.values())
    assert [line.split(",")[0] for line in lines[1:]] == [
        str(date.today() - timedelta(days=n)) for n in range(6, -1, -1)
    ]


@pytest.mark.parametrize("days", ["", "0", "12", "x"])
def test_an_odd_period_is_a_month(editor: Editor, days: str) -> None:
    assert 'aria-current="page">30 days' in editor.get(f"/studio/figures?days={days}").html


def test_the_busiest_day_fills_the_drawing_and_the_others_their_share() -> None:
    first, kinds = date(2026, 11, 1), {"answer": "answered", "fallback": "declined"}
    by_day = {first: Counter(answer=3, fallback=1), first + timedelta(days=1): Counter(answer=2)}
    pages = Environment(loader=FileSystemLoader(TEMPLATES))
    drawn = str(pages.get_template("columns.html").module.columns(by_day, kinds, 4, 200, 80))
    bars = re.findall(r'class="of-(\w+)" x="(.+?)" y="(.+?)" width="(.+?)" height="(.+?)"><title>(.+?)<', drawn)
    assert bars == [
        ("answer", "10.0", "20.0", "80.0", "60.0", "2026-11-01: 3 answered"),
        ("fallback", "10.0", "0.0", "80.0", "20.0", "2026-11-01: 1 declined"),
        ("answer", "110.0", "40.0", "80.0", "40.0", "2026-11-02: 2 answered"),
    ]

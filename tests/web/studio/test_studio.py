"""The editor's page on the real server: asking, the inbox, what wants mending, what is due for review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content import load_intents
from bot.inbox import InboxReason, new_item
from bot.inbox.drafting import FILE
from bot.inbox.store import Store
from tests.serving import LiveServer, serving, wait_for
from tests.small_clinic import TOPIC, write_learnt_clinic
from tests.studio import Editor, found, write_users
from web.studio import inbox as studio_inbox

UNANSWERED = "gizmo quux for my poodle"
RECOVERY = "How long is the recovery?"
PAGES = [
    "/studio/answers",
    "/studio/answers/laser-what",
    "/studio/answers/laser-what/versions",
    "/studio/new",
    "/studio/import",
    "/studio/inbox",
    "/studio/history",
    "/studio/check",
    "/studio/ask",
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server's intents and its inbox are."""
    folder = tmp_path_factory.mktemp("studio")
    write_learnt_clinic(folder / "intents")
    return folder


@pytest.fixture(scope="module")
def server(house: Path) -> Iterator[LiveServer]:
    settings = {"INTENTS": str(house / "intents"), "INBOX_URL": f"sqlite:///{house}/inbox.db", "WORKERS": "1"}
    with serving(house, STUDIO_USERS=str(write_users(house)), **settings) as server:
        yield server


@pytest.fixture(scope="module")
def logged_in(server: LiveServer) -> Editor:
    return Editor.signed_in(server.url)


@pytest.fixture
def editor(logged_in: Editor, house: Path) -> Editor:
    """An editor who has come in; the intents are as they were at first."""
    (house / "intents" / FILE).unlink(missing_ok=True)
    if (house / "intents" / "laser.yaml").read_text() != TOPIC:
        (house / "intents" / "laser.yaml").write_text(TOPIC)
    return logged_in


@pytest.fixture
def store(house: Path) -> Iterator[Store]:
    """The inbox, empty."""
    store = Store(f"sqlite:///{house}/inbox.db", 30)
    store.set_aside([entry.id for entry in store.entries()])
    yield store
    store.close()


def keep(store: Store, *texts: str) -> list[int]:
    """Put questions into the inbox; gives their numbers."""
    for text in texts:
        store.keep(new_item(text, InboxReason.UNANSWERED))
    return [entry.id for entry in store.entries()]


def test_asking_shows_the_reply_as_a_visitor_sees_it_and_why(editor: Editor) -> None:
    page = editor.send("/studio/ask", message=RECOVERY)
    for part in (
        "answered How long is the recovery? Most people rest for a day or two.",
        "Results differ from person to person",
        "Source: Leaflet, “Recovery”; Leaflet, “FAQ”.",
        "Reviewed 2026-11-23. Its page: How long is the recovery?",
        "The question is asked just as the clinic puts it.",
        "Read as “how long is the recovery”.",
        "For it speak: recovery, ",
    ):
        assert part in page.text
    assert '<a href="/studio/answers/laser-recovery">How long is the recovery?</a>' in page.html
    why = editor.send("/studio/ask", message="how long is the recovery from the zeppelin laser").text
    assert re.search(
        r"\d\d % sure, and \d\d % are enough for an answer For it [^;]+; .* Against it .*do not speak of “zeppelin”",
        why,
    )


def test_the_reasons_have_no_word_of_the_matcher_s(editor: Editor) -> None:
    for message in (
        RECOVERY,
        "do you treat poodles",
        "I can't breathe",
        "zyx quux",
        "?!",
        "Danke schön, wie lange dauert das",
    ):
        page = editor.send("/studio/ask", message=message).text
        assert not re.search(
            r"laser-\w+|\.yaml|recoveri\b|[+-]\d\.\d|\b[01]\.\d\d|margin|confidence|intent", page, re.I
        )


def test_advice_stands_beside_the_reply(editor: Editor) -> None:
    html = editor.send("/studio/ask", message="I have a fever of 38.5 since yesterday, how long is the recovery").html
    assert re.search(r'<div class="advice"><p>\w', html)


def test_an_emergency_is_shown_as_one(editor: Editor) -> None:
    text = editor.send("/studio/ask", message="I can't breathe").text
    assert "urgent" in text
    assert "999" in text
    assert "Those are answered first" in text
    assert "likeliest questions" not in text


@pytest.mark.parametrize("message", ["<script>alert(1)</script>", "?!", "{{ 7 * 7 }}", "😀 مرحبا"])
def test_anything_can_be_asked(editor: Editor, message: str) -> None:
    page = editor.send("/studio/ask", message=message)
    assert page.status == 200
    assert message in page.text or message.startswith("<")
    assert "<script>" not in page.html


def test_the_longest_question_in_any_script_is_kept(editor: Editor, house: Path) -> None:
    page = editor.send("/studio/ask/keep", message="為" * 2_000)
    assert (page.status, "Kept as a test." in page.text) == (200, True)
    assert 'name="message" rows="2" maxlength="2000"' in page.html
    (house / "intents" / "cases" / "studio.yaml").unlink()


@pytest.mark.parametrize("path", ["/studio/ask", "/studio/ask/keep"])
def test_what_no_visitor_could_send_is_refused(editor: Editor, path: str) -> None:
    page = editor.send(path, message="a" * 2_001)
    assert page.status == 400
    assert "2,000 characters at most" in page.text
    assert editor.send("/studio/ask", message=" ").status == 200


def test_what_an_editor_asks_is_not_kept(editor: Editor, server: LiveServer, store: Store) -> None:
    editor.send("/studio/ask", message=UNANSWERED)
    server.post("/api/chat", {"message": "zyx quux garply"})
    wait_for(store.count, 20, "the visitor's question")
    assert [entry.text for entry in store.entries()] == ["zyx quux garply"]


def test_from_a_visitor_s_question_to_a_bot_that_knows(editor: Editor, server: LiveServer, store: Store) -> None:
    assert server.post("/api/chat", {"message": UNANSWERED})[1]["kind"] == "fallback"
    wait_for(store.count, 20, "the question in the inbox")
    [number] = keep(store)
    page = editor.get("/studio/inbox")
    assert f"{UNANSWERED} unanswered" in page.text
    done = editor.send(f"/studio/inbox/{number}/accept", intent="What does the laser do?", wording=str(number))
    assert "Added to “What does the laser do?”." in done.text
    assert "Nothing waits here." in done.text

    def answer() -> bool:
        reply = server.post("/api/chat", {"message": UNANSWERED})[1]
        return [answer["intent"] for answer in reply["answers"]] == ["laser-what"]

    wait_for(answer, 60, "an answer that was learnt")


def test_chosen_wordings_and_other_words_are_added(editor: Editor, store: Store, house: Path) -> None:
    numbers = keep(store, "my poodle", "My poodle?", "my poodle!")
    fields = {"intent": "laser-what", "wording": [str(numbers[1]), str(numbers[2]), "999"], "other": "for  dogs"}
    fields |= {"entries": ",".join(map(str, numbers))}
    page = editor.send(f"/studio/inbox/{numbers[0]}/accept", **fields)
    assert "Added to" in page.text
    examples = load_intents(house / "intents").intents["laser-what"].examples
    assert examples[-3:] == ("My poodle?", "my poodle!", "for dogs")
    assert store.count() == 0


def test_a_draft_is_started(editor: Editor, store: Store, house: Path) -> None:
    [number] = keep(store, "any parking")
    page = editor.send(f"/studio/inbox/{number}/draft", other="Where can I park?")
    assert "Started the draft “Where can I park?”. Write its answer" in page.text
    assert re.search(r"<a href='(/studio/answers/[\w-]+)'>Write its answer</a>", page.html)
    assert [draft.question for draft in load_intents(house / "intents").drafts] == ["Where can I park?"]
    assert store.count() == 0
    assert "Where can I park?" in editor.get("/studio/answers?state=draft").text


def test_nothing_is_filled_in_beforehand_and_drafts_are_targets(editor: Editor, store: Store) -> None:
    [number] = keep(store, "what does the laser do to my poodle")
    editor.send("/studio/new", question="Do you treat poodles?", to="laser.yaml")
    page = editor.get("/studio/inbox")
    assert not re.search(r"checked", page.html)
    assert not re.search(r'name="intent"[^>]* value=', page.html)
    assert '<option value="Do you treat poodles?">Laser (draft)</option>' in page.html
    done = editor.send(f"/studio/inbox/{number}/accept", intent="Do you treat poodles?", wording=str(number))
    assert "Added to “Do you treat poodles?”." in done.text


@pytest.mark.parametrize("action", ["accept", "draft", "dismiss"])
def test_every_decision_can_be_undone(editor: Editor, store: Store, house: Path, action: str) -> None:
    [number] = keep(store, "any parking")
    before = {path.name: path.read_bytes() for path in (house / "intents").glob("*.yaml")}
    page = editor.send(f"/studio/inbox/{number}/{action}", intent="laser-what", wording=str(number))
    assert store.count() == 0
    undo = dict(re.findall(r'name="(commit|items)" value="([^"]*)"', page.html))
    assert "It is as it was before." in editor.send("/studio/undo", **undo).text
    assert store.count() == 1
    assert {path.name: path.read_bytes() for path in (house / "intents").glob("*.yaml")} == before


def test_a_group_is_dismissed(editor: Editor, store: Store) -> None:
    numbers = keep(store, "any parking", "parking?", "any dogs")
    entries = re.search(r'name="entries" value="([\d,]+)"', editor.get("/studio/inbox").html)
    assert entries
    page = editor.send(f"/studio/inbox/{numbers[0]}/dismiss", entries=entries[1])
    assert "2 entries taken out of the inbox." in page.text
    assert [entry.text for entry in store.entries()] == ["any dogs"]
    assert "1 group of like questions, 1 entry in all." in page.text


def test_what_visitors_called_wrong(editor: Editor, store: Store) -> None:
    store.keep(new_item("", InboxReason.WRONG, "laser-what", comment="<b>untrue</b>"))
    store.keep(new_item("", InboxReason.WRONG, "gone-since"))
    page = editor.get("/studio/inbox")
    assert "What does the laser do? wrong what visitors said of this answer, which is here" in page.text
    assert "&lt;b&gt;untrue&lt;/b&gt;" in page.html
    assert "gone-since wrong" in page.text
    assert "Add to it" not in page.text
    for entry in store.entries():
        editor.send(f"/studio/inbox/{entry.id}/dismiss")
    assert store.count() == 0


@pytest.mark.parametrize(
    ("action", "fields", "said"),
    [
        ("accept", {"intent": "laser-wht", "other": "x"}, "did you mean “What does the laser do?”?"),
        ("accept", {"intent": "What does a laser do?", "other": "x"}, "did you mean 'What does the laser do?'?"),
        ("accept", {"intent": "qqq", "other": "x"}, "choose one from the list"),
        ("accept", {"intent": "", "other": "x"}, "No question was chosen"),
        ("accept", {"intent": "laser-what"}, "No wording was chosen"),
        ("accept", {"intent": "laser-what", "other": RECOVERY}, "stands already in “How long is the recovery?” "),
        ("draft", {"other": RECOVERY}, "stands already in “How long is the recovery?” "),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    editor: Editor, store: Store, action: str, fields: dict[str, str], said: str
) -> None:
    [number] = keep(store, "any parking")
    page = editor.send(f"/studio/inbox/{number}/{action}", **fields)
    assert page.status == 409
    assert said in page.text
    assert "any parking" in page.text
    assert store.count() == 1


@pytest.mark.parametrize("action", ["accept", "draft", "dismiss"])
def test_what_has_been_dealt_with_meanwhile_is_said(editor: Editor, store: Store, action: str) -> None:
    assert store.count() == 0
    page = editor.send(f"/studio/inbox/99999/{action}", intent="laser-what", other="x")
    assert page.status == 409
    assert "The inbox has no 99999: it may have expired, or have been dealt with" in page.text


@pytest.mark.parametrize("number", ["99999999999999999999", "1e3", "-1"])
def test_what_is_no_number_of_an_entry_is_not_found(editor: Editor, number: str) -> None:
    assert editor.send(f"/studio/inbox/{number}/dismiss").status == 404
    assert editor.send("/studio/inbox/1/dismiss", entries=f"{number},²").status == 409


def test_files_that_cannot_be_written_are_said(editor: Editor, store: Store, house: Path) -> None:
    """Beside a file with so long a name no other can be written under a name of its kin."""
    path = house / "intents" / f"{'l' * 245}.yaml"
    path.write_text(TOPIC.replace("laser-", "long-").replace("topic: laser", "topic: long"))
    text = path.read_text()
    for number, line in enumerate(re.findall(r"^      - (?!\{)(.*)$|question: (.*)$", text, re.MULTILINE)):
        text = text.replace("".join(line), f"long {number}")
    path.write_text(text)
    try:
        [number] = keep(store, "any parking")
        page = editor.send(f"/studio/inbox/{number}/accept", intent="long-what", other="any car park")
        assert page.status == 500
        assert "The files cannot be written: File name too long" in page.text
        assert (path.read_text(), store.count()) == (text, 1)
    finally:
        path.unlink()


def test_a_long_inbox_comes_in_pages(editor: Editor, store: Store) -> None:
    words = ["alpha", "bravo", "charlie", "delta", "foxtrot", "golf", "hotel", "india", "juliet", "kilo", "lima"]
    words += ["november", "oscar", "papa", "quebec", "umbrella", "sierra", "tango", "uniform", "victor", "whiskey"]
    numbers = keep(store, *words)
    assert len(words) == studio_inbox.ON_A_PAGE + 1
    first, second = editor.get("/studio/inbox").text, editor.get("/studio/inbox?page=2").text
    assert "21 groups of like questions" in first
    assert ("Page 1 of 2" in first, "Page 2 of 2" in second) == (True, True)
    assert ("whiskey" in first, "whiskey" in second) == (False, True)
    for page in ("0", "99", "x"):
        assert editor.get(f"/studio/inbox?page={page}").status == 200
    page = editor.send(f"/studio/inbox/{numbers[0]}/dismiss?page=2")
    assert "Nothing waits" not in page.text


def test_decisions_are_in_the_log_without_what_visitors_wrote(editor: Editor, server: LiveServer, store: Store) -> None:
    one, other, third = keep(store, "zyxquarkmark poodle", "zyxquarkmark parking", "zyxquarkmark")
    editor.send(f"/studio/inbox/{one}/accept", intent="laser-what", wording=str(one))
    editor.send(f"/studio/inbox/{other}/draft", other="Where can I park?")
    editor.send(f"/studio/inbox/{third}/dismiss")
    accepted, drafted, dismissed = [entry for entry in server.log() if entry["event"].startswith("an editor ")][-3:]
    assert (accepted["event"], accepted["intent"]) == ("an editor accepted a question", "laser-what")
    assert accepted["places"][0].startswith("laser.yaml:")
    assert (drafted["event"], drafted["intent"]) == ("an editor drafted a question", "where-park")
    assert (dismissed["event"], dismissed["entries"]) == ("an editor dismissed a question", 1)
    assert not [entry for entry in server.log() if "zyxquarkmark" in str(entry)]


def test_the_check(editor: Editor, house: Path, server: LiveServer) -> None:
    path = house / "intents" / "laser.yaml"
    path.write_text(f"{TOPIC}# looked at next\n")
    assert "Nobody has looked since they last changed" in editor.get("/studio/check").text
    assert editor.send("/studio/check").headers["Refresh"] == "2"
    page = found(editor)
    assert "Errors" not in page.text
    assert "Refresh" not in page.headers
    path.write_text(TOPIC.replace("[evidence-thin]", "[evidence-thick]"))
    assert "Nobody has looked" in editor.get("/studio/check").text
    editor.send("/studio/check")
    page = found(editor)
    assert "Errors: the bot cannot be started like this (1)" in page.text
    assert "What does the laser do? Unknown caveat 'evidence-thick'" in page.text
    wait_for(lambda: server.get("/healthz")[1]["problems"], 20, "the refusal")
    assert "The bot goes on with the last good ones." in editor.get("/studio/check").text


def test_what_one_process_found_all_of_them_know(tmp_path: Path) -> None:
    settings = {"INTENTS": str(write_learnt_clinic(tmp_path / "intents")), "WORKERS": "3"}
    with serving(tmp_path, STUDIO_USERS=str(write_users(tmp_path)), **settings) as server:
        editor = Editor.signed_in(server.url)
        editor.send("/studio/check")
        found(editor)
        pages = [editor.get("/studio/check").text for _ in range(12)]
    assert not [page for page in pages if "Nobody has looked" in page]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_script_or_styles_within_it(editor: Editor, store: Store, path: str) -> None:
    keep(store, "any parking")
    page = editor.get(path)
    assert page.status == 200
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert "unsafe" not in policy
    assert not re.search(r"<script>|<style|\sstyle=|\son\w+=|javascript:", page.html)
    assert all(address.startswith("/studio/") for address in re.findall(r'<script src="([^"]*)"', page.html))
    assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == "no-store"


def test_without_an_inbox_the_rest_is_there(tmp_path: Path) -> None:
    intents = str(write_learnt_clinic(tmp_path / "intents"))
    with serving(tmp_path, INTENTS=intents, STUDIO_USERS=str(write_users(tmp_path)), WORKERS="1") as server:
        editor = Editor.signed_in(server.url)
        page = editor.get("/studio/inbox")
        assert "No inbox is configured" in page.text
        assert editor.send("/studio/inbox/1/dismiss").status == 404


def test_while_the_database_is_away_the_rest_is_there(tmp_path: Path) -> None:
    settings = {"INTENTS": str(write_learnt_clinic(tmp_path / "intents")), "INBOX_URL": "sqlite:////nowhere/inbox.db"}
    with serving(tmp_path, STUDIO_USERS=str(write_users(tmp_path)), WORKERS="1", **settings) as server:
        editor = Editor.signed_in(server.url)
        page = editor.get("/studio/inbox")
        assert page.status == 503
        assert "the inbox cannot be used at the moment: unable to open database file" in page.text
        assert "Most people rest" in editor.send("/studio/ask", message=RECOVERY).text


def test_what_is_asked_is_kept_as_a_test_and_check_says_what_falls_short(editor: Editor, house: Path) -> None:
    assert "Kept as a test." in editor.send("/studio/ask/keep", message="how warm does the laser get", intent="").text
    assert "kept already" in editor.send("/studio/ask/keep", message="how warm does the laser get", intent="").text
    assert "Kept as a test." in editor.send("/studio/ask/keep", message="xyzzy", intent="laser-what").text
    page = editor.get("/studio/check")
    assert "1 of 2 right" in page.text
    assert "xyzzy must get “What does the laser do?”; now declined" in page.text
    assert "choose what it must get" in editor.send("/studio/ask/keep", message="x", intent="no-such").text
    assert "xyzzy" in editor.get("/studio/ask?message=xyzzy").text
    (house / "intents" / "cases" / "studio.yaml").unlink()

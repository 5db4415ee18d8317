"""What the server keeps for the editor of what visitors send, and what it never keeps."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from bot.content import Kind
from bot.dialogue import Bot
from bot.inbox import InboxItem, InboxReason, Writer, new_item
from bot.inbox.store import Store
from bot.reply import Answer, Reply
from tests.serving import KEY, ROOT, wait_for
from web.inbox import DOUBTED, MOST, REMEMBERED, Inbox, RecentTurns, reason_to_keep
from web.reload import LiveBot

STRANGE = "who won the match last night"
LAST = "what's the weather tomorrow"
MESSAGES = (ROOT / "tests" / "benchmarks" / "messages.txt").read_text().splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database is."""
    return tmp_path_factory.mktemp("inbox")


@pytest.fixture(scope="module")
def keeping(folder: Path) -> FlaskClient:
    """A client of a server that has an inbox."""
    settings = {"INTENTS": ROOT / "intents", "SECRET_KEYS": KEY, "INBOX_URL": f"sqlite:///{folder}/inbox.db"}
    return create_app({**settings, "VISITOR_LIMIT": 0, "OVERALL_LIMIT": 0}).test_client()


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """The server's inbox, empty."""
    store = Store(f"sqlite:///{folder}/inbox.db", 30)
    store.set_aside([entry.id for entry in store.entries()])
    yield store
    store.close()


def ask(client: FlaskClient, *turns: str) -> dict[str, object]:
    conversation = None
    for turn in turns:
        reply = client.post("/api/chat", json={"message": turn, "conversation": conversation}).get_json()
        conversation = reply["conversation"]
    return dict(reply)


def begun(client: FlaskClient) -> str:
    """The token of a conversation of its own."""
    return str(client.post("/api/chat", json={"message": "hello"}).get_json()["conversation"])


def judge(client: FlaskClient, intent: str, verdict: str, comment: str | None = None, **more: object) -> None:
    token = begun(client)
    body = {"conversation": token, "intent": intent, "verdict": verdict, "comment": comment, **more}
    assert client.post("/api/feedback", json=body).status_code == 204


def kept(client: FlaskClient, store: Store) -> list[InboxItem]:
    """All that was kept, once everything sent so far has been seen to."""
    ask(client, LAST)
    wait_for(lambda: any(entry.text == LAST for entry in store.entries()), 20, "the last question")
    return [entry for entry in store.entries() if entry.text != LAST]


def test_what_was_not_answered_is_kept_without_personal_details(keeping: FlaskClient, store: Store) -> None:
    reply = ask(keeping, f"{STRANGE}, jane@example.org wants to know")
    [entry] = kept(keeping, store)
    assert (entry.text, entry.reason) == (f"{STRANGE}, [e-mail] wants to know", InboxReason.UNANSWERED)
    assert entry.knowledge == reply["knowledge"]


@pytest.fixture(scope="session")
def vague(assistant: Bot) -> str:
    """A message to which the bot asks back."""
    return next(line for line in MESSAGES if assistant.reply(line).kind is Kind.CLARIFY)


def test_a_did_you_mean_is_kept_with_what_was_offered_first(
    keeping: FlaskClient, store: Store, vague: str, assistant: Bot
) -> None:
    offered = assistant.reply(vague).suggestions[0].label
    ask(keeping, vague)
    [entry] = kept(keeping, store)
    assert (entry.text, entry.reason) == (vague, InboxReason.DOUBTFUL)
    assert assistant.knowledge.intents[entry.intent].question == offered


@pytest.mark.parametrize("verdict", ["down", "report"])
def test_an_answer_called_wrong_is_kept_with_the_comment_and_without_a_question(
    keeping: FlaskClient, store: Store, verdict: str
) -> None:
    judge(keeping, "mesotherapy-evidence", verdict, "nonsense, mail me at jane@example.org")
    [entry] = kept(keeping, store)
    assert (entry.reason, entry.intent, entry.text) == (InboxReason.WRONG, "mesotherapy-evidence", "")
    assert entry.comment == "nonsense, mail me at [e-mail]"
    assert entry.knowledge


@pytest.mark.parametrize(("verdict", "comment"), [("down", None), ("report", "mail me at jane@example.org")])
def test_a_verdict_that_is_taken_back_no_longer_waits(
    keeping: FlaskClient, store: Store, verdict: str, comment: str | None
) -> None:
    token = begun(keeping)
    judge(keeping, "mesotherapy-evidence", verdict, "another", conversation=token)
    judge(keeping, "mesotherapy-evidence", verdict, comment, conversation=token)
    judge(keeping, "mesotherapy-evidence", verdict, comment, conversation=token, undo=True)
    assert [entry.comment for entry in kept(keeping, store)] == ["another"]
    judge(keeping, "mesotherapy-evidence", verdict, "never said", conversation=token, undo=True)
    assert [entry.comment for entry in kept(keeping, store)] == ["another"]


def test_nobody_takes_back_what_another_said(keeping: FlaskClient, store: Store) -> None:
    """Not even who asked the same in the same second."""
    tokens = [begun(keeping) for _ in range(5)]
    judge(keeping, "mesotherapy-evidence", "report", conversation=tokens[0])
    for token in tokens[1:]:
        judge(keeping, "mesotherapy-evidence", "report", conversation=token, undo=True)
    assert [entry.intent for entry in kept(keeping, store)] == ["mesotherapy-evidence"]


@pytest.mark.parametrize("token", ["x", "a.b.c", "x" * 4_000])
def test_a_verdict_of_someone_who_was_told_nothing_is_not_kept(keeping: FlaskClient, store: Store, token: str) -> None:
    judge(keeping, "mesotherapy-evidence", "report", "spam", conversation=token)
    assert kept(keeping, store) == []


def test_praise_and_verdicts_on_what_is_no_intent_are_not_kept(keeping: FlaskClient, store: Store) -> None:
    judge(keeping, "mesotherapy-evidence", "up", "lovely")
    judge(keeping, "no-such-intent", "report", "junk")
    assert kept(keeping, store) == []


@pytest.mark.parametrize(
    ("turns", "kind"),
    [
        (("I can't breathe since the injections",), "urgent"),
        ((f"{STRANGE} and I can't breathe",), "urgent"),
        (("hello",), "smalltalk"),
        (("thank you so much",), "smalltalk"),
        (("What is mesotherapy?",), "answer"),
        (("how much does it cost",), "handoff"),
        (("am I a candidate at 78 with warfarin",), "handoff"),
        (("What is mesotherapy?", "more"), "clarify"),
    ],
)
def test_the_rest_is_never_kept(keeping: FlaskClient, store: Store, turns: tuple[str, ...], kind: str) -> None:
    assert ask(keeping, *turns)["kind"] == kind
    assert kept(keeping, store) == []


TOLD_ON = {
    "a sure answer, not what was asked": (
        "What is mesotherapy?",
        "that's not what I asked",
        InboxReason.REJECTED,
        "answer",
    ),
    "a sure answer, none of these": ("What is mesotherapy?", "None of these", InboxReason.REJECTED, "answer"),
    "a handoff, not what was asked": (
        "how much does it cost",
        "no, that's not what I asked",
        InboxReason.REJECTED,
        "handoff",
    ),
    "an answer, asked in other words": (
        "What is mesotherapy?",
        "explain mesotherapy please",
        InboxReason.REPEATED,
        "answer",
    ),
    "a handoff, in other words": ("how much does it cost", "what are the costs", InboxReason.REPEATED, "handoff"),
}


@pytest.mark.parametrize("told", TOLD_ON.values(), ids=TOLD_ON)
def test_what_the_next_message_tells_on_is_kept(
    keeping: FlaskClient, store: Store, told: tuple[str, str, InboxReason, str]
) -> None:
    asked, then, reason, kind = told
    ask(keeping, asked, then)
    assert (asked, reason, kind) in [(entry.text, entry.reason, entry.kind) for entry in kept(keeping, store)]


def test_a_reply_rated_down_is_kept_with_its_question_and_the_comment(keeping: FlaskClient, store: Store) -> None:
    reply = ask(keeping, "What is mesotherapy?")
    judge(keeping, "what-is-mesotherapy", "down", "too long", conversation=str(reply["conversation"]))
    [entry] = kept(keeping, store)
    assert (entry.text, entry.reason, entry.comment) == ("What is mesotherapy?", InboxReason.WRONG, "too long")


def test_only_so_many_turns_are_remembered_and_only_for_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = RecentTurns()
    for number in range(MOST + 1):
        turns.put(str(number), new_item(f"question {number}", InboxReason.WRONG))
    assert turns.take("0") is None
    last = turns.take(str(MOST))
    assert last
    assert last.text == f"question {MOST}"
    assert turns.take(str(MOST)) is None
    true_time = time.monotonic
    monkeypatch.setattr("time.monotonic", lambda: true_time() + REMEMBERED + 1)
    assert turns.take("5") is None
    turns.put("new", new_item("the newest", InboxReason.WRONG))
    assert len(turns._turns) == 1


def test_a_question_after_which_the_bot_gave_up_is_kept(keeping: FlaskClient, store: Store, vague: str) -> None:
    reply = ask(keeping, STRANGE, STRANGE, vague)
    assert reply["kind"] == "handoff"
    reasons = [(entry.text, entry.reason) for entry in kept(keeping, store)]
    assert reasons == [(STRANGE, InboxReason.UNANSWERED)] * 2 + [(vague, InboxReason.UNANSWERED)]


def answered(*scores: float) -> Reply:
    answers = [
        Answer(f"intent-{number}", "Q?", "A.", ("Caveat.",), (), date(2026, 11, 23), score)
        for number, score in enumerate(scores)
    ]
    return Reply(Kind.ANSWER, answers=tuple(answers))


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (answered(0.95), None),
        (answered(DOUBTED), None),
        (answered(DOUBTED - 0.01), InboxReason.DOUBTFUL),
        (answered(1.0, 0.82), InboxReason.DOUBTFUL),
        (Reply(Kind.FALLBACK, reason="unknown"), InboxReason.UNANSWERED),
        (Reply(Kind.FALLBACK, reason="out-of-scope"), InboxReason.UNANSWERED),
        (Reply(Kind.CLARIFY, reason="ambiguous"), InboxReason.DOUBTFUL),
        (Reply(Kind.CLARIFY, reason="more"), None),
        (Reply(Kind.HANDOFF, reason="only-people"), None),
        (Reply(Kind.HANDOFF, reason="gave-up"), None),
        (Reply(Kind.HANDOFF, reason="gave-up", offered=("a",)), InboxReason.UNANSWERED),
        (Reply(Kind.SMALLTALK, reason="smalltalk"), None),
        (Reply(Kind.URGENT, reason="emergency"), None),
    ],
)
def test_why_a_message_is_kept(reply: Reply, reason: InboxReason | None) -> None:
    assert reason_to_keep(reply) is reason


def test_of_several_answers_the_least_sure_is_named(store: Store, small_clinic: Path) -> None:
    writer = Writer(store)
    Inbox(LiveBot(small_clinic, [KEY]), writer).turn("this and that", answered(1.0, 0.82), 0.1, None)
    writer.close(30)
    assert [entry.intent for entry in store.entries()] == ["intent-1"]


def test_nothing_is_kept_unless_an_inbox_is_configured(
    small_clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    client = create_app({"INTENTS": small_clinic}).test_client()
    ask(client, STRANGE)
    judge(client, "laser-what", "report")
    assert list(tmp_path.iterdir()) == []


def test_the_inbox_is_counted_for_prometheus(small_clinic: Path, tmp_path: Path) -> None:
    token = "a-token-for-tests-alone"
    settings = {"METRICS_TOKEN": token, "INBOX_URL": f"sqlite:///{tmp_path}/inbox.db"}
    client = create_app({"INTENTS": small_clinic, **settings}).test_client()
    ask(client, STRANGE)

    def size() -> bool:
        page = client.get("/metrics", headers={"Authorization": f"Bearer {token}"}).get_data(as_text=True)
        return "caveat_inbox_entries 1.0" in page

    wait_for(size, 20, "the inbox's size among the figures")


def test_nothing_of_the_visitor_is_in_the_database(keeping: FlaskClient, store: Store, folder: Path) -> None:
    home = {"X-Forwarded-For": "198.51.100.77", "User-Agent": "zyxquarkmark", "Referer": "https://zyxquarkmark/"}
    keeping.post("/api/chat", json={"message": STRANGE}, headers=home, environ_base={"REMOTE_ADDR": "198.51.100.77"})
    kept(keeping, store)
    for path in folder.glob("inbox.db*"):
        assert b"zyxquarkmark" not in path.read_bytes()
        assert b"198.51.100" not in path.read_bytes()
    connection = sqlite3.connect(folder / "inbox.db")
    columns = [row[1] for row in connection.execute("PRAGMA table_info(inbox_entries)")]
    connection.close()
    told = ["id", "received", "reason", "text", "intent", "comment", "knowledge", "kind"]
    assert columns == [*told, "set_aside", "mark"]

"""Changed intent files are taken up while the bot answers; broken ones are refused and said."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.serving import KEY, wait_for
from web.poller import POLL_EVERY
from web.reload import LiveBot

NAME = "name: Little Clinic"


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def settle(live: LiveBot) -> None:
    """Let `live` see the files twice, as its thread would."""
    live.poll()
    live.poll()


@pytest.fixture
def live(intents: Path) -> LiveBot:
    return LiveBot(intents, [KEY])


def test_a_change_is_taken_up(live: LiveBot, intents: Path) -> None:
    before = live.current().knowledge
    edit(intents, "clinic.yaml", NAME, "name: Other Clinic")
    settle(live)
    after = live.current().knowledge
    assert (before.clinic.name, after.clinic.name) == ("Little Clinic", "Other Clinic")
    assert before.version != after.version


def test_a_file_is_not_read_while_it_is_still_being_written(live: LiveBot, intents: Path) -> None:
    before = live.current()
    edit(intents, "clinic.yaml", NAME, "name: First half")
    live.poll()
    edit(intents, "clinic.yaml", "name: First half", "name: Whole Clinic")
    live.poll()
    assert live.current() is before
    live.poll()
    assert live.current().knowledge.clinic.name == "Whole Clinic"


def test_a_broken_file_is_refused_and_the_old_knowledge_stays(live: LiveBot, intents: Path) -> None:
    outcomes: list[bool] = []
    live.on_reload = outcomes.append
    before = live.current()
    edit(intents, "clinic.yaml", NAME, "nme: Little Clinic")
    settle(live)
    assert live.current() is before
    assert any(problem.startswith("clinic.yaml:1: ") and "'name'" in problem for problem in live.problems)
    edit(intents, "clinic.yaml", "nme:", "name:")
    settle(live)
    assert live.problems == ()
    assert outcomes == [False, True]


LAST_EXAMPLE = "      - how does this gadget melt fat\n"
NEW_EXAMPLE = "      - would the zibble jab do me any harm\n"


def test_a_new_example_is_learnt_in_a_process_that_ends_before_it_is_taken_up(live: LiveBot, intents: Path) -> None:
    before, files = live.current(), set((intents / ".cache").glob("*.npz"))
    edit(intents, "laser.yaml", LAST_EXAMPLE, LAST_EXAMPLE + NEW_EXAMPLE)
    settle(live)
    assert (live.is_learning, live.problems, live.current()) == (True, (), before)
    wait_for(lambda: live.poll() or not live.is_learning, 300, "what is learnt")
    reply = live.current().reply("Would the zibble jab do me any harm?")
    assert [answer.intent for answer in reply.answers] == ["laser-what"]
    assert set((intents / ".cache").glob("*.npz")) != files


def test_of_all_that_serve_one_learns_and_the_others_find_what_it_kept(intents: Path) -> None:
    one, other = LiveBot(intents, [KEY]), LiveBot(intents, [KEY])
    edit(intents, "laser.yaml", LAST_EXAMPLE, LAST_EXAMPLE + NEW_EXAMPLE)
    settle(one)
    settle(other)
    assert [live._learner._process is not None for live in (one, other)] == [True, False]
    for live in (other, one):
        wait_for(lambda: live.poll() or not live.is_learning, 300, "what is learnt")  # noqa: B023 - called at once
        assert len(live.current().knowledge.intents["laser-what"].examples) == 4


def test_learning_that_fails_is_said_and_tried_again_while_what_was_learnt_before_answers(
    live: LiveBot, intents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where memory is short or a disk full: nobody edits a second time what is saved already."""
    before = live.current()
    edit(intents, "laser.yaml", LAST_EXAMPLE, LAST_EXAMPLE + NEW_EXAMPLE)
    settle(live)
    process = live._learner._process
    assert process
    process.kill()  # as the kernel does where memory is short
    wait_for(lambda: live.poll() or live.problems, 60, "the problem")
    assert live.problems == ("learning ended with status -9",)
    assert (live.is_learning, live.current()) == (False, before)
    monkeypatch.setattr(live, "_learn_at", 0.0)
    wait_for(lambda: live.poll() or live.current() is not before, 60, "the change")
    assert live.problems == ()


def test_where_no_process_can_be_started_that_is_said_once(
    live: LiveBot, intents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where processes are at an end, or the disk is full."""
    before = live.current()
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    edit(intents, "laser.yaml", LAST_EXAMPLE, LAST_EXAMPLE + NEW_EXAMPLE)
    settle(live)
    assert live.problems == ("no process that learns can be started: No such file or directory",)
    assert (live.is_learning, live.current()) == (False, before)


def test_a_folder_that_vanishes_is_refused(live: LiveBot, intents: Path) -> None:
    before = live.current()
    intents.rename(intents.with_name("elsewhere"))
    settle(live)
    assert live.current() is before
    assert live.problems


def test_whatever_goes_wrong_while_reading_the_bot_goes_on(
    live: LiveBot, intents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("bot.dialogue.Bot.load", fail)
    before = live.current()
    edit(intents, "clinic.yaml", NAME, "name: Other Clinic")
    settle(live)
    assert live.current() is before
    assert live.problems == ("The intent files could not be read: see the log.",)


def health_name(client: FlaskClient) -> str:
    return str(client.get("/healthz").get_json()["knowledge"])


def test_a_running_app_takes_up_a_change_by_itself_and_says_what_is_wrong(intents: Path) -> None:
    client = create_app({"INTENTS": intents}).test_client()
    before = health_name(client)
    edit(intents, "clinic.yaml", NAME, "name: Other Clinic")
    wait_for(lambda: health_name(client) != before, 60, "the new knowledge")
    edit(intents, "clinic.yaml", "name:", "nme:")
    stale = wait_for(lambda: [h for h in [client.get("/healthz").get_json()] if h["problems"]], 60, "the problem")[0]
    assert stale["status"] == "stale"
    assert stale["intents"] >= 2
    assert client.post("/api/chat", json={"message": "hi"}).status_code == 200


def test_it_can_be_turned_off(intents: Path) -> None:
    client = create_app({"INTENTS": intents, "HOT_RELOAD": False}).test_client()
    before = health_name(client)
    edit(intents, "clinic.yaml", NAME, "name: Other Clinic")
    time.sleep(3 * POLL_EVERY)
    assert health_name(client) == before


def test_a_change_made_before_the_first_request_is_in_its_answer(intents: Path) -> None:
    client = create_app({"INTENTS": intents}).test_client()
    edit(intents, "clinic.yaml", NAME, "name: Other Clinic")
    assert "Other Clinic" in client.get("/widget.js").get_data(as_text=True)

"""`inbox` on the command line: what it prints, what it does, and the exit code it ends with."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import inbox, main
from bot.content import load_intents
from bot.inbox import InboxReason, new_item
from bot.inbox.store import Store
from tests.bot.cli.terminal import Capture, one_line_of_error
from tests.small_clinic import write_small_clinic

pytestmark = pytest.mark.slow  # each command loads a bot of its own


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_clinic(tmp_path / "intents")


@pytest.fixture
def store(inbox_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    """The inbox that the environment names."""
    monkeypatch.setenv("INBOX_URL", inbox_url)
    monkeypatch.chdir(tmp_path)
    store = Store(inbox_url, 30)
    yield store
    store.close()


def fill(store: Store) -> None:
    for text in ("what does the gadget do", "any parking", "what does the gadget do?", "what does the gadget do"):
        store.keep(new_item(text, InboxReason.DOUBTFUL if text == "any parking" else InboxReason.UNANSWERED))
    store.keep(new_item("", InboxReason.WRONG, "laser-what", comment="=cmd(), it is not true"))


def run(*arguments: str, folder: Path) -> int:
    return main(["inbox", *arguments, "--intents", str(folder)])


def test_the_list(store: Store, folder: Path, capsys: Capture) -> None:
    fill(store)
    assert run(folder=folder) == 0
    out = capsys.readouterr().out
    first, second, third, end = out.split("\n\n")
    assert first.splitlines()[:3] == [
        "1  what does the gadget do",
        "    unanswered 3",
        "    also     what does the gadget do?",
    ]
    assert re.search(
        r"^    nearest  laser-what 0\.\d\d, laser-recovery 0\.\d\d \(confidence 0\.\d\d\)$", first, re.MULTILINE
    )
    assert re.match(r"2  any parking\n    doubtful 1\n    today    \w+.*\n    nearest  laser-", second)
    assert third == "5  the answer 'laser-what': wrong 1\n    comment  =cmd(), it is not true"
    assert end.splitlines() == [
        "3 groups of 5 entries",
        "next: inbox accept ID INTENT, inbox draft ID, or inbox dismiss ID",
    ]


def test_only_the_first_groups_are_shown_unless_all_are_wanted(
    store: Store, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    monkeypatch.setattr(inbox, "SHOWN", 1)
    run(folder=folder)
    out = capsys.readouterr().out
    assert "any parking" not in out
    assert "3 groups of 5 entries, 2 more with --all" in out
    run("--all", folder=folder)
    assert "any parking" in capsys.readouterr().out


def test_an_empty_inbox(store: Store, folder: Path, capsys: Capture) -> None:
    assert store.count() == 0
    for arguments in ((), ("export",)):
        assert run(*arguments, folder=folder) == 0
    assert capsys.readouterr().out == "the inbox is empty\n"


def test_accept(store: Store, folder: Path, capsys: Capture) -> None:
    fill(store)
    assert run("accept", "1", "laser-what", folder=folder) == 0
    found = re.fullmatch(rf"{folder}/laser\.yaml:(\d+): added to 'laser-what'\n", capsys.readouterr().out)
    assert found
    lines = (folder / "laser.yaml").read_text().splitlines()
    assert lines[int(found[1]) - 1] == "      - what does the gadget do"
    store.keep(new_item("what does the gadget do", InboxReason.UNANSWERED))
    run(folder=folder)
    assert "    today    answer laser-what\n" in capsys.readouterr().out  # it has been learnt
    assert [entry.text for entry in store.entries()] == ["any parking", "", "what does the gadget do"]


def test_accept_in_other_words(store: Store, folder: Path, capsys: Capture) -> None:
    fill(store)
    assert run("accept", "2", "laser-what", "--as", "is there a car park", "--as", "parking", folder=folder) == 0
    assert capsys.readouterr().out.count("added to 'laser-what'") == 2
    assert load_intents(folder).intents["laser-what"].examples[-2:] == ("is there a car park", "parking")


def test_the_folder_may_be_named_before_the_action_or_after(store: Store, folder: Path, capsys: Capture) -> None:
    fill(store)
    assert main(["inbox", "--intents", str(folder), "accept", "1", "laser-what"]) == 0
    assert "added" in capsys.readouterr().out


def test_draft(store: Store, folder: Path, capsys: Capture) -> None:
    fill(store)
    assert run("draft", "2", "--question", "Where can I park?", folder=folder) == 0
    out = capsys.readouterr().out
    assert re.fullmatch(rf"{folder}/from-visitors\.yaml:\d+: started 'where-park': write its answer, .*\n", out)
    assert [draft.question for draft in load_intents(folder).drafts] == ["Where can I park?"]


def test_dismiss(store: Store, folder: Path, capsys: Capture) -> None:
    fill(store)
    assert run("dismiss", "2", folder=folder) == 0
    assert run("dismiss", "1", "5", folder=folder) == 0
    assert capsys.readouterr().out == "1 entry taken out of the inbox\n4 entries taken out of the inbox\n"
    assert store.count() == 0


def test_export_is_one_object_a_line(store: Store, folder: Path, capsys: Capture) -> None:
    fill(store)
    assert run("export", folder=folder) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["group"], row["id"]) for row in rows] == [(1, 1), (1, 3), (1, 4), (2, 2), (5, 5)]
    assert rows[-1] == {
        "group": 5,
        "id": 5,
        "received": store.entries()[-1].received.isoformat(),
        "reason": "wrong",
        "text": "",
        "intent": "laser-what",
        "comment": "=cmd(), it is not true",
        "knowledge": "",
    }


def test_export_as_a_table_that_a_spreadsheet_does_not_run(store: Store, folder: Path, capsys: Capture) -> None:
    fill(store)
    store.keep(new_item("is it safe;=cmd|' /C calc'!A0; -1", InboxReason.UNANSWERED))
    store.keep(new_item('+1, "quoted"', InboxReason.UNANSWERED))
    assert run("export", "--csv", folder=folder) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["comment"] for row in rows if row["comment"]] == ["'=cmd(), it is not true"]
    assert rows[-1]["text"] == '\'+1, "quoted"'
    # Where a semicolon begins a cell, as in many countries.
    assert rows[-2]["text"] == "is it safe;'=cmd|' /C calc'!A0;' -1"
    assert list(rows[0]) == ["group", "id", "received", "reason", "text", "intent", "comment", "knowledge"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["accept", "99", "laser-what"], "bot: the inbox has no 99: it may have expired, or have been dealt with"),
        (["accept", "1", "laser-wht"], "bot: there is no intent 'laser-wht': did you mean 'laser-what'?"),
        (["accept", "5", "laser-what"], "bot: 5 is what visitors said of the answer 'laser-what'"),
        (["accept", "1", "laser-what", "--as", " "], "bot: there is no text to add"),
        (["draft", "99"], "bot: the inbox has no 99"),
        (["dismiss", "1", "99"], "bot: the inbox has no 99"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    store: Store, folder: Path, capsys: Capture, arguments: list[str], said: str
) -> None:
    fill(store)
    assert run(*arguments, folder=folder) == 2
    assert one_line_of_error(capsys).startswith(said)
    assert store.count() == 5


def test_without_an_inbox(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("INBOX_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    assert run(folder=folder) == 2
    assert one_line_of_error(capsys).startswith("bot: no inbox is configured: set INBOX_URL")


def test_while_the_database_is_away(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INBOX_URL", "sqlite:////nowhere/inbox.db")
    assert run(folder=folder) == 2
    assert one_line_of_error(capsys) == "bot: the inbox cannot be used at the moment: unable to open database file"


@pytest.mark.parametrize("arguments", [["accept"], ["accept", "one", "x"], ["accept", "1"], ["draft"], ["dismiss"]])
def test_wrong_usage(folder: Path, capsys: Capture, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments, folder=folder)
    assert caught.value.code == 2
    assert "usage: caveat inbox" in capsys.readouterr().err


def test_help_names_the_actions(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["inbox", "--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert all(action in out for action in ("accept", "draft", "dismiss", "export", "--all"))

"""Questions that are kept as cases: written once, run like any other, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.files import EditError
from bot.dialogue import Bot
from bot.editing.kept_cases import FILE, keep_case, wanted_of
from bot.editing.users import Role, User
from bot.editing.workspace import Workspace
from bot.evaluation.cases import case_files, read_cases
from bot.evaluation.judging import Examiner, Verdict
from tests.small_clinic import write_learnt_clinic

BEN = User("Ben", Role.EDITOR, "")


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    return Workspace(write_learnt_clinic(tmp_path / "intents"))


@pytest.mark.parametrize("message", ["what is the laser for", "tell me about zebras: now", "I cannot breathe"])
def test_what_a_question_gets_now_it_must_go_on_to_get(work: Workspace, message: str) -> None:
    bot = Bot.load(work.folder, ["k" * 32])
    keep_case(work, message, wanted_of(bot.reply(message)), BEN)
    [case] = read_cases(case_files([], work.folder))
    assert case.turns == (message,)
    assert [outcome.verdict for outcome in Examiner(bot).examine([case])] == [Verdict.RIGHT]


def test_a_question_is_kept_once_and_a_remark_stays(work: Workspace) -> None:
    first = keep_case(work, "is it hot", {"intent": "laser-what"}, BEN)
    path = work.folder / FILE
    path.write_text(path.read_text() + "# by hand\n")
    with pytest.raises(EditError, match="kept already"):
        keep_case(work, "is it hot", {"intent": "laser-what"}, BEN)
    keep_case(work, "is it cold", {"intent": "laser-what"}, BEN)
    assert "# by hand" in path.read_text()
    assert [case.message for case in read_cases([path])] == ["is it hot", "is it cold"]
    assert first


def test_undo_takes_a_case_out_again(work: Workspace) -> None:
    work.undo(BEN, keep_case(work, "is it hot", {"intent": "laser-what"}, BEN))
    assert not (work.folder / FILE).exists()


def test_a_file_that_is_no_list_of_cases_is_not_written_to(work: Workspace) -> None:
    (work.folder / FILE).parent.mkdir()
    (work.folder / FILE).write_text("cases: none\n")
    with pytest.raises(EditError, match="no list of cases"):
        keep_case(work, "is it hot", {"intent": "laser-what"}, BEN)

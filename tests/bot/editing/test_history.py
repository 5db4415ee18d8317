"""Who changed what, and when: each save is a commit of the person who made it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.files import EditError
from bot.editing.history import OUTSIDE
from bot.editing.workspace import Workspace
from tests.bot.editing.people import ANNA, WHAT, git, save
from tests.small_clinic import write_small_clinic


def test_each_save_is_a_commit_with_the_person_s_name(work: Workspace) -> None:
    save(work, "It warms.")
    work.publish([WHAT], ANNA)
    log = git(work.folder, "log", "--format=%an: %s").splitlines()
    assert log == [f"Anna Berg: Publish {WHAT}", f"Ben: Edit {WHAT}", f"{OUTSIDE}: Changed outside the studio"]
    assert git(work.folder, "status", "--short") == ""
    assert [(change.person, data["answer"]) for change, data in work.past(WHAT)][1] == ("Ben", "It warms.")


def test_files_of_any_yaml_ending_are_committed(work: Workspace) -> None:
    for name, ending in (("laser", "yml"), ("caveats", "YAML")):
        (work.folder / f"{name}.yaml").rename(work.folder / f"{name}.{ending}")
    save(work, "It warms.")
    work.publish([WHAT], ANNA)
    assert git(work.folder, "status", "--short") == ""
    assert "It warms." in git(work.folder, "show", "HEAD:laser.yml")


def test_the_account_s_own_configuration_of_git_has_no_part_in_it(
    work: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service whose home is closed to it cannot even look for one."""
    (tmp_path / ".gitconfig").mkdir()  # which nobody can read as a file, root included
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path))
    save(work, "It warms.")
    save(work, "It warms a little.")
    assert work.item(WHAT).data["answer"] == "It warms a little."


def test_what_was_changed_at_the_terminal_is_nobody_s_in_the_studio(work: Workspace) -> None:
    save(work, "It warms.")
    path = work.folder / "laser.yaml"
    path.write_text(path.read_text().replace("Most people rest", "People rest"))
    save(work, "It warms more.")
    assert [change.person for change in work.history.changes()][:3] == ["Ben", OUTSIDE, "Ben"]


def test_a_folder_within_a_repository_is_committed_there_and_nothing_else_is(tmp_path: Path) -> None:
    folder = write_small_clinic(tmp_path / "site" / "intents")
    (tmp_path / "other.txt").write_text("mine")
    for command in (["init", "-q"], ["add", "other.txt"]):
        git(tmp_path, *command)
    save(Workspace(folder), "It warms.")
    assert git(tmp_path, "status", "--short") == "A  other.txt\n"
    assert f"site/intents/.pending/{WHAT}.yaml" in git(tmp_path, "ls-tree", "-r", "--name-only", "HEAD")
    assert not (folder / ".git").exists()


def test_while_git_is_at_work_nothing_is_changed_and_the_person_is_told(work: Workspace) -> None:
    save(work, "It warms.")
    lock = work.folder / ".git" / "index.lock"
    lock.touch()
    with pytest.raises(EditError, match=r"git is at work .* delete its index\.lock"):
        save(work, "It cools.")
    lock.unlink()
    assert work.item(WHAT).data["answer"] == "It warms."


@pytest.mark.parametrize(
    ("file", "content"),
    [("HEAD", "ref: refs/heads/loop"), ("index", "no index"), ("config", "[core"), ("packed-refs", "no refs\n")],
)
def test_a_repository_that_is_damaged_is_named(work: Workspace, file: str, content: str) -> None:
    save(work, "It warms.")
    (work.folder / ".git" / "refs" / "heads" / "loop").write_text("ref: refs/heads/loop")
    (work.folder / ".git" / file).write_text(content)
    with pytest.raises(EditError, match=f"the git repository of {work.folder} cannot be used"):
        save(work, "It cools.")


def test_a_clone_that_is_cut_off_has_the_history_that_it_holds(work: Workspace, tmp_path: Path) -> None:
    for answer in ("It warms.", "It cools."):
        save(work, answer)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{work.folder}", "clone")
    clone = Workspace(tmp_path / "clone")
    save(clone, "It melts.")
    assert [change.message for change in clone.history.changes()] == [f"Edit {WHAT}"] * 2
    assert [data["answer"] for _, data in clone.past(WHAT)] == ["It melts.", "It cools."]


def test_nothing_is_committed_where_the_next_checkout_would_leave_it_behind(work: Workspace) -> None:
    save(work, "It warms.")
    before = git(work.folder, "rev-parse", "HEAD")
    git(work.folder, "checkout", "--quiet", "--detach")
    with pytest.raises(EditError, match=r"is on no branch, .* begin a branch with `git switch -c NAME`"):
        save(work, "It warms a lot.")
    assert git(work.folder, "rev-parse", "HEAD") == before
    assert git(work.folder, "status", "--short") == ""
    git(work.folder, "switch", "--quiet", "-c", "edits")
    save(work, "It warms a lot.")
    assert git(work.folder, "log", "-1", "--format=%s", "edits").strip() == f"Edit {WHAT}"

"""The commits of a git repository, read by the folder that a clinic is in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.editing.history import History
from bot.editing.repository import (
    OwnRepository,
    blobs_of,
    changing_commits,
    content_at,
    day_of,
    folder_of,
    head_of,
)


def test_an_empty_repository_has_no_past(tmp_path: Path) -> None:
    with OwnRepository.init(tmp_path) as repo:
        assert head_of(repo) is None
        assert list(changing_commits(repo, b"")) == []


def test_a_folder_s_past_is_what_changed_in_it(tmp_path: Path) -> None:
    clinic, other = (tmp_path / name for name in ("clinic", "other"))
    for folder in (clinic, other):
        folder.mkdir()
    OwnRepository.init(tmp_path).close()
    for folder, text in ((clinic, "a: 1\n"), (other, "b: 1\n"), (clinic, "a: 2\n")):
        (folder / "file.yaml").write_text(text)
        assert History(folder).record("Anna", "Edit")
    with OwnRepository.discover(clinic) as repo:
        last, first = changing_commits(repo, b"clinic/")
        assert [content_at(repo, commit, b"clinic/file.yaml") for commit in (first, last)] == [b"a: 1\n", b"a: 2\n"]
        assert [name for name, _ in blobs_of(repo, last, b"clinic/", ())] == [b"clinic/file.yaml"]
        assert head_of(repo) == last
        assert day_of(last) == date.today()
        assert folder_of(repo, first, b"other/") is None
        assert content_at(repo, first, b"other/file.yaml") is None

"""Who changed what, and when: each save is a commit in the git repository that the folder is, or is a part of."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from pathlib import Path

from dulwich.config import StackedConfig
from dulwich.errors import NotGitRepository
from dulwich.file import FileLocked, GitFile
from dulwich.object_store import commit_tree_changes
from dulwich.objects import Blob, Commit, Tree
from dulwich.refs import HEADREF, SYMREF
from dulwich.repo import Repo

from bot.content.files import LOCK, EditError
from bot.content.folder import SUFFIXES
from bot.editing.repository import OwnRepository, blobs_of, changing_commits, content_at, day_of, head_of
from bot.errors import BotError

OUTSIDE = "someone outside the studio"
MODE = 0o100644
PENDING = ".pending"  # the folder of changes that wait to be published
MOST = 100  # changes that are shown, and among which the versions of an intent are found
INNER = (PENDING, "cases")  # the folders within the clinic's that are its own too


@dataclass(frozen=True, slots=True)
class Change:
    """One commit that touched the folder: its id, who made it, when, what it says, and the files it touched."""

    id: str
    person: str
    when: datetime
    message: str
    files: tuple[str, ...]


class History:
    """The past of the files in `folder`. A folder that is in no repository becomes one with the first change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def record(self, person: str, message: str) -> str:
        """Commit the folder as it stands as this person's change; gives the commit's id, "" where nothing changed.

        Files beside the folder, and what is staged for another commit, are left out of it. Raises EditError where the
        repository cannot be used.
        """
        with self._usable(), self._repo() as repo, _unlocked_again(repo):
            _demand_branch(repo)
            _ignore_lock(repo)
            changes = self._changes(repo)
            if not changes:
                return ""
            return self._commit(repo, changes, person, message)

    def catch_up(self) -> None:
        """Commit what was changed by other means than the studio, so that it is nobody's in the studio.

        Raises EditError as `record` does, and where git is at work: what is changed next could not be committed.
        """
        with self._usable(), self._repo() as repo:
            repo.open_index()
            GitFile(repo.index_path(), "wb").abort()  # takes git's lock, and gives it back
        self.record(OUTSIDE, "Changed outside the studio")

    def contents(self) -> dict[Path, bytes]:
        """Return the files that make the clinic, as they are now, with what is in them."""
        return {path: path.read_bytes() for path in self._tracked()}

    def changes(self) -> Iterator[Change]:
        """Yield the last changes to the folder, newest first. Raises EditError where they cannot be read."""
        try:
            with self._usable(), OwnRepository.discover(self.folder) as repo:
                if head_of(repo) is None:
                    return
                prefix = self._prefix(repo)
                for entry in repo.get_walker(paths=[prefix.rstrip(b"/")] if prefix else None, max_entries=MOST):
                    yield self._change(repo, entry.commit, prefix)
        except NotGitRepository:
            return

    def states(self) -> Iterator[tuple[date, dict[str, bytes]]]:
        """Yield the last states of the folder, newest first: the day of the commit, and the files as it left them.

        There is none where the folder is in no repository. The day is that at the committer's place. Raises EditError
        where the repository cannot be used.
        """
        try:
            with self._usable(), OwnRepository.discover(self.folder) as repo:
                prefix, contents = self._prefix(repo), cache(lambda blob: repo[blob].as_raw_string())
                for commit in islice(changing_commits(repo, prefix), MOST):
                    blobs = blobs_of(repo, commit, prefix, INNER)
                    files = {name[len(prefix) :].decode("utf-8", "replace"): contents(blob) for name, blob in blobs}
                    yield day_of(commit), files
        except NotGitRepository:
            return
        except OSError as error:
            raise EditError(f"the git repository of {self.folder} cannot be used: {error}") from None

    def file(self, commit: str, name: str) -> bytes | None:
        """Return the content of the file `name` as this commit left it; None where there was none.

        Raises EditError where there is no such commit.
        """
        with self._usable(), self._repo() as repo:
            try:
                found = repo[commit.encode()]
            except (KeyError, ValueError):
                found = None
            if not isinstance(found, Commit):
                raise EditError(f"there is no version '{commit[:12]}'")
            return content_at(repo, found, self._prefix(repo) + name.encode())

    def before(self, commit: str) -> str:
        """Return the id of the commit before this one; "" where it is the first."""
        with self._usable(), self._repo() as repo:
            found = repo[commit.encode()]
            parents = repo.get_parents(found.id) if isinstance(found, Commit) else ()  # none where a clone is cut off
            return parents[0].decode() if parents else ""

    @contextmanager
    def _usable(self) -> Iterator[None]:
        """Raise EditError where what the block does with the repository fails, but for the errors of the disk."""
        try:
            yield
        except (BotError, OSError, NotGitRepository):
            raise
        except FileLocked as error:
            lock = Path(os.fsdecode(error.lockfilename)).name
            problem = f"git is at work in the clinic's folder: try again; where it surely is not, delete its {lock}"
            raise EditError(problem) from None
        except Exception as error:  # dulwich raises whatever it likes
            why = f"{type(error).__name__}: {error}"
            raise EditError(f"the git repository of {self.folder} cannot be used: {why}: mend it first") from error

    def _repo(self) -> Repo:
        try:
            return OwnRepository.discover(self.folder)
        except NotGitRepository:
            return OwnRepository.init(self.folder, config=StackedConfig([]))

    def _prefix(self, repo: Repo) -> bytes:
        """Return the folder's place in the repository, with a final slash; empty where it is the repository."""
        inside = self.folder.relative_to(Path(repo.path).resolve()).as_posix()
        return b"" if inside == "." else inside.encode() + b"/"

    def _tracked(self) -> Iterator[Path]:
        """Yield the files that make the clinic: what a person wrote, and the changes that wait."""
        inner = (path for name in INNER for path in self.folder.glob(f"{name}/*"))
        for path in sorted([*self.folder.iterdir(), *inner]):
            if path.is_file() and _is_own(path.relative_to(self.folder).as_posix().encode()):
                yield path

    def _changes(self, repo: Repo) -> list[tuple[bytes, Blob | None]]:
        """Return the files that differ from the last commit: each with its content, None where it is gone."""
        prefix = self._prefix(repo)
        known = dict(blobs_of(repo, head_of(repo), prefix, INNER))
        found = {prefix + path.relative_to(self.folder).as_posix().encode(): path for path in self._tracked()}
        changed: list[tuple[bytes, Blob | None]] = []
        for name, path in found.items():
            blob = Blob.from_string(path.read_bytes())
            if known.get(name) != blob.id:
                changed.append((name, blob))
        return changed + [(name, None) for name in known if name not in found and _is_own(name[len(prefix) :])]

    def _commit(self, repo: Repo, changes: Iterable[tuple[bytes, Blob | None]], person: str, message: str) -> str:
        head = head_of(repo)
        tree = repo[head.tree] if head else Tree()
        if not head:
            repo.object_store.add_object(tree)
        steps = []
        for name, blob in changes:
            if blob:
                repo.object_store.add_object(blob)
            steps.append((name, MODE if blob else None, blob.id if blob else None))
        made = commit_tree_changes(repo.object_store, tree.id, steps)
        who = f"{person.replace('<', '').replace('>', '')} <>".encode()
        now = time.time()
        zone = -time.timezone if not time.localtime().tm_isdst else -time.altzone
        done = repo.get_worktree().commit(
            message.encode(),
            author=who,
            committer=who,
            tree=made,
            no_verify=True,
            sign=False,
            commit_timestamp=now,
            commit_timezone=zone,
        )
        repo.get_worktree().stage([name for name, _ in changes])
        return done.decode()

    def _change(self, repo: Repo, commit: Commit, prefix: bytes) -> Change:
        parents = repo.get_parents(commit.id)  # none where a clone is cut off
        before = dict(blobs_of(repo, repo[parents[0]] if parents else None, prefix, INNER))
        after = dict(blobs_of(repo, commit, prefix, INNER))
        names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        return Change(
            commit.id.decode(),
            commit.author.decode("utf-8", "replace").partition(" <")[0],
            datetime.fromtimestamp(commit.commit_time, UTC),
            commit.message.decode("utf-8", "replace").strip(),
            tuple(name[len(prefix) :].decode("utf-8", "replace") for name in names),
        )


@contextmanager
def _unlocked_again(repo: Repo) -> Iterator[None]:
    """Take away the locks that the block leaves where it fails: dulwich does not, where a disk is full."""
    before = set(_locks(repo))
    try:
        yield
    except OSError:
        for lock in set(_locks(repo)) - before:
            lock.unlink(missing_ok=True)
        raise


def _locks(repo: Repo) -> Iterator[Path]:
    return Path(repo.controldir()).rglob("*.lock")


def _demand_branch(repo: Repo) -> None:
    """Raise EditError where the repository is on no branch: its next checkout would leave what is committed behind."""
    if not (repo.refs.read_ref(HEADREF) or SYMREF).startswith(SYMREF):
        problem = "the git repository of the clinic's folder is on no branch, so that what is saved could be lost"
        raise EditError(f"{problem}: finish what git is at there, or begin a branch with `git switch -c NAME`")


def _ignore_lock(repo: Repo) -> None:
    path = Path(repo.controldir(), "info", "exclude")
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    if LOCK not in known.split():
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{known}\n{LOCK}\n", encoding="utf-8")


def _is_own(name: bytes) -> bool:
    """Return whether a file, named from the folder, is one that people edit."""
    folder, _, last = name.decode("utf-8", "replace").rpartition("/")
    return folder in ("", *INNER) and not last.startswith(".") and last.lower().endswith((*SUFFIXES, ".lock"))

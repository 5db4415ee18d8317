"""Read the commits of a git repository: folders and files as each left them, by paths from its top (`prefix`)."""

from __future__ import annotations

import stat
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import groupby

from dulwich.config import StackedConfig
from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.repo import Repo

MOST_WALKED = 1_000  # commits, of the folder or not, that are looked through for its states: a third of a second


class OwnRepository(Repo):
    """A repository under its own configuration alone.

    That of the account or the machine may be one that a service cannot read, and could change what is committed.
    """

    def get_config_stack(self) -> StackedConfig:
        """Return the repository's configuration. Raises OSError where it cannot be read."""
        own = self.get_config()
        return StackedConfig([own], writable=own)


def changing_commits(repo: Repo, prefix: bytes) -> Iterator[Commit]:
    """Yield the commits after which the folder at `prefix` is another than after the commit before, newest first."""
    walked = repo.get_walker(max_entries=MOST_WALKED) if head_of(repo) else ()
    found = ((folder_of(repo, entry.commit, prefix), entry.commit) for entry in walked)
    for _, same in groupby(found, lambda one: one[0] and one[0].id):
        yield list(same)[-1][1]


def day_of(commit: Commit) -> date:
    """Return the day of a commit at the committer's place."""
    zone = timezone(timedelta(seconds=commit.commit_timezone))
    return datetime.fromtimestamp(commit.commit_time, zone).date()


def head_of(repo: Repo) -> Commit | None:
    """Return the last commit; None where there is none yet."""
    try:
        found = repo[repo.head()]
    except KeyError:
        return None
    return found if isinstance(found, Commit) else None


def blobs_of(repo: Repo, commit: object, prefix: bytes, inner: Collection[str]) -> Iterator[tuple[bytes, ObjectID]]:
    """Yield the files in the folder at `prefix` and in the folders `inner` of it, each with its content's id."""
    if not isinstance(commit, Commit):
        return
    folder = folder_of(repo, commit, prefix)
    for item in folder.items() if folder else ():
        path = prefix + item.path
        if stat.S_ISREG(item.mode):
            yield path, item.sha
        elif item.path.decode("utf-8", "replace") in inner and isinstance(found := repo[item.sha], Tree):
            yield from ((path + b"/" + within.path, within.sha) for within in found.items())


def folder_of(repo: Repo, commit: Commit, prefix: bytes) -> Tree | None:
    """Return the folder at `prefix` as a commit left it; None where there was none."""
    tree = repo[commit.tree]
    for part in filter(None, prefix.split(b"/")):
        if not isinstance(tree, Tree) or part not in tree:
            return None
        tree = repo[tree[part][1]]
    return tree if isinstance(tree, Tree) else None


def content_at(repo: Repo, commit: Commit, name: bytes) -> bytes | None:
    """Return the content of a file, named from the top, as a commit left it; None where there was none."""
    folder, _, last = name.rpartition(b"/")
    tree = folder_of(repo, commit, folder)
    found = repo[tree[last][1]] if tree is not None and last in tree else None
    return found.data if isinstance(found, Blob) else None

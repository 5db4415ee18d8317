"""What became of a document: how many questions and sections it gave, and every line that no draft has, with why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.document import LeftOut
from bot.documents.passages import Passage
from bot.text import counted

HEAD = "# Account: "
_ITEM = "#   - "


@dataclass(frozen=True)
class Account:
    """The counts of what a document gave, and what it holds that was left out."""

    questions: int
    sections: int
    left_out: tuple[LeftOut, ...]

    def __str__(self) -> str:
        counts = (counted(self.questions, "question"), counted(self.sections, "section"))
        return f"{', '.join(counts)}, {counted(len(self.left_out), 'line')} not used"

    def comment(self) -> list[str]:
        """The account as lines of comment for a file."""
        return [f"{HEAD}{self}{':' * bool(self.left_out)}", *(f"{_ITEM}{item}" for item in self.left_out)]


def account_of(passages: Sequence[Passage], left_out: Sequence[LeftOut]) -> Account:
    """The account of a document that gives `passages`."""
    asked = sum(passage.is_asked for passage in passages)
    return Account(asked, len(passages) - asked, tuple(left_out))


def with_account(head: Sequence[str], account: Account) -> list[str]:
    """The lines at the top of a file with the account as it now is."""
    kept = [line for line in head if not line.startswith((HEAD.strip(), _ITEM))]
    at = next((at for at, line in enumerate(kept) if not line.startswith("#")), len(kept))
    return [*kept[:at], *account.comment(), *kept[at:]]

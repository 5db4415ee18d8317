"""How often the bot did what, day by day: counts alone, and no word of anybody's."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

WAIT = 3  # seconds for another process that is writing
DAYS = 400  # after which a day's counts are deleted

_TABLE = (
    "CREATE TABLE IF NOT EXISTS counts (day TEXT, event TEXT, detail TEXT, intent TEXT, n INTEGER NOT NULL, "
    "PRIMARY KEY (day, event, detail, intent)) WITHOUT ROWID"
)
_ADD = "INSERT INTO counts VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is counted: `what` happened, in which way, with which intent.

    It is a "reply", an "intent" of one, a "verdict", or one that was "retracted".
    """

    what: str
    detail: str
    intent: str = ""


class Figures:
    """Counts of events by day, in a small database of their own. May be shared between processes."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened yet. All methods raise sqlite3.Error where the file cannot be used."""
        self.path = path

    def add(self, day: date, counts: Mapping[Event, int]) -> None:
        """Add to a day's counts, all of them or none, and delete those that are too old."""
        rows = [(day.isoformat(), event.what, event.detail, event.intent, n) for event, n in counts.items()]
        with self._open() as database, database:
            database.executemany(_ADD, rows)
            database.execute("DELETE FROM counts WHERE day < ?", [(day - timedelta(days=DAYS)).isoformat()])

    def by_day(self, first: date, last: date) -> dict[date, Counter[str]]:
        """Return the replies of each day by their kind; a day without any has none."""
        days = {first + timedelta(days=n): Counter[str]() for n in range((last - first).days + 1)}
        for day, detail, _, n in self._rows("reply", first, last):
            days[date.fromisoformat(day)][detail] += n
        return days

    def by_intent(self, what: str, first: date, last: date) -> dict[str, Counter[str]]:
        """Return how often an event of `what` was counted, by its detail and then by intent."""
        found: dict[str, Counter[str]] = {}
        for _, detail, intent, n in self._rows(what, first, last):
            found.setdefault(detail, Counter())[intent] += n
        return found

    def _rows(self, what: str, first: date, last: date) -> list[tuple[str, str, str, int]]:
        query = "SELECT day, detail, intent, n FROM counts WHERE event = ? AND day BETWEEN ? AND ? ORDER BY day"
        with self._open() as database:
            return database.execute(query, [what, first.isoformat(), last.isoformat()]).fetchall()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=WAIT)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute(_TABLE)
            yield database

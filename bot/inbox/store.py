"""The inbox's entries in a database, SQLite or PostgreSQL, each written in a transaction of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, DataError, IntegrityError, ProgrammingError, SQLAlchemyError
from sqlalchemy.schema import CreateTable

from bot.inbox.entry import Entry, Reason
from bot.inbox.errors import InboxAwayError, InboxError

# What PostgreSQL tells one of two processes that make the table in the same moment: unique_violation, duplicate_table.
_MADE_BY_ANOTHER = frozenset({"23505", "42P07"})

WAIT = 3  # seconds for a connection, or for another process that is writing

_TABLE = sql.Table(
    "inbox_entries",
    sql.MetaData(),
    sql.Column("id", sql.Integer, primary_key=True),
    sql.Column("received", sql.Date, nullable=False),
    sql.Column("reason", sql.String(20), nullable=False),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("intent", sql.String(60), nullable=False),
    sql.Column("comment", sql.Text, nullable=False),
    sql.Column("knowledge", sql.String(20), nullable=False),
    sqlite_autoincrement=True,  # a number is never given twice: an editor may have noted it
)


class Store:
    """Entries in a database. May be shared between threads. What goes wrong there is raised as InboxAwayError."""

    def __init__(self, url: str, days: int) -> None:
        """`days` after which an entry expires. Raises InboxError where `url` cannot be used; nothing is opened yet."""
        self._days = days
        self._has_table = False
        try:
            self._engine = _engine(sql.make_url(url))
        except (ArgumentError, ImportError, ValueError) as error:
            raise InboxError(f"INBOX_URL cannot be used: {error}") from None

    def keep(self, entry: Entry) -> None:
        """Store one entry; it is whole in the database, or not there at all."""
        fields = {
            name: getattr(entry, name) for name in ("received", "reason", "text", "intent", "comment", "knowledge")
        }
        with self._connection() as connection:
            connection.execute(_TABLE.insert().values(fields | {"reason": entry.reason.value}))

    def entries(self) -> list[Entry]:
        """All entries that have not expired, oldest first."""
        query = _TABLE.select().where(_TABLE.c.received >= self._first_day()).order_by(_TABLE.c.id)
        with self._connection() as connection:
            return [_entry(row) for row in connection.execute(query)]

    def remove(self, ids: Sequence[int]) -> int:
        """Delete the entries with these ids; gives how many there were."""
        return self._delete(_TABLE.c.id.in_(ids))

    def expire(self) -> int:
        """Delete what is older than it may be; gives how many there were."""
        return self._delete(_TABLE.c.received < self._first_day())

    def count(self) -> int:
        """How many entries there are."""
        with self._connection() as connection:
            return int(connection.execute(sql.select(sql.func.count()).select_from(_TABLE)).scalar_one())

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _first_day(self) -> date:
        return datetime.now(UTC).date() - timedelta(days=self._days)

    def _delete(self, which: sql.ColumnElement[bool]) -> int:
        with self._connection() as connection:
            gone = connection.execute(_TABLE.delete().where(which)).rowcount
        if gone and self._engine.dialect.name == "sqlite":
            # SQLite overwrites what is deleted (secure_delete); this empties the log beside the file of it, too.
            with self._connection() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone

    @contextmanager
    def _connection(self) -> Iterator[sql.Connection]:
        """A connection in a transaction, which is kept if all goes well."""
        try:
            self._make_table()
            with self._engine.begin() as connection:
                yield connection
        except (DataError, IntegrityError) as error:
            raise InboxError(f"the inbox does not take this entry: {_reason(error)}") from None
        except SQLAlchemyError as error:
            self._has_table = False  # the database may come back as another one, from a back-up or new
            raise InboxAwayError(f"the inbox cannot be used at the moment: {_reason(error)}") from None

    def _make_table(self) -> None:
        if self._has_table:
            return
        try:
            with self._engine.begin() as connection:
                if not sql.inspect(connection).has_table(_TABLE.name):  # asking for it needs no lock
                    connection.execute(CreateTable(_TABLE, if_not_exists=True))
        except (IntegrityError, ProgrammingError) as error:
            if getattr(error.orig, "sqlstate", None) not in _MADE_BY_ANOTHER:
                raise
        self._has_table = True


def _engine(url: sql.URL) -> sql.Engine:
    if url.get_backend_name() == "sqlite":
        return _sqlite(url.set(drivername="sqlite"))
    # `tcp_user_timeout` (milliseconds) notices a machine that is gone; without prepared statements, a pooler may stand
    # in between.
    wait = {"connect_timeout": WAIT, "tcp_user_timeout": WAIT * 1000, "prepare_threshold": None}
    url = url.set(drivername="postgresql+psycopg")
    engine = sql.create_engine(url, pool_size=2, pool_pre_ping=True, pool_timeout=WAIT, connect_args=wait)
    sql.event.listen(engine, "begin", _set_up_transaction)
    return engine


def _sqlite(url: sql.URL) -> sql.Engine:
    if not url.database or ":memory:" in url.database:
        raise ValueError("name a file, such as sqlite:///inbox.db")
    engine = sql.create_engine(url, connect_args={"timeout": WAIT})
    sql.event.listen(engine, "do_connect", _keep_private)
    sql.event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _keep_private(_dialect: Any, _record: Any, arguments: Any, _options: Any) -> None:
    """A new file is for its owner alone; SQLite makes those beside it likewise."""
    with suppress(OSError):
        os.close(os.open(arguments[0], os.O_CREAT | os.O_EXCL, 0o600))


def _set_up_transaction(connection: sql.Connection) -> None:
    """PostgreSQL: wait only so long; and let the disk catch up later, so that each entry is written in no time."""
    limits = f"set_config('statement_timeout', '{WAIT}s', true), set_config('lock_timeout', '{WAIT}s', true)"
    connection.exec_driver_sql(f"SELECT {limits}, set_config('synchronous_commit', 'off', true)")


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")  # readers and the writer do not hold each other up
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _entry(row: Any) -> Entry:
    return Entry(row.text, Reason(row.reason), row.intent, row.comment, row.knowledge, row.received, row.id)


def _reason(error: SQLAlchemyError) -> str:
    """What the database said, in one line, without the statement and what was to be stored."""
    lines = str(getattr(error, "orig", None) or error).splitlines()
    return lines[0].strip() if lines else type(error).__name__

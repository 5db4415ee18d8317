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

from bot.content.model import MAX_ID
from bot.inbox.errors import InboxAwayError, InboxError
from bot.inbox.item import InboxItem, InboxReason

# What PostgreSQL tells one of two processes that make the table in the same moment: unique_violation, duplicate_table.
_MADE_BY_ANOTHER = frozenset({"23505", "42P07"})
_NEWER = ("kind", "set_aside", "mark")  # columns that a table made by an older version lacks
_FIELDS = ("received", "reason", "text", "intent", "comment", "knowledge", "kind", "mark")

WAIT = 3  # seconds for a connection, or for another process that is writing

_TABLE = sql.Table(
    "inbox_entries",
    sql.MetaData(),
    sql.Column("id", sql.Integer, primary_key=True),
    sql.Column("received", sql.Date, nullable=False),
    sql.Column("reason", sql.String(20), nullable=False),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("intent", sql.String(MAX_ID), nullable=False),
    sql.Column("comment", sql.Text, nullable=False),
    sql.Column("knowledge", sql.String(20), nullable=False),
    sql.Column("kind", sql.String(20), nullable=False, server_default=""),
    sql.Column("set_aside", sql.Date, nullable=True),
    sql.Column("mark", sql.String(32), nullable=False, server_default=""),
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

    def keep(self, entry: InboxItem) -> None:
        """Store one entry; it is whole in the database, or not there at all."""
        fields = {name: getattr(entry, name) for name in _FIELDS}
        with self._connection() as connection:
            connection.execute(_TABLE.insert().values(fields | {"reason": entry.reason.value}))

    def entries(self, ids: Sequence[int] | None = None) -> list[InboxItem]:
        """Return all entries that wait and have not expired, or those of them with these ids, oldest first."""
        query = _TABLE.select().where(self._waits()).order_by(_TABLE.c.id)
        query = query if ids is None else query.where(_TABLE.c.id.in_(ids))
        with self._connection() as connection:
            return [_entry(row) for row in connection.execute(query)]

    def set_aside(self, ids: Sequence[int]) -> int:
        """Take the entries with these ids out of what waits; gives how many waited. They are deleted the next day."""
        return self._mark(_TABLE.c.id.in_(ids) & _TABLE.c.set_aside.is_(None), _today())

    def take_back(self, mark: str) -> int:
        """Set the entries with this `mark` aside; gives how many that were."""
        return self._mark(self._waits() & (_TABLE.c.mark == mark), _today())

    def restore(self, ids: Sequence[int]) -> int:
        """Let entries wait again that were set aside today; gives how many there were."""
        return self._mark(_TABLE.c.id.in_(ids) & _TABLE.c.set_aside.is_not(None), None)

    def expire(self) -> int:
        """Delete what is older than it may be, and what was set aside before today; gives how many there were.

        What is older than today loses its mark.
        """
        with self._connection() as connection:
            marked = (_TABLE.c.received < _today()) & (_TABLE.c.mark != "")
            connection.execute(_TABLE.update().where(marked).values(mark=""))
        return self._delete((_TABLE.c.received < self._first_day()) | (_TABLE.c.set_aside < _today()))

    def count(self) -> int:
        """Return how many entries wait."""
        query = sql.select(sql.func.count()).select_from(_TABLE).where(_TABLE.c.set_aside.is_(None))
        with self._connection() as connection:
            return int(connection.execute(query).scalar_one())

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _first_day(self) -> date:
        return _today() - timedelta(days=self._days)

    def _waits(self) -> sql.ColumnElement[bool]:
        return (_TABLE.c.received >= self._first_day()) & _TABLE.c.set_aside.is_(None)

    def _mark(self, which: sql.ColumnElement[bool], day: date | None) -> int:
        with self._connection() as connection:
            return connection.execute(_TABLE.update().where(which).values(set_aside=day)).rowcount

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
        """Give a connection in a transaction, which is kept if all goes well."""
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
        self._add_columns()
        self._has_table = True

    def _add_columns(self) -> None:
        """Bring a table of an older version up to this one's form."""
        for name in self._missing():
            column = sql.schema.CreateColumn(_TABLE.c[name]).compile(dialect=self._engine.dialect)
            try:
                with self._engine.begin() as connection:
                    connection.exec_driver_sql(f"ALTER TABLE {_TABLE.name} ADD COLUMN {column}")
            except SQLAlchemyError:
                if name in self._missing():  # else another process was quicker
                    raise

    def _missing(self) -> list[str]:
        with self._engine.begin() as connection:
            known = {column["name"] for column in sql.inspect(connection).get_columns(_TABLE.name)}
        return [name for name in _NEWER if name not in known]


def _engine(url: sql.URL) -> sql.Engine:
    if url.get_backend_name() == "sqlite":
        return _sqlite(url.set(drivername="sqlite"))
    # `tcp_user_timeout` (milliseconds) notices a machine that is gone; without prepared statements, a pooler may stand
    # in between; a database without an encoding (SQL_ASCII, as the locale C makes it) would give bytes for text.
    wait = {"connect_timeout": WAIT, "tcp_user_timeout": WAIT * 1000}
    arguments = {**wait, "prepare_threshold": None, "client_encoding": "utf8"}
    url = url.set(drivername="postgresql+psycopg")
    engine = sql.create_engine(url, pool_size=2, pool_pre_ping=True, pool_timeout=WAIT, connect_args=arguments)
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
    """Make a new file for its owner alone; SQLite makes those beside it likewise."""
    with suppress(OSError):
        os.close(os.open(arguments[0], os.O_CREAT | os.O_EXCL, 0o600))


def _set_up_transaction(connection: sql.Connection) -> None:
    """Have PostgreSQL wait only so long, and let the disk catch up later, so that an entry is written in no time."""
    limits = f"set_config('statement_timeout', '{WAIT}s', true), set_config('lock_timeout', '{WAIT}s', true)"
    connection.exec_driver_sql(f"SELECT {limits}, set_config('synchronous_commit', 'off', true)")


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")  # readers and the writer do not hold each other up
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _entry(row: Any) -> InboxItem:
    told = row.text, InboxReason(row.reason), row.intent, row.comment, row.knowledge
    return InboxItem(*told, received=row.received, kind=row.kind, mark=row.mark, id=row.id)


def _today() -> date:
    return datetime.now(UTC).date()


def _reason(error: SQLAlchemyError) -> str:
    """Return what the database said, in one line, without the statement and what was to be stored."""
    lines = str(getattr(error, "orig", None) or error).splitlines()
    return lines[0].strip() if lines else type(error).__name__

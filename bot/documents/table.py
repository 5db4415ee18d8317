"""Tables: those that ask and answer as headings with text under them, all others as one statement a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.documents.document import Block, Kind, LeftOut, Reading
from bot.documents.questions import looks_asked
from bot.documents.table_columns import HEAD_WORDS, Columns, Row, find_columns, role_of, wordings

QUESTION_LEVEL = 6  # below every heading that a person would give
TOPIC_LEVEL = 4


def table_blocks(rows: Sequence[Row], reading: Reading, *, is_faq: bool = False, where: str = "line") -> list[Block]:
    """The rows as blocks. `is_faq` says that the file is one that clinics keep questions and answers in.

    Cells that hold neither are noted as left out in `reading`; `where` says what is counted there.
    """
    parts = _side_by_side([row for row in rows if row.filled])
    if len(parts) > 1:
        return [block for part in parts for block in table_blocks(part, reading, is_faq=is_faq, where=where)]
    rows = [row for row in _turned(_paired(*parts)) if row.filled]
    columns = find_columns(rows, is_faq=is_faq)
    if columns is None:
        return list(_statements(rows, reading, where))
    heads = next((row for row in rows[: columns.start] if row.cells is columns.heads), None)
    if heads and not _only_names(heads):
        reading.leave_out(_place(heads, where), ", ".join(filter(None, heads.cells)), "the names of the columns")
    above = [row for row in rows[: columns.start] if row is not heads]
    for row in (row for row in above if len(row.filled) == 1):
        reading.leave_out(_place(row, where), row.cell(row.filled[0]), "a line above the table's columns")
    before = [_statement(row) for row in above if len(row.filled) > 1]
    rows = rows[columns.start :]
    found = [*before, *_pairs(rows, columns, reading, where)]
    _leave_out_the_rest(rows, columns, reading, where)
    return found


def lays_out(rows: Iterable[Sequence[str | None]]) -> bool:
    """Whether a table only lays a page out, as a table in it (None) has no cell beside it that names it."""
    beside = [[cell for cell in cells if cell] for cells in rows if None in cells]
    return any(not names or not all(map(_is_name, names)) for names in beside)


def unfolded(number: int, cells: Sequence[str | list[str]], *, is_head: bool = False) -> list[Row]:
    """The rows that stand for one with tables in its cells (lists of their rows): each with what is beside it."""
    plain = ["" if isinstance(cell, list) else cell for cell in cells]
    parts = [(at, part) for at, cell in enumerate(cells) if isinstance(cell, list) for part in cell]
    return [Row(number, [*plain[:at], part, *plain[at + 1 :]]) for at, part in parts] or [
        Row(number, plain, is_head=is_head)
    ]


def _is_name(cell: str) -> bool:
    return len(cell.split()) <= HEAD_WORDS or looks_asked(cell)


def _place(row: Row, where: str) -> str:
    return f"page {row.page}" if row.page else f"{where} {row.number}"


def _side_by_side(rows: list[Row]) -> list[list[Row]]:
    """The tables that stand beside each other, each with its own columns of questions and answers; else all as one."""
    width = max((len(row.cells) for row in rows), default=0)
    for number, row in enumerate(rows):
        roles = [role_of(cell) for cell in row.cells]
        starts = [at for at, role in enumerate(roles) if role == "question"]
        ends = [*starts[1:], width]
        if len(starts) > 1 and all("answer" in roles[start:end] for start, end in zip(starts, ends, strict=True)):
            spans = zip([0, *starts[1:]], ends, strict=True)
            beside = [[Row(r.number, r.cells[start:end], r.page) for r in rows[number:]] for start, end in spans]
            return [rows[:number], *beside]
    return [rows]


def _paired(rows: list[Row]) -> list[Row]:
    """A table whose rows begin with "Question", "Answer" and the like, with a pair a row under these names."""
    roles = [role_of(row.cell(0)) if row.cell(1) else "" for row in rows]
    first = roles.index("question") if "question" in roles else len(rows)
    is_narrow = all(set(row.filled) <= {0, 1} for row in rows)
    if not is_narrow or roles[first + 1 : first + 2] != ["answer"]:
        return rows
    above, listed = rows[:first], rows[first:]
    names = list(dict.fromkeys(row.cell(0) for row in listed if row.cell(0)))
    pairs: list[Row] = []
    at = 0
    for row in listed:
        if role_of(row.cell(0)) == "question":
            pairs.append(Row(row.number, [""] * len(names), row.page))
        at = names.index(row.cell(0)) if row.cell(0) else at  # the row goes on with the one above
        cells = list(pairs[-1].cells)
        cells[at] = f"{cells[at]}\n{row.cell(1)}".strip()
        pairs[-1] = Row(pairs[-1].number, cells, row.page)
    return [*above, Row(listed[0].number, names, listed[0].page), *pairs]


def _turned(rows: list[Row]) -> list[Row]:
    """A table whose first row asks and whose second answers, with a pair a row."""
    if [role_of(row.cell(0)) for row in rows] != ["question", "answer"] and not _answers_below(rows):
        return rows
    width = max(len(row.cells) for row in rows)
    return [Row(rows[0].number, [row.cell(at) for row in rows], rows[0].page) for at in range(width)]


def _answers_below(rows: Sequence[Row]) -> bool:
    """Whether the first of two rows asks in all its cells, and the other in none."""
    if len(rows) != 2 or len(rows[0].filled) < 2:
        return False
    return all(looks_asked(cell) for cell in rows[0].cells if cell) and not any(map(looks_asked, rows[1].cells))


def _only_names(heads: Row) -> bool:
    """Whether a row says no more than how the columns are called."""
    return all(len(cell.split()) <= HEAD_WORDS and not any(map(str.isdigit, cell)) for cell in heads.cells)


def _pairs(rows: Sequence[Row], columns: Columns, reading: Reading, where: str) -> Iterator[Block]:
    topic, before, waiting, is_open = "", "", None, False
    for row in rows:
        place = _place(row, where)
        named, asked, said = _read_row(row, columns)
        is_merged = asked == before and said and named in ("", topic)  # merged cells say the same
        before, asked = asked or before, "" if is_merged else asked
        if named and not (asked or said) and row is rows[-1]:
            reading.leave_out(place, named, "a line below the table's rows")
            continue
        if named and named != topic:
            topic, is_open = named, False
            yield Block(topic, row.number, row.page, Kind.HEADING, TOPIC_LEVEL)
        if said and not asked and waiting:
            asked = waiting.text  # its answer stands a row below
        elif waiting:
            reading.left_out.append(waiting)
        waiting = LeftOut(place, asked, "a question without an answer") if asked and not said else None
        if asked and said:
            yield Block(asked, row.number, row.page, Kind.HEADING, QUESTION_LEVEL)
        is_open = bool(asked and said) or (is_open and not asked)
        if is_open:
            yield from _wordings(row, columns)
            yield from (Block(line, row.number, row.page) for line in said)
        else:
            reading.leave_out(place, " ".join(said), "an answer without a question")
            reading.leave_out(place, " ".join(block.text for block in _wordings(row, columns)), "wordings of no answer")
    if waiting:
        reading.left_out.append(waiting)


def _read_row(row: Row, columns: Columns) -> tuple[str, str, list[str]]:
    """The topic that a row names, what it asks, and the lines of its answer."""
    named = " – ".join(filter(None, (" ".join(row.cell(column).split()) for column in columns.topics)))
    said = [line.strip() for column in columns.answers for line in row.cell(column).splitlines() if line.strip()]
    asked = " ".join(row.cell(columns.question).split())
    is_title = len(row.filled) == 1 and not said and not looks_asked(row.cell(row.filled[0]))
    return (" ".join(row.cell(row.filled[0]).split()), "", []) if is_title else (named, asked, said)


def _wordings(row: Row, columns: Columns) -> Iterator[Block]:
    for column in columns.wordings:
        for wording in wordings(row.cell(column)):
            yield Block(wording, row.number, row.page, Kind.WORDING)


def _leave_out_the_rest(rows: Sequence[Row], columns: Columns, reading: Reading, where: str) -> None:
    """Note what the other columns say, a line a column."""
    used = {columns.question, *columns.answers, *columns.wordings, *columns.topics}
    left: dict[int, list[Row]] = {}
    for row in rows:
        for column in row.filled:
            if column not in used and not (len(row.filled) == 1 and not looks_asked(row.cell(column))):
                left.setdefault(column, []).append(row)
    for column, found in left.items():
        first, last = (_place(row, where) for row in (found[0], found[-1]))
        place = first if first == last else f"{first} to {found[-1].page or found[-1].number}"
        said = " | ".join(row.cell(column) for row in found)
        reading.leave_out(place, said, f"column {columns.head(column)} is neither question nor answer")


def _statements(rows: Sequence[Row], reading: Reading, where: str) -> Iterator[Block]:
    """One statement a row, with the names of the columns where there are more than two."""
    heads = rows[0] if _has_heads(rows) else None
    if heads is None:
        yield from map(_statement, rows)
        return
    named = ", ".join(heads.cell(column) for column in heads.filled)
    stand = len(heads.filled) > 2
    reading.leave_out(_place(heads, where), named, "the names of the columns" + ", which stand in each row" * stand)
    yield from (_statement(row, heads if stand else None) for row in rows[1:])


def _has_heads(rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: the file says so, or it is full, and only rows below it hold figures."""
    if len(rows) > 1 and rows[0].is_head:
        return True
    if len(rows) < 2 or len(rows[0].filled) < 3 or len(rows[0].filled) < max(len(row.filled) for row in rows):
        return False
    figures = [any(character.isdigit() for cell in row.cells for character in cell) for row in rows]
    return not figures[0] and any(figures[1:])


def _statement(row: Row, heads: Row | None = None) -> Block:
    label, *rest = row.filled
    values = [f"{heads.cell(column)} {row.cell(column)}" if heads else row.cell(column) for column in rest]
    joint = "; " if heads else ": "
    text = ": ".join(filter(None, (row.cell(label), joint.join(values))))
    return Block(" ".join(text.split()), row.number, row.page)

"""Tables: those that ask and answer as headings with text under them, all others as one statement a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import mean

from bot.documents.document import Block, Kind, LeftOut, Reading
from bot.documents.questions import looks_asked
from bot.text import normalise, tokens

QUESTION_LEVEL = 6  # below every heading that a person would give
TOPIC_LEVEL = 4
_ASKED = 0.5  # the share of a column's cells from which it is one of questions
_TITLE_ROWS = 15  # among which the row of headings stands
_HEAD_WORDS = 6
_LABEL_WORDS = 8  # of a question in few words, such as "Parking"
_NAME_WORDS = 4  # of a topic
_SAID_WORDS = 3  # of an answer to it, on the average

# The words by which a column's heading says what it holds, in the languages that offices keep their tables in.
_HEADS = {
    "wording": "wording wordings variant variants also other alternative alternatives synonym synonyms phrase "
    "phrases example examples similar variante variantes otras otros autre autres formulation "
    "formulations andere auch variante varianten formulierung formulierungen beispiel beispiele inne "
    "wariant warianty przykłady صيغ أخرى",
    "answer": "a answer answers reply replies response responses say says tell told respuesta respuestas "
    "contestamos decimos réponse réponses répondons disons antwort antworten sagen odpowiedź odpowiedzi "
    "odpowiadamy mówimy جواب الجواب إجابة الإجابة",
    "question": "q question questions faq ask asks asked query queries enquiry enquiries pregunta preguntas demande "
    "demandes pytanie pytania pyta pytają سؤال السؤال أسئلة الأسئلة frage fragen anfrage anfragen",
    "topic": "topic topics category categories section area treatment treatments theme subject tema categoría "
    "sección tratamiento catégorie thème rubrique traitement kategorie thema bereich behandlung temat "
    "kategoria dział zabieg موضوع الموضوع فئة الفئة قسم القسم",
}
_HEAD_WORDS_OF = {role: frozenset(tokens(normalise(words))) for role, words in _HEADS.items()}


@dataclass(frozen=True)
class Row:
    """A row of a table: its number, what its cells say, and the page that it stands on."""

    number: int
    cells: Sequence[str]
    page: int = 0

    def cell(self, column: int) -> str:
        """What the cell in `column` says; empty where the row has none."""
        return self.cells[column].strip() if column < len(self.cells) else ""

    @cached_property
    def filled(self) -> list[int]:
        """The columns that say something."""
        return [column for column in range(len(self.cells)) if self.cell(column)]


@dataclass(frozen=True)
class _Columns:
    """Which columns ask, answer, ask in other words and name the topic, and where the rows begin that do."""

    question: int
    answers: tuple[int, ...]
    wordings: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    start: int = 0
    heads: Sequence[str] = field(default_factory=tuple)

    def head(self, column: int) -> str:
        """How the table calls `column`."""
        name = self.heads[column].strip() if column < len(self.heads) else ""
        return f"'{name}'" if name else f"{column + 1}"


def table_blocks(rows: Sequence[Row], reading: Reading, *, is_faq: bool = False, where: str = "") -> list[Block]:
    """The rows as blocks. `is_faq` says that the file is one that clinics keep questions and answers in.

    Cells that hold neither are noted as left out in `reading`; `where` names the table there.
    """
    rows = [row for row in _turned([row for row in rows if row.filled]) if row.filled]
    columns = _columns(rows, is_faq=is_faq)
    if columns is None:
        return list(_statements(rows, reading, where))
    heads = next((row for row in rows[: columns.start] if row.cells is columns.heads), None)
    if heads and not _only_names(heads):
        reading.leave_out(f"{where}{_place(heads)}", ", ".join(filter(None, heads.cells)), "the names of the columns")
    above = [row for row in rows[: columns.start] if row is not heads]
    for row in (row for row in above if len(row.filled) == 1):
        reading.leave_out(f"{where}{_place(row)}", row.cell(row.filled[0]), "a line above the table's columns")
    before = [_statement(row) for row in above if len(row.filled) > 1]
    rows = rows[columns.start :]
    found = [*before, *_pairs(rows, columns, reading, where)]
    _leave_out_the_rest(rows, columns, reading, where)
    return found


def _place(row: Row) -> str:
    return f"page {row.page}" if row.page else f"row {row.number}"


def _turned(rows: list[Row]) -> list[Row]:
    """A table whose first row asks and whose second answers, with a pair a row."""
    if len(rows) != 2 or len(rows[0].filled) < 2 or not all(looks_asked(cell) for cell in rows[0].cells if cell):
        return rows
    if any(looks_asked(cell) for cell in rows[1].cells):
        return rows
    return [Row(rows[0].number, [cell, rows[1].cell(at)], rows[0].page) for at, cell in enumerate(rows[0].cells)]


def _columns(rows: Sequence[Row], *, is_faq: bool) -> _Columns | None:
    width = max((len(row.cells) for row in rows), default=0)
    if width < 2:
        return None
    return _named_columns(rows) or _asking_columns(rows, width) or (_label_columns(rows, width) if is_faq else None)


def _named_columns(rows: Sequence[Row]) -> _Columns | None:
    """The columns by their headings, wherever the row of headings stands."""
    for number, row in enumerate(rows[:_TITLE_ROWS]):
        roles = [_role(cell) for cell in row.cells]
        body = rows[number + 1 :]
        if "question" not in roles or not body or len(row.filled) < 2:
            continue
        question = roles.index("question")
        roles = _with_what_tells_apart(roles, body, question)
        others = [column for column in range(len(roles)) if column != question and roles[column] in ("answer", "")]
        answers = [column for column in others if roles[column] == "answer"] or _longest(body, others)
        if answers:
            return _Columns(
                question,
                tuple(answers),
                tuple(column for column, role in enumerate(roles) if role == "wording"),
                tuple(column for column, role in enumerate(roles) if role == "topic"),
                number + 1,
                row.cells,
            )
    return None


def _with_what_tells_apart(roles: list[str], rows: Sequence[Row], question: int) -> list[str]:
    """`roles`, with the column by which questions that repeat differ as their topic, whatever it is called."""
    asked = [row for row in rows if row.cell(question) and len(row.filled) > 1]
    if "topic" in roles or len({row.cell(question) for row in asked}) == len(asked):
        return roles
    for column in (column for column, role in enumerate(roles) if not role):
        cells = [row.cell(column) for row in asked]
        is_name = all(cell and len(cell.split()) <= _NAME_WORDS for cell in cells) and len(set(cells)) < len(cells)
        if is_name and len({(row.cell(question), row.cell(column)) for row in asked}) == len(asked):
            return [*roles[:column], "topic", *roles[column + 1 :]]
    return roles


def _role(head: str) -> str:
    words = tokens(normalise(head))
    if not words or len(words) > _HEAD_WORDS or head.rstrip().endswith("?"):
        return ""
    return next((role for role, known in _HEAD_WORDS_OF.items() if known & set(words)), "")


def _only_names(heads: Row) -> bool:
    """Whether a row says no more than how the columns are called."""
    return all(len(cell.split()) <= _HEAD_WORDS and not any(map(str.isdigit, cell)) for cell in heads.cells)


def _asking_columns(rows: Sequence[Row], width: int) -> _Columns | None:
    """The columns by what stands in them: the first that mostly asks, and the one that says most."""
    # The first row may only name the columns. That is looked at once: a row may have thousands of cells.
    body = rows[1:] if not any(map(looks_asked, rows[0].cells)) else rows
    asking = [column for column in range(width) if _asked_share(body, column) >= _ASKED]
    if not asking:
        return None
    question = asking[0]
    start = next(number for number, row in enumerate(rows) if looks_asked(row.cell(question)))
    answers = _longest(rows[start:], [column for column in range(width) if column not in asking])
    if not answers:
        return None
    heads = rows[start - 1].cells if start and len(rows[start - 1].filled) > 1 else ()
    topics = tuple(column for column in range(question) if column not in answers and _is_repeated(rows[start:], column))
    return _Columns(question, tuple(answers), tuple(asking[1:]), topics, start, heads)


def _label_columns(rows: Sequence[Row], width: int) -> _Columns | None:
    """Two columns of which the first names and the second tells: "Parking", "Behind the house, free for patients"."""
    used = [column for column in range(width) if any(row.cell(column) for row in rows)]
    full = [row for row in rows if len(row.filled) > 1]
    if len(used) != 2 or not full:
        return None
    names, says = (mean(len(row.cell(column).split()) for row in full) for column in used)
    is_faq = names <= _LABEL_WORDS and says >= _SAID_WORDS and says > names
    return _Columns(used[0], (used[1],), start=rows.index(full[0])) if is_faq else None


def _asked_share(rows: Sequence[Row], column: int) -> float:
    cells = [row.cell(column) for row in rows if len(row.filled) > 1 and row.cell(column)]
    return sum(map(looks_asked, cells)) / len(cells) if cells else 0.0


def _longest(rows: Sequence[Row], columns: Sequence[int]) -> list[int]:
    """The column that says most, where any says something."""
    said = {column: sum(len(row.cell(column).split()) for row in rows) for column in columns}
    best = max(said, key=said.__getitem__, default=None)
    return [best] if best is not None and said[best] else []


def _is_repeated(rows: Sequence[Row], column: int) -> bool:
    """Whether few names stand in the column for many rows, as those of topics do."""
    cells = [row.cell(column) for row in rows if row.cell(column)]
    return bool(cells) and (len(set(cells)) < len(cells) or len(cells) < len(rows))


def _pairs(rows: Sequence[Row], columns: _Columns, reading: Reading, where: str) -> Iterator[Block]:
    topic, before, waiting, is_open = "", "", None, False
    for row in rows:
        place = f"{where}{_place(row)}"
        named, asked, said = _read_row(row, columns)
        is_merged = asked == before and said and named in ("", topic)  # merged cells say the same
        before, asked = asked or before, "" if is_merged else asked
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


def _read_row(row: Row, columns: _Columns) -> tuple[str, str, list[str]]:
    """The topic that a row names, what it asks, and the lines of its answer."""
    named = " – ".join(filter(None, (" ".join(row.cell(column).split()) for column in columns.topics)))
    said = [line.strip() for column in columns.answers for line in row.cell(column).splitlines() if line.strip()]
    asked = " ".join(row.cell(columns.question).split())
    is_title = len(row.filled) == 1 and not said and not looks_asked(row.cell(row.filled[0]))
    return (" ".join(row.cell(row.filled[0]).split()), "", []) if is_title else (named, asked, said)


def _wordings(row: Row, columns: _Columns) -> Iterator[Block]:
    for column in columns.wordings:
        for wording in re.split(r"[\n;|]", row.cell(column)):
            if wording.strip():
                yield Block(wording.strip(), row.number, row.page, Kind.WORDING)


def _leave_out_the_rest(rows: Sequence[Row], columns: _Columns, reading: Reading, where: str) -> None:
    """Note what the other columns say, a line a column."""
    used = {columns.question, *columns.answers, *columns.wordings, *columns.topics}
    left: dict[int, list[Row]] = {}
    for row in rows:
        for column in row.filled:
            if column not in used and not (len(row.filled) == 1 and not looks_asked(row.cell(column))):
                left.setdefault(column, []).append(row)
    for column, found in left.items():
        place = _place(found[0]) if len(found) == 1 else f"{_place(found[0])} to {_place(found[-1])}"
        said = " | ".join(row.cell(column) for row in found)
        reading.leave_out(f"{where}{place}", said, f"column {columns.head(column)} is neither question nor answer")


def _statements(rows: Sequence[Row], reading: Reading, where: str) -> Iterator[Block]:
    """One statement a row, with the names of the columns where there are more than two."""
    heads = rows[0] if _has_heads(rows) else None
    if heads:
        named = ", ".join(heads.cell(column) for column in heads.filled)
        reading.leave_out(f"{where}{_place(heads)}", named, "the names of the columns, which stand in each row")
    yield from (_statement(row, heads) for row in rows if row is not heads)


def _has_heads(rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: it is full, and only rows below it hold figures."""
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

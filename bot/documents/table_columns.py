"""Which columns of a table ask, answer, ask otherwise and name the topic: by their headings, or by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import mean

from bot.documents.questions import has_mark, looks_asked
from bot.text import normalise, tokens

HEAD_WORDS = 6  # of a column's heading
_ASKED = 0.5  # the share of a column's cells from which it is one of questions
_TITLE_ROWS = 15  # among which the row of headings stands
_LABEL_WORDS = 8  # of a question in few words, such as "Parking"
_NAME_WORDS = 4  # of a topic
_TYPED_WORDS = 10  # of a message
_BETWEEN = re.compile(r"[\n;|]")  # wordings of a list
_SAID_WORDS = 3  # of an answer to it, on the average

# The words by which a column's heading says what it holds, in the languages that offices keep their tables in.
_HEADS = {
    "wording": "wording wordings variant variants also other alternative alternatives synonym synonyms phrase "
    "phrases example examples similar variante variantes otras otros autre autres formulation "
    "formulations andere auch variante varianten formulierung formulierungen beispiel beispiele inne "
    "wariant warianty przykłady altre altri formulazioni esempi simili outras outros formulações exemplos diğer başka "
    "örnekler صيغ أخرى ניסוחים דוגמאות",
    "answer": "a answer answers reply replies response responses say says tell told respuesta respuestas "
    "contestamos decimos réponse réponses répondons disons antwort antworten sagen odpowiedź odpowiedzi "
    "odpowiadamy mówimy risposta risposte rispondiamo diciamo resposta respostas respondemos dizemos cevap cevaplar "
    "yanıt yanıtlar جواب الجواب إجابة الإجابة תשובה תשובות",
    "question": "q question questions faq ask asks asked query queries enquiry enquiries pregunta preguntas demande "
    "demandes pytanie pytania pyta pytają frage fragen anfrage anfragen domanda domande richiesta richieste pergunta "
    "perguntas soru sorular سؤال السؤال أسئلة الأسئلة שאלה שאלות",
    "topic": "topic topics category categories section area treatment treatments theme subject tema categoría "
    "sección tratamiento catégorie thème rubrique traitement kategorie thema bereich behandlung temat "
    "kategoria dział zabieg argomento sezione trattamento assunto seção secção tratamento konu kategori bölüm tedavi "
    "נושא קטגוריה טיפול موضوع الموضوع فئة الفئة قسم القسم",
}
_HEAD_WORDS_OF = {role: frozenset(tokens(normalise(words))) for role, words in _HEADS.items()}


@dataclass(frozen=True)
class Row:
    """A row of a table: its number, its cells, its page, and whether the file says that it names the columns."""

    number: int
    cells: Sequence[str]
    page: int = 0
    is_head: bool = False

    def cell(self, column: int) -> str:
        """What the cell in `column` says; empty where the row has none."""
        return self.cells[column].strip() if column < len(self.cells) else ""

    @cached_property
    def filled(self) -> list[int]:
        """The columns that say something."""
        return [column for column in range(len(self.cells)) if self.cell(column)]


@dataclass(frozen=True)
class Columns:
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


def find_columns(rows: Sequence[Row], *, is_faq: bool) -> Columns | None:
    """The columns of a table that asks and answers; None for any other. `is_faq` is as for `table_blocks`."""
    width = max((len(row.cells) for row in rows), default=0)
    if width < 2:
        return None
    return _named_columns(rows) or _asking_columns(rows, width) or (_label_columns(rows, width) if is_faq else None)


def _named_columns(rows: Sequence[Row]) -> Columns | None:
    """The columns by their headings, wherever the row of headings stands."""
    for number, row in enumerate(rows[:_TITLE_ROWS]):
        roles = [role_of(cell) for cell in row.cells]
        body = rows[number + 1 :]
        if "question" not in roles or not body or len(row.filled) < 2:
            continue
        question = roles.index("question")
        roles = _with_what_tells_apart(roles, body, question)
        roles = [role or "wording" * _holds_wordings(body, column) for column, role in enumerate(roles)]
        others = [column for column in range(len(roles)) if column != question and roles[column] in ("answer", "")]
        answers = [column for column in others if roles[column] == "answer"] or _longest(body, others)
        if answers:
            return Columns(
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


def _holds_wordings(rows: Sequence[Row], column: int) -> bool:
    """Whether most cells of the column are lists of what people type: a few words each, in lower case."""
    lists = [wordings(row.cell(column)) for row in rows if row.cell(column)]
    parts = [part for listed in lists for part in listed]
    typed = [part for part in parts if part[:1].islower() and 2 <= len(part.split()) <= _TYPED_WORDS]
    return 2 * sum(len(listed) > 1 for listed in lists) > len(lists) and 2 * len(typed) > len(parts)


def wordings(cell: str) -> list[str]:
    """The wordings that a cell lists."""
    return [part.strip() for part in _BETWEEN.split(cell) if part.strip()]


def role_of(head: str) -> str:
    """What a column called `head` holds: "question", "answer", "wording" or "topic"; empty where that is not said."""
    words = tokens(normalise(head))
    if not words or len(words) > HEAD_WORDS or head.rstrip().endswith("?"):
        return ""
    return next((role for role, known in _HEAD_WORDS_OF.items() if known & set(words)), "")


def _asking_columns(rows: Sequence[Row], width: int) -> Columns | None:
    """The columns by what stands in them: the first that mostly asks, and the one that says most."""
    # The first row may only name the columns. That is looked at once: a row may have thousands of cells.
    asks = has_mark if rows[0].is_head else looks_asked
    body = rows if any(map(asks, rows[0].cells)) else rows[1:]
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
    return Columns(question, tuple(answers), tuple(asking[1:]), topics, start, heads)


def _label_columns(rows: Sequence[Row], width: int) -> Columns | None:
    """Two columns of which the first names and the second tells: "Parking", "Behind the house, free for patients"."""
    used = [column for column in range(width) if any(row.cell(column) for row in rows)]
    full = [row for row in rows if len(row.filled) > 1]
    if len(used) != 2 or not full:
        return None
    names, says = (mean(len(row.cell(column).split()) for row in full) for column in used)
    is_faq = names <= _LABEL_WORDS and says >= _SAID_WORDS and says > names
    return Columns(used[0], (used[1],), start=rows.index(full[0])) if is_faq else None


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

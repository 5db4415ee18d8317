"""The reading order of a page: columns one after the other, rows of a table side by side, or not to be known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from bot.documents.questions import has_mark
from bot.documents.readers.page import Line

MIN_GUTTER = 8.0  # points between two columns
MOST_CROSSING = 0.5  # of a page's lines, which run across a gutter that still parts the others
USUAL_STEP = 1.2  # between the feet of two lines, as a multiple of the letters' size, where none can be measured
_ALIGNED = 3.0  # points between the feet of lines that stand beside each other
_GRID_COLUMNS = 3
_VALUE_WORDS = 5  # of a figure or a short word in a list of prices or times


@dataclass(slots=True)
class Region:
    """Lines in reading order; or, where `rows` are given, a table's cells; or neither, where no order is sure."""

    lines: list[Line]
    rows: list[list[list[Line]]] | None = None
    is_unsure: bool = False


def regions(lines: Sequence[Line]) -> Iterator[Region]:
    """Cut the lines of a page, from top to bottom, into regions that are read one after the other."""
    if grid := _grid(lines):
        inside = [line for row in grid for line in row]
        top, bottom = min(line.top for line in inside), max(line.bottom for line in inside)
        yield from regions([line for line in lines if line.bottom <= top])
        yield Region(inside, [[[line] for line in row] for row in grid])
        yield from regions([line for line in lines if line.top >= bottom])
        return
    gutter = _gutter(lines)
    if gutter is None:
        yield Region(list(lines))
        return
    plain: list[Line] = []
    for band in _bands([part for line in lines for part in _parted(line, gutter)], gutter):
        above, left, right = _sides(band, gutter)
        if not left or not right or not _are_beside(left, right):
            plain += [*above, *sorted((*left, *right), key=lambda line: (line.top, line.x0))]
            continue
        if plain := [*plain, *above]:
            yield Region(plain)
        yield from _columned(left, right)
        plain = []
    if plain:
        yield Region(plain)


def _grid(lines: Sequence[Line]) -> list[list[Line]]:
    """The rows of a table of three columns or more around which no line is drawn; none where there is no such table.

    Its cells are short, and begin below each other; those of columns of prose go on from line to line.
    """
    best: list[list[Line]] = []
    run: list[list[Line]] = []
    for row in _level_rows(lines):
        run = [*run, row] if run and _is_below(row, run[0]) else [row]
        best = run if len(run) > len(best) and len(row) >= _GRID_COLUMNS else best
    cells = [line.text for row in best for line in row]
    is_short = all(len(text.split()) <= _VALUE_WORDS for text in cells)
    is_prose = 4 * sum(text[:1].islower() for text in cells) > len(cells)
    inside = {id(line) for row in best for line in row}
    is_cut = any(_overlaps(line, other) for line in lines if id(line) not in inside for row in best for other in row)
    return best if len(best) > 1 and is_short and not is_prose and not is_cut else []


def _level_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines that stand on one level, from left to right, from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda item: item.bottom):
        if rows and line.bottom - rows[-1][0].bottom <= _ALIGNED:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda item: item.x0) for row in rows]


def _is_below(row: Sequence[Line], first: Sequence[Line]) -> bool:
    return len(row) == len(first) and all(abs(a.x0 - b.x0) <= _ALIGNED for a, b in zip(row, first, strict=True))


def _sides(band: Sequence[Line], gutter: float) -> tuple[list[Line], list[Line], list[Line]]:
    """What stands on either side of the gutter, and before them what has nothing beside it, such as a title."""
    left = [line for line in band if line.x1 <= gutter]
    right = [line for line in band if line.x0 >= gutter]
    if not left or not right:
        return list(band), [], []
    begin = max(min(line.top for line in side) for side in (left, right))
    above = [line for line in band if line.bottom <= begin]
    return above, [line for line in left if line not in above], [line for line in right if line not in above]


def _columned(left: list[Line], right: list[Line]) -> Iterator[Region]:
    """The two sides of a gutter. What stands on the left below the end of the right is no part of its rows."""
    end = max(line.bottom for line in right)
    beside = [line for line in left if line.top < end]
    order = _order(beside, right)
    if order == "rows":
        yield Region([*beside, *right], _rows(beside, right))
        if below := [line for line in left if line.top >= end]:
            yield Region(below)
    elif order == "columns":
        yield from regions(left)
        yield from regions(right)
    else:
        yield Region([*left, *right], is_unsure=True)


def _gutter(lines: Sequence[Line]) -> float | None:
    """The left edge of a column that stands beside another; None where no column does."""
    best, most = None, 1
    for edge in sorted({round(line.x0, 1) for line in lines})[1:]:
        right = [line for line in lines if line.x0 >= edge - 0.5]
        left = [line for line in lines if line.x1 <= edge - MIN_GUTTER]
        crossing = len(lines) - len(left) - len(right)
        beside = sum(any(_overlaps(one, other) for one in left) for other in right)
        weight = min(beside, len(left))
        if weight > most and crossing <= MOST_CROSSING * len(lines):
            best, most = edge - 0.5, weight
    return best


def _overlaps(one: Line, other: Line) -> bool:
    return min(one.bottom, other.bottom) > max(one.top, other.top)


def _are_beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    return sum(any(_overlaps(one, other) for one in left) for other in right) >= min(2, len(right), len(left))


def _bands(lines: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    """Runs of lines that keep to one side of the gutter, and runs of lines across it."""
    ordered = sorted(lines, key=lambda item: (item.top, item.x0))
    for _, band in groupby(ordered, key=lambda line: line.x0 < gutter < line.x1):
        yield list(band)


def _parted(line: Line, gutter: float) -> list[Line]:
    """A line across the gutter as two, where a word begins right behind it as in the rows beside."""
    for at, (before, word) in enumerate(pairwise(line.words), 1):
        if word.x0 - before.x1 >= MIN_GUTTER and abs(word.x0 - gutter) <= _ALIGNED:
            return [Line(line.words[:at]), Line(line.words[at:])]
    return [line]


def _order(left: Sequence[Line], right: Sequence[Line]) -> str:
    """ "rows", "columns", or "" where it cannot be known."""
    if order := _order_of_questions(left, right):
        return order
    if _are_values(left, right):
        return "rows"
    starts = [_paragraph_starts(side) for side in (left, right)]
    if len(starts[0]) == len(starts[1]) > 1:
        aligned = all(abs(a.bottom - b.bottom) <= _ALIGNED for a, b in zip(*starts, strict=True))
        is_table = aligned and any(len(starts[0]) < len(side) for side in (left, right))
        return "rows" if is_table and not (_flows(left) and _flows(right)) else "" if aligned else "columns"
    return "columns" if _flows(left) or _flows(right) or len(starts[0]) != len(starts[1]) else ""


def _order_of_questions(left: Sequence[Line], right: Sequence[Line]) -> str:
    """The order that questions tell: they stand in one column beside their answers, or above them in each."""
    asked = [[has_mark(line.text) for line in side] for side in (left, right)]
    if not any(asked[0]) and not any(asked[1]):
        return ""
    if any(asked[0]) and any(asked[1]):
        return "" if all(asked[0]) or all(asked[1]) else "columns"
    if not any(asked[0]) or _answers_itself(left):
        return "columns"
    starts = _question_starts(left, right)
    return "rows" if all(_is_level(start, right) for start in starts) else ""


def _answers_itself(lines: Sequence[Line]) -> bool:
    """Whether under each question stands what is no question: its answer."""
    texts = [line.text for line in lines]
    under = [b for a, b in zip(texts, [*texts[1:], "?"], strict=True) if has_mark(a)]
    return not any(has_mark(text) for text in under)


def _question_starts(left: Sequence[Line], right: Sequence[Line]) -> list[Line]:
    """The first line of each question, and of the head above them, in a column that only asks."""
    pairs = zip([None, *left], left, strict=False)
    return [b for a, b in pairs if a is None or has_mark(a.text) or (b.text[:1].isupper() and _is_level(b, right))]


def _is_level(line: Line, others: Sequence[Line]) -> bool:
    return any(abs(line.bottom - other.bottom) <= _ALIGNED for other in others)


def _are_values(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether each line on the left has one figure or short word beside it, as in a list of prices."""
    beside = [next((o for o in right if abs(o.bottom - line.bottom) <= _ALIGNED), None) for line in left]
    figures = sum(any(character.isdigit() for character in line.text) for line in right)
    is_short = all(len(line.text.split()) <= _VALUE_WORDS for line in right)
    return len(left) == len(right) and all(beside) and is_short and 2 * figures >= len(right)


def _paragraph_starts(lines: Sequence[Line]) -> list[Line]:
    """The lines before which there is more space than between the others."""
    steps = [b.bottom - a.bottom for a, b in pairwise(lines)]
    usual = min(steps, default=0.0)
    return [lines[0], *(line for step, line in zip(steps, lines[1:], strict=True) if step > 1.3 * usual)]


def _flows(lines: Sequence[Line]) -> bool:
    """Whether sentences run on from line to line, and most lines fill the column."""
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    full = sum(line.x1 - line.x0 > 0.7 * width for line in lines)
    runs = sum(line.text[:1].islower() for line in lines[1:])
    return len(lines) > 2 and runs >= 1 and full >= 0.5 * len(lines)


def _rows(left: Sequence[Line], right: Sequence[Line]) -> list[list[list[Line]]]:
    """The lines of each row's two cells."""
    starts = _row_starts(left, right)
    edges = [*(start.top - 1 for start in starts[1:]), float("inf")]
    rows: list[list[list[Line]]] = []
    above = float("-inf")
    for edge in edges:
        rows.append([[line for line in side if above <= line.top < edge] for side in (left, right)])
        above = edge
    return rows


def _row_starts(left: Sequence[Line], right: Sequence[Line]) -> list[Line]:
    if any(has_mark(line.text) for line in left):
        return _question_starts(left, right)
    return list(left) if len(left) == len(right) else _paragraph_starts(left)


def usual_step(lines: Sequence[Line]) -> float:
    """The distance between the feet of two lines of one paragraph, as a multiple of the letters' size."""
    steps = sorted((b.bottom - a.bottom) / b.size for a, b in pairwise(lines) if 0.8 * b.size < b.bottom - a.bottom)
    return steps[len(steps) // 5] if steps else USUAL_STEP

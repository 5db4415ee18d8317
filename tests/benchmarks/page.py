"""The results as a page of Markdown. Every word of docs/benchmarks.md is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tests.benchmarks.columns import (
    ACCURACIES,
    COSTS,
    MCC,
    figures,
    megabytes,
    milliseconds,
    seconds,
    share,
    table,
    three,
)
from tests.benchmarks.contest import Contest, Results
from tests.benchmarks.data import SETTING, DataSet
from tests.benchmarks.judging import Cost
from tests.benchmarks.sources import source, title
from tests.benchmarks.systems import OURS, SYSTEMS

WRATIO, MINILM = "RapidFuzz WRatio", "MiniLM embeddings"

CHART = "benchmarks.svg"  # in images/, beside the page

INTRODUCTION = f"""\
# The matcher beside others

<!-- Written by `make bench`. What is changed by hand is lost: change tests/benchmarks/page.py. -->

What would otherwise be taken for the same work, measured on the same phrases and messages, in one run. Each system
works alone in a process of its own. All of them learn from the same phrases: those of the training file, and each
intent's own name. None is tuned to a data set, and nothing of the messages reaches a system before it answers them.

![In-scope accuracy against the time a message takes, for each system on each data set; and what more phrases cost](\
images/{CHART})
"""

MEANINGS = """\
## What the figures mean

- **in scope**: of the messages that belong to an intent, the share whose first intent is right, nothing being declined.
- **first three**: the same, the right intent being among the first three.
- **AUROC**: how likely it is that a message in scope scores above one out of scope; 0.5 is chance, 1 perfect.
- **MCC**: Matthews' correlation between what each message should get and what it got, "declined" counting as an intent
  of its own; 0 is chance, 1 perfect. The **best threshold** is read off the test messages themselves, which flatters
  everybody; the **own threshold** was chosen before any of them was seen, and only Caveat has one.
- **in scope, answered right** and **out of scope, declined**: at the threshold; Caveat's own, the others' best one.
- **learn**: from phrases to the first answer. Loading a model counts; importing libraries does not.
- **a message, p50** and **p95**: half of the messages, and 95 in 100, take less. They come one at a time, after five
  that are not timed.
- Times are processor time, with one thread: about what a clock shows on a machine with nothing else to do. A server
  uses its processors for many visitors at once, not for one message.
- **memory**: the most that the process held while it learnt and answered, Python and all libraries included.
"""

REPRODUCE = f"""\
## How to reproduce it

```sh
make bench                          # data from {SETTING} where it is set, else from ../*/benchmarks
make bench {SETTING}=DIR    # data from DIR
```

It makes an environment of its own, `.venv-bench`, of about 2 GB: the product needs nothing of it. Then it writes this
page and its chart anew; count on half an hour. With that environment, `python -m tests.benchmarks TRAIN.csv TEST.csv
--output DIR` measures on files of your own.

The data are not part of this project. Each set is a pair of files with the columns `text,label`, an empty label being
out of scope, called `NAME-train.csv` and `NAME-test.csv` or `NAME-dev.csv`. Without any, the shipped intents alone are
measured and printed, and this page stays as it is.
"""


def page(results: Results, machine: Sequence[str]) -> str:
    """The whole page."""
    sections = [INTRODUCTION, _goals(results), _better(results)]
    sections += [contest_section(contest) for contest in results.contests]
    sections += [shipped_section(results.shipped, results.next_start), _scale(results.largest, results.tenth)]
    measured = f"## What was measured\n\n{_bullets(f'**{s.name}**: {s.about}.' for s in SYSTEMS)}"
    on = f"## Measured on\n\n{_bullets(f'{line}.' for line in machine)}"
    return "\n".join([*sections, measured, MEANINGS, REPRODUCE, on])


def contest_section(contest: Contest) -> str:
    """What all systems reached and took on one data set."""
    data = contest.data
    return (
        f"## {title(data.name)}\n\n{_about(data)}\n\n"
        f"{figures(ACCURACIES, contest.accuracies)}\n{figures(COSTS, contest.costs)}{_published(data)}"
    )


def _about(data: DataSet) -> str:
    strange = f", {data.strange:,} of them out of scope" if data.strange else ""
    size = f"{data.phrases:,} phrases, {data.intents:,} intents; {len(data.messages):,} messages{strange}."
    found = source(data.name)
    if found is None:
        return size
    return f"{found.about[0].upper()}{found.about[1:]}.\n{size} [{found.makers}]({found.url}), {found.licence}."


def _published(data: DataSet) -> str:
    found = source(data.name)
    if found is None or not found.published:
        return ""
    rows = [[p.system, share(p.in_scope), three(p.auroc), three(p.best_mcc)] for p in found.published]
    return (
        f"\nNot measured here: what platforms reached on the same messages, by their predictions as published "
        f"([{found.makers}]({found.url})).\n\n{table(['platform', 'in scope', 'AUROC', 'MCC, best threshold'], rows)}"
    )


def shipped_section(contest: Contest, next_start: Cost) -> str:
    """What a message costs with the bot's own intents."""
    data = contest.data
    return (
        f"## The shipped intents\n\n{data.phrases:,} phrases of the {data.intents} intents in `intents/`, and "
        f"{len(data.messages)} messages as visitors send them (`tests/benchmarks/messages.txt`).\n"
        "Caveat learns with its lexicon, as it does when the bot starts for the first time.\n\n"
        f"{figures(COSTS, contest.costs)}\n"
        f"From then on it reads what it has learnt: {seconds(next_start.learn_seconds)} and "
        f"{megabytes(next_start.memory_mb)}, with {milliseconds(next_start.p50_ms)} a message as before.\n"
    )


def _scale(whole: Contest, tenth: Contest) -> str:
    few, many = f"{tenth.data.phrases:,}", f"{whole.data.phrases:,}"
    head = ["system", *(f"{what}, {n}" if n else "times" for what in ("p50", "learn") for n in (few, many, ""))]
    rows = []
    for name, large in whole.costs.items():
        small = tenth.costs[name]
        slower, longer = large.p50_ms / small.p50_ms, large.learn_seconds / max(small.learn_seconds, 1e-9)
        p50 = [milliseconds(small.p50_ms), milliseconds(large.p50_ms), f"{slower:.1f}"]
        rows.append([name, *p50, seconds(small.learn_seconds), seconds(large.learn_seconds), f"{longer:.1f}"])
    return (
        f"## Ten times the phrases\n\nThe {many} phrases of {title(whole.data.name)} and every tenth of them, "
        f"with the same messages.\n\n{table(head, rows)}"
    )


def _goals(results: Results) -> str:
    ours, others = results.shipped.costs[OURS.name].p50_ms, results.shipped.costs
    many, few = results.largest.costs[OURS.name], results.tenth.costs[OURS.name]
    times = f"{results.largest.data.phrases:,} phrases against {results.tenth.data.phrases:,}"
    rows = [
        _goal(f"a message at most 1/3 of {WRATIO}, shipped intents", ours, others[WRATIO].p50_ms, milliseconds, 1 / 3),
        _goal(
            f"a message at most 1/30 of {MINILM}, shipped intents", ours, others[MINILM].p50_ms, milliseconds, 1 / 30
        ),
        _goal(f"a message at most 4 times as long, {times}", many.p50_ms, few.p50_ms, milliseconds, 4),
        _goal(f"learning at most 12 times as long, {times}", many.learn_seconds, few.learn_seconds, seconds, 12),
    ]
    return f"## Goals of speed\n\n{table(['goal', 'Caveat', 'against', 'ratio', ''], rows)}"


def _goal(goal: str, ours: float, other: float, write: Callable[[float], str], at_most: float) -> list[str]:
    ratio = ours / other
    ratio_written = f"1/{other / ours:.1f}" if at_most < 1 and ratio < 1 else f"{ratio:.1f}"
    return [goal, write(ours), write(other), ratio_written, "met" if ratio <= at_most else "**missed**"]


def _better(results: Results) -> str:
    rows = [row for contest in (*results.contests, results.shipped) for row in better_elsewhere(contest)]
    said = table(["data", "figure", "Caveat", "better"], rows) if rows else "In no figure of this run.\n"
    return f"## Where others are better\n\n{said}"


def better_elsewhere(contest: Contest) -> list[list[str]]:
    """A line for each figure in which at least one other system is better: data, figure, ours, who is better."""
    return [
        [title(contest.data.name), column.head, column.written(rows[OURS.name]), ", ".join(others)]
        for columns, rows in (((*ACCURACIES, MCC), contest.accuracies), (COSTS, contest.costs))
        for column in columns
        if rows
        and (others := [f"{n} {column.written(r)}" for n, r in rows.items() if column.beats(r, rows[OURS.name])])
    ]


def _bullets(lines: Iterable[str]) -> str:
    return "".join(f"- {line}\n" for line in lines)

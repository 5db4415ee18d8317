"""All systems on one data set, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.benchmarks.data import DataSet
from tests.benchmarks.judging import Accuracy, Cost, accuracy, cost
from tests.benchmarks.systems import OURS, SYSTEMS, Entry
from tests.benchmarks.trial import in_own_process

# With the shipped intents our matcher learns as the bot does when it starts.
SHIPPED_SYSTEMS = (replace(OURS, learn=OURS.learn.replace(":learn", ":first_start")), *SYSTEMS[1:])
NEXT_START = Entry("Caveat, next start", OURS.learn.replace(":learn", ":next_start"), "reads what the first has kept")

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Contest:
    """What each system, by its name, reached and took. No accuracies where only costs were asked for."""

    data: DataSet
    costs: dict[str, Cost]
    accuracies: dict[str, Accuracy]


@dataclass(frozen=True, slots=True)
class Results:
    """One run: the contests on public data; the shipped intents, and what the bot's next start with them costs; and the
    largest data set once more, a tenth of it."""

    contests: tuple[Contest, ...]
    shipped: Contest
    next_start: Cost
    tenth: Contest

    @property
    def largest(self) -> Contest:
        """The contest of which `tenth` has a tenth of the examples."""
        return largest(self.contests)


def largest(contests: Sequence[Contest]) -> Contest:
    """The one with the most examples."""
    return max(contests, key=lambda contest: len(contest.data.examples))


def hold(data: DataSet, tell: Tell, systems: Sequence[Entry] = SYSTEMS, judged: bool = True) -> Contest:
    """Let each of `systems` learn and answer; `tell` is told of each in a line. Not `judged`, only costs are taken."""
    contest = Contest(data, {}, {})
    for system in systems:
        trial = in_own_process(system.learn, data.examples, data.texts, with_top3=judged)
        paid = contest.costs[system.name] = cost(trial)
        if judged:
            contest.accuracies[system.name] = accuracy(trial, data.labels)
        tell(
            f"{data.name:18} {system.name:26} {len(data.examples):6,} phrases  learnt in {paid.learn_seconds:6.1f} s"
            f"  {paid.p50_ms:8.3f} ms a message  {paid.memory_mb:6,.0f} MB"
        )
    return contest

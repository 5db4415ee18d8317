"""What came of the cases, in a line, and each failure in a few."""

from __future__ import annotations

import re

from bot.evaluation.judging import Examiner, Outcome
from bot.evaluation.summary import failure_lines, summarise


def test_the_summary_counts_wrong_apart_from_declined(outcomes: list[Outcome]) -> None:
    summary = summarise(outcomes)
    assert (summary.cases, summary.right, summary.wrong, summary.declined, summary.offered) == (4, 2, 1, 1, 1)
    assert str(summary).startswith("4 cases: 2 right, 1 wrong, 1 declined (1 of them offered what was wanted); ")
    assert 0 < summary.ms_p50 <= summary.ms_p95 <= summary.ms_max


def test_a_failure_says_where_what_and_why(outcomes: list[Outcome], examiner: Examiner) -> None:
    lines = list(failure_lines(outcomes[2], examiner.bot.explain(outcomes[2].case.message)))
    assert lines[0] == "cases.yaml:7: wrong: what is the laser for <b>"
    assert lines[1] == "    wanted laser-recovery, got laser-what"
    assert lines[2].startswith("    read as: what is the laser")
    assert re.match(r'    0\.\d\d laser-what: .*laser.*; like "what is the laser for"', lines[3])

"""Findings of one sort summed up in a line, so that what patients notice stands out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.errors import Diagnostic, Severity

FIRST = 3  # places that are named


def summed_up(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """Yield a line for each finding, errors and warnings first; those of one sort are one line."""
    severities = list(Severity)
    ordered = sorted(diagnostics, key=lambda one: (severities.index(one.severity), one.sort, one.rank, one))
    for sort, group in groupby(ordered, key=lambda one: one.sort):
        found = list(group)
        if sort and len(found) > 1:
            places = ", ".join(f"{one.path}:{one.line}" for one in found[:FIRST])
            yield f"{found[0].severity}: {len(found)} {sort}: start with {places}"
        else:
            yield from map(one_line, found)


def one_line(finding: Diagnostic) -> str:
    """Return a finding as its place, how much it matters, what it is and the fix."""
    return f"{finding.path}:{finding.line}: {finding.severity}: {finding.message}"

"""Caveats for what a document says with reserve: "may", "not approved", "studies"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Hedge:
    """A way in which texts hedge: the caveat that keeps it, and the words that show it in a text and in a caveat."""

    caveat: str
    text: str
    shown_by: re.Pattern[str]
    kept_by: re.Pattern[str]


def _hedge(caveat: str, text: str, shown_by: str, kept_by: str) -> Hedge:
    return Hedge(caveat, text, re.compile(shown_by, re.IGNORECASE), re.compile(kept_by, re.IGNORECASE))


_HEDGES = (
    _hedge(
        "not-approved",
        "It has not been approved for this use.",
        r"\bnot (?:yet )?(?:been )?(?:approved|licen[cs]ed)|n[’']t (?:yet )?(?:been )?(?:approved|licen[cs]ed)"
        r"|\boff-label\b|\bun(?:approved|licen[cs]ed)\b",
        r"\bnot (?:yet )?(?:been )?(?:approved|licen[cs]ed)|\boff-label\b",
    ),
    _hedge(
        "evidence-limited",
        "The evidence for this is limited.",
        r"\bstud(?:y|ies)\b|\bresearch|\bevidence\b|\bunproven\b|\bnot (?:been )?proven\b|\btrials?\b",
        r"\bevidence\b|\bstudies\b|\bunproven\b",
    ),
    _hedge(
        "results-vary",
        "This differs from person to person.",
        r"\bmay\b|\bmight\b|\bcould\b|\busually\b|\btypically\b|\bgenerally\b|\bsometimes\b|\boften\b|\bvar(?:y|ies)\b"
        r"|\bdepend(?:s|ing)?\b|\b(?:some|most|many|few) (?:people|patients)\b",
        r"\bperson to person\b|\bvary\b|\bdiffer",
    ),
)
_GENERAL = _hedge(
    "ask-clinic",
    "This is general information, not advice about you. Ask the clinic if you are unsure.",
    "",
    r"\bgeneral information\b|\bnot advice about you\b",
)


def suggested_caveats(text: str, known: Mapping[str, str]) -> dict[str, str]:
    """Caveats that fit how `text` hedges: id and wording, at least one.

    A caveat of the clinic's own (`known`: wording by id) that says the same is taken before a new one.
    """
    hedges = [hedge for hedge in _HEDGES if hedge.shown_by.search(text)] or [_GENERAL]
    return dict(_kept(hedge, known) for hedge in hedges)


def _kept(hedge: Hedge, known: Mapping[str, str]) -> tuple[str, str]:
    for caveat, text in known.items():
        if caveat == hedge.caveat or hedge.kept_by.search(text):
            return caveat, text
    return hedge.caveat, hedge.text

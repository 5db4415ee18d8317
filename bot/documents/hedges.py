"""Caveats for what a document says with reserve: "may", "not approved", "studies"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Hedge:
    """A way in which texts hedge: the shipped caveat that keeps it, and the words that show it in texts and caveats."""

    caveat: str
    shown_by: re.Pattern[str]
    kept_by: re.Pattern[str]


def _hedge(caveat: str, shown_by: str, kept_by: str) -> Hedge:
    return Hedge(caveat, re.compile(shown_by, re.IGNORECASE), re.compile(kept_by, re.IGNORECASE))


_HEDGES = (
    _hedge(
        "not-approved",
        r"\bnot (?:yet )?(?:been )?(?:approved|licen[cs]ed)|n[’']t (?:yet )?(?:been )?(?:approved|licen[cs]ed)"
        r"|\boff-label\b|\bun(?:approved|licen[cs]ed)\b",
        r"\bnot (?:yet )?(?:been )?(?:approved|licen[cs]ed)|\boff-label\b",
    ),
    _hedge(
        "evidence-limited",
        r"\bstud(?:y|ies)\b|\bresearch|\bevidence\b|\bunproven\b|\bnot (?:been )?proven\b|\btrials?\b",
        r"\bevidence\b|\bstudies\b|\bunproven\b",
    ),
    _hedge(
        "differs",
        r"\bmay\b|\bmight\b|\bcould\b|\busually\b|\btypically\b|\bgenerally\b|\bsometimes\b|\boften\b|\bvar(?:y|ies)\b"
        r"|\bdepend(?:s|ing)?\b|\b(?:some|most|many|few) (?:people|patients)\b",
        r"\bperson to person\b|\bvary\b|\bdiffer",
    ),
)
_GENERAL = _hedge("general-information", "", r"\bgeneral information\b|\bnot advice about you\b")


def suggested_caveats(text: str, own: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the caveats that fit how `text` hedges, at least one.

    One of the clinic's `own` (wording by id) that says the same goes before that of the language pack.
    """
    hedges = [hedge for hedge in _HEDGES if hedge.shown_by.search(text)] or [_GENERAL]
    return tuple(dict.fromkeys(_kept(hedge, own) for hedge in hedges))


def _kept(hedge: Hedge, own: Mapping[str, str]) -> str:
    found = (caveat for caveat, text in own.items() if caveat == hedge.caveat or hedge.kept_by.search(text))
    return next(found, hedge.caveat)

"""Examples that another intent would answer, had the bot not learnt by heart whose they are.

Most examples say what no other does, and many of them would go astray if they were left out: that alone is no fault.
Those stand out that go astray much further than the others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.content import Knowledge
from bot.errors import Diagnostic, Severity
from bot.evaluation.checks.utterances import PlacedUtterance, is_alike, to_yield, utterances
from bot.nlu import Fold, HeldOut

# By how many deviations the lead of another intent lies above the usual. Of the 13,000 examples that shipped when this
# was measured, which stood where they belong or nearly so, one in a thousand lay above FAR, and of typical ones that
# were put elsewhere on purpose, 60 in a hundred; in bots of a few hundred examples hardly any, and 25 in a hundred.
FAR = 4.5
# Nearer ones may be chance: of n numbers that are spread normally, the furthest lies about sqrt(2 ln n) deviations off.
# In a well-kept bot of a hundred examples none of its own lies above this share of that, and of those put elsewhere,
# 50 in a hundred.
NEAR = 0.9
MOST_NEAR = 10  # the surest; more would hide them

LOST = 5  # examples that one other intent would answer, as many as stay or more, are the sign of two that are one

_TO_DEVIATION = 1.4826  # of the median distance from the median, where these are spread normally


def misplaced_examples(knowledge: Knowledge, folds: Sequence[Fold]) -> Iterator[Diagnostic]:
    """Yield examples that belong to another intent or need company in their own, and intents that are hardly two."""
    if len(knowledge.intents) < 2:
        return
    outcomes = dict(outcome for fold in folds for outcome in fold.outcomes())
    said = [one for one in utterances(knowledge) if (one.text, one.intent.id) in outcomes]
    left_out = [outcomes[one.text, one.intent.id] for one in said]
    yield from _astray(knowledge, said, left_out)
    yield from _lost(knowledge, said, left_out)


def _astray(knowledge: Knowledge, said: Sequence[PlacedUtterance], left_out: Sequence[HeldOut]) -> Iterator[Diagnostic]:
    far = _deviations([one.lead for one in left_out])
    near = NEAR * math.sqrt(2 * math.log(len(said)))
    order = [
        int(number)
        for number in np.argsort(-far, kind="stable")
        if far[number] >= near
        and left_out[number].lead > 0
        and not said[number].intent.is_shipped
        and not is_alike(said[number].intent, knowledge.learnt[left_out[number].rival])
    ]
    surely = sum(1 for number in order if far[number] >= FAR)
    for place, number in enumerate(order[: surely + MOST_NEAR]):
        severity, would = (Severity.WARNING, "would") if place < surely else (Severity.ADVICE, "might")
        one, rival = said[number], knowledge.learnt[left_out[number].rival]
        fix = to_yield(rival) if rival.is_shipped else "move it there"
        message = (
            f"\"{one.text}\" {would} be answered by '{rival.id}' if it did not stand here: give '{one.intent.id}' more "
            f"examples like it, or {fix}"
        )
        sort = "examples might be understood as something else" if severity is Severity.ADVICE else ""
        yield one.place.finding(message, severity, sort, place)


def _deviations(leads: Sequence[float]) -> NDArray[np.float64]:
    """Return by how many deviations each lies above the usual; both are taken so that the outliers do not move them."""
    all_leads = np.array(leads, dtype=np.float64)
    usual = np.median(all_leads)
    deviation = _TO_DEVIATION * np.median(np.abs(all_leads - usual))
    return np.asarray((all_leads - usual) / max(deviation, 1e-6))


def _lost(knowledge: Knowledge, said: Sequence[PlacedUtterance], left_out: Sequence[HeldOut]) -> Iterator[Diagnostic]:
    pairs = zip(said, left_out, strict=True)
    answered = Counter((one.intent.id, out.rival if out.lead > 0 else one.intent.id) for one, out in pairs)
    for (owner, by), count in answered.items():
        intent, at_home = knowledge.intents[owner], answered[owner, owner]
        rival = knowledge.learnt[by]
        if owner == by or count < max(LOST, at_home) or is_alike(intent, rival):
            continue
        fix = "give both more examples that tell them apart, or join them"
        if rival.is_shipped:  # which is not the clinic's to change
            fix = f"give it more examples, or {to_yield(rival)}"
        message = (
            f"{count} of the {len(intent.utterances)} examples of '{owner}' might be answered by '{by}', and only "
            f"{at_home} by itself: {fix}"
        )
        yield intent.place.finding(message, Severity.ADVICE)

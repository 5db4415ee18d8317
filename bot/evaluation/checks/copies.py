"""Examples that equal a test case: such a case tests the bot's memory, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.content import Knowledge
from bot.errors import Diagnostic, Severity
from bot.evaluation.cases import Case, unknown_intents
from bot.evaluation.checks.utterances import utterances, words_of


def copied_cases(knowledge: Knowledge, cases: Sequence[Case]) -> Iterator[Diagnostic]:
    """Yield each example that a case asks word for word.

    A conversation may well say what an example does, as what it means there depends on what was said before. Cases
    that name an intent that is not served belong to another clinic.
    """
    asked = {
        words_of(case.message): case
        for case in cases
        if len(case.turns) == 1 and not unknown_intents([case], knowledge)
    }
    for one in utterances(knowledge):
        if (case := asked.get(one.words)) and one.words:
            message = (
                f'"{one.text}" is a test case too ({case.place.path}:{case.place.line}), which proves nothing by it: '
                "ask it there in other words"
            )
            yield one.place.finding(message, Severity.WARNING)

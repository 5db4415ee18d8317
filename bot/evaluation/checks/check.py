"""All checks of a folder of intents, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.content import Knowledge, load_intents
from bot.errors import Diagnostic, IntentsError
from bot.evaluation.cases import Case, CasesError, case_files, clinic_cases, read_cases
from bot.evaluation.checks.alarms import false_alarms
from bot.evaluation.checks.copies import copied_cases
from bot.evaluation.checks.duplicates import near_duplicates
from bot.evaluation.checks.links import loose_links
from bot.evaluation.checks.misplaced import misplaced_examples
from bot.evaluation.checks.quality import how_sure
from bot.evaluation.checks.reviews import due_reviews, sample_reviews
from bot.evaluation.checks.unserved import default_topic, example_values, no_answers, unread_folders, written_drafts
from bot.evaluation.checks.variety import thin_examples
from bot.evaluation.checks.wording import heavy_answers
from bot.nlu import cross_validate


def check_intents(folder: Path, today: date, case_paths: Sequence[Path] = ()) -> list[Diagnostic]:
    """Return all that wants mending in `folder`, sorted by file and line.

    Its examples are held against the case files and folders `case_paths`; without any, against those for `folder`, if
    there are some. What cannot be served is found first: only in a folder without such errors is there anything else to
    look for. Raises BotError where `case_paths` hold no case file.
    """
    diagnostics: list[Diagnostic] = []
    knowledge: Knowledge | None = None
    cases: Sequence[Case] = ()
    try:
        knowledge = load_intents(folder)
    except IntentsError as error:
        diagnostics += error.diagnostics
    try:
        cases = read_cases(case_files(case_paths, folder) if case_paths else clinic_cases(folder))
    except CasesError as error:
        diagnostics += error.diagnostics
    if knowledge and not diagnostics:
        diagnostics += _of_content(knowledge, cases, today)
    return sorted(set(diagnostics))


def _of_content(knowledge: Knowledge, cases: Sequence[Case], today: date) -> list[Diagnostic]:
    said = {(text, intent.id) for intent in knowledge.learnt.values() for text in intent.utterances}
    folds = cross_validate(knowledge.examples, knowledge.lexicon, always=set(knowledge.examples) - said)
    diagnostics = [
        *false_alarms(knowledge),
        *misplaced_examples(knowledge, folds),
        *how_sure(knowledge, folds),
        *near_duplicates(knowledge),
        *copied_cases(knowledge, cases),
        *thin_examples(knowledge),
        *heavy_answers(knowledge),
        *due_reviews(knowledge, today),
        *sample_reviews(knowledge),
        *loose_links(knowledge),
        *no_answers(knowledge),
        *written_drafts(knowledge),
        *unread_folders(knowledge),
        *default_topic(knowledge),
        *example_values(knowledge),
    ]
    return [found for found in diagnostics if found.path.is_relative_to(knowledge.folder)]  # the rest is not theirs

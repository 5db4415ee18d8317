"""What the classifier makes of an example that it has not learnt from."""

from __future__ import annotations

from bot.nlu import cross_validate

FRUITS = ["ripe apple", "ripe pear", "apple and pear", "tractor engine"]
MOTORS = ["diesel engine", "petrol engine", "engine oil", "tractor oil"]
EXAMPLES = [(text, "fruit") for text in FRUITS] + [(text, "motor") for text in MOTORS]


def test_what_is_left_out_is_tried_without_itself() -> None:
    """Of the fruits three are known by their company, the fourth only by what it is next to."""
    tried = dict(outcome for fold in cross_validate(EXAMPLES) for outcome in fold.outcomes())
    assert tried.keys() == set(EXAMPLES)
    assert [example for example in EXAMPLES if tried[example].lead > 0] == [("tractor engine", "fruit")]
    assert {tried[example].rival for example in EXAMPLES[:4]} == {"motor"}


def test_each_classifier_knows_all_but_what_was_left_out_and_what_is_always_learnt() -> None:
    always = {EXAMPLES[0], EXAMPLES[4]}
    folds = cross_validate(EXAMPLES, always=always)
    left_out = [example for fold in folds for example in fold.examples()]
    assert sorted(left_out) == sorted(set(EXAMPLES) - always)
    for fold in folds:
        assert fold.classifier().examples.counts.sum() == len(EXAMPLES) - len(fold.examples())

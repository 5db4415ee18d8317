"""What the classifier makes of an example that it has not learnt from."""

from __future__ import annotations

from bot.nlu import cross_validate


def test_what_is_left_out_is_tried_without_itself() -> None:
    """Two of three fruits are known by their company; the third is known only by what it is next to."""
    fruits = ["ripe apple", "ripe pear", "apple and pear", "tractor engine"]
    motors = ["diesel engine", "petrol engine", "engine oil", "tractor oil"]
    tried = cross_validate([(text, "fruit") for text in fruits] + [(text, "motor") for text in motors])
    assert [one.lead > 0 for one in tried] == [False, False, False, True, False, False, False, False]
    assert {one.rival for one in tried[:4]} == {"motor"}

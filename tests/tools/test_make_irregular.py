"""The table of irregular forms: read from WordNet's lists of exceptions, and as it ships."""

from __future__ import annotations

from bot.grounding.words import root
from tools.make_irregular import OUT, irregular

EXCEPTIONS = "swam swim\nbound bind\nloaves loaf\nleaves leaf\nspayed spay\nclomb climb\nfroze freeze frost\n"


def test_common_forms_that_no_ending_gives_away_are_kept_but_for_words_of_their_own() -> None:
    kept = dict(irregular(EXCEPTIONS, frozenset(("bound", "leave"))))
    assert kept == {"swam": "swim", "loaves": "loaf", "froze": "freeze"}


def test_the_shipped_table_is_sorted_and_brings_each_form_to_its_word() -> None:
    pairs = [line.split() for line in OUT.read_text(encoding="utf-8").splitlines()]
    assert pairs == sorted(pairs)
    assert [root(form) for form in ("women", "teeth", "men")] == [root(word) for word in ("woman", "tooth", "man")]
    assert {root(form) for form in ("swam", "swimming", "swims")} == {root("swim")}
    assert (root("wound"), root("cola")) == ("wound", "cola")

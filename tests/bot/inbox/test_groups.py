"""Like questions come together, and different ones do not."""

from __future__ import annotations

import random
import time
import tracemalloc
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue import Bot
from bot.inbox import Group, InboxItem, InboxReason, group
from bot.inbox.groups import same_question


def entries(*texts: str) -> list[InboxItem]:
    return [
        InboxItem(text, InboxReason.UNANSWERED, "", "", "", date(2026, 11, 25), id=number)
        for number, text in enumerate(texts)
    ]


def grouped(*texts: str) -> list[Group]:
    return group(entries(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        ("do you take dogs", "Do you take DOGS?!", "hi, do you take dogs please"),
        ("is there parking", "have you got parking", "any parking?"),
        ("can I bring my dog", "can i bring a dog", "bringing my dogs"),
        ("how long is the waiting list", "how long is the wating list"),
        ("is there a waiting list", "is there a waitnig list", "is there a wating list"),
        ("does the clinic have a car park for visitors", "has the clinic a car park for the visitors"),
        ("???", "???"),
        ("你好", "你好"),
    ],
)
def test_alike(texts: tuple[str, ...]) -> None:
    assert len(grouped(*texts)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("is mesotherapy safe", "is mesotherapy sore"),
        ("how much is mesotherapy", "what is mesotherapy"),
        ("can I drink before the session", "can I drink after the session"),
        ("where is the clinic", "when is the clinic open"),
        ("can I bring my dog", "can I bring my son"),
        ("is it safe", "is it not safe"),
        ("do you do lips", "do you do hips"),
        ("can you tighten it", "can you lighten it"),
        ("ring 555 1000", "ring 555 2000"),
        ("who does it", "how do you do it"),
        ("?", "!"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    assert len(grouped(one, other)) == 2


def test_the_largest_group_comes_first_then_the_oldest() -> None:
    found = grouped("is there parking", "do you take dogs", "can I pay by card", "dogs?", "do you take dogs", "dogs")
    assert [each.text for each in found] == ["do you take dogs", "is there parking", "can I pay by card"]


@pytest.mark.parametrize(
    "texts",
    [
        ("can I drink beer", "may I have alcohol tonight", "when can I drink alcohol"),
        ("can I go swimming", "when can I swim again", "is the pool ok"),
        ("does it hurt", "is it painful"),
        ("how much does it cost", "what is the price"),
    ],
)
def test_other_words_of_the_same_meaning_come_together(texts: tuple[str, ...]) -> None:
    assert len(grouped(*texts)) == 1


def test_a_group_knows_its_number_its_wordings_and_its_reasons() -> None:
    unanswered, doubtful, again = entries("Parking?", "is there any parking", "is there any parking")
    doubtful = InboxItem(doubtful.text, InboxReason.DOUBTFUL, "location", "", "", doubtful.received, id=doubtful.id)
    [found] = group([again, doubtful, unanswered])
    assert (found.id, found.ids, found.text) == (0, (0, 1, 2), "is there any parking")
    assert found.wordings == ("is there any parking", "Parking?")
    assert found.reasons == {InboxReason.UNANSWERED: 2, InboxReason.DOUBTFUL: 1}
    assert (found.intent, found.comments) == ("location", ())


def judged(intent: str, number: int, comment: str = "") -> InboxItem:
    return InboxItem("", InboxReason.WRONG, intent, comment, "", date(2026, 11, 25), id=number)


def test_verdicts_without_a_question_come_together_by_the_answer() -> None:
    found = group([judged("price", 1, "wrong"), judged("location", 2), judged("price", 3), *entries("is it open")])
    assert [(each.intent, each.text, each.ids) for each in found] == [
        ("price", "", (1, 3)),
        ("", "is it open", (0,)),
        ("location", "", (2,)),
    ]
    assert found[0].comments == ("wrong",)
    assert found[0].wordings == ()


def test_nothing_in_nothing_out() -> None:
    assert group([]) == []


def test_a_slip_is_mended_to_the_commoner_word_where_english_knows_neither() -> None:
    assert len(grouped("is mesotherapy covered", "is mesotherapy covered", "is mesoterapy covered")) == 1
    assert len(grouped("is mesotherapy covered", "is mesoterapy covered")) == 2  # no way to tell which is right


@given(st.lists(st.text(min_size=1, max_size=40) | st.sampled_from(["a dog", "a cat", "dogs", "b"]), max_size=30))
def test_each_entry_is_in_one_group_whatever_it_says(texts: list[str]) -> None:
    found = grouped(*texts)
    assert sorted(number for each in found for number in each.ids) == list(range(len(texts)))
    assert all(each.text in each.wordings for each in found)
    assert [len(each.entries) for each in found] == sorted((len(each.entries) for each in found), reverse=True)


@given(st.permutations(["is there parking", "parking?", "dogs", "do you take dogs", "can I pay by card", "cards ok"]))
def test_the_order_of_what_is_given_does_not_matter(texts: list[str]) -> None:
    known = entries("is there parking", "parking?", "dogs", "do you take dogs", "can I pay by card", "cards ok")
    shuffled = sorted(known, key=lambda entry: texts.index(entry.text))
    assert group(shuffled) == group(known)


def test_equal_questions_never_part() -> None:
    texts = ["how long does it take", "is parking free", "do you take dogs"] * 20
    random.Random(7).shuffle(texts)
    assert [len(each.entries) for each in grouped(*texts)] == [20, 20, 20]


def test_a_thousand_entries_take_well_under_two_seconds(assistant: Bot) -> None:
    known = [text for intent in assistant.knowledge.intents.values() for text in intent.utterances]
    asked = entries(*random.Random(7).sample(known, 1000))
    started = time.process_time()  # what others do meanwhile does not count
    found = group(asked)
    seconds = time.process_time() - started
    print(f"1,000 entries in {len(found)} groups: {seconds:.2f} s")
    assert seconds < 2  # it takes a fiftieth of that


def peak_megabytes(texts: list[str]) -> float:
    """What grouping `texts` takes of memory at most."""
    tracemalloc.start()
    try:
        grouped(*texts)
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def test_what_somebody_sends_on_purpose_costs_little_memory() -> None:
    """Each word is new: were each compared with each, 250 such messages would take more than a gigabyte."""
    chance = random.Random(1)
    texts = [" ".join("".join(chance.choices("abcdefghij", k=5)) for _ in range(166)) for _ in range(250)]
    assert peak_megabytes(texts) < 60


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("can I drink beer", "may I have a beer", True),
        ("how much does it cost", "what is the price", True),
        ("can I drink beer", "CAN I drink beer", False),  # in the same words
        ("can I drink before it", "can I drink after it", False),
        ("does it hurt", "where are you", False),
    ],
)
def test_the_same_in_other_words(one: str, other: str, same: bool) -> None:
    assert same_question(one, other) is same

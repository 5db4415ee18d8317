"""What an editor decides: into an intent, into a draft, or away; and that nothing is lost where it cannot be done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content import load_intents
from bot.errors import BotError, IntentsError
from bot.inbox import InboxAwayError, InboxError, InboxReason, groups, new_item
from bot.inbox.drafting import FILE
from bot.inbox.groups import Group
from bot.inbox.review_queue import ReviewQueue
from bot.inbox.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/inbox.db", 30)
    yield store
    store.close()


@pytest.fixture
def queue(store: Store, folder: Path) -> ReviewQueue:
    for text in ("do you take dogs", "any parking", "Do you take dogs?", "do you take dogs", "ring jane@example.org"):
        store.keep(new_item(text, InboxReason.UNANSWERED))
    store.keep(new_item("", InboxReason.WRONG, "laser-what", comment="not true"))
    return ReviewQueue(store, folder)


def waiting(queue: ReviewQueue) -> list[str]:
    return [found.text or found.intent for found in queue.groups()]


def one(queue: ReviewQueue, number: int) -> Group:
    [found] = queue.named([number])
    return found


DOGS, PARKING, DOGS_TOO, PERSONAL, VERDICT = 1, 2, 4, 5, 6
ALL = ["do you take dogs", "any parking", "ring [e-mail]", "laser-what"]


def test_accepting_adds_the_commonest_wording_and_clears_the_group(queue: ReviewQueue, folder: Path) -> None:
    [place] = queue.accept(one(queue, DOGS), "laser-what")
    assert place.path == folder / "laser.yaml"
    assert load_intents(folder).intents["laser-what"].examples[-1] == "do you take dogs"
    assert waiting(queue) == ALL[1:]


def test_a_group_is_named_by_any_of_its_entries(queue: ReviewQueue) -> None:
    queue.accept(one(queue, DOGS_TOO), "laser-what")
    assert waiting(queue) == ALL[1:]


def test_accepting_in_other_words(queue: ReviewQueue, folder: Path) -> None:
    places = queue.accept(one(queue, PERSONAL), "laser-what", ["call my sister", "ring my sister"])
    assert len(places) == 2
    assert load_intents(folder).intents["laser-what"].examples[-2:] == ("call my sister", "ring my sister")


REFUSED: dict[str, tuple[int, str, tuple[str, ...]]] = {
    "the inbox has no 99": (99, "laser-what", ()),
    "did you mean 'laser-what'": (DOGS, "laser-whta", ()),
    "6 is what visitors said of the answer 'laser-what': it holds no question": (VERDICT, "laser-what", ()),
    r"holds \[e-mail\], which no visitor types": (PERSONAL, "laser-what", ()),
    r"holds \[phone number\]": (DOGS, "laser-what", ("fine", "mail [phone number]")),
    "stands already in 'laser-recovery'": (DOGS, "laser-what", ("How long is the recovery?",)),
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_cannot_be_accepted_changes_nothing(queue: ReviewQueue, folder: Path, said: str) -> None:
    before = (folder / "laser.yaml").read_bytes()
    number, *rest = REFUSED[said]
    with pytest.raises(BotError, match=said):
        queue.accept(one(queue, number), *rest)
    assert (folder / "laser.yaml").read_bytes() == before
    assert waiting(queue) == ALL


def test_dismissing(queue: ReviewQueue) -> None:
    assert queue.dismiss(queue.named([DOGS, DOGS_TOO, VERDICT])) == 4
    assert waiting(queue) == ["any parking", "ring [e-mail]"]


def test_dismissing_what_is_not_there_dismisses_nothing(queue: ReviewQueue) -> None:
    with pytest.raises(InboxError, match="the inbox has no 99: it may have expired"):
        queue.dismiss(queue.named([DOGS, 99]))
    assert waiting(queue) == ALL


def test_what_a_page_showed_is_decided_on_without_comparing_it_with_anything(
    queue: ReviewQueue, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "_telling", None)  # whoever compares questions fails
    queue.accept(queue.shown([DOGS, DOGS_TOO]), "laser-what")
    assert queue.dismiss([queue.shown([PARKING, DOGS])]) == 1, "of which one was dealt with already"
    with pytest.raises(InboxError, match=f"the inbox has no {DOGS}: it may have expired"):
        queue.shown([DOGS, PARKING])
    assert load_intents(folder).intents["laser-what"].examples[-1] == "do you take dogs"


def test_where_the_database_goes_away_in_between_it_is_said_what_was_done(
    queue: ReviewQueue, store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_ids: object) -> int:
        raise InboxAwayError("gone")

    monkeypatch.setattr(store, "set_aside", away)
    with pytest.raises(InboxAwayError, match=r"an example of 'laser-what' now .*, but could not be taken out"):
        queue.accept(one(queue, DOGS), "laser-what")
    assert "do you take dogs" in load_intents(folder).intents["laser-what"].examples


def test_drafting_starts_an_intent_that_is_not_served(queue: ReviewQueue, folder: Path) -> None:
    key, place = queue.draft(one(queue, DOGS))
    assert place.path == folder / FILE
    assert place.path.read_text().splitlines()[place.line - 1] == f"  - id: {key}"
    knowledge = load_intents(folder)
    [draft] = knowledge.drafts
    assert (draft.id, draft.question) == (key, "Do you take dogs?") == ("take-dogs", "Do you take dogs?")
    assert draft.examples == ("do you take dogs", "Do you take dogs?")
    assert draft.id not in knowledge.intents
    assert waiting(queue) == ALL[1:]


def test_drafting_again_adds_to_the_file_and_changes_nothing_else(queue: ReviewQueue, folder: Path) -> None:
    queue.draft(one(queue, DOGS))
    before = (folder / FILE).read_bytes()
    key, place = queue.draft(one(queue, PARKING), "Where can I  park?")
    assert (folder / FILE).read_bytes().startswith(before)
    assert place.line == before.count(b"\n") + 1
    assert [draft.question for draft in load_intents(folder).drafts] == ["Do you take dogs?", "Where can I park?"]
    assert key == "where-park"


def test_a_draft_without_its_answer_cannot_be_served(queue: ReviewQueue, folder: Path) -> None:
    queue.draft(one(queue, DOGS))
    path = folder / FILE
    path.write_text(path.read_text().replace("    status: draft\n", ""))
    with pytest.raises(IntentsError) as caught:
        load_intents(folder)
    said = "\n".join(finding.message for finding in caught.value.diagnostics)
    for what in ("is not written yet", "has no caveat", "has no source"):
        assert what in said


def test_personal_details_do_not_get_into_a_draft(queue: ReviewQueue, folder: Path) -> None:
    with pytest.raises(InboxError, match=r"holds \[e-mail\]"):
        queue.draft(one(queue, PERSONAL))
    queue.draft(one(queue, PERSONAL), "Can you ring my sister?")
    assert load_intents(folder).drafts[0].examples == ("Can you ring my sister?",)
    assert "[e-mail]" not in (folder / FILE).read_text()


@pytest.mark.parametrize("number", [99, VERDICT])
def test_what_cannot_be_drafted(queue: ReviewQueue, folder: Path, number: int) -> None:
    with pytest.raises(InboxError):
        queue.draft(one(queue, number))
    assert not (folder / FILE).exists()

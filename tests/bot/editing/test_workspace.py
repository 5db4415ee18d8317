"""From a draft to the patients and back: what is saved, served, refused, remembered and undone, and who did it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.content import load_intents
from bot.content.edit import Edit
from bot.content.files import EditError
from bot.content.rules import REVIEW_DAYS
from bot.editing.pending import State
from bot.editing.users import Role, User
from bot.editing.workspace import ConflictError, Workspace
from bot.errors import IntentsError
from tests.bot.editing.people import ANNA, BEN, WHAT, save, served
from tests.small_clinic import TOPIC


def test_a_change_waits_until_a_reviewer_publishes_it(work: Workspace) -> None:
    before = served(work)
    save(work, "It warms.")
    item = work.item(WHAT)
    assert (served(work), item.data["answer"], item.state, item.by) == (before, "It warms.", State.DRAFT, "Ben")
    work.publish([WHAT], ANNA)
    item = work.item(WHAT)
    assert (served(work), item.state, item.review["by"]) == ("It warms.", State.PUBLISHED, "Anna Berg")
    text = (work.folder / "laser.yaml").read_text()
    assert text.startswith(TOPIC[: TOPIC.index("    answer")])


def test_an_editor_undoes_what_is_their_own_and_nothing_else(work: Workspace) -> None:
    started = work.save(WHAT, {"answer": "It warms."}, work.item(WHAT).version, BEN)
    published = work.publish([WHAT], ANNA)
    with pytest.raises(EditError, match="Ben is an editor"):
        work.undo(BEN, published)
    assert served(work) == "It warms."
    work.undo(ANNA, published)
    work.undo(BEN, started)
    assert work.item(WHAT).state is State.PUBLISHED


def test_a_table_is_taken_over_by_a_reviewer_alone(work: Workspace) -> None:
    edit = Edit(work.folder)
    edit.change(WHAT, {"answer": "It cools."})
    with pytest.raises(EditError, match="Ben is an editor"):
        work.take(edit, "Import a.csv", BEN)
    assert "cools" not in served(work)
    work.take(edit, "Import a.csv", ANNA)
    assert served(work) == "It cools."


def test_what_one_reviewed_another_publishes(work: Workspace) -> None:
    save(work, "It warms.")
    work.review([WHAT], ANNA)
    assert work.item(WHAT).state is State.REVIEWED
    work.publish([WHAT], User("Carla", Role.REVIEWER, ""))
    assert work.item(WHAT).review["by"] == "Anna Berg"


def test_a_change_after_the_review_wants_another_one(work: Workspace) -> None:
    save(work, "It warms.")
    work.review([WHAT], ANNA)
    save(work, "It warms a lot.")
    assert work.item(WHAT).state is State.DRAFT


def test_the_reviewer_says_when_it_is_due_again(work: Workspace) -> None:
    soon, later = (date.today() + timedelta(days=days) for days in (40, 90))
    save(work, "It warms.")
    work.review([WHAT], ANNA, soon)
    assert work.item(WHAT).review["due"] == soon
    work.publish([WHAT], User("Carla", Role.REVIEWER, ""), later)
    assert (work.item(WHAT).review["by"], work.item(WHAT).review["due"]) == ("Anna Berg", later)
    work.publish([WHAT], ANNA)
    assert work.item(WHAT).review["due"] == date.today() + timedelta(days=REVIEW_DAYS)
    with pytest.raises(EditError, match=r"the next review cannot be due on .*: choose a day to come"):
        work.publish([WHAT], ANNA, date.today())


def test_an_editor_does_not_publish(work: Workspace) -> None:
    save(work, "It warms.")
    for act in (work.publish, work.review, work.withdraw):
        with pytest.raises(EditError, match="Ben is an editor: a reviewer reviews and publishes"):
            act([WHAT], BEN)
    assert work.item(WHAT).state is State.DRAFT


def test_a_new_intent_is_a_draft_until_it_is_published(work: Workspace) -> None:
    intent = work.create(work.folder / "laser.yaml", "Does it hurt?", BEN)
    assert [draft.id for draft in load_intents(work.folder).drafts] == [intent]
    fields = {
        "answer": "A little.",
        "caveats": ["ask-doctor"],
        "sources": [{"document": "leaflet", "section": "FAQ"}],
    }
    with pytest.raises(IntentsError, match="has no caveat"):
        work.publish([intent], ANNA)
    work.save(intent, fields, work.item(intent).version, BEN)
    work.publish([intent], ANNA)
    assert served(work, intent) == "A little."
    work.withdraw([intent], ANNA)
    assert work.item(intent).state is State.DRAFT
    assert intent not in load_intents(work.folder).intents


def test_several_are_published_together_or_none(work: Workspace) -> None:
    save(work, "One.")
    save(work, "Two.", intent="laser-recovery")
    with pytest.raises(EditError, match="there is no intent 'gone'"):
        work.publish([WHAT, "gone"], ANNA)
    assert served(work) != "One."
    work.publish([WHAT, "laser-recovery"], ANNA)
    assert (served(work), served(work, "laser-recovery")) == ("One.", "Two.")


def test_the_second_to_save_is_told_and_nothing_is_lost(work: Workspace) -> None:
    version = work.item(WHAT).version
    work.save(WHAT, {"answer": "Ben's."}, version, BEN)
    with pytest.raises(ConflictError) as told:
        work.save(WHAT, {"answer": "Anna's."}, version, ANNA)
    assert (told.value.item.data["answer"], told.value.item.by) == ("Ben's.", "Ben")
    work.save(WHAT, {"answer": "Both."}, told.value.item.version, ANNA)
    assert [data["answer"] for _, data in work.past(WHAT)][:2] == ["Both.", "Ben's."]


def test_what_is_unfit_is_not_saved(work: Workspace) -> None:
    with pytest.raises(IntentsError, match="unknown caveat 'nothing'"):
        work.save(WHAT, {"caveats": ["nothing"]}, work.item(WHAT).version, BEN)
    assert work.item(WHAT).state is State.PUBLISHED


def test_any_version_can_be_gone_back_to(work: Workspace) -> None:
    for answer in ("One.", "Two."):
        save(work, answer)
        work.publish([WHAT], ANNA)
    old = next(data for _, data in work.past(WHAT) if data["answer"] == "One.")
    work.save(WHAT, old, work.item(WHAT).version, BEN)
    work.publish([WHAT], ANNA)
    assert served(work) == "One."


def test_every_change_can_be_undone_until_another_follows(work: Workspace) -> None:
    before = {path.name: path.read_bytes() for path in work.folder.glob("*.yaml")}
    first = save(work, "It warms.")
    second = work.publish([WHAT], ANNA)
    with pytest.raises(EditError, match="has been changed since"):
        work.undo(BEN, first)
    work.undo(ANNA, second)
    assert (work.item(WHAT).data["answer"], work.item(WHAT).state) == ("It warms.", State.DRAFT)
    work.undo(BEN, first)
    assert {path.name: path.read_bytes() for path in work.folder.glob("*.yaml")} == before
    assert work.item(WHAT).state is State.PUBLISHED


def test_a_draft_is_removed_with_all_that_offers_it_and_comes_back_by_undo(work: Workspace) -> None:
    clinic, before = work.folder / "clinic.yaml", (work.folder / "laser.yaml").read_text()
    clinic.write_text(clinic.read_text().replace("[laser-what, laser-recovery]", "[laser-what]"))
    work.withdraw(["laser-recovery"], ANNA)
    commit = work.remove(["laser-recovery"], BEN)
    assert "laser-recovery" not in (work.folder / "laser.yaml").read_text()
    assert load_intents(work.folder).intents[WHAT].follow_ups == ()
    work.undo(BEN, commit)
    assert work.item("laser-recovery").data["question"] == "How long is the recovery?"
    assert (work.folder / "laser.yaml").read_text().replace("    status: draft\n", "") == before


def test_the_last_draft_of_a_file_takes_it_along_and_brings_it_back_by_undo(work: Workspace) -> None:
    topic = work.folder / "draft.yaml"
    topic.write_text(
        "topic: new\ntitle: New\nintents:\n  - {id: new, question: New?, examples: [a new one], status: draft}\n"
    )
    before = topic.read_bytes()
    commit = work.remove(["new"], BEN)
    assert not topic.exists()
    assert load_intents(work.folder).drafts == ()
    work.undo(BEN, commit)
    assert topic.read_bytes() == before


def test_what_is_in_service_is_not_removed(work: Workspace) -> None:
    with pytest.raises(EditError, match="is in service: take it out of service first"):
        work.remove([WHAT], ANNA)

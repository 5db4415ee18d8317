"""Topics are started, renamed and left by answers, in one change that can be undone; what led there leads on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.content import load_intents
from bot.content.files import EditError
from bot.documents import draft_into, read_document
from bot.editing.pending import State
from bot.editing.topics import Called, Target, move, new_target, rename, target, topic_version, topics
from bot.editing.workspace import Workspace
from bot.errors import BotError
from tests.bot.editing.people import ANNA, BEN, WHAT, save, served

OTHER = """\
# Legs alone.
topic: legs
title: The legs
names: [legs]
parent: laser
reviewed: {by: B. Doctor, on: 2026-11-24, due: 2027-05-24}
intents:
- id: legs-what
  question: What of the legs?
  examples: [my legs]
  answer: They rest.
  caveats: [ask-doctor]
  sources: [{document: leaflet, section: FAQ}]
  follow_ups: [laser-recovery]
"""
RECOVERY = "laser-recovery"
LEAFLET = (
    "# A leaflet on lenses\n\n## Can I swim?\n\nNo. Take them out first.\n\n## Can I sleep?\n\nOnly without them.\n"
)


@pytest.fixture
def legs(work: Workspace) -> Path:
    path = work.folder / "legs.yaml"
    path.write_text(OTHER)
    return path


def files(work: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in work.folder.glob("*.yaml")}


def version(path: Path) -> str:
    return topic_version(topics(path.parent)[path.name])


def test_an_answer_moves_with_its_review_and_its_comments_and_all_that_leads_to_it(work: Workspace, legs: Path) -> None:
    laser = work.folder / "laser.yaml"
    laser.write_text(
        laser.read_text()
        .replace("  - id: laser-rec", "  # how long\n  - id: laser-rec")
        .replace("days off needed afterwards", "days off needed afterwards  # said often")
    )
    (work.folder / "cases").mkdir()
    before, was = files(work), load_intents(work.folder).intents
    commit = move(work, [RECOVERY], target(work.folder, "legs.yaml"), ANNA)
    now = load_intents(work.folder).intents
    assert now[RECOVERY].topic == "legs"
    for one in was.values():
        assert (now[one.id].follow_ups, now[one.id].reviewer, now[one.id].due) == (
            one.follow_ups,
            one.reviewer,
            one.due,
        )
        assert (now[one.id].answer, now[one.id].utterances) == (one.answer, one.utterances)
    text = legs.read_text()
    assert text.startswith(OTHER)
    assert "\n# how long\n- id: laser-recovery\n" in text
    assert "days off needed afterwards  # said often" in text
    assert "how long" not in laser.read_text()
    assert next(work.history.changes()).person == "Anna Berg"
    work.undo(ANNA, commit)
    assert files(work) == before


def test_a_change_that_waits_goes_on_waiting_after_the_move(work: Workspace, legs: Path) -> None:
    version = work.item(WHAT).version
    save(work, "It warms.")
    waiting = work.item(WHAT).version
    move(work, [WHAT], target(work.folder, legs.name), ANNA)
    item = work.item(WHAT)
    assert (item.topic, item.data["answer"], item.state, item.by) == ("The legs", "It warms.", State.DRAFT, "Ben")
    assert not item.is_outdated
    work.save(WHAT, {"answer": "It warms a lot."}, waiting, BEN)  # by somebody whose page was open all the while
    work.publish([WHAT], ANNA)
    assert served(work) == "It warms a lot."
    assert version != waiting


def test_the_page_of_an_answer_that_moved_can_be_saved(work: Workspace, legs: Path) -> None:
    """Its review is written down with it in the new file; its words are the same."""
    version = work.item(WHAT).version
    move(work, [WHAT], target(work.folder, legs.name), ANNA)
    work.save(WHAT, {"answer": "It warms."}, version, BEN)
    assert work.item(WHAT).data["answer"] == "It warms."


def test_the_versions_of_an_answer_go_back_beyond_its_move(work: Workspace, legs: Path) -> None:
    for answer in ("One.", "Two."):
        save(work, answer)
        work.publish([WHAT], ANNA)
    move(work, [WHAT], target(work.folder, legs.name), ANNA)
    save(work, "Three.")
    said = [data["answer"] for _, data in work.past(WHAT)]
    assert list(dict.fromkeys(said)) == [
        "Three.",
        "Two.",
        "One.",
        "It warms fat through a thin tube, so that the fat turns liquid.",
    ]


def test_an_editor_moves_drafts_alone(work: Workspace, legs: Path) -> None:
    draft = work.create(legs, "Do they itch?", BEN)
    with pytest.raises(EditError, match="Ben is an editor"):
        move(work, [draft, WHAT], target(work.folder, "laser.yaml"), BEN)
    assert work.item(draft).topic == "The legs"
    move(work, [draft], target(work.folder, "laser.yaml"), BEN)
    assert (work.item(draft).topic, work.item(draft).state) == ("Laser", State.DRAFT)
    assert work.item(draft).review["by"] == "B. Doctor"  # as its first file says, and not the doctor of this one


def test_the_last_answer_of_a_topic_leaves_nothing_that_leads_nowhere(work: Workspace, legs: Path) -> None:
    """The clinic's first topic, the topics within it and the titles of documents are what the topic was named in."""
    text = (work.folder / "laser.yaml").read_text()
    (work.folder / "laser.yaml").write_text(
        text.replace("topic: laser", "topic: leaflet").replace("title: Laser", "title: Our leaflet")
    )
    legs.write_text(OTHER.replace("parent: laser", "parent: leaflet"))
    third = work.folder / "arms.yaml"
    third.write_text(OTHER.replace("parent: laser", "parent: leaflet").replace("legs", "arms"))
    before = files(work)
    commit = move(work, [WHAT, RECOVERY], target(work.folder, legs.name), ANNA)
    now = load_intents(work.folder)
    assert (now.topics["arms"].parent, now.topics["legs"].parent) == ("legs", None)
    assert {source.title for intent in now.intents.values() for source in intent.sources} == {"Our leaflet"}
    assert now.clinic.starters == (WHAT, RECOVERY)
    work.undo(ANNA, commit)
    assert files(work) == before


def test_a_draft_that_moved_is_nobody_else_s_when_a_document_comes_anew(work: Workspace, tmp_path: Path) -> None:
    """Neither the document that it is from drafts it once more, nor takes that of its new file it out."""
    for name, text in {
        "lenses": LEAFLET,
        "glasses": LEAFLET.replace("lenses", "glasses").replace("Can I", "May I"),
    }.items():
        (tmp_path / f"{name}.md").write_text(text)
    documents = [read_document(tmp_path / f"{name}.md") for name in ("lenses", "glasses")]
    draft_into(work.folder, documents, date.today())
    [first, second] = [item.id for item in work.items() if item.entry.file.path.stem == "lenses"]
    move(work, [first], target(work.folder, "glasses.yaml"), BEN)
    before = {item.id: item.topic for item in work.items()}
    draft_into(work.folder, documents, date.today())
    assert {item.id: item.topic for item in work.items()} == before
    move(work, [second], target(work.folder, "glasses.yaml"), BEN)
    assert not (work.folder / "lenses.yaml").exists()
    draft_into(work.folder, documents, date.today())
    assert {item.id for item in work.items()} == set(before)


def test_a_topic_is_started_with_a_question(work: Workspace) -> None:
    to = new_target(work.folder, Called("After care: yes", ("aftercare", "no", "what: then")))
    intent = work.create(to.path, "May I swim?", BEN, to.head)
    assert work.item(intent).topic == "After care: yes"
    topic = load_intents(work.folder).topics["after-care-yes"]
    assert (topic.title, topic.names) == ("After care: yes", ("aftercare", "no", "what: then"))


def test_a_topic_is_started_by_answers_that_move_there(work: Workspace) -> None:
    move(work, [RECOVERY], new_target(work.folder, Called("Legs")), ANNA)
    assert load_intents(work.folder).intents[RECOVERY].topic == "legs"
    assert load_intents(work.folder).intents[RECOVERY].reviewer == "A. Doctor"


@pytest.mark.parametrize("title", ["Laser", "Clinic", "Caveats", "Leaflet", "2026", "Smalltalk", "???", "眼"])
def test_the_name_of_a_new_topic_takes_the_place_of_nothing(work: Workspace, legs: Path, title: str) -> None:
    legs.write_text(OTHER.replace("title: The legs", "title: Somewhere"))
    (work.folder / "laser.yaml").write_text(
        (work.folder / "laser.yaml").read_text().replace("title: Laser", "title: Beams")
    )
    before, sources = files(work), load_intents(work.folder).intents[WHAT].sources
    to = new_target(work.folder, Called(title))
    intent = work.create(to.path, "May I swim?", BEN, to.head)
    assert {name: text for name, text in files(work).items() if name != to.path.name} == before
    now = load_intents(work.folder)
    assert (now.intents[WHAT].sources, now.intents[WHAT].topic) == (sources, "laser")
    assert work.item(intent).topic == title


@pytest.mark.parametrize("title", ["", "laser"])
def test_a_topic_without_a_name_or_with_another_s_is_not_started(work: Workspace, title: str) -> None:
    with pytest.raises(EditError, match=r"needs a name|choose another name"):
        new_target(work.folder, Called(title))


def test_to_rename_a_topic_changes_its_name_and_no_other(work: Workspace) -> None:
    """A document that was called as the topic drafted from it is called so all the same."""
    laser = work.folder / "laser.yaml"
    laser.write_text(
        "# ours\n"
        + laser.read_text()
        .replace("topic: laser", "topic: leaflet")
        .replace("title: Laser", "title: Our leaflet  # so")
    )
    before, was = files(work), load_intents(work.folder)
    commit = rename(work, "laser.yaml", Called("Lasers", ("beam",)), version(laser), ANNA)
    now = load_intents(work.folder)
    assert (now.topics["leaflet"].title, now.topics["leaflet"].names) == ("Lasers", ("beam",))
    assert now.intents[WHAT].sources == was.intents[WHAT].sources
    assert laser.read_text().startswith("# ours\ntopic: leaflet\ntitle: Lasers  # so\n")
    [change, *_] = work.history.changes()
    assert change.message == "Rename the topic “Our leaflet” to “Lasers”"
    work.undo(ANNA, commit)
    assert files(work) == before


def test_what_is_unfit_is_refused_and_nothing_is_written(work: Workspace, legs: Path) -> None:
    before = files(work)
    (work.folder / "talk.yaml").write_text(
        yaml.safe_dump(
            {
                "topic": "talk",
                "title": "Talk",
                "kind": "handoff",
                "intents": [{"id": "hi", "question": "Hi?", "examples": ["hi"], "answer": "Hi."}],
            }
        )
    )
    refused = [
        lambda: move(work, [WHAT], target(work.folder, "talk.yaml"), ANNA),
        lambda: move(work, ["hi"], target(work.folder, "legs.yaml"), ANNA),
        lambda: move(work, ["gone"], target(work.folder, "legs.yaml"), ANNA),
        lambda: rename(work, "legs.yaml", Called("Laser"), version(legs), ANNA),
        lambda: rename(work, "legs.yaml", Called("Feet"), "old", ANNA),
        lambda: rename(work, "legs.yaml", Called("Feet"), version(legs), BEN),
        lambda: rename(work, "legs.yaml", Called("Feet", ("x" * 3000,)), version(legs), ANNA),
    ]
    for act in refused:
        with pytest.raises(BotError):
            act()
    assert {name: text for name, text in files(work).items() if name != "talk.yaml"} == before


def test_nothing_moves_to_where_it_is(work: Workspace) -> None:
    assert move(work, [WHAT], Target(work.folder / "laser.yaml", "Laser"), ANNA) == ""

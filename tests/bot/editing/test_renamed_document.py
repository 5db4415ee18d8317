"""A document is renamed, and all that cites it follows, as if it had been called so from the beginning."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.content import load_intents
from bot.content.edit import Edit
from bot.documents import Drafted, draft_into, read_document
from bot.editing.changed_since_review import changed_since_review
from bot.editing.pending import State
from bot.editing.renamed_document import rename_document
from bot.editing.topics import titles_of
from bot.editing.workspace import Workspace
from bot.errors import BotError
from bot.grounding import read_record, write_record
from tests.bot.editing.people import ANNA, BEN

LEAFLET = """\
# All about lenses

## Can I swim in lenses?

No. Take them out first.

## Can I sleep in lenses?

Only without them.

## Can I cry in lenses?

Yes, that rinses them.
"""
OLD, NEW = "lenses v2 FINAL.md", "Lenses.md"
SWIM, SLEEP, CRY = "swim-lenses", "sleep-lenses", "cry-lenses"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / OLD).write_text(LEAFLET)
    return folder


def drafted(work: Workspace, paper: Path) -> Drafted:
    [done], _ = draft_into(work.folder, [read_document(paper)], date.today())
    return done


@pytest.fixture
def lenses(work: Workspace, papers: Path) -> Workspace:
    """Of three drafts one is published and being changed, one is being written, and one is as it was drafted."""
    drafted(work, papers / OLD)
    write_record(work.folder, [read_document(papers / OLD)], date.today())
    for intent, answer in ((SWIM, "No. Take your lenses out first."), (SLEEP, "Without lenses alone.")):
        fields = {"answer": answer, "caveats": ["ask-doctor"]}
        work.save(intent, fields, work.item(intent).version, BEN)
    work.publish([SWIM], ANNA)
    work.save(SWIM, {"answer": "Take them out first."}, work.item(SWIM).version, BEN)
    return work


def files(work: Workspace) -> dict[str, bytes]:
    own = (path for path in work.folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(work.folder).as_posix(): path.read_bytes() for path in own}


def test_all_that_cites_it_follows_and_comes_back(lenses: Workspace, papers: Path) -> None:
    before, titles = files(lenses), titles_of(load_intents(lenses.folder))
    commit = rename_document(lenses, OLD, NEW, "", ANNA)
    (papers / OLD).rename(papers / NEW)
    assert [name for name, content in files(lenses).items() if b"final" in (name.encode() + content).lower()] == []
    assert {lenses.item(name).data["sources"][0]["document"] for name in (SWIM, SLEEP, CRY)} == {"lenses"}
    assert (lenses.item(SWIM).state, lenses.item(SWIM).by) == (State.DRAFT, "Ben")
    assert not lenses.item(SWIM).is_outdated
    knowledge = load_intents(lenses.folder)
    assert titles_of(knowledge)["lenses"] == titles["lenses-v2-final"] == "All about lenses"
    assert list(changed_since_review(knowledge)) == []
    record = read_record(lenses.folder)
    assert record
    assert {document for document, _ in record} == {"lenses"}
    lenses.undo(ANNA, commit)
    assert files(lenses) == before


def test_its_drafts_go_on_following_it(lenses: Workspace, papers: Path) -> None:
    rename_document(lenses, OLD, NEW, "", ANNA)
    (papers / OLD).rename(papers / NEW)
    assert drafted(lenses, papers / NEW).changes == ()
    (papers / NEW).write_text(LEAFLET.replace("Only without", "Never with").replace("that rinses", "it rinses"))
    assert {change.key: change.what for change in drafted(lenses, papers / NEW).changes} == {
        SLEEP: "kept",
        CRY: "updated",
    }


def test_visitors_are_told_the_title_that_it_is_given(lenses: Workspace) -> None:
    rename_document(lenses, OLD, OLD, "Our leaflet on lenses", ANNA)
    assert titles_of(load_intents(lenses.folder))["lenses-v2-final"] == "Our leaflet on lenses"
    rename_document(lenses, OLD, NEW, "Our leaflet on lenses", ANNA)
    assert titles_of(load_intents(lenses.folder))["lenses"] == "Our leaflet on lenses"
    assert "final" not in (lenses.folder / "clinic.yaml").read_text()


def test_it_takes_no_other_topic_s_name(lenses: Workspace) -> None:
    before = files(lenses)
    with pytest.raises(BotError, match="a topic is called 'laser' already"):
        rename_document(lenses, OLD, "laser.md", "", ANNA)
    assert Edit(lenses.folder).find(CRY).data["sources"][0]["document"] == "lenses-v2-final"
    assert files(lenses).keys() == before.keys()

"""Topics in the studio on the real server: started, chosen for answers that move, and undone, by the people who may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content import load_intents
from tests.clinic import FILES, write_clinic
from tests.serving import LiveServer, serving
from tests.studio import EDITOR, Editor, write_users

PAIN = "/studio/answers/pain"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("topics")
    intents = write_clinic(folder / "intents")
    with serving(folder, WORKERS="1", INTENTS=str(intents), STUDIO_USERS=str(write_users(folder))) as server:
        yield server


@pytest.fixture(autouse=True)
def intents(server: LiveServer) -> Path:
    """The clinic's folder, as it was at first."""
    folder = server.log_file.parent / "intents"
    for path in folder.glob("*.yaml"):
        path.unlink()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture(scope="module")
def people(server: LiveServer) -> tuple[Editor, Editor]:
    return Editor.signed_in(server.url), Editor.signed_in(server.url, EDITOR)


@pytest.fixture
def anna(people: tuple[Editor, Editor]) -> Editor:
    """A reviewer."""
    people[0].get("/studio/answers")
    return people[0]


@pytest.fixture
def ben(people: tuple[Editor, Editor]) -> Editor:
    """An editor."""
    people[1].get("/studio/answers")
    return people[1]


def undone(editor: Editor, html: str) -> str:
    """Press the button that undoes what the page says was done."""
    commit = re.search(r'name="commit" value="(\w+)"', html)
    assert commit
    return editor.send("/studio/undo", commit=commit[1]).text


def test_a_topic_is_started_with_its_first_question(anna: Editor, intents: Path) -> None:
    page = anna.send("/studio/new", question="Do braces hurt?", to="", title="Braces", names="braces, retainer")
    assert "draft Braces" in page.text
    assert load_intents(intents).topics["braces"].names == ("braces", "retainer")
    assert '<option value="braces.yaml">Braces</option>' in anna.get("/studio/new").html
    assert "1 of 4 questions" in anna.get("/studio/answers?topic=Braces").text


def test_what_patients_call_a_topic_is_a_reviewer_s_to_say(ben: Editor, intents: Path) -> None:
    """It is in service at once."""
    assert 'name="names"' not in ben.get("/studio/new").html
    ben.send("/studio/new", question="Do braces hurt?", to="", title="Braces", names="braces")
    assert load_intents(intents).topics["braces"].names == ()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"to": "", "title": ""}, "A topic needs a name"),
        ({"to": "", "title": "after an Extraction"}, "choose another name"),
        ({"to": "clinic.yaml"}, "Choose a topic that is there"),
    ],
)
def test_a_question_without_a_topic_is_asked_for_one_and_still_there(
    ben: Editor, intents: Path, fields: dict[str, str], said: str
) -> None:
    page = ben.send("/studio/new", question="Do braces hurt?", **fields)
    assert said in page.text
    assert 'value="Do braces hurt?"' in page.html
    assert not load_intents(intents).drafts


def test_an_answer_moves_to_a_new_topic_and_back(anna: Editor, intents: Path) -> None:
    page = anna.send(f"{PAIN}/move", to="", title="Pain", names="pain")
    assert "Moved to “Pain”." in page.text
    assert load_intents(intents).intents["pain"].topic == "pain"
    assert load_intents(intents).intents["dry-socket"].follow_ups == ("pain",)
    assert "Move to Pain: What helps with pain and swelling?" in anna.get("/studio/history").text
    assert "as it was before" in undone(anna, page.html)
    assert (intents / "aftercare.yaml").read_text() == FILES["aftercare.yaml"]
    assert not (intents / "pain.yaml").exists()


def test_several_answers_move_at_once_and_a_topic_that_is_left_is_told(anna: Editor, intents: Path) -> None:
    draft = anna.send("/studio/new", question="Do braces hurt?", to="", title="Braces").url.rpartition("/")[2]
    page = anna.send("/studio/answers", act="move", intent=["smoking", "pain", "dry-socket"], to="braces.yaml")
    assert "Moved to “Braces”. The topic “After an extraction” has no answer any more and is gone." in page.text
    now = load_intents(intents)
    assert {intent.topic for intent in now.intents.values() if intent.place.path.parent == intents} == {"braces"}
    assert [found.id for found in now.drafts] == [draft]
    assert "as it was before" in undone(anna, page.html)
    assert (intents / "aftercare.yaml").read_text() == FILES["aftercare.yaml"]


def test_an_editor_does_not_move_what_patients_get(ben: Editor, intents: Path) -> None:
    assert "Move to another topic" not in ben.get(PAIN).html
    assert "Ben is an editor" in ben.send(f"{PAIN}/move", to="", title="Pain").text
    assert (intents / "aftercare.yaml").read_text() == FILES["aftercare.yaml"]


def test_who_writes_while_another_moves_the_answer_saves_as_before(ben: Editor, anna: Editor, intents: Path) -> None:
    version = re.search(r'name="version" value="(\w+)"', ben.get(PAIN).html)
    assert version
    anna.send(f"{PAIN}/move", to="", title="Pain")
    words = {"question": "What helps with the pain?", "answer": "Paracetamol.", "caveat": "varies"}
    page = ben.send(f"{PAIN}/save", version=version[1], source="aftercare: Pain and swelling", **words)
    assert "Saved. Patients get it once" in page.text
    assert load_intents(intents).intents["pain"].topic == "pain"

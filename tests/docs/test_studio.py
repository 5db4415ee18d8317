"""docs/studio.md, followed by people who have Caveat, a Word file, a browser and nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.content import load_intents
from tests.serving import ROOT, LiveServer, serving, wait_for
from tests.studio import EDITOR, PASSWORD, REVIEWER, Editor

PAGE = (ROOT / "docs" / "studio.md").read_text(encoding="utf-8")
WORD_FILE = Path(__file__).parents[1] / "data" / "aftercare" / "aftercare.docx"
ANSWER = "Do not smoke for at least 72 hours. Smoking slows healing. The same goes for vaping."
PHRASES = [
    "can I smoke",
    "when may I have a cigarette",
    "is vaping allowed",
    "how long without a fag",
    "a cigar tonight",
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What somebody with access to the server prepares: an empty clinic, and two people."""
    folder = tmp_path_factory.mktemp("house")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("STUDIO_USERS", "users.json")
        assert main(["new", "clinic"]) == 0
        for name, role in ((REVIEWER, "reviewer"), (EDITOR, "editor")):
            patch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
            assert main(["user", "add", name, "--role", role]) == 0
    return folder


@pytest.fixture(scope="module")
def server(house: Path) -> Iterator[LiveServer]:
    places = {"INTENTS": "clinic", "DOCUMENTS": "documents", "STUDIO_USERS": "users.json"}
    with serving(house, WORKERS="1", **{name: str(house / place) for name, place in places.items()}) as server:
        yield server


def value(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def test_from_an_empty_folder_and_a_word_file_to_a_bot_that_answers(server: LiveServer, house: Path) -> None:
    anna, ben = Editor(server.url), Editor(server.url)
    anna.log_in(REVIEWER)
    ben.log_in(EDITOR)

    # Say who the clinic is.
    page = anna.get("/studio/clinic")
    details = {"name": "Harbour Lane Dental", "parking": "Park on the quay", "open-sat": "9:00 to 12:30"}
    done = anna.send("/studio/clinic", file="clinic.yaml", version=value(page.html, "version"), **details)
    assert "Saved." in done.text

    # Drop the document.
    page = ben.upload("/studio/documents", "aftercare.docx", WORD_FILE.read_bytes())
    assert "what became of its lines" in page.text
    drafts = load_intents(house / "clinic").drafts
    smoking = next(draft.id for draft in drafts if "smoke" in draft.question)

    # Write an answer, see what it would do, save it, publish it.
    place = f"/studio/answers/{smoking}"
    page = ben.get(place)
    assert "Do not smoke for at least 72 hours." in page.text
    fields = {
        "version": value(page.html, "version"),
        "question": "Can I smoke after an extraction?",
        "answer": ANSWER.replace("72", "48"),
        "examples": "\n".join(PHRASES),
        "caveat": ["general-information"],
        "source": ["aftercare: Can I smoke after an extraction?"],
    }
    assert "'at least 48 hours' does not stand in" in ben.send(f"{place}/look", **fields).text
    fields["answer"] = ANSWER
    assert "What it would do" in ben.send(f"{place}/look", **fields, **{"try": "1"}).text
    assert "Saved." in ben.send(f"{place}/save", **fields).text
    assert "Published." in anna.send(f"{place}/publish").text

    def says(message: str, words: str) -> bool:
        return words in str(server.post("/api/chat", {"message": message})[1])

    wait_for(lambda: says("smoker here, when may I have a cigarette again", "72 hours"), 90, "the answer")
    # What no document says, the bot says from the clinic's own details.
    assert says("what is your phone number", "+44 20 7946 0000")
    assert says("when are you open", "Saturday 9:00 to 12:30")
    assert says("do you have parking", "Park on the quay.")
    # What must stay right is kept, and what falls short is said.
    message = "smoker here, when may I have a cigarette again"
    assert "Kept as a test." in ben.send("/studio/ask/keep", message=message, intent=smoking).text
    assert "5 of 5 right" in ben.get("/studio/check").text
    assert says("how do I book", "clinic.example/book")
    assert f"Publish Can I smoke after an extraction? {REVIEWER}" in anna.get("/studio/history").text


def test_every_page_of_the_menu_is_named() -> None:
    menu = (ROOT / "web" / "studio" / "templates" / "base.html").read_text()
    pages = re.findall(r'\("[a-z]+", "(\w+)"\)', menu)
    assert len(pages) > 5
    assert [page for page in pages if f"**{page}**" not in PAGE] == []


def test_every_button_that_is_named_is_there() -> None:
    templates = "".join(path.read_text() for path in (ROOT / "web" / "studio" / "templates").glob("*.html"))
    buttons = re.findall(r"\*\*([A-Z][a-z]+(?: [\w]+)+)\*\*", PAGE)
    assert buttons
    assert [button for button in buttons if f">{button}<" not in templates] == []

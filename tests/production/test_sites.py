"""Several clinics on one real server, in a folder that is named from where the server is started."""

from __future__ import annotations

import os
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import ROOT, LiveServer, serving, wait_for
from tests.small_clinic import write_learnt_clinic
from tests.studio import Editor, write_users

NAMES = ("harbour", "old-town")
QUESTION = {"message": "What does the laser do?"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    house = tmp_path_factory.mktemp("sites")
    for name in NAMES:
        folder = write_learnt_clinic(house / "sites" / name)
        clinic = folder / "clinic.yaml"
        clinic.write_text(clinic.read_text().replace("Little Clinic", f"The {name} clinic"))
        write_users(folder)
        (folder / "caveat.env").write_text("STUDIO_USERS=users.json\nINBOX_URL=sqlite:///inbox.db\n")
    return house


@pytest.fixture(scope="module")
def server(house: Path) -> Iterator[LiveServer]:
    with serving(house, SITES=os.path.relpath(house / "sites", ROOT)) as server:
        yield server


def read(server: LiveServer, path: str) -> str:
    with urllib.request.urlopen(server.url + path, timeout=60) as response:
        return str(response.read().decode())


@pytest.mark.parametrize("name", NAMES)
def test_each_has_its_widget_its_answers_and_its_studio(server: LiveServer, name: str) -> None:
    assert f"The {name} clinic" in read(server, f"/{name}/widget.js")
    assert server.post(f"/{name}/api/chat", QUESTION)[1]["kind"] == "answer"
    assert [entry["site"] for entry in server.log() if entry["event"] == "reply"][-1] == name
    editor = Editor(f"{server.url}/{name}")
    assert editor.log_in().url == f"{server.url}/{name}/studio/answers"


def test_a_session_and_a_conversation_are_one_clinic_s_alone(server: LiveServer) -> None:
    editor = Editor.signed_in(f"{server.url}/harbour")
    assert {cookie.path for cookie in editor.cookies} == {"/harbour/studio"}
    sent = "; ".join(f"{cookie.name}={cookie.value}" for cookie in editor.cookies)
    other = urllib.request.Request(f"{server.url}/old-town/studio/answers", headers={"Cookie": sent})
    with urllib.request.urlopen(other, timeout=60) as response:
        assert response.url.endswith("/old-town/studio/login")
    token = server.post("/harbour/api/chat", QUESTION)[1]["conversation"]
    assert [server.goes_on(token, f"/{name}/api/chat") for name in NAMES] == [True, False]


def test_documents_are_one_clinic_s_alone(server: LiveServer, house: Path) -> None:
    editors = [Editor(f"{server.url}/{name}") for name in NAMES]
    for editor in editors:
        editor.log_in()
    assert editors[0].upload("/studio/documents", "leaflet.md", b"# Leaflet\n\nIt takes an hour.\n").status == 200
    assert (house / "sites" / "harbour" / "documents" / "leaflet.md").is_file()
    assert ["leaflet" in editor.get("/studio/documents").text for editor in editors] == [True, False]


def test_what_is_done_with_several_answers_leads_back_to_the_clinic_s_list(server: LiveServer) -> None:
    editor = Editor.signed_in(f"{server.url}/harbour")
    page = editor.send("/studio/answers?state=published&q=", act="review", intent=["laser-what"])
    assert (page.status, page.url) == (200, f"{server.url}/harbour/studio/answers?state=published")


@pytest.mark.parametrize(
    "path", ["/..%2fharbour/widget.js", "/harbour%2f..%2fold-town/widget.js", "/HARBOUR/widget.js"]
)
def test_a_clinic_is_found_by_its_name_alone(server: LiveServer, path: str) -> None:
    assert server.get(path)[0] == 404


def test_an_edit_of_one_is_taken_up_and_a_fault_in_it_is_its_own(server: LiveServer, house: Path) -> None:
    clinic = house / "sites" / "harbour" / "clinic.yaml"
    good = clinic.read_text()
    clinic.write_text(good.replace("name:", "nme:"))
    sites = wait_for(lambda: _stale(server), 60, "the problem of one")
    assert (sites["harbour"]["status"], sites["old-town"]["status"]) == ("stale", "ok")
    assert server.post("/harbour/api/chat", QUESTION)[1]["kind"] == "answer"
    clinic.write_text(good.replace("The harbour clinic", "The new harbour clinic"))
    wait_for(lambda: "The new harbour clinic" in read(server, "/harbour/widget.js"), 60, "the other name")


def _stale(server: LiveServer) -> dict[str, dict[str, str]] | None:
    health = server.get("/healthz")[1]
    return dict(health["sites"]) if health["status"] == "stale" else None

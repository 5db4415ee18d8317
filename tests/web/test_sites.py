"""Many clinics on one server: each is as if it were alone there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from werkzeug.test import Client, TestResponse

from app import create_server
from bot.editing.users import Role, Users
from bot.errors import BotError
from bot.inbox.store import Store
from tests.serving import KEY, wait_for
from tests.small_clinic import write_learnt_clinic

ORIGIN = "https://www.harbour.example"


@pytest.fixture
def sites(tmp_path: Path, small_clinic: Path) -> Path:
    """Two clinics, of which the first has settings of its own."""
    folder = tmp_path / "sites"
    for name in ("harbour", "mill"):
        shutil.copytree(small_clinic, folder / name)
        clinic = folder / name / "clinic.yaml"
        clinic.write_text(clinic.read_text().replace("Little Clinic", f"Clinic {name}"))
    lines = [f"ALLOWED_ORIGINS={ORIGIN}", "INBOX_URL=sqlite:///inbox.db", "STUDIO_USERS=users.json", "VISITOR_LIMIT=50"]
    (folder / "harbour" / "caveat.env").write_text("\n".join(lines))
    Users(folder / "harbour" / "users.json").put("Ann", Role.REVIEWER, "correct horse battery")
    return folder


def client(sites: Path, **settings: object) -> Client:
    return Client(
        create_server({"SITES": sites, "SECRET_KEYS": KEY, "ALLOWED_ORIGINS": "https://else.example", **settings})
    )


def ask(client: Client, site: str, message: str = "What does the laser do?", **fields: object) -> TestResponse:
    return client.post(f"/{site}/api/chat", json={"message": message, **fields}, headers={"Origin": ORIGIN})


def test_each_has_its_own_widget_and_answers(sites: Path) -> None:
    visitor = client(sites)
    for name in ("harbour", "mill"):
        assert f"Clinic {name}" in visitor.get(f"/{name}/widget.js").text
        assert ask(visitor, name).get_json()["answers"][0]["intent"] == "laser-what"
    assert visitor.get("/widget.js").status_code == visitor.get("/nobody/widget.js").status_code == 404


def test_each_is_for_its_own_pages(sites: Path) -> None:
    visitor = client(sites)
    allowed = [ask(visitor, name).headers.get("Access-Control-Allow-Origin") for name in ("harbour", "mill")]
    assert allowed == [ORIGIN, None]


@pytest.mark.parametrize("path", ["/harbour", "/harbour?page=1"])
def test_its_name_alone_leads_to_its_page_on_whatever_host(sites: Path, path: str) -> None:
    """With the host in it, a link to a clinic's server could lead anywhere."""
    response = client(sites).get(path, headers={"Host": "elsewhere.example"})
    assert (response.status_code, response.headers["Location"]) == (308, path.replace("harbour", "harbour/"))


@pytest.mark.parametrize("shared", ["", f"SECRET_KEYS={KEY}"])
def test_a_conversation_is_one_clinic_s(sites: Path, shared: str) -> None:
    """Though only the server has a key, or all were given the same, none of the clinics' is another's."""
    for name in ("harbour", "mill"):
        with (sites / name / "caveat.env").open("a") as file:
            file.write(f"\n{shared}\n")
    visitor = client(sites)
    token = ask(visitor, "harbour").get_json()["conversation"]
    more = [ask(visitor, name, "tell me more", conversation=token).get_json() for name in ("harbour", "mill")]
    assert [reply["reason"] == "more" for reply in more] == [True, False]


def test_questions_go_into_the_inbox_of_the_clinic_that_was_asked(sites: Path) -> None:
    visitor = client(sites)
    for name in ("harbour", "mill"):
        ask(visitor, name, f"who won the match of {name}")
    store = Store(f"sqlite:///{sites}/harbour/inbox.db", 30)
    kept = wait_for(store.entries, 20, "the question")
    store.close()
    assert [entry.text for entry in kept] == ["who won the match of harbour"]


def test_the_studio_is_each_clinic_s_own(sites: Path) -> None:
    editor = client(sites)
    page = editor.get("/harbour/studio/login")
    assert page.status_code == 200
    assert "Path=/harbour/studio" in page.headers["Set-Cookie"]
    assert editor.get("/mill/studio/login").status_code == 404


def test_each_has_limits_of_its_own(sites: Path) -> None:
    visitor = client(sites, VISITOR_LIMIT=2)
    assert [ask(visitor, "mill").status_code for _ in range(3)] == [200, 200, 429]
    assert [ask(visitor, "harbour").status_code for _ in range(3)] == [200, 200, 200]


def test_one_that_cannot_be_served_keeps_no_other_from_its_visitors(sites: Path) -> None:
    clinic = sites / "mill" / "clinic.yaml"
    clinic.write_text(clinic.read_text().replace("emergency_number", "emergency_nmber"))
    visitor = client(sites)
    assert ask(visitor, "harbour").status_code == 200
    assert ask(visitor, "mill").status_code == 404
    health = visitor.get("/healthz").get_json()
    assert (health["status"], health["intents"], health["sites"]["harbour"]["status"]) == ("stale", 2, "ok")
    assert "emergency_nmber" in str(health["sites"]["mill"]["problems"])


def test_the_details_may_end_in_yml(sites: Path) -> None:
    clinic = sites / "mill" / "clinic.yaml"
    clinic.rename(clinic.with_suffix(".yml"))
    assert ask(client(sites), "mill").status_code == 200


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("mill", "PORT=80", "caveat.env:1: unknown setting PORT"),
        ("mill", "SECRET_KEYS=short", "caveat.env:1: SECRET_KEYS cannot be used"),
        ("Mill House", "", "is no name for a site"),
        ("studio", "", "is no name for a site"),
        ("", "", "holds no clinic"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path: Path, name: str, line: str, said: str) -> None:
    folder = tmp_path / "sites"
    folder.mkdir()
    if name:
        write_learnt_clinic(folder / name)
        (folder / name / "caveat.env").write_text(line)
    with pytest.raises(BotError, match=said):
        client(folder)

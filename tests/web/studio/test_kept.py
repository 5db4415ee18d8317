"""Nothing that was sent is lost because its sender was signed out: it waits behind the password."""

from __future__ import annotations

import io
import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from bot.content import load_intents
from tests.serving import KEY
from tests.studio import PASSWORD, REVIEWER, write_users

NEW = "/studio/new"
OWN = {"Sec-Fetch-Site": "same-origin"}
QUESTION = {"question": "May I “swim”\nor <dive>?", "to": "laser.yaml"}


@pytest.fixture
def clinic(small_clinic: Path, tmp_path: Path) -> Path:
    """A clinic that a test may change."""
    return Path(shutil.copytree(small_clinic, tmp_path / "intents"))


@pytest.fixture
def client(clinic: Path, tmp_path: Path) -> FlaskClient:
    settings = {"INTENTS": clinic, "SECRET_KEYS": KEY, "STUDIO_USERS": write_users(tmp_path), "HOT_RELOAD": False}
    return create_app(settings).test_client()


def hidden(response: TestResponse) -> dict[str, str]:
    """The hidden fields of the page's main form."""
    main = response.text.partition("<main")[2]
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', main)}


def sign_in(client: FlaskClient, page: TestResponse, password: str = PASSWORD) -> TestResponse:
    return client.post("/studio/login", data={**hidden(page), "name": REVIEWER, "password": password})


def signed_out(client: FlaskClient) -> str:
    """The word of a form that was opened before its session ended."""
    sign_in(client, client.get("/studio/login"))
    word = hidden(client.get(NEW))["form"]
    client.post("/studio/logout", data={"form": word})
    return word


@pytest.mark.parametrize("guesses", [[], ["wrong", "wrong"]])
def test_what_was_sent_while_signed_out_is_sent_once_more(
    client: FlaskClient, clinic: Path, guesses: list[str]
) -> None:
    page = client.post(NEW, data={"form": signed_out(client), **QUESTION}, headers=OWN)
    assert page.status_code == 403
    assert "You were signed out." in page.text
    for guess in guesses:
        page = sign_in(client, page, guess)
    page = sign_in(client, page)
    assert 'action="/studio/new"' in page.text
    assert hidden(page).items() >= QUESTION.items()
    assert not load_intents(clinic).drafts
    assert client.post(NEW, data=hidden(page)).status_code == 303
    [draft] = load_intents(clinic).drafts
    assert draft.question == "May I “swim” or <dive>?"


def test_a_form_from_before_somebody_signed_in_anew_is_sent_once_more(client: FlaskClient, clinic: Path) -> None:
    old = signed_out(client)
    sign_in(client, client.get("/studio/login"))
    page = client.post(NEW, data={"form": old, **QUESTION}, headers=OWN)
    assert page.status_code == 409
    assert client.post(NEW, data=hidden(page)).status_code == 303
    assert load_intents(clinic).drafts


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "none"}])
def test_what_another_page_sends_is_kept_for_nobody(client: FlaskClient, headers: dict[str, str]) -> None:
    page = client.post(NEW, data={"form": "0" * 32, **QUESTION}, headers=headers)
    assert (page.status_code, page.headers["Location"]) == (303, "/studio/login")
    sign_in(client, client.get("/studio/login"))
    assert client.post(NEW, data={"form": "0" * 32, **QUESTION}, headers=headers).status_code == 400


@pytest.mark.parametrize(
    "address", ["https://evil.example/studio/", "//evil.example", "/api/chat", "/studio", "javascript:x"]
)
def test_what_is_kept_is_sent_to_the_studio_alone(client: FlaskClient, address: str) -> None:
    page = client.get("/studio/login")
    kept = json.dumps([address, [["a", "b"]], False])
    sent = {**hidden(page), "kept": kept, "name": REVIEWER, "password": PASSWORD}
    assert client.post("/studio/login", data=sent).headers["Location"] == "/studio/answers"


@pytest.mark.parametrize(
    "kept", ["", "null", "[1]", '["/studio/new", 1, 2]', '["/studio/new", [["a"]], 0]', "{", "[[]"]
)
def test_what_carries_nothing_is_passed_over(client: FlaskClient, kept: str) -> None:
    page = client.get("/studio/login")
    sent = {**hidden(page), "kept": kept, "name": REVIEWER, "password": PASSWORD}
    assert client.post("/studio/login", data=sent).status_code == 303


def test_a_file_has_to_be_chosen_again(client: FlaskClient) -> None:
    data = {"form": signed_out(client), "document": (io.BytesIO(b"x"), "a.txt")}
    page = client.post("/studio/documents", data=data, headers=OWN)
    assert "kept, but for the file" in page.text
    page = sign_in(client, page)
    assert "choose it again" in page.text
    assert 'href="/studio/documents"' in page.text


def test_signing_in_leads_to_the_page_that_was_wanted(client: FlaskClient) -> None:
    wanted = "/studio/answers?state=draft"
    client.get(wanted)
    client.get("/studio/studio.css").close()
    client.get("/studio/try/x", headers={"Sec-Fetch-Dest": "iframe"})
    assert sign_in(client, client.get("/studio/login")).headers["Location"] == wanted


def test_a_document_from_somebody_signed_out_is_asked_for_again_unread(client: FlaskClient) -> None:
    data = {"form": signed_out(client), "document": (io.BytesIO(b"x" * 300_000), "a.txt")}
    page = client.post("/studio/documents", data=data, headers=OWN)
    assert page.status_code == 403
    assert 'href="/studio/documents"' in sign_in(client, page).text


def test_too_many_guesses_lose_nothing_either(client: FlaskClient) -> None:
    page = client.post(NEW, data={"form": signed_out(client), **QUESTION}, headers=OWN)
    while page.status_code != 429:
        page = sign_in(client, page, "wrong")
    assert "Too many passwords were tried." in page.text
    assert "swim" in hidden(page)["kept"]

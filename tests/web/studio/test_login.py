"""The studio's door: off by default, people by name, few guesses, a cookie of its own, and forms from nowhere else."""

from __future__ import annotations

import re
import time
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from bot.editing.users import Role, Users, UsersError
from tests.serving import KEY
from tests.studio import EDITOR, PASSWORD, REVIEWER, write_users
from web.limits import ProcessCounter, RateLimits
from web.studio.known import COOKIE
from web.studio.login import ALL_GUESSES, GUESSES
from web.studio.sessions import HOURS, IDLE_MINUTES

PAGES = ["/studio/answers", "/studio/inbox", "/studio/history", "/studio/check", "/studio/ask", "/studio/answers.csv"]
FORMS = [
    *("/studio/answers", "/studio/answers/laser-what/save", "/studio/answers/laser-what/publish", "/studio/import"),
    *("/studio/undo", "/studio/inbox/1/accept", "/studio/inbox/1/draft", "/studio/inbox/1/dismiss", "/studio/ask"),
]
NEW_KEY = "n" * 40


@pytest.fixture
def users(tmp_path: Path) -> Path:
    return write_users(tmp_path)


@pytest.fixture
def client(small_clinic: Path, users: Path) -> FlaskClient:
    return make(small_clinic, users)


def make(intents: Path, users: Path, **settings: object) -> FlaskClient:
    return create_app({"INTENTS": intents, "SECRET_KEYS": KEY, "STUDIO_USERS": users, **settings}).test_client()


def word(response: TestResponse) -> str:
    found = re.search(r'name="form" value="(\w+)"', response.text)
    assert found
    return found[1]


def guess(
    client: FlaskClient, password: str, address: str = "192.0.2.1", name: str = REVIEWER, **headers: str
) -> TestResponse:
    origin = {"REMOTE_ADDR": address}
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    form = word(client.get("/studio/login", environ_base=origin, headers=sent))
    data = {"form": form, "name": name, "password": password}
    return client.post("/studio/login", data=data, environ_base=origin, headers=sent)


def is_in(client: FlaskClient) -> bool:
    status = client.get("/studio/answers").status_code
    assert status in {200, 303}
    return status == 200


@pytest.mark.parametrize("path", [*PAGES, "/studio/login", "/studio/studio.css"])
def test_off_by_default(small_clinic: Path, path: str) -> None:
    client = create_app({"INTENTS": small_clinic}).test_client()
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


def test_a_file_of_users_that_cannot_be_read_is_said_at_the_start(small_clinic: Path, users: Path) -> None:
    users.write_text('{"Anna": {"role": "queen", "password": "x"}}')
    with pytest.raises(UsersError, match=f"{users}: cannot be read as a file of users"):
        make(small_clinic, users)


@pytest.mark.parametrize("damage", ["{", '{"Anna": {"role": "queen", "password": "x"}}', "[]", "\udcff"])
def test_one_that_is_damaged_later_shuts_the_door_and_shows_nothing_of_the_server(
    client: FlaskClient, users: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    inside = client.application.test_client()
    guess(inside, PASSWORD)
    users.write_bytes(damage.encode("utf-8", "surrogateescape"))
    for response in (guess(client, PASSWORD), inside.get("/studio/answers")):
        assert response.status_code == 503
        assert "Nobody can sign in at the moment" in response.text
        assert str(users.parent) not in response.text
    assert f"{users}: cannot be read as a file of users" in str(caplog.records[-1].__dict__)


def test_a_studio_that_nobody_may_use_is_said_at_the_start(
    small_clinic: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    make(small_clinic, tmp_path / "users.json")
    said = capfd.readouterr().err
    assert '"nobody can sign in to the studio"' in said
    assert f"{tmp_path}/users.json" in said


@pytest.mark.parametrize("path", PAGES)
def test_without_the_password_there_is_the_form_alone(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (303, "/studio/login")


@pytest.mark.parametrize("path", FORMS)
def test_without_the_password_no_form_does_anything(client: FlaskClient, path: str) -> None:
    form = word(client.get("/studio/login"))
    response = client.post(path, data={"form": form, "message": "hello"})
    assert response.status_code == 403
    assert 'name="password"' in response.text


def test_the_password_opens(client: FlaskClient) -> None:
    assert not is_in(client)
    response = guess(client, PASSWORD)
    assert (response.status_code, response.headers["Location"]) == (303, "/studio/answers")
    assert is_in(client)


@pytest.mark.parametrize("password", ["", PASSWORD[:-1], PASSWORD + "x", PASSWORD.upper(), "é\udcff", "a" * 10_000])
def test_no_other_does(client: FlaskClient, password: str) -> None:
    response = guess(client, password.encode("utf-8", "replace").decode())
    assert response.status_code == 403
    assert "That name and that password do not belong together." in response.text
    assert not is_in(client)


@pytest.mark.parametrize("name", ["", "Nobody", "anna berg", "Ben"])
def test_nor_another_name(client: FlaskClient, users: Path, name: str) -> None:
    Users(users).put("Ben", Role.EDITOR, "quite another password")
    assert guess(client, PASSWORD, name=name).status_code == 403
    assert not is_in(client)


def test_a_wrong_password_is_in_the_log_without_it(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    guess(client, "zyxquarkmark", "198.51.100.77")
    guess(client, PASSWORD)
    events = [record.getMessage() for record in caplog.records]
    assert events == ["a wrong password for the studio", "an editor came into the studio"]
    for needle in ("zyxquarkmark", "198.51.100", PASSWORD):
        assert needle not in str([record.__dict__ for record in caplog.records])


def test_a_visitor_has_few_guesses(client: FlaskClient) -> None:
    assert {guess(client, "wrong").status_code for _ in range(GUESSES)} == {403}
    response = guess(client, PASSWORD)
    assert response.status_code == 429
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    assert response.mimetype == "text/html"
    assert "Too many passwords were tried. Please try again in" in response.text
    assert not is_in(client)
    assert guess(client, PASSWORD, "192.0.2.2").status_code == 303


def test_all_together_have_few_guesses_however_many_they_are(client: FlaskClient) -> None:
    statuses = [guess(client, "wrong", f"192.0.2.{n}").status_code for n in range(ALL_GUESSES + 1)]
    assert statuses == [403] * ALL_GUESSES + [429]


def test_a_browser_in_which_a_user_signed_in_is_kept_out_by_no_stranger_s_guesses(client: FlaskClient) -> None:
    guess(client, PASSWORD)
    client.post("/studio/logout", data={"form": word(client.get("/studio/answers"))})
    stranger = client.application.test_client()
    statuses = {guess(stranger, "wrong", f"192.0.2.{n}").status_code for n in range(ALL_GUESSES - 1)}
    assert statuses == {403}
    assert guess(stranger, PASSWORD, "192.0.2.99").status_code == 429
    assert guess(client, "wrong", name="Ben").status_code == 429, "it knows nobody else"
    assert guess(client, PASSWORD, "192.0.2.98").status_code == 303


@pytest.mark.parametrize("cookie", ["", "x", "QW5uYQ.x.y", "é"])
def test_a_mark_of_another_s_making_is_none(client: FlaskClient, cookie: str) -> None:
    client.set_cookie(COOKIE, cookie, path="/studio")
    for n in range(ALL_GUESSES):
        guess(client, "wrong", f"192.0.2.{n}")
    assert guess(client, PASSWORD, "192.0.2.99").status_code == 429


def test_guesses_are_limited_whatever_else_is_not(small_clinic: Path, users: Path) -> None:
    client = make(small_clinic, users, VISITOR_LIMIT=0, OVERALL_LIMIT=0)
    assert [guess(client, "wrong").status_code for _ in range(GUESSES + 1)][-1] == 429
    assert client.post("/api/chat", json={"message": "hi"}).status_code == 200


def test_limits_of_another_name_count_for_themselves() -> None:
    counter = ProcessCounter()
    for _ in range(5):
        RateLimits(5, 5, counter).admit("a")
        RateLimits(5, 5, counter, "other:").admit("a")


def cookie(response: TestResponse) -> SimpleCookie:
    return SimpleCookie(response.headers["Set-Cookie"])


def test_the_cookie_is_for_the_studio_alone(client: FlaskClient) -> None:
    [morsel] = cookie(guess(client, PASSWORD)).values()
    assert (morsel["path"], morsel["samesite"], bool(morsel["httponly"])) == ("/studio", "Strict", True)
    assert (morsel["domain"], bool(morsel["secure"])) == ("", False)
    assert morsel["expires"]
    for path in ("/", "/widget.js", "/healthz", "/nothing"):
        with client.get(path) as response:
            assert "Set-Cookie" not in response.headers
            assert "Cookie" not in response.headers.get("Vary", "")
    assert "Set-Cookie" not in client.post("/api/chat", json={"message": "hi"}).headers


def test_over_https_the_cookie_stays_there(client: FlaskClient) -> None:
    [morsel] = cookie(guess(client, PASSWORD, X_Forwarded_Proto="https")).values()
    assert morsel["secure"]
    stranger = client.application.test_client()
    [morsel] = cookie(stranger.get("/studio/login", base_url="https://localhost")).values()
    assert morsel["secure"]


def test_a_session_ends_after_a_working_day(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    guess(client, PASSWORD)
    true_time = time.time
    for minutes in range(0, HOURS * 60, IDLE_MINUTES - 1):  # being used does not make it longer
        monkeypatch.setattr("time.time", lambda: true_time() + minutes * 60)  # noqa: B023 - called at once
        assert is_in(client)
    monkeypatch.setattr("time.time", lambda: true_time() + HOURS * 3600 + 60)
    assert not is_in(client)


def test_a_session_that_nobody_uses_ends(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    guess(client, PASSWORD)
    true_time = time.time
    monkeypatch.setattr("time.time", lambda: true_time() + IDLE_MINUTES * 60 + 60)
    assert not is_in(client)


def test_after_logging_out_the_old_cookie_opens_nothing(client: FlaskClient) -> None:
    guess(client, PASSWORD)
    thief = carried(client, client.application.test_client())
    assert is_in(thief)
    client.post("/studio/logout", data={"form": word(client.get("/studio/answers"))})
    assert not is_in(thief)


def test_to_ask_for_the_head_of_the_form_is_no_guess(client: FlaskClient) -> None:
    for _ in range(GUESSES + 1):
        assert client.head("/studio/login", data={"name": REVIEWER, "password": PASSWORD}).status_code == 200
    assert not is_in(client)
    assert guess(client, PASSWORD).status_code == 303


def test_logging_out(client: FlaskClient) -> None:
    guess(client, PASSWORD)
    assert client.post("/studio/logout", data={"form": "forged"}).status_code == 400
    assert is_in(client)
    response = client.post("/studio/logout", data={"form": word(client.get("/studio/answers"))})
    assert response.headers["Location"] == "/studio/login"
    assert not is_in(client)


def carried(client: FlaskClient, other: FlaskClient) -> FlaskClient:
    """`other` with the cookie of `client`."""
    found = client.get_cookie("studio", path="/studio")
    assert found
    other.set_cookie("studio", found.value, path="/studio")
    return other


def test_a_session_is_one_server_s(small_clinic: Path, users: Path) -> None:
    """Were another to believe the cookie, signing out here would not hold there."""
    first = make(small_clinic, users)
    guess(first, PASSWORD)
    assert not is_in(carried(first, make(small_clinic, users)))


def test_a_new_key_ends_all_sessions(small_clinic: Path, users: Path) -> None:
    first = make(small_clinic, users)
    guess(first, PASSWORD)
    assert not is_in(carried(first, make(small_clinic, users, SECRET_KEYS=NEW_KEY)))


def test_a_new_password_or_going_ends_a_person_s_sessions_at_once(client: FlaskClient, users: Path) -> None:
    guess(client, PASSWORD)
    Users(users).put(EDITOR, Role.EDITOR, "quite another password")
    assert is_in(client)
    Users(users).put(REVIEWER, Role.REVIEWER, "quite another password")
    assert not is_in(client)
    guess(client, "quite another password")
    assert is_in(client)
    Users(users).remove(REVIEWER)
    assert not is_in(client)


def test_every_page_says_who_is_signed_in(client: FlaskClient) -> None:
    guess(client, PASSWORD, name=EDITOR)
    assert "Ben, editor" in client.get("/studio/answers").text


@pytest.mark.parametrize("value", ["", "garbage", "eyJlZGl0b3IiOnRydWV9.awdd_Q.forged", "." * 50])
def test_a_forged_session_is_none(client: FlaskClient, value: str) -> None:
    client.set_cookie("studio", value, path="/studio")
    assert not is_in(client)


def test_a_conversation_s_token_is_no_session(client: FlaskClient) -> None:
    token = client.post("/api/chat", json={"message": "hi"}).get_json()["conversation"]
    client.set_cookie("studio", token, path="/studio")
    assert not is_in(client)


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("form", [None, "", "0" * 32, "é"])
def test_a_form_from_elsewhere_does_nothing(client: FlaskClient, path: str, form: str | None) -> None:
    guess(client, PASSWORD)
    data = {"message": "hello"} if form is None else {"message": "hello", "form": form}
    response = client.post(path, data=data)
    assert response.status_code == 400
    assert "This form is out of date, or came from elsewhere." in response.text
    assert "What the visitor sees" not in response.text


def test_nobody_is_logged_in_from_elsewhere(client: FlaskClient) -> None:
    assert client.post("/studio/login", data={"password": PASSWORD}).status_code == 400
    stranger = client.application.test_client()
    form = word(stranger.get("/studio/login"))
    assert client.post("/studio/login", data={"password": PASSWORD, "form": form}).status_code == 400
    assert not is_in(client)


def test_the_word_of_a_form_changes_with_the_login(client: FlaskClient) -> None:
    before = word(client.get("/studio/login"))
    guess(client, PASSWORD)
    assert word(client.get("/studio/answers")) != before
    assert client.post("/studio/ask", data={"form": before, "message": "hello"}).status_code == 400


def test_what_is_too_large_is_refused_as_a_page(client: FlaskClient) -> None:
    guess(client, PASSWORD)
    response = client.post(
        "/studio/ask", data={"form": word(client.get("/studio/answers")), "message": "a" * 17_000_000}
    )
    assert response.status_code == 413
    assert response.mimetype == "text/html"


@pytest.mark.parametrize("path", ["/studio/login", "/studio/studio.css", "/studio/mark.svg"])
def test_headers_of_what_anybody_sees(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        assert response.status_code == 200
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert response.headers.getlist("Cross-Origin-Resource-Policy") == ["same-origin"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/studio/studio.py", "/studio/base.html", "/studio/../app.py", "/studio/nothing"])
def test_no_other_file_is_served(client: FlaskClient, path: str) -> None:
    guess(client, PASSWORD)
    assert client.get(path).status_code == 404

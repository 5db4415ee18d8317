"""The bot under a path of another site, behind a proxy that strips the path and behind one that does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import LiveServer, serving
from tests.studio import Editor, write_users


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, small_clinic: Path) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("prefix")
    users = str(write_users(folder))
    with serving(folder, INTENTS=str(small_clinic), SCRIPT_NAME="/bot", STUDIO_USERS=users) as server:
        yield server


@pytest.mark.parametrize("path", ["/bot/api/chat", "/api/chat"], ids=["kept", "stripped"])
def test_questions_are_answered(server: LiveServer, path: str) -> None:
    status, reply = server.post(path, {"message": "What does the laser do?"})
    assert (status, reply["kind"]) == (200, "answer")


def test_an_editor_signs_in_at_the_path_that_the_browser_sees(server: LiveServer) -> None:
    """The cookie is for that path: with another, no browser would send it back."""
    editor = Editor(f"{server.url}/bot")
    page = editor.log_in()
    assert page.status == 200
    assert page.url.startswith(f"{server.url}/bot/studio")
    assert {cookie.path for cookie in editor.cookies} == {"/bot/studio"}
    assert "/bot/studio/inbox" in page.html
    assert editor.send("/studio/answers", act="review", intent=["laser-what"]).url == f"{server.url}/bot/studio/answers"

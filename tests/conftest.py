"""What the tests share: the app, a client for it, and the real server."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

from app import create_app
from bot import language
from bot.dialogue import Bot
from tests.production.parts import Part, new_database, postgres
from tests.serving import KEY, ROOT, LiveServer, serving
from tests.small_clinic import write_learnt_clinic
from tools.ablate import WITHOUT, switched_off

# A busy machine is no fault of the code: how long things take is measured in benchmarks.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

NO_LIMITS = {"VISITOR_LIMIT": 0, "OVERALL_LIMIT": 0}


@pytest.fixture(scope="session", autouse=True)
def _without_a_rule() -> Iterator[None]:
    """Switch off the rule of the dialogue that `make ablate` names, to see which tests notice."""
    rule = os.environ.get(WITHOUT)
    with switched_off(rule) if rule else nullcontext():
        yield


# What takes a learnt clinic of full size, or a server: `make quick` leaves it out.
SLOW_FIXTURES = {"app", "client", "assistant", "live_server", "database_server"}


# The rooms whose tests are to reach the engine's code; of the others no coverage is taken, which takes half their time.
COVERING = ROOT / "tests" / "bot"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow all tests that use a slow fixture, and those that take no coverage."""
    for item in items:
        if not item.path.is_relative_to(COVERING):
            item.add_marker("no_cover")
        if isinstance(item, pytest.Function) and SLOW_FIXTURES.intersection(item.fixturenames):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def app() -> Flask:
    """The web application on the shipped intents."""
    return create_app({"INTENTS": ROOT / "intents", "SECRET_KEYS": KEY, **NO_LIMITS})


@pytest.fixture(scope="session")
def small_clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small clinic's folder, quickly learnt, for tests that change nothing in it."""
    return write_learnt_clinic(tmp_path_factory.mktemp("small") / "intents")


@pytest.fixture
def on_small_clinic(monkeypatch: pytest.MonkeyPatch, small_clinic: Path) -> None:
    """Lets the servers and apps of a test run on the small clinic, where it names no other."""
    monkeypatch.setenv("INTENTS", str(small_clinic))


@pytest.fixture
def tiny_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a language pack of a few intents in the place of the one that ships, which takes seconds to learn."""
    monkeypatch.setattr(language, "FOLDER", ROOT / "tests" / "data" / "language")


@pytest.fixture
def hasty_threads() -> Iterator[ThreadPoolExecutor]:
    """Threads that take turns far more often than they do in life."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    with ThreadPoolExecutor(16) as pool:
        yield pool
    sys.setswitchinterval(before)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of `app`, without a network in between."""
    return app.test_client()


@pytest.fixture(scope="session")
def assistant() -> Bot:
    """The assistant on the shipped intents."""
    return Bot.load(ROOT / "intents", ["k" * 32])


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The real server on the shipped intents; pages of every origin may use it."""
    folder: Path = tmp_path_factory.mktemp("server")
    with serving(folder, ALLOWED_ORIGINS="*") as server:
        yield server


@pytest.fixture(scope="session")
def database_server() -> Iterator[Part]:
    """A real PostgreSQL."""
    with postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def inbox_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a new and empty database, in SQLite and then in PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/inbox.db"
    return new_database(request.getfixturevalue("database_server"))

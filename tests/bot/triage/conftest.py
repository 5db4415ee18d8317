"""What the tests of this room share."""

from __future__ import annotations

import pytest

from bot.triage import EmergencyDetector
from bot.triage.pack import Pack, load_pack
from bot.triage.reader import Reader
from tests.bot.triage.small_pack import FILES, write_pack


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(write_pack(tmp_path_factory.mktemp("pack"), FILES))


@pytest.fixture(scope="session")
def reader(pack: Pack) -> Reader:
    return Reader(pack)


@pytest.fixture(scope="session")
def detector() -> EmergencyDetector:
    return EmergencyDetector.load()

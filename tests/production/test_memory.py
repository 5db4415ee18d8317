"""The server's memory under visitors who never repeat themselves: it fills its caches, and then stays as it is."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

from tests.serving import LiveServer, serving
from web.body import MAX_MESSAGE

pytestmark = pytest.mark.usefixtures("on_small_clinic")

SCRIPTS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшэюя",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "的一是不了人我在有他这中大来上个国",
)
GROWTH = 0.05


def message(chance: random.Random) -> str:
    """A message as long as may be, of words that were never sent before: as many as 20,000 ordinary ones hold in 50."""
    letters, text = chance.choice(SCRIPTS), ""
    while len(text) < MAX_MESSAGE:
        text += "".join(chance.choices(letters, k=chance.randrange(3, 9))) + " "
    return text[:MAX_MESSAGE]


def resident(server: LiveServer) -> int:
    """Kilobytes of the one process that answers."""
    [worker] = server.workers()
    lines = Path(f"/proc/{worker}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def test_it_stays_as_it_is_under_messages_that_were_never_sent_before(tmp_path: Path) -> None:
    chance = random.Random(1)
    held = []
    with serving(tmp_path, WORKERS="1", THREADS="1") as server:
        for _ in range(3):
            for _ in range(150):
                assert server.post("/api/chat", {"message": message(chance)})[0] == 200
            held.append(resident(server))
    assert all(after < before * (1 + GROWTH) for before, after in pairwise(held)), held

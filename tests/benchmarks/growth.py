"""What a large clinic costs: a folder of many intents is made, served, asked and edited, and the figures are printed.

    python -m tests.benchmarks.growth [--topics 100] [--phrases 15]

Each topic has ten intents. With the defaults that is 1,000 intents and 15,000 phrases, and the language pack's on top.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from wordfreq import top_n_list

from tests.benchmarks.load import memory, processor_seconds
from tests.serving import ROOT, LiveServer, serving, wait_for
from tests.small_clinic import CAVEATS, CLINIC

ASPECTS = {
    "cost": "price cost pay charge expensive cheap fee money",
    "pain": "hurt pain sore ache sting comfortable numb needle",
    "safety": "safe risk danger harm complication problem wrong worry",
    "duration": "long time hours minutes take quick slow wait",
    "recovery": "recover heal rest work downtime back normal days",
    "results": "result effect change see notice work last improve",
    "preparation": "prepare before eat drink medicine avoid ready stop",
    "who": "suitable age allowed candidate pregnant young old can",
    "method": "work method technique machine happen done explain process",
    "repeat": "again often repeat sessions many course top second",
}
FRAMES = "what about|tell me about the|is there any|how much|I wonder about|please explain|can you say|do I get".split(
    "|"
)
ASKED = 300  # messages


@cache
def names() -> list[str]:
    """Words to name topics by, and to ask with; always in the same order."""
    found = [word for word in top_n_list("en", 9_000) if len(word) > 5 and word.isalpha()]
    random.Random(1).shuffle(found)
    return found


def phrase(topic: str, aspect: str, chance: random.Random) -> str:
    """A question about an aspect of a topic, as if somebody had typed it."""
    words = chance.choices(ASPECTS[aspect].split(), k=2)
    return f"{chance.choice(FRAMES)} {' '.join(words)} {topic} {chance.choice(names())}"


def write_clinic(folder: Path, topics: int, phrases: int) -> None:
    """Write a clinic of so many topics, each of ten intents, each of which has so many phrases."""
    folder.mkdir()
    chosen, chance = names()[:topics], random.Random(2)
    clinic = CLINIC.replace('disable: ["*"]\n', "")
    (folder / "clinic.yaml").write_text(clinic.replace("[laser-what, laser-recovery]", f"[{chosen[0]}-cost]"))
    (folder / "caveats.yaml").write_text(CAVEATS)
    for name in chosen:
        topic = {
            "topic": name,
            "title": name.title(),
            "names": [name],
            "reviewed": {"by": "A. Doctor", "on": date(2026, 11, 23), "due": date(2027, 5, 23)},
            "intents": [_intent(name, aspect, phrases, chance) for aspect in ASPECTS],
        }
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(topic, sort_keys=False))


def _intent(name: str, aspect: str, phrases: int, chance: random.Random) -> dict[str, object]:
    return {
        "id": f"{name}-{aspect}",
        "aspect": aspect,
        "question": f"What is the {aspect} of {name}?",
        "examples": list(dict.fromkeys(phrase(name, aspect, chance) for _ in range(3 * phrases)))[:phrases],
        "answer": f"The {aspect} of {name} differs from person to person.",
        "caveats": ["ask-doctor"],
        "sources": [{"document": "leaflet", "section": name.title()}],
    }


def measure(folder: Path, log: Path, topics: int) -> Iterator[tuple[str, str]]:
    """What serving `folder` takes, each with what it is."""
    subprocess.run([sys.executable, "-m", "bot", "learn", "--intents", str(folder)], cwd=ROOT, check=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield "to learn, of a processor", f"{used.ru_utime + used.ru_stime:.1f} s"
    yield "memory of the process that learns", f"{used.ru_maxrss / 1e3:.0f} MB"
    started = time.monotonic()
    with serving(log, INTENTS=str(folder)) as server:
        yield "start", f"{time.monotonic() - started:.1f} s"
        yield "milliseconds of a processor a message", f"{_asked(server, topics):.2f}"
        yield "memory of all processes after it", f"{memory(server) / 1e6:.0f} MB"
        seconds, most = _edited(server, folder)
        yield "until a changed example is in service", f"{seconds:.1f} s"
        yield "memory meanwhile, with the process that learns", f"{most / 1e6:.0f} MB"
        yield "memory of all processes after that", f"{memory(server) / 1e6:.0f} MB"


def _asked(server: LiveServer, topics: int) -> float:
    """Ask what was never asked before; returns the milliseconds of a processor that a message takes."""
    chance = random.Random(3)
    texts = [phrase(chance.choice(names()[:topics]), chance.choice([*ASPECTS]), chance) for _ in range(2 * ASKED)]
    before = 0.0
    for number, text in enumerate(texts):
        before = processor_seconds(server) if number == ASKED else before  # the first half warms up
        server.post("/api/chat", {"message": text})
    return 1000 * (processor_seconds(server) - before) / ASKED


def _edited(server: LiveServer, folder: Path) -> tuple[float, int]:
    """Change an example; returns the seconds until it is in service, and the most memory that is held meanwhile."""
    held, done = [memory(server)], threading.Event()

    def watch() -> None:
        while not done.wait(0.2):
            held.append(_with_learner(server))

    watcher = threading.Thread(target=watch)
    watcher.start()
    path = folder / f"{names()[0]}.yaml"
    before, started = server.get("/healthz")[1]["knowledge"], time.monotonic()
    path.write_text(path.read_text().replace("examples:\n", "examples:\n  - would a zibble be of any use\n", 1))
    wait_for(lambda: _all_left(server, before), 600, "the change")
    done.set()
    watcher.join()
    return time.monotonic() - started, max(held)


def _all_left(server: LiveServer, before: str) -> bool:
    return all(server.get("/healthz")[1]["knowledge"] != before for _ in range(8))


def _with_learner(server: LiveServer) -> int:
    """Bytes that the server's processes hold, and those that learn for it."""
    learners = [
        int(child)
        for worker in server.workers()
        for task in Path(f"/proc/{worker}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    held = memory(server)
    for pid in learners:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:  # it has just ended
            continue
        held += next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
    return held


def main() -> None:
    """Measure as the command line says, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", type=int, default=100, help="topics of ten intents each (default 100)")
    parser.add_argument("--phrases", type=int, default=15, help="phrases of each intent (default 15)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "intents"
        write_clinic(folder, options.topics, options.phrases)
        print(f"{options.topics * 10:,} intents with {options.topics * 10 * options.phrases:,} phrases", flush=True)
        for what, figure in measure(folder, Path(name), options.topics):
            print(f"{what:<50}{figure:>10}", flush=True)


if __name__ == "__main__":
    main()

"""Put the server under load, side by side with a bare Flask route on the same server with the same settings.

    python tests/benchmarks/load.py [--seconds 60] [--connections 32] [--again] [--json]

Both servers are the production one, started here, with their own processes. The load alternates between them, slice
by slice, so that whatever else the machine does falls on both. Limits are on, and far away. No message was ever sent
before as it is: common questions come with slips of the finger, in a story, or with marks of their own. With --again
they come as they are, again and again.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.serving import LiveServer, serving  # noqa: E402 - found through the line above

MESSAGES = Path(__file__).with_name("messages.txt")
TURNS = 4  # messages that one conversation goes on for
LIMITS = {"VISITOR_LIMIT": "100000000", "OVERALL_LIMIT": "100000000", "LOG_LEVEL": "info"}


@dataclass
class Tally:
    """What came back from one server: seconds that each request took, errors, requests a second by slice, and the
    seconds that its processors worked for them, which tell more than the rest where other work shares the machine."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    worked: float = 0.0

    def report(self) -> dict[str, Any]:
        ordered = sorted(self.seconds)
        return {
            "requests": len(ordered),
            "errors": len(self.errors),
            "requests_a_second": round(statistics.median(self.rates)),
            "p50_ms": round(1000 * ordered[len(ordered) // 2], 1),
            "p99_ms": round(1000 * ordered[len(ordered) * 99 // 100], 1),
            "max_ms": round(1000 * ordered[-1], 1),
            "processor_ms": round(1000 * self.worked / len(ordered), 2),
        }


STORIES = """
My sister had something like this done last year and was happy, so now I wonder:
Hello there, I have been reading your page on the train this morning.
I am forty two and have never had anything done.
My friend told me to ask you, since she knows nobody else who could tell.
""".strip().splitlines()
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Load:
    """How many connections are busy at a time, and whether messages are sent again as they are."""

    connections: int
    again: bool = False

    def worded(self, message: str) -> str:
        """A message as it is sent."""
        return message if self.again else random.choice((_marked, _with_slips, _in_a_story))(message)


def _marked(message: str) -> str:
    return message + "".join(random.choices("!.", k=12))


def _with_slips(message: str) -> str:
    """`message` with two letters that are wrong, doubled or left out."""
    for _ in range(2):
        at = random.randrange(len(message))
        message = message[:at] + random.choice(LETTERS) * random.randrange(3) + message[at + 1 :]
    return message or "?"


def _in_a_story(message: str) -> str:
    return f"{random.choice(STORIES)} It was {random.randrange(10_000)} steps. {message}"


async def press(server: LiveServer, load: Load, seconds: float, tally: Tally) -> None:
    """Keep all connections busy for `seconds`, each sending its next message once the last is answered."""
    messages = [line for line in MESSAGES.read_text(encoding="utf-8").splitlines() if line]
    end = time.perf_counter() + seconds
    before, worked = len(tally.seconds), processor_seconds(server)
    await asyncio.gather(
        *(_converse(server, load, messages[n * 5 :] + messages[: n * 5], end, tally) for n in range(load.connections))
    )
    tally.rates.append((len(tally.seconds) - before) / seconds)
    tally.worked += processor_seconds(server) - worked


async def _converse(server: LiveServer, load: Load, messages: list[str], end: float, tally: Tally) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    conversation = None
    turn = 0
    try:
        while time.perf_counter() < end:
            message = load.worded(messages[turn % len(messages)])
            turn += 1
            sent = {"message": message, "conversation": conversation if turn % TURNS else None}
            started = time.perf_counter()
            status, body = await _exchange(reader, writer, json.dumps(sent).encode())
            tally.seconds.append(time.perf_counter() - started)
            if status != 200:
                tally.errors.append(f"{status}: {body[:200]!r}")
            conversation = json.loads(body).get("conversation")
    except (OSError, asyncio.IncompleteReadError) as error:
        tally.errors.append(repr(error))
    finally:
        writer.close()


async def _exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: bytes) -> tuple[int, bytes]:
    writer.write(
        b"POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        % len(body)
        + body
    )
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return int(head[9:12]), await reader.readexactly(int(length[15:]))


def memory(server: LiveServer) -> int:
    """Bytes that the server's processes hold, each shared page counted once (proportional set size)."""
    return sum(_pss(pid) for pid in (server.process.pid, *server.workers()))


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def processor_seconds(server: LiveServer) -> float:
    """Seconds that the processes which answer have worked so far, in the kernel and outside of it."""
    stats = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in server.workers()]
    return sum(int(ticks) for stat in stats for ticks in stat[11:13]) / os.sysconf("SC_CLK_TCK")


def measure(seconds: float, load: Load, slice_seconds: float = 5.0) -> dict[str, Any]:
    """Load both servers in turn, each for `seconds` in all. Returns the figures of both and how they compare."""
    tallies = {"caveat": Tally(), "bare": Tally()}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        servers = {
            "caveat": stack.enter_context(serving(folder, **LIMITS)),
            "bare": stack.enter_context(serving(folder, program="tests/benchmarks/bare.py", **LIMITS)),
        }
        for server in servers.values():  # warm up: caches fill, and memory with them
            asyncio.run(press(server, load, 2 * slice_seconds, Tally()))
        held = memory(servers["caveat"])
        for _ in range(max(1, round(seconds / slice_seconds))):
            for name, server in servers.items():
                asyncio.run(press(server, load, slice_seconds, tallies[name]))
        growth = memory(servers["caveat"]) / held - 1
    reports = {name: tally.report() for name, tally in tallies.items()}
    return {
        **reports,
        "share_of_bare": round(reports["caveat"]["requests_a_second"] / reports["bare"]["requests_a_second"], 3),
        "memory_mb": round(held / 1e6, 1),
        "memory_growth": round(growth, 4),
        "first_errors": list(islice(tallies["caveat"].errors, 3)),
    }


def main() -> None:
    """Measure as the command line says, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="how long each server is loaded (default 60)")
    parser.add_argument("--connections", type=int, default=32, help="connections at a time (default 32)")
    parser.add_argument("--again", action="store_true", help="send the same messages again and again")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    options = parser.parse_args()
    figures = measure(options.seconds, Load(options.connections, options.again))
    if options.json:
        print(json.dumps(figures))
        return
    print("messages that come again and again:" if options.again else "messages that were never sent before:")
    print(f"{'':8}{'requests':>10}{'errors':>8}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'max ms':>9}{'cpu ms':>8}")
    for name in ("caveat", "bare"):
        row = figures[name]
        print(
            f"{name:8}{row['requests']:>10,}{row['errors']:>8}{row['requests_a_second']:>10,}"
            f"{row['p50_ms']:>9}{row['p99_ms']:>9}{row['max_ms']:>9}{row['processor_ms']:>8}"
        )
    print(f"{figures['share_of_bare']:.0%} of the bare route's requests a second, on {os.cpu_count()} processors")
    print(f"memory {figures['memory_mb']} MB after warm-up, {figures['memory_growth']:+.1%} at the end")


if __name__ == "__main__":
    main()

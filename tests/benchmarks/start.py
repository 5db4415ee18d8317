"""How long the server takes from its start to its first answer, what it learnt from the intents being kept already.

    python -m tests.benchmarks.start [--times 5]

Ends with 1 where the quickest start takes more than 1.5 seconds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.serving import serving

LIMIT = 1.5  # seconds
QUESTION = {"message": "What is mesotherapy?"}


def first_answer(folder: Path) -> float:
    """Seconds from starting the server to its first answer."""
    started = time.monotonic()
    with serving(folder) as server:
        status, reply = server.post("/api/chat", QUESTION)
        assert (status, reply["kind"]) == (200, "answer")
        return time.monotonic() - started


def main() -> int:
    """Measure as the command line says, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5, help="how often to start (default 5)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        first_answer(Path(folder))  # learns from the intents where that has not been done
        seconds = sorted(first_answer(Path(folder)) for _ in range(options.times))
    print(f"first answer after {seconds[0]:.2f} s at best, {statistics.median(seconds):.2f} s as a rule")
    return int(seconds[0] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())

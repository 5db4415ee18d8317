"""Runs the server on a time of day that a test sets: what it is moved by, in seconds, stands in the file CLOCK_FILE.

The monotonic clock is left alone, as it is when somebody sets a machine's clock.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from pathlib import Path

MOVED = Path(os.environ["CLOCK_FILE"])
true_time = time.time


def moved_time() -> float:
    """The time of day as the server is to see it."""
    return true_time() + float(MOVED.read_text() or 0)


time.time = moved_time
sys.path.insert(0, str(Path.cwd()))
runpy.run_path("app.py", run_name="__main__")

"""One system at work on one data set, in a process of its own and on one processor.

So its memory is its own, and the processor time that it takes is the time that it takes on a machine with nothing else
to do, or near it, however busy this one is.
"""

from __future__ import annotations

import os
import pkgutil
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tests.benchmarks.systems import System
from tests.benchmarks.systems.system import Example

WARM_UP = 5  # messages before the clock starts
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Trial:
    """What a system made of each message, in their order, and what that cost.

    Seconds are processor time; `peak_bytes` is the most memory that the process held, the interpreter and libraries
    included; `threshold` is the score below which the system declines, None where it has none of its own.
    """

    best: tuple[str, ...]
    scores: tuple[float, ...]
    top3: tuple[tuple[str, ...], ...]
    threshold: float | None
    learn_seconds: float
    message_seconds: tuple[float, ...]
    peak_bytes: int


def in_own_process(learn: str, examples: Sequence[Example], texts: Sequence[str], with_top3: bool = True) -> Trial:
    """`attempt` in a new process, which starts empty whatever this one holds."""
    with ProcessPoolExecutor(1, get_context("spawn"), initializer=_settle) as process:
        return process.submit(attempt, learn, examples, texts, with_top3).result()


def _settle() -> None:
    """Before any library is there to read it: say that one thread is enough."""
    os.environ.update(ONE_THREAD)


def attempt(learn: str, examples: Sequence[Example], texts: Sequence[str], with_top3: bool = True) -> Trial:
    """Let the system that `learn` ("module:function") gives learn from `examples`, then answer `texts` one by one."""
    function = pkgutil.resolve_name(learn)  # imports the libraries, which is no part of learning
    started = time.process_time()
    system: System = function(examples)
    learnt = time.process_time() - started
    for text, _ in examples[:WARM_UP]:
        system.best(text)
    answers, seconds = [], []
    for text in texts:
        started = time.process_time()
        answers.append(system.best(text))
        seconds.append(time.process_time() - started)
    peak = _peak_bytes()
    return Trial(
        best=tuple(label for label, _ in answers),
        scores=tuple(float(score) for _, score in answers),
        top3=tuple(system.top3(text) for text in texts) if with_top3 else (),
        threshold=system.threshold,
        learn_seconds=learnt,
        message_seconds=tuple(seconds),
        peak_bytes=peak,
    )


def _peak_bytes() -> int:
    # The kernel's own mark for this program. What getrusage gives would include the process that started this one.
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))

"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("rapidfuzz", "numpy", "scipy", "scikit-learn", "torch", "transformers", "sentence-transformers")


def describe() -> tuple[str, ...]:
    """The processor, the memory, the system, the versions, and how busy the machine is with other things."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{_processor()}, {os.cpu_count()} processors, {memory:.0f} GB of memory; no graphics card is used",
        f"{platform.system()}, Python {platform.python_version()}; {', '.join(filter(None, map(_version, PACKAGES)))}",
        f"on {date.today():%d %B %Y}; load average before the first run: {os.getloadavg()[0]:.1f}",
    )


def _processor() -> str:
    """The processor as it calls itself."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _version(package: str) -> str | None:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return None

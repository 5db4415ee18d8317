"""The audit fails where something is known, and says so where it could not look."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from typing import Any

import pytest

from tests.serving import ROOT

SCRIPT = ROOT / ".ci" / "audit.py"
verdict = runpy.run_path(str(SCRIPT))["verdict"]

FINE = {"name": "flask", "version": "3.1.0", "vulns": []}
FAULTY = {"name": "jinja2", "version": "2.10", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.11"], "aliases": []}]}
UNKNOWN = {"name": "caveat", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("report", "status", "said"),
    [
        (None, 0, "AUDIT DID NOT RUN"),
        ({"dependencies": [FINE]}, 0, "no fault is known in 1 packages"),
        ({"dependencies": [FINE, FAULTY]}, 1, "KNOWN FAULT: jinja2 2.10: PYSEC-1, mended in 2.11"),
        ({"dependencies": [FINE, UNKNOWN]}, 0, "AUDIT IS NOT WHOLE: nothing is known of 1 packages: caveat"),
        ({"dependencies": [FAULTY, UNKNOWN]}, 1, "AUDIT IS NOT WHOLE"),
    ],
)
def test_what_is_found_fails_and_what_could_not_be_asked_is_said(report: Any, status: int, said: str) -> None:
    code, lines = verdict(report)
    assert code == status
    assert said in "\n".join(lines)


def test_without_a_network_it_says_that_nothing_was_audited() -> None:
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "NO_PROXY": "", "no_proxy": ""}
    environment = {**os.environ, **nowhere, **{name.lower(): value for name, value in nowhere.items()}}
    command = [sys.executable, str(SCRIPT), "requirements.lock"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "AUDIT DID NOT RUN" in done.stdout

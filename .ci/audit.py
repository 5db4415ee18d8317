#!/usr/bin/env python3
"""Ask for known faults in what is locked: `python .ci/audit.py [requirements.lock]`, in an environment with pip-audit.

Ends with 1 where something is known, and says in the log where nothing, or not everything, could be asked for: silence
is no all-clear, but a registry that is away is no fault of the code either.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any


def verdict(report: dict[str, Any] | None) -> tuple[int, list[str]]:
    """The exit status and the lines of the log for pip-audit's JSON `report`; None where it gave none."""
    if report is None:
        return 0, ["AUDIT DID NOT RUN: the registry could not be asked for known faults. Nothing was audited."]
    packages = report["dependencies"]
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    known = [
        f"KNOWN FAULT: {package['name']} {package['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}"
        for package in packages
        for fault in package.get("vulns", ())
    ]
    lines = known or [f"audit: no fault is known in {len(packages) - len(skipped)} packages"]
    if skipped:
        lines.append(f"AUDIT IS NOT WHOLE: nothing is known of {len(skipped)} packages: {', '.join(skipped)}")
    return int(bool(known)), lines


def ask(lock: str) -> dict[str, Any] | None:
    """pip-audit's report on what `lock` names; None where it could not make one."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--require-hashes", "--disable-pip"]
    done = subprocess.run(
        [*command, "--format", "json", "--timeout", "30"], capture_output=True, text=True, check=False
    )
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        print(done.stderr.strip(), file=sys.stderr)
        return None
    return report


if __name__ == "__main__":
    status, said = verdict(ask(sys.argv[1] if len(sys.argv) > 1 else "requirements.lock"))
    print("\n".join(said))
    sys.exit(status)

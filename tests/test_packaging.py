"""What is installed: a wheel, built and put into an empty environment, runs from any folder with all its data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from tests.serving import ROOT, LiveServer, answers, free_port, stop, wait_for

FOUR = {
    "what is your phone number": "7946 0000",
    "when are you open": "9:00 to 17:00",
    "do you have parking": "car park behind the house",
    "how do I book": "https://clinic.example/book",
}


def run(command: list[str | Path], cwd: Path, **more: str) -> str:
    """Run a command to its good end, and give what it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command,
        check=False,
        cwd=cwd,
        env={**environment, **more},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from what git knows, so that nothing lying about gets into it."""
    folder = tmp_path_factory.mktemp("wheel")
    run(["git", "checkout-index", "--all", f"--prefix={folder}/source/"], ROOT)
    run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, "./source"], folder)
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of an environment that holds the wheel and what it needs, and nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=True)
    run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", wheel], folder)
    return folder / "bin"


def test_the_wheel_holds_all_that_the_rooms_hold(wheel: Path) -> None:
    tracked = run(["git", "ls-files", "bot", "web", "app.py"], ROOT).splitlines()
    assert set(tracked) <= set(zipfile.ZipFile(wheel).namelist())


def test_a_new_clinic_answers_at_once_wherever_it_is_started(installed: Path, tmp_path: Path) -> None:
    caveat = installed / "caveat"
    run([caveat, "new", "ours"], tmp_path)
    run([caveat, "check", "--intents", "ours"], tmp_path)
    run([caveat, "test", "--intents", "ours"], tmp_path)
    for question, said in FOUR.items():
        reply = json.loads(run([caveat, "ask", question, "--json", "--intents", "ours"], tmp_path))
        assert (reply["kind"], said in reply["text"]) == ("handoff", True), reply


def test_it_serves_its_pages_wherever_it_is_started(installed: Path, tmp_path: Path) -> None:
    run([installed / "caveat", "new", "intents"], tmp_path)
    port = free_port()
    process = subprocess.Popen([installed / "caveat-server"], cwd=tmp_path, env={**os.environ, "PORT": str(port)})
    server = LiveServer(f"http://127.0.0.1:{port}", process, tmp_path / "log")
    try:
        wait_for(lambda: answers(server), 120, "an answer from the server")
        for path in ("/", "/widget.js"):
            with urllib.request.urlopen(server.url + path) as response:
                assert response.status == 200
    finally:
        stop(process)

"""docs/editing.md, followed word for word by an editor who has Caveat, a Word file, and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.cli.main import COMMANDS
from tests.serving import ROOT, serving

PAGE = ROOT / "docs" / "editing.md"
WORD_FILE = Path(__file__).parents[1] / "data" / "aftercare" / "aftercare.docx"
SERVER = "INTENTS=clinic make run"

_STEP = re.compile(r"^<!-- (?P<do>.+?) -->$|^```(?P<form>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """What the page has the editor do: a hint that readers do not see, or a block ("sh", "yaml", "text")."""

    form: str
    text: str


def steps() -> Iterator[Step]:
    for found in _STEP.finditer(PAGE.read_text(encoding="utf-8")):
        yield Step(found["form"] or "hint", (found["text"] or found["do"]).rstrip("\n"))


def test_the_page_is_true(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    shutil.copy(WORD_FILE, tmp_path / "documents")
    hint, shown = "", ""
    for step in steps():
        if step.form == "hint":
            hint = step.text
            follow(hint, tmp_path)
        elif step.form == "yaml":
            write(hint, step.text, tmp_path)
        elif step.form == "sh":
            shown = "".join(run(command, tmp_path) for command in step.text.splitlines())
        else:
            assert shown, f"nothing was run before {step.text}"
            compare(step.text, shown)


def run(command: str, folder: Path) -> str:
    """What the command prints, as it is shown in a terminal."""
    if command == SERVER:
        serve(folder)
        return ""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout
    return done.stdout


def serve(folder: Path) -> None:
    """The server of `make run` on the clinic's folder answers."""
    with serving(folder, INTENTS=str(folder / "clinic")) as server:
        status, reply = server.post("/api/chat", {"message": "can I have a cigarette tonight", "conversation": None})
        assert (status, [answer["intent"] for answer in reply["answers"]]) == (200, ["smoke-after-extraction"])


def compare(shown: str, printed: str) -> None:
    """Whether what the page shows was printed, `…` standing for anything."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in shown.splitlines()
    )
    assert re.search(f"^{pattern}", printed, re.MULTILINE), f"the page shows\n{shown}\n\nbut this came:\n{printed}"


def follow(hint: str, folder: Path) -> None:
    """Do what the page says in words."""
    if match := re.fullmatch(r"without (.+): (\S+)", hint):
        words = re.findall(r'"(.+?)"', match[1])
        path = folder / match[2]
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not (line.startswith("      - ") and any(word in line for word in words))]
        assert len(kept) < len(lines)
        path.write_text("".join(kept), encoding="utf-8")
    elif match := re.fullmatch(r'replace "(.+)" by "(.+)": (\S+)', hint):
        replace_in_word(folder / match[3], match[1], match[2])


def replace_in_word(path: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    assert old.encode() in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)


def write(hint: str, text: str, folder: Path) -> None:
    """Put a block of YAML where the hint before it says: into a file, to the top of some, or into an entry."""
    what, _, where = hint.partition(": ")
    today = date.today()
    text = text.replace("2026-11-24", f"{today}").replace("2027-05-24", f"{today + timedelta(days=181)}")
    if what == "file":
        (folder / where).parent.mkdir(exist_ok=True)
        (folder / where).write_text(f"{text}\n", encoding="utf-8")
    elif what == "top":
        for name in where.split(", "):
            replace_keys(folder / name, 0, text, 0, None)
    else:
        assert what == "entry", hint
        path = folder / "clinic" / "aftercare.yaml"
        content = path.read_text(encoding="utf-8")
        start = content.index(f"  - id: {where}\n")
        end = content.find("\n  - id: ", start) + 1 or len(content)
        replace_keys(path, start, text, 4, end)


def replace_keys(path: Path, start: int, text: str, indent: int, end: int | None) -> None:
    """Write each key of `text` in the place of the same key of the file; an answer takes the place of `status`, too."""
    content = path.read_text(encoding="utf-8")
    part = content[start:end]
    for block in re.split(rf"^(?= {{{indent}}}\w)", text, flags=re.MULTILINE)[1:]:
        key = block.strip().partition(":")[0]
        part, count = re.subn(key_pattern(key, indent), lambda _, new=block: f"{new.rstrip()}\n", part, count=1)
        assert count == 1, f"{path} has no '{key}' there"
        if key == "answer":
            part = re.sub(key_pattern("status", indent), "", part)
    path.write_text(content[:start] + part + (content[end:] if end else ""), encoding="utf-8")


def key_pattern(key: str, indent: int) -> re.Pattern[str]:
    """A key with all that belongs to it: its line, and the lines that are indented further."""
    return re.compile(rf"^ {{{indent}}}{key}:.*\n(?: {{{indent + 1},}}\S.*\n)*", re.MULTILINE)


def test_no_command_of_the_page_is_unknown() -> None:
    named = set(re.findall(r"python -m bot (\w+)", PAGE.read_text(encoding="utf-8")))
    assert named <= {command.NAME for command in COMMANDS}
    assert {"draft", "check", "ask", "chat", "test", "ground"} <= named

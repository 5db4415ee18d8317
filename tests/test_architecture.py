"""Each package imports only packages of a lower step, which STEPS lists from the lowest up.

And the tests mirror the tree: whoever changes a module finds its tests under its name.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT

# A room is a package or module right below `bot`, or `web` or `app`. It may import rooms of a lower step only.
STEPS = {
    "bot.errors": 0,
    "bot.text": 0,
    "bot.language": 1,
    "bot.pii": 2,
    "bot.settings": 2,
    "bot.content": 2,
    "bot.reply": 3,
    "bot.nlu": 3,
    "bot.triage": 4,
    "bot.dialogue": 5,
    "bot.documents": 5,  # the editor's tools: nothing that answers visitors imports them
    "bot.grounding": 6,
    "bot.evaluation": 6,
    "bot.inbox": 6,
    "bot.editing": 7,
    "bot.cli": 8,  # the doors
    "web": 8,
    "bot.__main__": 9,
    "app": 9,
}
WEB_PACKAGES = {"flask", "waitress"}

# Rooms whose modules have a test file each.
MIRRORED = (
    *(f"bot/{room}" for room in "cli content dialogue documents editing evaluation grounding inbox nlu triage".split()),
    "web",
)
# Those of one module need real servers, and stand with the tests of these.
ELSEWHERE = {"web.server": "tests/production/test_server.py"}
# Modules without a test file, since they declare and do nothing: what they hold is tested by whoever uses it.
DECLARATIONS = {
    "bot.content.model": "the form of the intent files",
    "bot.dialogue.decision": "what the policy decides",
    "bot.dialogue.interpretation": "what the interpreter reads",
    "bot.dialogue.reasons": "the list of reasons",
    "bot.grounding.quantity": "the form in which two quantities are compared",
    "bot.inbox.errors": "the inbox's errors",
    "bot.triage.assessment": "what the detector says",
}


def room(module: str) -> str | None:
    """Return the room that `module` is in; None for `bot` itself and for other projects' modules."""
    parts = module.split(".")
    if parts[0] in {"web", "app"}:
        return parts[0]
    return ".".join(parts[:2]) if parts[0] == "bot" and len(parts) > 1 else None


def modules() -> list[Path]:
    return sorted([ROOT / "app.py", *(ROOT / "bot").rglob("*.py"), *(ROOT / "web").rglob("*.py")])


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    """The names of all modules that the file at `path` imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: relative import: name the room"
            module = node.module or ""
            # `from bot import text` names a room just as `from bot.text import …` does.
            names = [alias.name for alias in node.names if not alias.name.startswith("__")]  # no room
            found |= {f"bot.{name}" for name in names} if module == "bot" else {module}
    return found


@pytest.mark.parametrize("path", modules(), ids=name)
def test_each_room_imports_only_lower_ones(path: Path) -> None:
    own = room(name(path))
    if own is None:
        assert name(path) == "bot"
        return
    assert own in STEPS, f"{own} has no step: give it one in STEPS, and name it in docs/architecture.md"
    for imported in sorted(imports(path)):
        other = room(imported)
        if other is not None and other != own:
            assert STEPS[other] < STEPS[own], f"{path}: {own} imports {other}, which is no lower step"


@pytest.mark.parametrize("path", [path for path in modules() if name(path).startswith("bot")], ids=name)
def test_the_bot_knows_nothing_of_the_web(path: Path) -> None:
    assert not {imported.split(".")[0] for imported in imports(path)} & WEB_PACKAGES


def test_the_bot_answers_without_any_web_package_loaded() -> None:
    script = "import sys, bot.dialogue; print([m for m in ('flask', 'waitress', 'sqlalchemy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def mirrored() -> list[Path]:
    """Return the modules that have a test file each; a package's `__init__` only names what it exports."""
    found = (path for room in MIRRORED for path in (ROOT / room).rglob("*.py"))
    return sorted(path for path in found if path.stem != "__init__" and "studio" not in path.relative_to(ROOT).parts)


@pytest.mark.parametrize("path", mirrored(), ids=name)
def test_each_module_has_the_test_file_of_its_name(path: Path) -> None:
    own = Path("tests") / path.relative_to(ROOT).with_name(f"test_{path.name}")
    tests = ROOT / ELSEWHERE.get(name(path), own)
    if name(path) in DECLARATIONS:
        assert not tests.exists(), f"{name(path)} has tests: take it out of DECLARATIONS"
    else:
        assert tests.exists(), f"put the tests of {name(path)} into {tests.relative_to(ROOT)}"


def test_each_declaration_is_a_module() -> None:
    assert DECLARATIONS.keys() <= set(map(name, mirrored()))

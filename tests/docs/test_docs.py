"""What the documentation says of commands, settings, log lines, metrics, files and tests is so: every page is held."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import create_app
from bot.cli.main import COMMANDS
from bot.dialogue import Bot
from bot.dialogue.reasons import Reason
from bot.editing.figures import DAYS
from bot.settings import SETTINGS_FILE, Settings, describe
from bot.triage.pack import load_pack
from tests.serving import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
ARCHITECTURE = ROOT / "docs" / "architecture.md"
OPERATIONS = ROOT / "docs" / "operations.md"
TRIAGE = ROOT / "docs" / "triage.md"
FOLDERS = "bot|web|tests|tools|docs|deploy|intents|\\.ci"
MAKE_S = set(re.findall(r"\b([A-Z]+)\b", (ROOT / "Makefile").read_text()))  # its variables
OTHERS = {"POSTGRES_PASSWORD"}  # the compose file's
LEVELS = "debug|info|warning|error|exception|critical"

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def without_code(page: Path) -> str:
    return re.sub(r"^```.*?^```", "", text(page), flags=re.MULTILINE | re.DOTALL)


def code(page: Path) -> list[str]:
    """What a page shows as code: each span, and each line of a block without its comment."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text(page), re.MULTILINE | re.DOTALL)
    lines = [re.sub(r"(^|\s)#.*", "", line).strip() for block in blocks for line in block.splitlines()]
    return [*(line for line in lines if line), *re.findall(r"`([^`\n]+)`", without_code(page))]


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    return {slug(heading) for heading in re.findall(r"^#+ (.*)$", without_code(page), re.MULTILINE)}


@pages
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", without_code(page))
    for target in targets:
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        place = (page.parent / name).resolve() if name else page
        assert place.exists(), f"{page.name} links to {target}, which is not there"
        assert not anchor or anchor in anchors(place), (
            f"{page.name} links to {target}: {place.name} has no such heading"
        )


@pages
def test_every_file_that_is_named_is_there(page: Path) -> None:
    named = [part for piece in code(page) for part in re.findall(rf"(?<![\w/.-])(?:{FOLDERS})/[\w./-]*", piece)]
    for name in named:
        # Not in the repository: made by the bot, or by the clinic.
        made = {".cache", ".env"} & set(Path(name).parts) or name.endswith(".pem")
        assert made or (ROOT / name.rstrip(".")).exists(), f"{page.name} names {name}, which is not there"


@pages
def test_every_test_that_is_named_exists(page: Path) -> None:
    for file, test in re.findall(r"(tests/[\w/]+\.py)::(\w+)", text(page)):
        assert test in functions(ROOT / file), f"{page.name} names {file}::{test}, which is not there"


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pages
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for piece in code(page):
        for words in re.findall(r"(?:^|&& |[A-Z]+=\S+ )make ((?:[a-z][\w-]*\s?)+)", piece):
            assert set(words.split()) <= targets, f"{page.name} says `{piece}`"


@pages
def test_every_command_that_is_named_exists_and_takes_its_options(page: Path) -> None:
    known = {command.NAME: options(command) for command in COMMANDS}
    for piece in code(page):
        for name, rest in re.findall(r"(?:python3? -m bot|^caveat) ([a-z]+)\b([^;&|]*)", piece):
            assert name in known, f"{page.name} says `{piece}`"
            unquoted = re.sub(r'"[^"]*"', "", rest)
            given = set(re.findall(r"(?<!\S)--?[a-z][\w-]*", unquoted))
            assert given <= known[name], f"{page.name} says `{piece}`: {given - known[name]}"


def options(command: object) -> set[str]:
    """All options of a command, those of its actions included."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)  # type: ignore[attr-defined]
    return {"--intents", *all_options(parser)}


def all_options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                yield from all_options(sub)


@pages
def test_every_module_that_is_run_is_there(page: Path) -> None:
    for module in re.findall(r"python3? -m ((?:tests|tools|web|bot)\.[\w.]+)", text(page)):
        path = ROOT / Path(*module.split("."))
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), f"{page.name} runs {module}"


# docs/operations.md


def rows(heading: str, page: Path = OPERATIONS) -> list[list[str]]:
    """The cells of the first table under `heading`, without its head."""
    section = text(page).split(f"\n## {heading}\n")[1].split("\n## ")[0]
    table = re.findall(r"^\|(.*)\|$", section, re.MULTILINE)
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)] for row in table[2:]]


def test_the_settings_table_is_what_the_code_says() -> None:
    wanted = [[f"`{setting.name}`", setting.default, setting.meaning] for setting in describe(Settings())]
    assert rows("Settings") == wanted


def test_the_reasons_table_is_what_the_code_says() -> None:
    explained = [row[0].strip("`") for row in rows("Why the bot replied as it did", ARCHITECTURE)]
    assert explained == list(Reason)


def test_the_rules_that_fire_alone_are_those_of_the_detector() -> None:
    page = text(TRIAGE)
    told = re.search(r"^Some rules fire alone: (.*?)After a treatment these do, too: (.*?)\n\n", page, re.M | re.S)
    assert told
    for listed, when in zip(told.groups(), ("always", "after-treatment"), strict=True):
        alone = {rule.id for rule in load_pack().rules.rules if rule.fires_alone == when}
        assert set(re.findall(r"`([\w-]+)`", listed)) == alone


def test_for_how_long_the_figures_are_kept_is_what_the_code_says() -> None:
    assert f"each day's are kept for {DAYS} days" in text(ROOT / "docs" / "privacy.md")


def test_the_message_that_is_walked_through_gets_the_reply_that_is_told(assistant: Bot) -> None:
    told = re.search(r'A visitor writes "(.*?)".*?for the reason\s+`([\w-]+)`', text(ARCHITECTURE), re.DOTALL)
    assert told
    reply = assistant.reply(told[1])
    assert (reply.reason, len(reply.answers)) == (told[2], 2)


def test_what_is_set_anywhere_is_a_setting() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    of_tests = set(re.findall(r'"(CAVEAT_\w+)"', sources))
    known = {name.upper() for name in Settings.model_fields} | {SETTINGS_FILE} | of_tests | MAKE_S | OTHERS
    for page in PAGES:
        named = {name for piece in code(page) for name in re.findall(r"(?:^|\s)([A-Z][A-Z_]+)=", piece)}
        assert named <= known, f"{page.name} sets {named - known}"


def events() -> Iterator[tuple[Path, int, str]]:
    """Every line of the log that the code writes: where, and its event, with "…" for what varies."""
    for path in sorted([ROOT / "app.py", *(ROOT / "bot").rglob("*.py"), *(ROOT / "web").rglob("*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = [node.value for node in tree.body if isinstance(node, ast.Assign)]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and re.fullmatch(rf"(self\.)?log\.({LEVELS})", ast.unparse(node.func)):
                # What is logged by a name is one of the module's own texts.
                said = constants if isinstance(node.args[0], ast.Name) else node.args[:1]
                yield from ((path, node.lineno, event) for part in said if (event := fixed(part)))


def fixed(said: ast.expr) -> str:
    """A text as the code writes it, with "…" for what varies; "" for what is no text."""
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        return re.sub(r"%[sd]", "…", said.value)
    if isinstance(said, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in said.values)
    return ""


def test_every_log_event_is_explained() -> None:
    explained = [row[0].strip("`") for row in rows("The log")]
    patterns = [re.compile(".*".join(map(re.escape, event.split("…")))) for event in explained]
    found = list(events())
    assert len(found) > 10
    for path, line, event in found:
        known = any(pattern.fullmatch(event) for pattern in patterns)
        assert known, f"{path.name}:{line} logs '{event}', which docs/operations.md does not explain"


def test_every_metric_is_explained_and_no_other(small_clinic: Path) -> None:
    client = create_app({"INTENTS": small_clinic, "METRICS_TOKEN": "a-token-for-tests"}).test_client()
    page = client.get("/metrics", headers={"Authorization": "Bearer a-token-for-tests"}).get_data(as_text=True)
    metrics = set(re.findall(r"^# HELP (caveat_\w+)", page, re.MULTILINE))
    created = {name for name in metrics if name.endswith("_created")}
    assert [row[0].strip("`") for row in rows("Metrics")] == sorted(metrics - created)


def test_every_target_of_the_makefile_is_explained_in_it() -> None:
    head, _, rest = (ROOT / "Makefile").read_text().partition("\n\n")
    phony = re.search(r"^\.PHONY: (.*)$", rest, re.MULTILINE)
    assert phony
    assert set(re.findall(r"make ([a-z]+) ", head)) == set(phony[1].split()) - {
        "check",
        "system",
    }  # parts of `make test`

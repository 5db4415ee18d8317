"""The command line: what each command prints, and the exit code it ends with."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.cli import benchmark, main, settings
from bot.cli.main import COMMANDS
from bot.cli.show import WIDTH, show_reply
from bot.content import Kind, Source
from bot.content.schema import MODELS
from bot.reply import Advice, Answer, Reply, Suggestion
from bot.settings import Settings
from tests.serving import ROOT
from tests.small_clinic import write_learnt_clinic

pytestmark = pytest.mark.slow  # each command starts a bot of its own

RECOVERY = "How long is the recovery?"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def intents(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The small clinic's folder; what was learnt from it is kept there from the first test to the last."""
    return str(write_learnt_clinic(tmp_path_factory.mktemp("cli") / "intents"))


@pytest.fixture
def spoilt(intents: str, tmp_path: Path) -> Path:
    """A copy of the small clinic's folder, to be spoilt."""
    return Path(shutil.copytree(intents, tmp_path / "spoilt"))


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | bytes], None]:
    """Puts text on standard input."""

    def put(text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return put


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of this machine reaches a test."""
    for name in (*(field.upper() for field in Settings.model_fields), "SETTINGS_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def one_line_of_error(capsys: Capture) -> str:
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("bot: ")
    assert err.count("\n") == 1
    return err.strip()


def test_ask_shows_answer_caveats_source_and_follow_ups(intents: str, capsys: Capture) -> None:
    assert main(["ask", RECOVERY, "--intents", intents]) == 0
    out = capsys.readouterr().out
    assert "Most people rest for a day or two." in out
    assert out.count("\n  ! ") == 2
    assert "Source: Leaflet: Recovery, Leaflet: FAQ. Reviewed 2026-11-23." in out
    assert "  1. What does the laser do?" in out
    assert max(map(len, out.splitlines())) <= WIDTH


def test_ask_json(intents: str, capsys: Capture) -> None:
    assert main(["ask", RECOVERY, "--json", "--intents", intents]) == 0
    reply = json.loads(capsys.readouterr().out)
    assert reply["kind"] == "answer"
    assert [answer["intent"] for answer in reply["answers"]] == ["laser-recovery"]


def test_ask_explain(intents: str, capsys: Capture) -> None:
    assert main(["ask", RECOVERY, "--explain", "--intents", intents]) == 0
    out = capsys.readouterr().out
    for part in ("read as      how long is the recovery", "meanings", "confidence", "known        1.00", "margin"):
        assert part in out
    assert re.search(r"1\. laser-recovery \(0\.\d\d\)\n     words     .*\w [+-]\d\.\d", out)
    assert re.search(r"\d+     How long is the recovery\?", out)


@pytest.mark.parametrize("question", ["?!", "\ud800", "x" * 5_000])
def test_ask_and_explain_take_any_message(intents: str, capsys: Capture, question: str) -> None:
    assert main(["ask", question, "--explain", "--intents", intents]) == 0
    assert "read as" in capsys.readouterr().out


def test_ask_without_question(intents: str, capsys: Capture) -> None:
    assert main(["ask", "--intents", intents]) == 2
    assert one_line_of_error(capsys) == "bot: there is no question: write it in quotes after 'ask', or give --jsonl"


def test_ask_jsonl(intents: str, capsys: Capture, say: Callable[[str], None]) -> None:
    say('{"q": "What does the laser do?"}\n\n{"turns": ["What does the laser do?", "How long is the recovery?"]}\n')
    assert main(["ask", "--jsonl", "--intents", intents]) == 0
    replies = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [reply["answers"][0]["intent"] for reply in replies] == ["laser-what", "laser-recovery"]
    assert [reply["text"] for reply in replies] == ["", ""]  # the answer says it all


BAD_LINES = {
    "what?": "line 1 is no JSON",
    "[" * 100_000: "line 1 is no JSON",
    '\n{"q": 3}': "line 2 has no question",
    "{}": "line 1 has no question",
    "[1]": "line 1 has no question",
    '{"turns": []}': "line 1 has no question",
    '{"turns": "text"}': "line 1 has no question",
    '{"turns": ["text", null]}': "line 1 has no question",
}


@pytest.mark.parametrize(("line", "message"), BAD_LINES.items(), ids=[line[:25] for line in BAD_LINES])
def test_ask_jsonl_with_a_bad_line(
    intents: str, capsys: Capture, say: Callable[[str], None], line: str, message: str
) -> None:
    say(line)
    assert main(["ask", "--jsonl", "--intents", intents]) == 2
    assert message in one_line_of_error(capsys)


def test_ask_jsonl_not_utf8(intents: str, capsys: Capture, say: Callable[[bytes], None]) -> None:
    say(b'{"q": "caf\xe9"}\n')
    assert main(["ask", "--jsonl", "--intents", intents]) == 2
    assert "is not UTF-8 text" in one_line_of_error(capsys)


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Type `lines`, then end the input."""
    left: Iterator[str] = iter(lines)

    def read(_prompt: str) -> str:
        for line in left:
            return line
        raise EOFError

    monkeypatch.setattr("builtins.input", read)


def test_chat(intents: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, RECOVERY, "1")
    assert main(["chat", "--intents", intents]) == 0
    out = capsys.readouterr().out
    assert "automated assistant" in out.splitlines()[0]
    assert out.splitlines()[1] == "Hello from the little clinic."
    assert out.index("Most people rest") < out.index("It warms fat through a thin tube")


@pytest.mark.parametrize("number", ["1", "9", "0"])
def test_chat_takes_a_number_without_a_choice_as_a_message(
    intents: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    typed(monkeypatch, number, "", "never read")
    assert main(["chat", "--intents", intents]) == 0
    out = capsys.readouterr().out
    assert "It warms fat" not in out
    assert out.count("automated assistant") == 1


def test_check_prints_every_finding(spoilt: Path, capsys: Capture) -> None:
    text = (spoilt / "laser.yaml").read_text(encoding="utf-8")
    (spoilt / "laser.yaml").write_text(text.replace("[evidence-thin]", "[evidence-thick]"), encoding="utf-8")
    assert main(["check", "--intents", str(spoilt)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{spoilt}/laser.yaml:14: error: unknown caveat 'evidence-thick': write it in caveats.yaml or name another",
    ]


@pytest.mark.parametrize("form", sorted(MODELS))
def test_schema(capsys: Capture, form: str) -> None:
    assert main(["schema", form]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == MODELS[form].__name__


def test_schema_is_of_a_topic_where_none_is_named(capsys: Capture) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "TopicFile"


def test_settings(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9001")
    monkeypatch.setenv("SECRET_KEYS", "k" * 40)
    assert main(["settings"]) == 0
    out = capsys.readouterr().out
    assert "PORT = 9001  (default: 8000)\n    the port to listen on\n" in out
    assert "BIND = 127.0.0.1\n" in out
    assert "k" * 40 not in out
    assert [line.split(" = ")[0] for line in out.splitlines() if re.match(r"[A-Z_]+ = ", line)] == [
        name.upper() for name in Settings.model_fields
    ]


def test_wrong_settings_are_told_in_one_line(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "many")
    monkeypatch.setenv("WORKERS", "none")
    assert main(["settings"]) == 2
    error = one_line_of_error(capsys)
    assert "PORT" in error
    assert "WORKERS" in error


TRAIN = "text,label\n" + "".join(
    f"{text},{label}\n"
    for label, texts in {
        "pay_bill": ["pay my bill", "settle the bill", "how do I pay the bill now", "bill payment please"],
        "weather": ["is it raining", "weather tomorrow", "will it rain today", "sunny weather or rain"],
        "": ["who won the match"],
    }.items()
    for text in texts
)
TEST = "text,label\nhow to pay a bill,pay_bill\nrain tomorrow,weather\nzebra stripes,\n"


@pytest.fixture
def tables(tmp_path: Path) -> list[str]:
    (tmp_path / "train.csv").write_text(TRAIN, encoding="utf-8")
    (tmp_path / "test.csv").write_text(TEST, encoding="utf-8")
    return [str(tmp_path / "train.csv"), str(tmp_path / "test.csv")]


def test_benchmark_json_and_predictions(tables: list[str], tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out.csv"
    assert main(["benchmark", *tables, "--json", "--predictions", str(out)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["examples"], figures["labels"], figures["messages"]) == (8, 2, 3)
    assert figures["in_scope_accuracy"] == 1.0
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["best"] for row in rows[:2]] == ["pay_bill", "weather"]
    assert all(0 <= float(row["score"]) <= 1 for row in rows)


def test_benchmark_as_a_table(tables: list[str], tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "test.csv").write_text("text,label\npay a bill,pay_bill\n", encoding="utf-8")
    assert main(["benchmark", *tables]) == 0
    out, err = capsys.readouterr()
    assert re.search(r"^in scope accuracy +1\.0$", out, re.MULTILINE)
    assert re.search(r"^out of scope recall +-$", out, re.MULTILINE)
    assert err == ""


def test_benchmark_shows_its_progress_in_a_terminal(
    tables: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert benchmark.run(SimpleNamespace(train=Path(tables[0]), test=Path(tables[1]), json=True, predictions=None)) == 0
    err = capsys.readouterr().err
    assert "\r[......" in err
    assert f"[{'#' * 30}] learnt" in err
    assert err.endswith("\n")


BAD_TABLES = {
    "no columns": (b"a,b\n1,2\n", "train.csv:1: needs the columns text,label"),
    "empty": (b"", "train.csv:1: needs the columns text,label"),
    "no rows": (b"text,label\n", "train.csv:2: has no rows"),
    "not UTF-8": (b"text,label\ncaf\xe9,x\n", "train.csv: is not readable as CSV in UTF-8"),
    "no label": (b"text,label\nhello,\nshort\n", "the training file has no labelled row"),
}


@pytest.mark.parametrize(("content", "message"), BAD_TABLES.values(), ids=BAD_TABLES)
def test_benchmark_errors(tables: list[str], capsys: Capture, content: bytes, message: str) -> None:
    Path(tables[0]).write_bytes(content)
    assert main(["benchmark", *tables]) == 2
    assert message in one_line_of_error(capsys)


def test_missing_table(tables: list[str], capsys: Capture) -> None:
    assert main(["benchmark", tables[0], "nowhere.csv"]) == 2
    assert one_line_of_error(capsys) == "bot: nowhere.csv: No such file or directory"


def test_missing_intents_folder(capsys: Capture) -> None:
    assert main(["ask", "hello", "--intents", "nowhere"]) == 2
    assert one_line_of_error(capsys) == "bot: nowhere:1: is no folder: give the folder that holds the intent files"


def test_many_findings_are_told_as_the_first_and_their_number(spoilt: Path, capsys: Capture) -> None:
    (spoilt / "clinic.yaml").unlink()
    (spoilt / "caveats.yaml").unlink()
    (spoilt / "caveats.yaml").mkdir()
    assert main(["chat", "--intents", str(spoilt)]) == 2
    error = one_line_of_error(capsys)
    assert error.startswith(f"bot: {spoilt}/caveats.yaml:1: cannot be read: Is a directory")
    assert error.endswith("(and 1 more: run 'caveat check')")


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (OSError("the disk is gone"), 2, "bot: file: the disk is gone\n"),
        (OSError(28, "No space left on device", "out.csv"), 2, "bot: out.csv: No space left on device\n"),
    ],
)
def test_exit_codes(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int, said: str
) -> None:
    def fail(_options: object) -> int:
        raise raised

    monkeypatch.setattr(settings, "run", fail)
    assert main(["settings"]) == code
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["benchmark"], ["schema", "unknown"]])
def test_wrong_usage(capsys: Capture, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: caveat" in capsys.readouterr().err


def test_help_names_every_command(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert all(command.NAME in out for command in COMMANDS)


@pytest.mark.parametrize("command", ["settings", "schema"])
def test_reader_that_has_gone_is_no_error(command: str) -> None:
    """Run for real: what is left in the buffer is only written at the end of the process."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot", command], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_wrong_python_is_told_in_one_line() -> None:
    """Without the site's packages, as where the environment was not activated."""
    done = subprocess.run(
        [sys.executable, "-S", "-m", "bot", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert re.fullmatch(r"bot: this Python lacks the library '\w+': run 'make run' once, .+\n", done.stderr)


def test_reader_that_has_gone_in_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(_options: object) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(settings, "run", fail)
    with (tmp_path / "out").open("w") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["settings"]) == 0
        print("goes nowhere", file=out, flush=True)
    assert (tmp_path / "out").read_text() == ""


def test_show_reply_keeps_the_lines_of_the_text() -> None:
    reply = Reply(Kind.FALLBACK, "One.\nTwo.", (), (Suggestion("First", "x"), Suggestion("Second", "y")))
    assert show_reply(reply) == "One.\nTwo.\n\n  1. First\n  2. Second"


def test_show_reply_gives_advice_lists_and_where_to_read_on() -> None:
    read_on = "https://clinic.example/leaflet"
    sources = (Source("leaflet", "Our leaflet", "Before", read_on), Source("leaflet", "Our leaflet", "After", read_on))
    answer = Answer("bring", "What to bring?", "Bring:\n- glasses\n- a list", ("It varies.",), sources, None, 0.9)
    reply = Reply(Kind.ANSWER, answers=(answer,), advice=Advice("If it gets worse, call 999.", ()))
    assert show_reply(reply).splitlines() == [
        "If it gets worse, call 999.",
        "",
        "Bring:",
        "- glasses",
        "- a list",
        "  ! It varies.",
        "  Source: Our leaflet: Before, Our leaflet: After. Not reviewed yet.",
        "  https://clinic.example/leaflet",
    ]

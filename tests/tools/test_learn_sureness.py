"""How sure an answer is, is learnt from labelled questions, and bad ones are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.dialogue import sureness
from tests.small_clinic import write_small_clinic
from tools import learn_sureness
from tools.learn_sureness import main

RIGHT = [
    {"q": "what is that laser for", "intents": ["laser-what"]},
    {"turns": ["what does the laser do", "and when can I go back to work"], "intents": ["laser-recovery"]},
]
WRONG = [{"q": "does the laser hurt my dog", "intents": []}, {"q": "how long is the queue", "intents": []}]


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    return write_small_clinic(tmp_path / "intents")


@pytest.fixture(autouse=True)
def _of_one_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Learn of the clinic as it is, which takes a second."""
    monkeypatch.setattr(learn_sureness, "EXAMPLES", (10_000,))


def written(folder: Path, lines: list[dict[str, object]]) -> str:
    file = folder / "labelled.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return str(file)


def test_each_weight_is_printed_under_its_name(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--clinic", str(clinic), written(clinic.parent, RIGHT + WRONG)])
    *weights, figures = capsys.readouterr().out.splitlines()
    assert [line.split('"')[1] for line in weights] == [*sureness.WEIGHTS]
    assert "of pairs told apart" in figures


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([{"q": "what is it", "intents": ["laser-waht"]}], "labelled.jsonl:1: there is no intent 'laser-waht'"),
        (WRONG, "are right: give questions of both kinds"),
        ([], "of 0 answers 0 are right: give questions of both kinds"),
    ],
)
def test_what_cannot_be_learnt_from_is_said_in_a_line(
    lines: list[dict[str, object]], problem: str, clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--clinic", str(clinic), written(clinic.parent, lines)])
    assert end.value.code == 2
    assert problem in capsys.readouterr().err


def test_a_clinic_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--clinic", str(tmp_path / "nowhere")])
    assert "nowhere" in capsys.readouterr().err

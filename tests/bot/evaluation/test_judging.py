"""Cases put to a real assistant: what counts as right, as wrong and as declined, and how it is reported."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.cli import main
from bot.content import Place
from bot.dialogue import Bot
from bot.evaluation.cases import Case
from bot.evaluation.charts import (
    ASKED_BACK,
    HeatMap,
    calibration_error,
    intent_confusion,
    over_time,
    reliability,
    topic_confusion,
)
from bot.evaluation.history import KEPT, Run, add_run, history_file, read_runs
from bot.evaluation.judging import Examiner, Outcome, Verdict
from bot.evaluation.report import render, write_report
from bot.evaluation.summary import Summary, failure_lines, summarise
from bot.evaluation.watching import changes
from tests.small_clinic import write_learnt_clinic

PLACE = Place(Path("cases.yaml"), 7)
EXACT = "How long is the recovery?"
STRANGE = "zebra crossing aeroplane quux"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_learnt_clinic(tmp_path_factory.mktemp("judging") / "intents")


@pytest.fixture(scope="module")
def examiner(folder: Path) -> Examiner:
    return Examiner(Bot.load(folder, ["k" * 40]))


def judged(examiner: Examiner, *turns: str, **wanted: tuple[str, ...]) -> Outcome:
    [outcome] = examiner.examine([Case(PLACE, turns, **wanted)])
    return outcome


RIGHT: list[dict[str, tuple[str, ...]]] = [
    {"intents": ("laser-recovery",)},
    {"intents": ("laser-what", "laser-recovery")},
    {"every": ("laser-recovery",)},
    {"kinds": ("answer", "clarify")},
    {"says": ("REST", "day or two")},
    {"says": ("results differ from person to person",)},
    {"never": ("re", "cure", "a day or tw")},
]


@pytest.mark.parametrize("wanted", RIGHT)
def test_what_gets_what_it_must_is_right(examiner: Examiner, wanted: dict[str, tuple[str, ...]]) -> None:
    outcome = judged(examiner, EXACT, **wanted)
    assert (outcome.verdict, outcome.problems) == (Verdict.RIGHT, ())


WRONG: list[tuple[dict[str, tuple[str, ...]], str]] = [
    ({"intents": ("laser-what",)}, "wanted laser-what, got laser-recovery"),
    ({"every": ("laser-recovery", "laser-what")}, "lacks laser-what, got laser-recovery"),
    ({"kinds": ("handoff",)}, "wanted kind handoff, got answer"),
    ({"kinds": ("urgent",)}, "wanted kind urgent, got answer"),
    ({"says": ("rests",)}, "does not say 'rests'"),
    ({"never": ("rest",)}, "says 'rest', which it must not"),
]


@pytest.mark.parametrize(("wanted", "problem"), WRONG)
def test_another_answer_is_wrong(examiner: Examiner, wanted: dict[str, tuple[str, ...]], problem: str) -> None:
    outcome = judged(examiner, EXACT, **wanted)
    assert outcome.verdict is Verdict.WRONG
    assert problem in outcome.problems


def test_no_answer_is_declined_rather_than_wrong(examiner: Examiner) -> None:
    outcome = judged(examiner, STRANGE, intents=("laser-what",))
    assert outcome.verdict is Verdict.DECLINED
    assert outcome.problems == ("wanted laser-what, got no intent, kind fallback",)


def test_an_emergency_that_is_not_seen_is_wrong_however_little_was_said(examiner: Examiner) -> None:
    assert judged(examiner, STRANGE, kinds=("urgent",)).verdict is Verdict.WRONG


def test_words_that_must_not_stand_are_wrong_even_in_a_fallback(examiner: Examiner) -> None:
    assert judged(examiner, STRANGE, intents=("laser-what",), never=("sure",)).verdict is Verdict.WRONG


def test_what_was_offered_is_said(examiner: Examiner) -> None:
    """The fallback offers the starters, and what was wanted is among them."""
    assert judged(examiner, STRANGE, intents=("laser-what",)).offered
    assert not judged(examiner, STRANGE, says=("a thing",)).offered


def test_in_a_conversation_the_last_reply_counts(examiner: Examiner) -> None:
    assert judged(examiner, "What does the laser do?", EXACT, intents=("laser-recovery",)).verdict is Verdict.RIGHT
    assert judged(examiner, EXACT, "What does the laser do?", intents=("laser-recovery",)).verdict is Verdict.WRONG


def test_a_conversation_is_put_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examiner = Examiner(Bot.load(folder, ["k" * 40]))
    first = judged(examiner, EXACT, kinds=("answer",)).asked
    monkeypatch.setattr(examiner, "bot", None)
    assert judged(examiner, EXACT, says=("rest",)).asked is first


@pytest.fixture(scope="module")
def outcomes(examiner: Examiner) -> list[Outcome]:
    return examiner.examine(
        [
            Case(PLACE, (EXACT,), ("laser-recovery",)),
            Case(PLACE, ("What does the laser do?",), ("laser-what",)),
            Case(PLACE, ("what is the laser for <b>",), ("laser-recovery",)),
            Case(PLACE, (STRANGE,), ("laser-what",)),
        ]
    )


def test_the_summary_counts_wrong_apart_from_declined(outcomes: list[Outcome]) -> None:
    summary = summarise(outcomes)
    assert (summary.cases, summary.right, summary.wrong, summary.declined, summary.offered) == (4, 2, 1, 1, 1)
    assert str(summary).startswith("4 cases: 2 right, 1 wrong, 1 declined (1 of them offered what was wanted); ")
    assert 0 < summary.ms_p50 <= summary.ms_p95 <= summary.ms_max


def test_a_failure_says_where_what_and_why(outcomes: list[Outcome], examiner: Examiner) -> None:
    lines = list(failure_lines(outcomes[2], examiner.bot.explain(outcomes[2].case.message)))
    assert lines[0] == "cases.yaml:7: wrong: what is the laser for <b>"
    assert lines[1] == "    wanted laser-recovery, got laser-what"
    assert lines[2].startswith("    read as: what is the laser")
    assert re.match(r'    0\.\d\d laser-what: .*laser.*; like "what is the laser for"', lines[3])


def test_confusion_is_mapped_by_topic_and_by_intent(outcomes: list[Outcome], examiner: Examiner) -> None:
    topics = topic_confusion(outcomes, examiner.bot.knowledge)
    assert topics.counts == {("laser", "laser"): 3, ("laser", "(no answer)"): 1}
    intents = intent_confusion(outcomes)
    assert intents.rows == ("laser-recovery", "laser-what")
    assert intents.columns == ("laser-recovery", "laser-what", "(no answer)")
    assert intents.counts["laser-recovery", "laser-what"] == 1
    assert intents.heat("laser-recovery", "laser-what") == 5
    assert intents.heat("laser-recovery", "(no answer)") == 0
    assert HeatMap(("a",), ("b", ASKED_BACK), {}).heat("a", "b") == 0


def test_reliability_sets_confidence_against_what_was_right(outcomes: list[Outcome]) -> None:
    bins = reliability(outcomes)
    assert sum(b.count for b in bins) == 4
    assert all(0 <= b.confidence <= 1 and 0 <= b.right <= 1 for b in bins)
    assert 0 <= calibration_error(bins) <= 1
    assert calibration_error([]) == 0


def run_of(right: int, at: str = "2026-11-24T10:00:00+00:00") -> Run:
    return Run(datetime.fromisoformat(at), "abc", Summary(10, right, 10 - right, 0, 0, 1.0, 2.0, 3.0))


def test_shares_over_time() -> None:
    shares = over_time([run_of(5), run_of(8), run_of(10)])
    assert shares == {"right": [0.5, 0.8, 1], "wrong": [0.5, 0.2, 0], "declined": [0, 0, 0]}


def test_history_is_kept_beside_the_report(tmp_path: Path) -> None:
    path = history_file(tmp_path / "report.html")
    assert path.name == "report.history.jsonl"
    for number in (1, 2):
        runs = add_run(path, run_of(number).summary, "abc")
    assert [run.summary.right for run in runs] == [1, 2]
    assert read_runs(path) == runs


@pytest.mark.parametrize("damage", ["{", "[]", "null", '{"at": "x"}', '{"at": "2026-11-24", "knowledge": 1, "odd": 2}'])
def test_a_damaged_line_of_history_is_passed_over(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "r.history.jsonl"
    path.write_text(f"{run_of(3).as_line()}\n{damage}\n{run_of(4).as_line()}\n", encoding="utf-8")
    assert [run.summary.right for run in read_runs(path)] == [3, 4]


def test_history_has_an_end(tmp_path: Path) -> None:
    path = tmp_path / "r.history.jsonl"
    path.write_text(f"{run_of(3).as_line()}\n" * (KEPT + 50), encoding="utf-8")
    assert len(add_run(path, run_of(4).summary, "abc")) == KEPT
    assert len(read_runs(path)) == KEPT


class _Page(HTMLParser):
    """Collects what a page would load, its sections, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.sections: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.loads += [str(found[name]) for name in ("src", "href", "srcset", "action") if name in found]
        if tag == "section":
            self.sections.append(str(found.get("id")))


def test_the_report_is_one_page_with_all_its_figures(
    outcomes: list[Outcome], examiner: Examiner, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    write_report(path, outcomes, examiner.bot)
    write_report(path, outcomes, examiner.bot)
    text = path.read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    assert page.loads == []
    assert page.sections == ["failures", "over-time", "reliability", "topics", "intents", "doubtful", "slowest"]
    assert "script" not in page.tags
    assert "b" in page.tags
    assert "what is the laser for &lt;b&gt;" in text
    assert "in the last 2 runs" in text
    assert text.count("<details>") == 2
    assert "What falls short (2)" in text
    assert text.index('<b class="wrong">wrong</b>') < text.index('<b class="declined">declined</b>')
    assert "no intent, kind fallback; it was offered" in text
    assert "wanted laser-recovery, got laser-what" in text
    assert "words that spoke for it" in text


def test_the_report_of_a_clean_run(examiner: Examiner) -> None:
    outcomes = examiner.examine([Case(PLACE, (EXACT,), kinds=("answer",))])
    text = render(outcomes, [run_of(10)], examiner.bot)
    assert "Nothing: every case gets what it must." in text
    assert "<details>" not in text


def cases_file(folder: Path, intent: str = "laser-recovery") -> Path:
    path = folder / "cases.yaml"
    path.write_text(f"- ask: {EXACT}\n  intent: {intent}\n", encoding="utf-8")
    return path


def test_command_passes(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(cases_file(tmp_path)), "--intents", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("1 case: 1 right, 0 wrong, 0 declined")


def test_command_falls_short(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "out" / "r.html"
    report.parent.mkdir()
    path = cases_file(tmp_path, "laser-what")
    assert main(["test", str(path), "--intents", str(folder), "--html", str(report)]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{path}:1: wrong: {EXACT}\n    wanted laser-what, got laser-recovery\n")
    assert f"report: {report}" in out
    assert report.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- ask: a\n  intent: nowhere", "cases.yaml:1: intent 'nowhere' is not served: name one that is"),
        ("[]", "the case files hold no case: start one with '- ask:'"),
        ("- ask: a", "cases.yaml:1: demands nothing"),
    ],
)
def test_command_that_cannot_be_done(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["test", str(path), "--intents", str(folder)]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_command_with_a_report_that_cannot_be_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["test", str(cases_file(tmp_path)), "--intents", str(folder), "--html", str(tmp_path / "no" / "r.html")]
    assert main(arguments) == 2
    assert "No such file or directory" in capsys.readouterr().err


def test_command_watches_until_it_is_interrupted(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look at the files finds one change: a case that fails, a case file that is broken, another that passes."""
    path = cases_file(tmp_path)
    saves = iter([f"- ask: {EXACT}\n  intent: laser-what\n", "- ask: [", f"- ask: {EXACT}\n  says: day or two\n"])

    def save_or_stop(_seconds: float) -> None:
        if (text := next(saves, None)) is None:
            raise KeyboardInterrupt
        path.write_text(text, encoding="utf-8")

    monkeypatch.setattr("bot.cli.test.changes", partial(changes, wait=save_or_stop))
    assert main(["test", str(path), "--intents", str(folder), "--watch"]) == 130
    out, err = capsys.readouterr()
    assert re.findall(r"1 case: (\d) right, (\d) wrong", out) == [("1", "0"), ("0", "1"), ("1", "0")]
    assert out.count("\n--- ") == 4
    assert "is not valid YAML" in err


def test_changes_are_noticed_and_only_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("1")
    looks = iter([lambda: None, lambda: path.write_text("22"), path.unlink, lambda: path.write_text("333")])
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        next(looks)()

    seen = changes(lambda: [path], wait)
    assert len({next(seen) for _ in range(4)}) == 4
    assert len(waits) == 4

"""The benchmark beside other matchers: its parts that need none of them, against slow and obvious ones."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BotError
from bot.evaluation.benchmark import labelled, matthews, measure
from bot.nlu import model_store
from tests.benchmarks import data
from tests.benchmarks.columns import ACCURACIES, COSTS, figures, milliseconds, seconds, table
from tests.benchmarks.contest import NEXT_START, SHIPPED_SYSTEMS, Contest, Results, hold
from tests.benchmarks.data import DataSet
from tests.benchmarks.judging import Accuracy, Cost, accuracy, best_threshold, cost
from tests.benchmarks.machine import describe
from tests.benchmarks.page import better_elsewhere, page
from tests.benchmarks.sources import place, source, title
from tests.benchmarks.systems import OURS, SYSTEMS, caveat
from tests.benchmarks.systems.system import distinct
from tests.benchmarks.trial import Trial, attempt, in_own_process
from tests.bot.evaluation.test_benchmark import TEST, TRAIN
from tests.serving import ROOT

LABELS = st.sampled_from(["", "a", "b", "c"])
ANSWERS = st.lists(
    st.tuples(LABELS, st.sampled_from(["a", "b", "c"]), st.sampled_from([0.0, 0.1, 0.5, 0.7, 100.0])),
    min_size=1,
    max_size=14,
)
WRATIO = next(system for system in SYSTEMS if system.name.endswith("WRatio"))


def write(path: Path, rows: list[tuple[str, str]]) -> str:
    """Write labelled texts as a table; give its path."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("text", "label"), *rows])
    return str(path)


# Judging


def declining(best: list[str], scores: list[float], threshold: float) -> list[str]:
    return [label if score >= threshold else "" for label, score in zip(best, scores, strict=True)]


@given(ANSWERS)
def test_the_best_threshold_is_the_best_of_all_that_are_tried(answers: list[tuple[str, str, float]]) -> None:
    labels, best, scores = (list(column) for column in zip(*answers, strict=True))
    found, threshold = best_threshold(labels, best, scores)
    assert found == pytest.approx(matthews(labels, declining(best, scores, threshold)), abs=1e-9)
    tried = [matthews(labels, declining(best, scores, at)) for at in [*scores, math.inf]]
    assert found == pytest.approx(max(tried), abs=1e-9)


TRIAL = Trial(
    best=("a", "b", "a", "b"),
    scores=(0.9, 0.8, 0.7, 0.2),
    top3=(("a", "b"), ("b", "a"), ("a", "b"), ("b", "a")),
    threshold=None,
    learn_seconds=2.0,
    message_seconds=(0.001, 0.002, 0.003, 0.004, 0.1),
    peak_bytes=50_000_000,
)


def with_threshold(threshold: float) -> Trial:
    return Trial(TRIAL.best, TRIAL.scores, TRIAL.top3, threshold, 2.0, TRIAL.message_seconds, 50_000_000)


def test_a_system_without_a_threshold_is_judged_at_its_best_one() -> None:
    judged = accuracy(TRIAL, ["a", "a", "", ""])
    assert (judged.in_scope, judged.top3, judged.auroc) == (0.5, 1.0, 1.0)
    assert judged.best_mcc == judged.mcc == pytest.approx(matthews(["a", "a", "", ""], ["a", "b", "", ""]))
    assert judged.own_mcc is None
    assert (judged.in_scope_with_threshold, judged.declined) == (0.5, 1.0)


def test_a_system_with_a_threshold_is_judged_at_that() -> None:
    judged = accuracy(with_threshold(0.5), ["a", "a", "", ""])
    assert judged.own_mcc == judged.mcc == pytest.approx(matthews(["a", "a", "", ""], ["a", "b", "a", ""]))
    assert judged.own_mcc < judged.best_mcc
    assert (judged.in_scope_with_threshold, judged.declined) == (0.5, 0.5)


def test_what_the_data_cannot_tell_is_none() -> None:
    judged = accuracy(TRIAL, ["a", "b", "a", "a"])
    assert (judged.auroc, judged.declined) == (None, None)
    assert accuracy(TRIAL, [""] * 4).in_scope is None


def test_costs_are_a_middle_and_a_slow_message() -> None:
    assert cost(TRIAL) == Cost(2.0, pytest.approx(3.0), pytest.approx(80.8), 50.0)


@pytest.mark.parametrize(
    ("labels", "first"), [("aabac", ("a", "b", "c")), ("ab", ("a", "b")), ("abcd", ("a", "b", "c")), ("", ())]
)
def test_of_nearest_phrases_each_label_counts_once(labels: str, first: tuple[str, ...]) -> None:
    assert distinct(labels) == first


# Trials


EXAMPLES = tuple(example for part in labelled(TRAIN) for example in part)
SMALL = DataSet("small", EXAMPLES, len(labelled(TRAIN)[0]), tuple(TEST))


def test_our_figures_are_those_of_the_command() -> None:
    expected, rows = measure(TRAIN, TEST)
    contest = hold(SMALL, lambda _: None, [OURS])
    judged = contest.accuracies[OURS.name]
    assert judged.in_scope == expected.in_scope_accuracy
    assert judged.in_scope_with_threshold == expected.in_scope_accuracy_with_threshold
    assert (judged.top3, judged.auroc, judged.declined) == (
        expected.top3_accuracy,
        expected.auroc,
        expected.out_of_scope_recall,
    )
    assert judged.own_mcc == pytest.approx(expected.mcc)
    assert judged.best_mcc >= judged.own_mcc - 1e-9
    trial = attempt(OURS.learn, SMALL.examples, SMALL.texts)
    assert trial.best == tuple(row.best for row in rows)


def test_a_trial_s_memory_is_its_own() -> None:
    ballast = bytearray(b"x" * 400_000_000)
    trial = in_own_process(WRATIO.learn, SMALL.examples, SMALL.texts)
    assert 5e6 < trial.peak_bytes < len(ballast)


@pytest.mark.parametrize("name", ["RapidFuzz WRatio", "RapidFuzz token_set_ratio"])
def test_the_nearest_string_wins_however_it_is_written(name: str) -> None:
    system = next(system for system in SYSTEMS if system.name == name)
    trial = attempt(system.learn, EXAMPLES, ["BOOK the room!", "fetch a burger", "???"])
    assert trial.best[:2] == ("book_room", "order_food")
    assert trial.scores[:2] == (100.0, 100.0)
    assert [first[0] for first in trial.top3[:2]] == ["book_room", "order_food"]
    assert all(len(set(first)) == 3 for first in trial.top3)
    assert trial.threshold is None
    assert len(trial.message_seconds) == 3


def test_the_next_start_reads_what_the_first_has_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caveat, "KEPT", tmp_path / "kept")
    first = attempt(SHIPPED_SYSTEMS[0].learn, EXAMPLES, SMALL.texts)
    monkeypatch.setattr(model_store, "learn", None)  # nothing is learnt again
    following = attempt(NEXT_START.learn, EXAMPLES, SMALL.texts)
    assert (following.best, following.top3) == (first.best, first.top3)
    assert following.scores == pytest.approx(first.scores)


def test_with_the_shipped_intents_our_matcher_alone_learns_differently() -> None:
    assert [system.name for system in SHIPPED_SYSTEMS] == [system.name for system in SYSTEMS]
    assert SHIPPED_SYSTEMS[0].learn != OURS.learn
    assert SHIPPED_SYSTEMS[1:] == SYSTEMS[1:]


# Data


def touch(folder: Path, *names: str) -> None:
    for name in names:
        write(folder / name, [("hello", "a"), ("bye", "b")])


def test_pairs_are_found_by_their_names(tmp_path: Path) -> None:
    touch(tmp_path, "x-train.csv", "x-test.csv", "x-dev.csv", "xy-dev.csv", "bank-10shot-train.csv", "bank-dev.csv")
    touch(tmp_path, "alone-train.csv", "other-test.csv", "clinc150-train.csv", "clinc150-dev.csv")
    assert [(train.name, test.name) for train, test in data.pairs(tmp_path)] == [
        ("clinc150-train.csv", "clinc150-dev.csv"),
        ("bank-10shot-train.csv", "bank-dev.csv"),
        ("x-train.csv", "x-test.csv"),
    ]


def test_the_folder_is_the_given_one_or_the_setting_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(data.SETTING, str(tmp_path))
    assert data.find_folder(None) == tmp_path
    assert data.find_folder(tmp_path / "given") == tmp_path / "given"


def test_without_a_setting_a_folder_nearby_is_taken_if_it_holds_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(data.SETTING, raising=False)
    monkeypatch.setattr(data, "ROOT", tmp_path / "project")
    (near := tmp_path / "shared" / "benchmarks").mkdir(parents=True)
    assert data.find_folder(None) is None
    touch(near, "x-train.csv", "x-test.csv")
    assert data.find_folder(None) == near


def test_a_pair_is_read_with_its_labels_names(tmp_path: Path) -> None:
    train = write(tmp_path / "small-train.csv", TRAIN)
    assert data.load(Path(train), Path(write(tmp_path / "small-test.csv", TEST))) == SMALL
    assert (SMALL.intents, SMALL.strange, SMALL.phrases) == (3, 2, 18)


def test_one_message_is_too_few_to_time(tmp_path: Path) -> None:
    train, test = write(tmp_path / "a-train.csv", TRAIN), write(tmp_path / "a-test.csv", TEST[:1])
    with pytest.raises(BotError, match=r"a-test\.csv:2: has one row"):
        data.load(Path(train), Path(test))


def test_a_tenth_has_every_label() -> None:
    examples = (*((f"{label}{n}", label) for label in "ab" for n in range(20)), ("rare", "c"))
    small = data.tenth(DataSet("x", (*examples, ("a", "a")), len(examples), ()))
    assert small.examples == (("a0", "a"), ("a10", "a"), ("b0", "b"), ("b10", "b"), ("rare", "c"), ("a", "a"))
    assert small.phrases == 5


def test_the_shipped_messages_are_sent_to_the_shipped_phrases() -> None:
    shipped = data.shipped()
    assert shipped.phrases == len(shipped.examples) > 1000
    assert len(shipped.messages) > 100


def test_known_data_come_in_their_order_and_with_their_titles() -> None:
    assert sorted(["zebra", "banking77-10shot", "sofmattress", "ant"], key=place) == [
        "sofmattress",
        "banking77-10shot",
        "ant",
        "zebra",
    ]
    assert title("clinc150") == "CLINC150"
    assert title("zebra") == "zebra"
    assert source("zebra") is None


# The page


def costs(*p50s: float) -> dict[str, Cost]:
    return {system.name: Cost(1.0, p50, 2 * p50, 100.0) for system, p50 in zip(SYSTEMS, p50s, strict=True)}


def accuracies(*shares: float | None) -> dict[str, Accuracy]:
    return {
        system.name: Accuracy(share, share, None, share or 0, 0.5 if system is OURS else None, share, None)
        for system, share in zip(SYSTEMS, shares, strict=True)
    }


CONTEST = Contest(SMALL, costs(0.2, 2.0, 1.0, 1.0, 8.0), accuracies(0.8, 0.4, 0.5, 0.7, 0.9))
RESULTS = Results(
    (CONTEST,),
    Contest(SMALL, costs(0.2, 2.0, 1.0, 1.0, 4.0), {}),
    Cost(0.5, 0.2, 0.4, 40.0),
    Contest(data.tenth(SMALL), costs(0.1, 0.2, 0.1, 1.0, 8.0), {}),
)


def test_a_table() -> None:
    assert table(["a", "b"], [["1", "x|y"]]) == "| a | b |\n| --- | --- |\n| 1 | x&#124;y |\n"


def test_the_best_of_each_column_is_bold_and_empty_columns_are_left_out() -> None:
    head, _, *lines = figures(ACCURACIES, CONTEST.accuracies).splitlines()
    assert "AUROC" not in head
    assert "declined" not in head
    assert lines[0] == "| Caveat | 80.0% | 80.0% | 0.800 | 0.500 | 80.0% |"
    assert lines[4] == "| MiniLM embeddings | **90.0%** | **90.0%** | **0.900** | – | 90.0% |"
    assert [line.count("**") // 2 for line in lines] == [0, 0, 0, 0, 3]


def test_what_reads_the_same_is_equally_good() -> None:
    rows = {"one": Cost(0.01, 1.0, 2.0, 99.6), "other": Cost(0.02, 1.01, 1.0, 100.4)}
    _, _, one, other = figures(COSTS, rows).splitlines()
    assert one == "| one | **< 0.1 s** | **1.0 ms** | 2.0 ms | **100 MB** |"
    assert other == "| other | **< 0.1 s** | **1.0 ms** | **1.0 ms** | **100 MB** |"


def test_where_others_are_better_is_said() -> None:
    said = {figure: better for _, figure, _, better in better_elsewhere(CONTEST)}
    assert said["in scope"] == "MiniLM embeddings 90.0%"
    assert said["MCC, own threshold against their best"] == "Linear SVM on TF-IDF 0.700, MiniLM embeddings 0.900"
    assert "a message, p50" not in said
    assert better_elsewhere(RESULTS.shipped) == []


def test_the_page_says_which_goals_are_met() -> None:
    goals = [
        line for line in page(RESULTS, ["a machine"]).splitlines() if line.startswith(("| a message at", "| learn"))
    ]
    assert [line.split(" | ")[-2:] for line in goals] == [
        ["1/10.0", "met |"],
        ["1/20.0", "**missed** |"],
        ["2.0", "met |"],
        ["1.0", "met |"],
    ]


def test_the_page_names_every_system_and_says_what_each_figure_means() -> None:
    written = page(RESULTS, describe())
    assert "## small" in written
    for system in SYSTEMS:
        assert f"- **{system.name}**: {system.about}" in written
    meanings = written.partition("## What the figures mean")[2]
    for column in (*ACCURACIES, *COSTS):
        assert all(part in meanings for part in column.head.split(", "))
    assert "0.5 s and 40 MB, with 0.20 ms a message" in written
    assert "| None |" not in written
    assert "nan" not in written.split()


def test_published_figures_stand_apart_from_measured_ones() -> None:
    known = DataSet("sofmattress", SMALL.examples, SMALL.phrases, SMALL.messages)
    results = Results(
        (Contest(known, CONTEST.costs, CONTEST.accuracies),), RESULTS.shipped, RESULTS.next_start, RESULTS.tenth
    )
    written = page(results, [])
    assert "## SOFMattress" in written
    assert "Not measured here" in written
    assert "| Dialogflow | 73.2% | 0.869 | 0.638 |" in written
    assert "Not measured here" not in page(RESULTS, [])


@pytest.mark.parametrize(
    ("value", "written"), [(0.004, "< 0.1 s"), (0.25, "0.2 s"), (9.94, "9.9 s"), (12.4, "12 s"), (123.0, "123 s")]
)
def test_seconds_read_as_exact_as_they_are(value: float, written: str) -> None:
    assert seconds(value) == written


@pytest.mark.parametrize(("value", "written"), [(0.042, "0.04 ms"), (1.26, "1.3 ms"), (88.4, "88 ms")])
def test_milliseconds_read_as_exact_as_they_are(value: float, written: str) -> None:
    assert milliseconds(value) == written


def test_the_page_in_the_docs_is_one_of_these() -> None:
    kept = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert (ROOT / "docs" / "images" / "benchmarks.svg").is_file()
    assert data.SETTING in kept
    for system in SYSTEMS:
        assert f"- **{system.name}**: {system.about}" in kept

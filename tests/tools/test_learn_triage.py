"""The emergency classifier is learnt from labelled messages, and bad ones are refused before anything is written."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from bot.triage.classifier import FILE, Classifier
from bot.triage.pack import FOLDER, load_pack
from bot.triage.reader import Reader
from tools import learn_triage
from tools.labelled import Label, Message, read_messages
from tools.learn_triage import FOLDS, OWN_MESSAGES, URGENCY, Example, design, interval, labelled, learn, main

KEPT = Path(__file__).parents[1] / "data" / "emergencies.jsonl"
URGENT = "my {} has been getting hotter and more swollen since this morning"
CALM = "what does the treatment for the {} cost"
SURE: dict[str, Label] = {URGENT: "urgent", CALM: "calm"}
PARTS = ("arm", "leg", "chin", "neck", "face", "hand", "foot", "back", "hip", "knee", "elbow", "thigh")


def written(file: Path, labels: dict[str, str], count: int) -> str:
    lines = [{"text": text.format(part), "label": label} for text, label in labels.items() for part in PARTS[:count]]
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return str(file)


def test_what_is_learnt_tells_urgent_messages_from_calm_ones() -> None:
    reader = Reader(load_pack())
    urgent, calm = ([reader.read(text.format(part)) for part in PARTS] for text in (URGENT, CALM))
    mistaken = [Example(calm[0], 1.0), Example(urgent[0], 0.0)]  # or no scale of likelihoods could be found
    examples = [*(Example(one, 1.0) for one in urgent), *(Example(one, 0.0) for one in calm), *mistaken]
    classifier, figures = learn(design(examples), len(examples), reader.fingerprint())
    likelihoods = [[classifier.likelihood(one.features, one.vector) for one in kind] for kind in (urgent, calm)]
    assert min(likelihoods[0]) > max(likelihoods[1])
    assert figures["urgent, called urgent or advised"] == (len(PARTS), len(PARTS) + 1)


@pytest.mark.parametrize(
    ("labels", "count", "problem"),
    [
        ({URGENT: "urgent", CALM: "harmless"}, FOLDS, f":{FOLDS + 1}: 'label' is 'harmless': use"),
        ({URGENT: "urgent", CALM: "grey"}, FOLDS, f"0 messages are labelled 'calm': give at least {FOLDS}"),
        ({URGENT: "urgent", CALM: "calm"}, FOLDS - 1, f"9 messages are labelled 'urgent': give at least {FOLDS}"),
    ],
)
def test_what_cannot_be_learnt_from_is_said_in_a_line_and_nothing_is_written(
    labels: dict[str, str], count: int, problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (FOLDER / FILE).read_bytes()
    with pytest.raises(SystemExit) as end:
        main([written(tmp_path / "labelled.jsonl", labels, count)])
    assert end.value.code == 2
    assert problem in capsys.readouterr().err
    assert (FOLDER / FILE).read_bytes() == before


def test_a_message_without_a_label_has_that_of_most_of_its_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = {"it hurts": "urgent,grey,urgent", "it itches": "urgent,grey,calm"}
    rows = [f"{sha256(text.encode()).hexdigest()[:16]},{labels}\n" for text, labels in read.items()]
    readers = tmp_path / "readers.csv"
    readers.write_text("sha256,first,second,third\n" + "".join(rows), "utf-8")
    monkeypatch.setattr(learn_triage, "READERS", readers)
    known = [Message(text=text.format(part), label=label) for text, label in SURE.items() for part in PARTS]
    unknown = [Message(text=text) for text in ("Question: It hurts!", "It itches", "Nobody read this")]
    assert labelled([*known, *unknown])[len(known) :] == [("Question: It hurts!", 1.0)]


def test_what_was_learnt_is_read_back_as_it_was_saved(tmp_path: Path) -> None:
    shipped = Classifier.load(FOLDER)
    shipped.save(tmp_path)
    again = Classifier.load(tmp_path)
    assert again.weights == shipped.weights
    assert np.array_equal(again.direction, shipped.direction)


def test_the_project_s_own_messages_are_labelled_and_none_of_those_kept_for_measuring_is_among_them() -> None:
    learnt, kept = (labelled(read_messages([path])) for path in (OWN_MESSAGES, KEPT))
    assert len(learnt) == len(OWN_MESSAGES.read_text("utf-8").splitlines())
    assert {URGENCY["urgent"], URGENCY["grey"], URGENCY["calm"]} == {urgency for _, urgency in learnt}
    assert {text for text, _ in learnt}.isdisjoint(text for text, _ in kept)


def test_a_share_has_wilson_s_interval() -> None:
    assert interval(3, 4) == "75.0% (30.1% to 95.4%; 3 of 4)"

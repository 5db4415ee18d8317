"""scikit-learn: TF-IDF features and a linear support vector machine, the usual first choice for short texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.svm import LinearSVC

from tests.benchmarks.systems.system import Example


class LinearSvm:
    """One margin for each label."""

    threshold: float | None = None

    def __init__(self, fitted: Pipeline) -> None:
        self._fitted = fitted

    def best(self, text: str) -> tuple[str, float]:
        """The label with the largest margin, and that margin."""
        margins = self._margins(text)
        number = int(margins.argmax())
        return str(self._fitted.classes_[number]), float(margins[number])

    def top3(self, text: str) -> tuple[str, ...]:
        """The labels with the largest margins."""
        return tuple(str(self._fitted.classes_[number]) for number in np.argsort(-self._margins(text))[:3])

    def _margins(self, text: str) -> NDArray[np.float64]:
        (margins,) = self._fitted.decision_function([text])
        return margins if np.ndim(margins) else np.array([-margins, margins])  # of two labels it gives one margin


def learn(examples: Sequence[Example]) -> LinearSvm:
    """Fit the features and the machine."""
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
    )
    texts, labels = zip(*examples, strict=True)
    return LinearSvm(make_pipeline(features, LinearSVC(random_state=0)).fit(texts, labels))

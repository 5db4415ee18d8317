"""Understanding: parses utterances, learns from examples which intent each means, and knows when it does not know."""

from bot.nlu.classifier import Classification, Context, IntentClassifier
from bot.nlu.cross_validation import Fold, HeldOut, cross_validate
from bot.nlu.explain import Explanation, explain
from bot.nlu.model_store import ModelStore, NotLearntError
from bot.nlu.training import learn

__all__ = [
    "Classification",
    "Context",
    "Explanation",
    "Fold",
    "HeldOut",
    "IntentClassifier",
    "ModelStore",
    "NotLearntError",
    "cross_validate",
    "explain",
    "learn",
]

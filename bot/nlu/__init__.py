"""The matcher: learns from utterance examples, ranks intents for a message, and knows when it does not know."""

from bot.nlu.cross_validation import LeftOut, leave_out
from bot.nlu.explain import Explanation, Reason, explain
from bot.nlu.matcher import NO_CONTEXT, Band, Candidate, Context, Match, Matcher
from bot.nlu.model_store import ModelStore

__all__ = [
    "NO_CONTEXT",
    "Band",
    "Candidate",
    "Context",
    "Explanation",
    "LeftOut",
    "Match",
    "Matcher",
    "ModelStore",
    "Reason",
    "explain",
    "leave_out",
]

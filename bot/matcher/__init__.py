"""The matcher: learns from utterance examples, ranks intents for a message, and knows when it does not know."""

from bot.matcher.cache import learn_or_load
from bot.matcher.explain import Explanation, Reason, explain
from bot.matcher.left_out import LeftOut, leave_out
from bot.matcher.matcher import Band, Candidate, Match, Matcher

__all__ = [
    "Band",
    "Candidate",
    "Explanation",
    "LeftOut",
    "Match",
    "Matcher",
    "Reason",
    "explain",
    "learn_or_load",
    "leave_out",
]

"""The matcher: learns from utterance examples, ranks intents for a message, and knows when it does not know."""

from bot.matcher.cache import Lesson
from bot.matcher.explain import Explanation, Reason, explain
from bot.matcher.left_out import LeftOut, leave_out
from bot.matcher.matcher import NO_CONTEXT, Band, Candidate, Context, Match, Matcher

__all__ = [
    "NO_CONTEXT",
    "Band",
    "Candidate",
    "Context",
    "Explanation",
    "LeftOut",
    "Lesson",
    "Match",
    "Matcher",
    "Reason",
    "explain",
    "leave_out",
]

"""The matcher: learns from utterance examples, ranks intents for a message, and knows when it does not know."""

from bot.matcher.cache import learn_or_load
from bot.matcher.explain import Explanation, Reason, explain
from bot.matcher.matcher import Band, Candidate, Match, Matcher

__all__ = ["Band", "Candidate", "Explanation", "Match", "Matcher", "Reason", "explain", "learn_or_load"]

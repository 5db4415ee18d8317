"""Why the bot replied as it did: one short list that inbox, logs, metrics and tests read."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a reply was given; each reply has exactly one of these reasons."""

    EMERGENCY = "emergency"  # the message sounds like an emergency
    MATCHED = "matched"  # one intent is surely meant
    SEVERAL = "several"  # several questions were asked at once
    CHOSEN = "chosen"  # the visitor pressed or typed a suggestion, or asked a question as the clinic puts it
    AMBIGUOUS = "ambiguous"  # some intents are likely, none is sure
    MISSING_WORD = "missing-word"  # a telling word stands nowhere in the texts of the likeliest intent
    FEW_EXAMPLES = "few-examples"  # too few examples to be sure of anything: the nearest questions are offered
    ONLY_PEOPLE = "only-people"  # the clinic's people answer it
    TOPIC_LACKS_ANSWER = "topic-lacks-answer"  # the texts answer it for other topics, not for this one
    GAVE_UP = "gave-up"  # several turns in a row failed
    OUT_OF_SCOPE = "out-of-scope"  # it is none of the clinic's matters
    UNKNOWN = "unknown"  # nothing fits, or no word of it is known
    FOREIGN_LANGUAGE = "foreign-language"  # it is not English
    NO_WORDS = "no-words"  # there is no telling word in it
    SMALLTALK = "smalltalk"  # it is talk, no question
    MORE = "more"  # the visitor asked for more about the last answer
    REJECTED = "rejected"  # the visitor said that the last reply missed
    RESTARTED = "restarted"  # the visitor wants to start over

"""The question that a section answers, made from its heading where that is sure to be English, else the heading."""

from __future__ import annotations

import re

from wordfreq import zipf_frequency

from bot.documents.questions import has_mark, is_inverted

# A heading as clinics write it, and the question behind it; {title} is what the document is about.
_KNOWN: tuple[tuple[str, str], ...] = (
    (r"introduction|overview|about|summary|background|definition|what it is", "What is {title}?"),
    (r"indications?|uses?|what it is used for|applications?", "What is {title} used for?"),
    (r"contra-?indications?|who should not have it|not suitable for", "Who should not have {title}?"),
    (r"(?:the )?procedures?|(?:the )?treatments?|technique|method|how it is done", "How is {title} done?"),
    (r"how it works|mechanism(?: of action)?", "How does {title} work?"),
    (
        r"(?:before (?:the|your) )?(?:treatment )?preparation|preparing|before (?:the|your) treatment",
        "How do I prepare?",
    ),
    (r"side effects?|(?:possible )?(?:complications|adverse (?:effects|events))", "What are the side effects?"),
    (r"risks?|side effects? and risks?|risks? and side effects?", "What are the risks?"),
    (r"benefits?|advantages?", "What are the benefits?"),
    (r"recovery|downtime|healing", "What is recovery like?"),
    (r"after-?care|after (?:the|your) (?:treatment|procedure)", "What should I do afterwards?"),
    (r"results?|outcomes?", "What results can I expect?"),
    (r"costs?|prices?|fees?|price list", "How much does it cost?"),
    (r"alternatives?", "What are the alternatives?"),
    (r"opening (?:hours|times)|hours", "When are you open?"),
    (r"contact(?: us| details)?|how to (?:reach|contact) us", "How do I reach you?"),
    (r"emergenc(?:y|ies)|seek(?:ing)? help|getting help", "When should I get help?"),
)
_HOW_TO: tuple[tuple[str, str], ...] = (
    (r"how to (.+)", r"How do I \1?"),
    (r"(when|where|what) to (.+)", r"\1 should I \2?"),
)
_AS_VISITOR = {"your": "my", "yourself": "myself", "us": "you"}
_WHERE_YOU = re.compile(r"\b(if|when|before|after|once|until|while) you\b(?! (?:are|were)\b)")
_CLINIC = re.compile(r"\b(?:we|our|ours|ourselves|you)\b")
_SMALL = 3  # letters, at most, of such a word
_COMMON = 5.5  # on the Zipf scale, at least: "the" and "for", and no "ich"
_ABBREVIATION = re.compile(r"^[A-Z0-9]{2,}s?$")


def question_from(heading: str, title: str) -> str:
    """The question that a section under `heading` answers in a document called `title`, or the heading as it stands."""
    if has_mark(heading):
        return sentence_case(heading)
    if is_inverted(heading):
        return sentence_case(heading).rstrip(".: ") + "?"
    known = heading.lower().strip(" .:")
    subject = _lower_first(sentence_case(title))
    for pattern, question in _KNOWN:
        if re.fullmatch(pattern, known) and ("{title}" not in question or _is_one_thing(subject)):
            return question.format(title=subject)
    if known == "introduction":
        return title
    return _how_to(_lower_first(sentence_case(heading))) or heading


def _is_one_thing(title: str) -> bool:
    """Whether a title is one word for one thing, of which "what is …" can be asked."""
    return " " not in title and (not title.endswith("s") or title.endswith(("ss", "is", "us")))


def _how_to(heading: str) -> str:
    """ "How to clean your teeth" as a visitor asks it; empty for other headings, or where the clinic is spoken of."""
    heading = _WHERE_YOU.sub(r"\1 I", heading)
    for pattern, question in _HOW_TO:
        match = re.fullmatch(pattern, heading)
        if match and not _CLINIC.search(heading):
            asked = re.sub(r"\b(?:yourself|your|us)\b", lambda found: _AS_VISITOR[found[0]], match.expand(question))
            return asked[:1].upper() + asked[1:]
    return ""


def sentence_case(text: str) -> str:
    """A heading in title case as a sentence would write it: "How Does It Work?" gives "How does it work?"."""
    words = text.split()
    if not any(len(word) > _SMALL for word in words[1:]) or not all(map(_is_titled, words[1:])):
        return text
    return " ".join([words[0], *(_lowered(word) for word in words[1:])])


def _is_titled(word: str) -> bool:
    """Whether a title in English writes `word` so: with a capital, but for its small and common words."""
    is_small = len(word) <= _SMALL and zipf_frequency(word, "en") >= _COMMON
    return word[0].isupper() or not word[0].isalpha() or is_small


def _lowered(word: str) -> str:
    return word if _ABBREVIATION.match(word.strip("(),?")) or word == "I" else word[:1].lower() + word[1:]


def _lower_first(text: str) -> str:
    first, *rest = text.split(" ")
    return " ".join([_lowered(first), *rest])

"""The form of the intent files: what an editor may write, as models that validate it and describe it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.text import words_in

UNWRITTEN = "TO WRITE"  # how the answer of a draft begins until a person has written it
NOBODY = "nobody yet"  # who reviewed a draft
MAX_ID = 60  # characters

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=MAX_ID)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Utterance = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)]


def _with_a_word(text: str) -> str:
    if not words_in(text):
        raise ValueError(f"has '{text}', which holds no word: write what visitors call it")
    return text


Name = Annotated[Line, AfterValidator(_with_a_word)]  # what is looked for in what visitors write


def as_list(value: Any) -> Any:
    """Return a single value as a list of one: what may be several things is mostly one."""
    return value if isinstance(value, list) else [value]


# A text, or several of which the first is said whose {placeholders} clinic.yaml all fills.
Alternatives = Annotated[tuple[Line, ...], BeforeValidator(as_list), Field(min_length=1, strict=False)]


class Model(BaseModel):
    """What all models share: frozen, strict about types, and no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Review(Model):
    """Who reviewed an answer, and when it is to be looked at again."""

    by: Line = Field(description="the clinician who reviewed it, or 'nobody yet'")
    on: date | None = Field(None, description="the day of the review, YYYY-MM-DD")
    due: date | None = Field(None, description="the day by which it is to be reviewed again, YYYY-MM-DD")


class SourceRef(Model):
    """The section of a document that an answer rests on."""

    document: Slug = Field(description="the document's file name without its ending")
    section: Line = Field(description="the heading of the section")


class IntentEntry(Model):
    """One thing that visitors ask, and what the clinic says to it.

    An entry with the id of one of the language pack's need hold only what differs from it; its examples are added.
    """

    id: Slug = Field(description="stable name, lower case with hyphens, used nowhere else")
    aspect: Annotated[tuple[Slug, ...], BeforeValidator(as_list), Field(strict=False)] = Field(
        (), description="what is asked about the topic, such as 'recovery'; a list where it is several things"
    )
    question: Line = Field("", description="the question as the clinic would put it", validate_default=False)
    examples: Annotated[tuple[Utterance, ...], Field(strict=False)] = Field(
        (), description="utterance examples: five or more ways in which visitors really ask this"
    )
    answer: Alternatives = Field(
        (),
        validate_default=False,
        description="the clinic's reviewed answer, usually under 70 words; {phone} and other keys of clinic.yaml are "
        "filled in. Of a list, the first is said that clinic.yaml can fill",
    )
    caveats: Annotated[tuple[Slug, ...], Field(strict=False)] = Field(
        (), description="ids from caveats.yaml; an answer has at least one"
    )
    sources: Annotated[tuple[SourceRef, ...], Field(strict=False)] = Field((), description="what the answer rests on")
    follow_ups: Annotated[tuple[Slug, ...], Field(max_length=4, strict=False)] = Field(
        (), description="ids of intents worth offering next; 'starters' stands for the clinic's own"
    )
    reviewed: Review | None = Field(None, description="who reviewed it, where that differs from the file's")
    status: Literal["live", "draft"] = Field("live", description="a draft is never served")
    role: Literal["rejection", "restart"] | None = Field(
        None,
        description="what the bot does besides: after a 'rejection' of its last reply it offers others, after a "
        "'restart' it forgets what was spoken of",
    )
    yields_to: Annotated[tuple[Line, ...], Field(strict=False)] = Field(
        (),
        description="words of which one in the question of a clinic's own answer shows that it takes this one's place",
    )


class TopicFile(Model):
    """A file of intents about one topic."""

    topic: Slug = Field(description="what a conversation is about, such as 'laser'")
    title: Line = Field(description="the topic's name for people")
    parent: Slug | None = Field(None, description="the wider topic that this one is a part of")
    names: Annotated[tuple[Name, ...], Field(strict=False)] = Field(
        (), description="the words by which visitors name the topic"
    )
    otherwise: Slug | None = Field(
        None, description="the intent that replies to what the texts say of other topics, but not of this one"
    )
    role: Literal["comparison"] | None = Field(
        None, description="'comparison' for answers that set topics beside each other"
    )
    kind: Literal["answer", "handoff", "smalltalk", "out_of_scope"] = Field(
        "answer", description="what sort of reply its intents give"
    )
    reviewed: Review | None = Field(None, description="who reviewed the file's answers, and until when")
    intents: Annotated[tuple[IntentEntry, ...], Field(min_length=1, strict=False)]


class CaveatsFile(Model):
    """caveats.yaml: the fine print, each text under the id by which answers name it."""

    caveats: dict[Slug, Line] = Field({}, description="each text under the id by which answers name it")


Meaning = Annotated[tuple[Name, ...], Field(min_length=2, strict=False)]


class LexiconFile(Model):
    """lexicon.yaml: words that mean the same at this clinic, and how it spells them."""

    meanings: Annotated[tuple[Meaning, ...], Field(strict=False)] = Field(
        (), description="lists of words that mean the same here; all become the first"
    )
    spellings: dict[Line, Line] = Field({}, description="other spellings and abbreviations, each with the house's word")

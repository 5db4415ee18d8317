"""What a visitor means in one turn: one thing, or several that are asked at once, or a question within a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.content import Kind
from bot.dialogue.parts import listed, questions, run_on
from bot.dialogue.state import DialogueState
from bot.dialogue.treatments import COMPARE
from bot.dialogue.understanding import Understanding
from bot.dialogue.understood import Band, Understood

LONG = 18  # words; in a longer message the question may be buried
SURE = 0.8  # the confidence that parts need which show by nothing but their sense
PLAIN = 0.9  # the confidence with which a part is answered as if it had been asked alone
MOST_PARTS = 3


class Turns:
    """Reads whole turns."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    def read(self, message: str, state: DialogueState) -> list[Understood]:
        """What the message means: one thing, or two or three where it asks as many. Never empty."""
        whole = self._understanding.one(message, state)
        if whole.asks_more or whole.confidence == 1.0:
            return [whole]
        asked = questions(message)
        return self._unmarked(message, asked, state, whole) or self._marked(message, asked, state, whole)

    def _unmarked(self, message: str, asked: list[str], state: DialogueState, whole: Understood) -> list[Understood]:
        """Parts that are not plainly parted: taken as such only where each of them is surely a question."""
        items = listed(message) if len(asked) < 2 and whole.intent.topic != COMPARE else []
        if any(map(self._understanding.is_only_a_name, items)):  # "is it for thighs and lipo", "compare meso and lipo"
            items = []
        for parted in (items, run_on(asked)):
            found = self._each(parted, message, state, whole)
            if len(found) > 1 and len(found) == len(parted) and min(part.confidence for part in found) >= SURE:
                return [] if self._is_one_list(items, found, whole) else found[:MOST_PARTS]
        return []

    def _is_one_list(self, items: list[str], found: list[Understood], whole: Understood) -> bool:
        """Whether the things in a list make up one question: "are there studies on meso and thighs"."""
        if all(part.intent is not whole.intent for part in found):  # "can you do my arms and thighs in one go"
            return bool(items) and whole.confidence >= min(part.confidence for part in found)
        ends = [part.text for part in found if part.text in items and part.intent is whole.intent]
        return any(self._understanding.one(text, DialogueState()).band is not Band.ANSWER for text in ends)

    def _marked(self, message: str, asked: list[str], state: DialogueState, whole: Understood) -> list[Understood]:
        chats = whole.intent.kind is Kind.SMALLTALK  # "Thank you. Is one time enough?"
        if not asked or (len(asked) == 1 and len(message.split()) <= LONG and not chats):
            return [whole]
        found = self._each(asked, message, state, whole)
        lost = self._lost(asked)
        if (len(found) > 1 and not _is_one(whole, found)) or (found and (chats or lost)):
            return [*found[:MOST_PARTS], *lost]
        # A story: the question alone may be plainer than the question with all that is told around it.
        return [max([whole, *found], key=lambda understood: understood.confidence)]

    def _lost(self, asked: list[str]) -> list[Understood]:
        """The parts that ask for what the clinic does not speak of at all."""
        alone = (self._understanding.one(part, DialogueState()) for part in asked) if len(asked) > 1 else ()
        return [part for part in alone if part.is_elsewhere]

    def _each(self, asked: list[str], message: str, state: DialogueState, whole: Understood) -> list[Understood]:
        """The parts that are surely questions of their own, each intent once; the whole message is context for each."""
        named = self._understanding.named(message)
        around = replace(state, topic=named[0]) if named else state
        parts = [self._part(part, around, whole) for part in asked]
        return list({part.intent.id: part for part in reversed(parts) if part.is_a_question}.values())[::-1]

    def _part(self, part: str, around: DialogueState, whole: Understood) -> Understood:
        """A part by itself where that is plain, else in the light of the whole message."""
        alone = self._understanding.one(part, around)
        if alone.band is Band.ANSWER and alone.confidence >= PLAIN and alone.intent.kind is Kind.ANSWER:
            return alone
        return self._understanding.one(part, around, whole.shares)


def _is_one(whole: Understood, parts: Sequence[Understood]) -> bool:
    """Whether a message is plainer than its parts and means none of them: "that trial, how many were in it"."""
    return all(part.intent is not whole.intent and part.confidence < whole.confidence for part in parts)

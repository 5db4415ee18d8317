"""What waits in the inbox, and what a person decides about it. Nothing is learnt in any other way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content import Place
from bot.content.edit import add_examples
from bot.inbox.drafting import start_intent, tidy_question
from bot.inbox.errors import InboxAwayError, InboxError
from bot.inbox.groups import Group, group
from bot.pii import Detail

if TYPE_CHECKING:
    from bot.inbox.store import Store


class ReviewQueue:
    """What is in `store`, and the intents in `folder` that it may go into. A group is named by any entry's number."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def groups(self) -> list[Group]:
        """All that waits, in groups of like questions. Raises InboxAwayError, as all methods do, without a database."""
        return group(self._store.entries())

    def group(self, number: int) -> Group:
        """The group that has this entry. Raises InboxError where there is none."""
        [found] = self._named([number])
        return found

    def find(self, number: int) -> Group:
        """The group of like questions that has this entry. Raises InboxError where it holds no question, or is none."""
        [found] = self._named([number])
        if not found.text:
            raise InboxError(f"{number} is what visitors said of the answer '{found.intent}': it holds no question")
        return found

    def accept(self, number: int, intent: str, wordings: Sequence[str] = ()) -> list[Place]:
        """Make `wordings` examples of `intent` (or how the group was asked most often), and clear the group away.

        Gives their places. Raises InboxError or EditError, and changes nothing, where that cannot be done.
        """
        found = self.find(number)
        chosen = wordings or [found.text]
        _refuse_personal(chosen)
        places = add_examples(self._folder, intent, chosen)
        self._clear([found], f"it is an example of '{intent}' now ({_at(places[0])})")
        return places

    def draft(self, number: int, question: str = "") -> tuple[str, Place]:
        """Start a new intent as a draft, with the group's wordings as examples, and clear the group away.

        `question` is how the clinic would put it. Gives the draft's id and place; raises as `accept` does.
        """
        found = self.find(number)
        question = " ".join(question.split()) or tidy_question(found.text)
        _refuse_personal([question])
        clean = [wording for wording in found.wordings if not _marks(wording)]
        key, place = start_intent(self._folder, question, clean, date.today())
        self._clear([found], f"it is the draft '{key}' now ({_at(place)})")
        return key, place

    def dismiss(self, numbers: Iterable[int]) -> int:
        """Clear the groups away; gives how many entries they had. Raises InboxError where there is no such group."""
        return self._store.set_aside([number for found in self._named(numbers) for number in found.ids])

    def restore(self, numbers: Sequence[int]) -> int:
        """Let entries that were dealt with today wait again; gives how many there were."""
        return self._store.restore(numbers)

    def _named(self, numbers: Iterable[int]) -> list[Group]:
        groups = {number: found for found in self.groups() for number in found.ids}
        wanted = list(numbers)
        unknown = [number for number in wanted if number not in groups]
        if unknown:
            raise InboxError(f"the inbox has no {unknown[0]}: it may have expired, or have been dealt with")
        return list({groups[number].id: groups[number] for number in wanted}.values())

    def _clear(self, groups: Sequence[Group], done: str) -> None:
        try:
            self._store.set_aside([number for found in groups for number in found.ids])
        except InboxAwayError as error:
            raise InboxAwayError(f"{done}, but could not be taken out of the inbox: {error}") from None


def _refuse_personal(texts: Iterable[str]) -> None:
    for text in texts:
        if marks := _marks(text):
            raise InboxError(f"'{text}' holds {marks[0]}, which no visitor types: give a wording without it")


def _marks(text: str) -> list[str]:
    """What stands in `text` in place of personal details."""
    return [f"[{detail}]" for detail in Detail if f"[{detail}]" in text]


def _at(place: Place) -> str:
    return f"{place.path}:{place.line}"

"""Hold what leads from one file to another against what exists: follow-ups, parents, starters, topics."""

from __future__ import annotations

import fnmatch
from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.content.clinic import Clinic
from bot.content.knowledge import Topic
from bot.content.model import TopicFile
from bot.content.parsed import ParsedIntent
from bot.content.yaml_file import YamlFile
from bot.errors import Diagnostic, did_you_mean

STARTERS = "starters"  # among follow-ups, stands for the clinic's own starters


class Links:
    """Checks links, given the ids that are served, those of drafts, and the topics."""

    def __init__(self, served: Collection[str], drafts: Collection[str], topics: Mapping[str, Topic]) -> None:
        self._served = served
        self._drafts = drafts
        self._topics = topics

    def of_intent(self, intent: ParsedIntent) -> Iterator[Diagnostic]:
        """Yield the follow-ups of an intent that lead nowhere; one that is a draft is offered once it is served."""
        for number, other in enumerate(intent.entry.follow_ups if intent.is_live else ()):
            if other not in self._served and other not in self._drafts and other != STARTERS:
                message = f"follow-up '{other}' of '{intent.id}' {self._astray(other)}"
                yield intent.problem(message, "follow_ups", number)

    def of_clinic(
        self, file: YamlFile, clinic: Clinic, shipped: Collection[str], cited: Collection[str]
    ) -> Iterator[Diagnostic]:
        """Yield what clinic.yaml names that is not there.

        `shipped` are the ids in the language pack, `cited` the documents that the clinic's intents rest on.
        """
        for number, starter in enumerate(clinic.starters):
            if starter not in self._served:
                where = self._where(starter)
                message = f"starter '{starter}' leads {where}: have another question offered first (clinic.yaml)"
                yield file.finding(("starters", number), message)
        for number, pattern in enumerate(clinic.disable):
            if not fnmatch.filter(shipped, pattern):
                message = f"nothing that ships with the bot is called '{pattern}': {did_you_mean(pattern, shipped)}"
                yield file.finding(("disable", number), message)
        for document in clinic.documents:
            if document not in cited:
                message = f"no answer cites a document '{document}': {did_you_mean(document, cited)}"
                yield file.finding(("documents", document), message)

    def of_topic(self, file: YamlFile, head: TopicFile) -> Iterator[Diagnostic]:
        """Yield what is wrong with the parent of a topic file, and with the intent that stands in for others."""
        if head.otherwise and head.otherwise not in self._served:
            yield file.finding(("otherwise",), f"'{head.otherwise}' {self._astray(head.otherwise)}")
        if head.parent and head.parent not in self._topics:
            yield file.finding(("parent",), f"no file has the topic '{head.parent}': mend 'parent'")
        elif head.parent and self._is_circular(head.parent):
            yield file.finding(("parent",), f"'{head.parent}' is its own parent: take 'parent' out")

    def _astray(self, intent: str) -> str:
        """Say where a link to an intent that is not served leads, and the mend."""
        return f"leads {self._where(intent)}: name an intent that is served"

    def _where(self, intent: str) -> str:
        return "to a draft" if intent in self._drafts else "nowhere"

    def _is_circular(self, topic: str) -> bool:
        seen: set[str] = set()
        current: str | None = topic
        while current is not None and current not in seen:
            seen.add(current)
            current = self._topics[current].parent if current in self._topics else None
        return current is not None


def joined_topics(heads: Sequence[TopicFile]) -> dict[str, Topic]:
    """Return the topics of all files by id; the names of one that has several files are put together."""
    topics: dict[str, Topic] = {}
    for head in heads:
        known = topics.get(head.topic)
        topics[head.topic] = Topic(
            head.topic,
            known.title if known and not head.names else head.title,
            head.parent or (known.parent if known else None),
            (*(known.names if known else ()), *head.names),
            head.otherwise or (known.otherwise if known else None),
            head.role or (known.role if known else None),
        )
    return topics

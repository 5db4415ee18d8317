"""The questions and answers that a web page holds for search engines: schema.org in JSON or in its markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag

from bot.documents.document import Block, Kind
from bot.documents.table import QUESTION_LEVEL
from bot.text import normalise


def pairs(soup: BeautifulSoup) -> dict[str, str]:
    """All questions of the page's structured data with their answers. Those in its markup become headings."""
    return dict([*_json_pairs(soup), *_microdata_pairs(soup)])


def blocks(found: Mapping[str, str], soup: BeautifulSoup, number: int) -> Iterator[Block]:
    """The pairs of which the page does not show both halves; most often it shows them all."""
    seen = normalise(soup.get_text(" ")).replace(" ", "")
    for question, answer in found.items():
        if not all(normalise(said).replace(" ", "") in seen for said in (question, answer)):
            yield Block(question, number + 1, kind=Kind.HEADING, level=QUESTION_LEVEL)
            yield Block(answer, number + 2)
            number += 2


def _json_pairs(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text())
        except ValueError:
            continue
        yield from _questions(data)


def _questions(data: Any) -> Iterator[tuple[str, str]]:
    """Every schema.org Question with an accepted answer, wherever in the data it stands."""
    if isinstance(data, list):
        for item in data:
            yield from _questions(item)
    elif isinstance(data, dict):
        if "Question" in _as_list(data.get("@type")):
            answers = [a for a in _as_list(data.get("acceptedAnswer")) if isinstance(a, dict)]
            if data.get("name") and answers:
                yield _plain(data["name"]), _plain(answers[0].get("text", ""))
        for value in data.values():
            yield from _questions(value)


def _microdata_pairs(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for question in soup.select('[itemtype$="schema.org/Question"]'):
        name, text = question.select_one('[itemprop="name"]'), question.select_one('[itemprop="text"]')
        if name is None or text is None:
            continue
        yield _plain(str(name)), _plain(str(text))
        _as_heading(name)


def _as_heading(name: Tag) -> None:
    if name.name not in ("h1", "h2", "h3", "h4", "h5", "h6", "summary"):
        name.name = "h6"


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _plain(markup: Any) -> str:
    text = " ".join(BeautifulSoup(str(markup), "html.parser").get_text(" ").split())
    return re.sub(r" (?=[.,;:!?)])", "", text)

"""Web pages: what asks and answers in them is made into headings with text, before the page becomes Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag

from bot.text import normalise

_NOISE = ("script", "style", "nav", "noscript", "template", "form", "iframe")


def prepared(page: bytes) -> str:
    """The page as HTML in which each question of `<details>`, `<dl>` and schema.org is a heading over its answer."""
    soup = BeautifulSoup(page, "html.parser")
    structured = [*_json_pairs(soup), *_microdata_pairs(soup)]
    for noise in soup.find_all(_NOISE):
        noise.decompose()
    for tag in soup.find_all(["summary", "dt"]):
        tag.name = "h6"
    for tag in soup.find_all(["details", "dd", "dl"]):
        tag.name = "div"
    _add_unseen(soup, structured)
    return str(soup)


def _add_unseen(soup: BeautifulSoup, pairs: list[tuple[str, str]]) -> None:
    """Add the pairs that only the page's structured data holds; most often it repeats what the page shows."""
    seen = normalise(soup.get_text(" ")).replace(" ", "")
    body = soup.body or soup
    for question, answer in dict(pairs).items():
        if normalise(question).replace(" ", "") in seen:
            continue
        heading, text = soup.new_tag("h6"), soup.new_tag("p")
        heading.string = question
        text.string = answer
        body.extend([heading, text])


def _json_pairs(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.string or "")
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

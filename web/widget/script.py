"""Build the widget's script out of its readable sources: locales, style and modules in one minified file."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import minify
from zopfli import gzip

SOURCES = Path(__file__).parent
MODULES = ("options", "nodes", "hours", "answers", "conversation", "panel", "element")  # in the order they run in

_WORD = re.compile(r"\bwords\.(\w+)")
# Unsafe within a script: what could end it, and two line ends that JSON allows and older scripts do not.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Script:
    """The widget as served: plain, compressed, and the marks of its content."""

    plain: bytes

    @cached_property
    def gzipped(self) -> bytes:
        """The script as gzip, by a compressor that takes half a second to save a twentieth."""
        return bytes(gzip.compress(self.plain, numiterations=50))

    @cached_property
    def mark(self) -> str:
        """A short hash, for the ETag and the versioned address."""
        return hashlib.sha256(self.plain).hexdigest()[:20]

    @cached_property
    def integrity(self) -> str:
        """The value of a script tag's `integrity`."""
        return "sha384-" + base64.b64encode(hashlib.sha384(self.plain).digest()).decode()


def build_script(clinic: Mapping[str, object]) -> Script:
    """Return the widget with the clinic's details in it."""
    return Script(_template(newest_source()).replace("CLINIC", _to_json(clinic).translate(_ESCAPES), 1).encode())


@lru_cache(maxsize=1)
def _template(_changed: int) -> str:
    """Minify the sources; the clinic's details are put in afterwards, since a minifier takes their escapes away."""
    locales = json.loads(_read("locales.json"))
    packed = _to_json({language: "|".join(words.values()) for language, words in locales.items()})
    style = _to_json(minify.string("text/css", _read("style.css")))
    modules = _number_words("\n".join(_read(f"{module}.js") for module in MODULES), list(locales["en"]))
    once = "if (document.querySelector('caveat-widget')) return;"
    script = f"(() => {{ {once} const LOCALES = {packed}, STYLE = {style}; {modules} }})()"
    return str(minify.string("text/javascript", script))


def newest_source() -> int:
    """Return when the sources were last changed, in nanoseconds."""
    return max(file.stat().st_mtime_ns for file in SOURCES.iterdir())


def _number_words(source: str, keys: list[str]) -> str:
    """Turn `words.send` into `words[1]`: the keys of the locales need not be in the script."""
    return _WORD.sub(lambda found: f"words[{keys.index(found[1])}]", source)


def _read(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

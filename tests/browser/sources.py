"""The widget's sources as text: what documentation and tests hold against each other."""

from __future__ import annotations

import json

from tests.serving import ROOT
from web.widget.script import MODULES, SOURCES

SOURCE = "\n".join((SOURCES / f"{module}.js").read_text(encoding="utf-8") for module in MODULES)
STYLE = (SOURCES / "style.css").read_text(encoding="utf-8")
LOCALES: dict[str, dict[str, str]] = json.loads((SOURCES / "locales.json").read_text(encoding="utf-8"))
GUIDE = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")

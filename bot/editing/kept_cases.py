"""Questions that an editor keeps as cases: what each must go on to get, in a file of the clinic's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.content.files import EditError, content_of, replace_file
from bot.content.yaml_file import parse_yaml
from bot.editing.users import User
from bot.editing.workspace import Workspace
from bot.reply import Reply

FILE = Path("cases", "studio.yaml")
_HEAD = "# Questions that were kept in the studio, and what each must get: `caveat test` tries them.\n"


def wanted_of(reply: Reply) -> dict[str, Any]:
    """Return what a case demands that is to get the same as this reply: its intents, else its kind."""
    if reply.kind.replies and reply.intents:
        return {"every": list(reply.intents)} if len(reply.intents) > 1 else {"intent": reply.intents[0]}
    return {"kind": str(reply.kind)}


def keep_case(work: Workspace, message: str, wanted: Mapping[str, Any], person: User) -> str:
    """Keep `message` as a case that must get what is `wanted`; gives the commit's id.

    Raises EditError where it is kept already, or the file was changed by hand into something else.
    """
    path = work.folder / FILE
    with work.step(person, f"Keep as a test: {message}") as step:
        before = content_of(path)
        text = before.decode("utf-8-sig") or _HEAD
        known = parse_yaml(path, text).data or []
        if not isinstance(known, list):
            raise EditError(f"{FILE} is no list of cases any more: mend it first")
        if any(isinstance(case, dict) and case.get("ask") == message for case in known):
            raise EditError(f"“{message}” is kept already: change it in {FILE}")
        written = yaml.safe_dump([{"ask": message, **wanted}], allow_unicode=True, sort_keys=False, width=10_000)
        path.parent.mkdir(exist_ok=True)
        replace_file(path, before, f"{text.rstrip()}\n{written}".encode())
    return step.commit

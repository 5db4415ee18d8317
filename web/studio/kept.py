"""What was sent by somebody who is signed out: kept in the page that asks for the password, and sent once more then."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import request, url_for

MAX_KEPT = 256 * 1024  # bytes of a form from somebody who is not signed in, or not any more
_LEFT_OUT = frozenset({"form", "kept"})


@dataclass(frozen=True)
class Kept:
    """A form's fields in their order, and the address that they were sent to; `files` says whether files were lost."""

    address: str
    fields: list[tuple[str, str]]
    files: bool = False

    @classmethod
    def sent(cls) -> Kept:
        """Return what the request at hand sends, but for the word that its form holds."""
        fields = [(key, value) for key, value in request.form.items(multi=True) if key not in _LEFT_OUT]
        return cls(request.script_root + request.full_path.rstrip("?"), fields, any(request.files.values()))

    @classmethod
    def carried(cls) -> Kept | None:
        """Return what the form of the sign-in page carries; None where that is nothing, or nothing for the studio."""
        try:
            address, pairs, files = json.loads(request.form.get("kept", ""))
            fields = [(str(key), str(value)) for key, value in pairs]
        except (TypeError, ValueError):
            return None
        return cls(str(address), fields, bool(files)) if is_ours(str(address)) else None

    def as_text(self) -> str:
        """Return it as the sign-in page's form carries it."""
        return json.dumps([self.address, self.fields, self.files])


def is_ours(address: str) -> bool:
    """Return whether an address is the studio's own."""
    return address.startswith(f"{url_for('studio.home').rstrip('/')}/")

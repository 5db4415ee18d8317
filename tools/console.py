"""What the tools' command lines share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from bot.errors import BotError


@contextmanager
def errors_in_one_line() -> Iterator[None]:
    """End the program with code 2 and a line on stderr where the block raises what its user can mend."""
    try:
        yield
    except BotError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename or 'file'}: {error.strerror or error}")


def _fail(line: str) -> NoReturn:
    print(f"{Path(sys.argv[0]).stem}: {line}", file=sys.stderr)
    sys.exit(2)

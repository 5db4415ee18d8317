"""`python -m bot COMMAND`."""

import sys

try:
    from bot.cli import main
except ModuleNotFoundError as error:
    # The wrong Python, mostly: the environment that has the libraries was not activated.
    mend = "run 'make run' once, then '. .venv/bin/activate' in each new terminal"
    print(f"bot: this Python lacks the library '{error.name}': {mend}", file=sys.stderr)
    sys.exit(2)

if __name__ == "__main__":
    sys.exit(main())

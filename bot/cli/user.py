"""`user`: who may use the studio."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from pathlib import Path

from bot.editing.users import Role, Users
from bot.errors import BotError
from bot.settings import load_settings

NAME = "user"
HELP = "say who may use the studio: add NAME, remove NAME, list"
DEFAULT = Path("users.json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command and its actions take."""
    parser.set_defaults(act=_list)
    actions = parser.add_subparsers(metavar="ACTION")
    add = actions.add_parser("add", help="add a person, or give one a new role and password, which is asked for")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", choices=list(Role), default=Role.EDITOR, type=Role, help="a reviewer also publishes")
    add.set_defaults(act=_add)
    remove = actions.add_parser("remove", help="take a person out, and end what sessions that person has")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(act=_remove)
    actions.add_parser("list", help="say who there is").set_defaults(act=_list)


def run(options: argparse.Namespace) -> int:
    """Do it in the file that STUDIO_USERS names. Raises BotError where it cannot be done."""
    path = load_settings().studio_users
    options.act(options, Users(path or DEFAULT))
    if path is None:
        print(f"set STUDIO_USERS={DEFAULT} for the server to use this file", file=sys.stderr)
    return 0


def _add(options: argparse.Namespace, users: Users) -> None:
    users.put(options.name, options.role, _password())
    print(f"{users.path}: {options.name} is {options.role} now")


def _remove(options: argparse.Namespace, users: Users) -> None:
    users.remove(options.name)
    print(f"{users.path}: {options.name} is taken out")


def _list(_: argparse.Namespace, users: Users) -> None:
    for user in users.all().values():
        print(f"{user.role:9} {user.name}")


def _password() -> str:
    """Return what is typed twice, unseen; or the first line of standard input where nobody types.

    Raises BotError where the two differ, or where none is typed.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    try:
        first, again = getpass("Password: "), getpass("Once more: ")
    except EOFError:
        raise BotError("no password was typed: nothing is changed") from None
    if first != again:
        raise BotError("the second password is not the first: nothing is changed, try once more")
    return first

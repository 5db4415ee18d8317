"""The inbox: what visitors asked that was not answered, answered with doubt, or marked as wrong, for an editor to read.

Nothing is learnt from it without a person's word, which is what `bot.inbox.desk` is for. It needs the
packages of requirements-prod.txt.
"""

from bot.inbox.entry import Entry, Reason, new_entry
from bot.inbox.errors import InboxAwayError, InboxError
from bot.inbox.groups import Group, group
from bot.inbox.opening import open_inbox
from bot.inbox.writer import Writer

__all__ = [
    "Entry",
    "Group",
    "InboxAwayError",
    "InboxError",
    "Reason",
    "Writer",
    "group",
    "new_entry",
    "open_inbox",
]

"""The inbox: what visitors asked that was not answered, answered with doubt, or marked as wrong, for an editor to read.

Nothing is learnt from it without a person's word, which is what `bot.inbox.review_queue` is for. It needs the
packages of requirements-prod.txt.
"""

from bot.inbox.errors import InboxAwayError, InboxError
from bot.inbox.groups import Group, group
from bot.inbox.item import InboxItem, InboxReason, new_item
from bot.inbox.opening import open_inbox
from bot.inbox.writer import Writer

__all__ = [
    "Group",
    "InboxAwayError",
    "InboxError",
    "InboxItem",
    "InboxReason",
    "Writer",
    "group",
    "new_item",
    "open_inbox",
]

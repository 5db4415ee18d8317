"""Answers held against their sources: what stands there, what asserts more, what changed, and what no answer uses."""

from bot.grounding.grounding import Grounded, ground
from bot.grounding.record import Record, read_record, write_record
from bot.grounding.support import Support

__all__ = ["Grounded", "Record", "Support", "ground", "read_record", "write_record"]

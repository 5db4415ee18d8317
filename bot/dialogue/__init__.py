"""The dialogue: one message and a conversation in, one reply out."""

from bot.dialogue.bot import Bot
from bot.dialogue.state import DialogueState

__all__ = ["Bot", "DialogueState"]

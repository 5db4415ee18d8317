"""The dialogue: one message and a conversation in, one reply out."""

from bot.dialogue.assistant import Assistant
from bot.dialogue.conversation import Conversation

__all__ = ["Assistant", "Conversation"]

"""Mails as programs save them: the words of the mail; its head and what is attached are noted as left out."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

from bot.documents.document import Reading
from bot.documents.readers.mail_text import without_mail_marks
from bot.documents.readers.markdown import read_text

_HEAD = ("From", "To", "Cc", "Date")
_REPLY = re.compile(r"^(?:[^\W\d_]{1,4}\s?:\s*)+")  # "Re:", "AW:", "Fwd:"


def read(path: Path) -> Reading:
    """Read a mail."""
    message = BytesParser(EmailMessage, policy=default).parsebytes(path.read_bytes())
    reading = _body(message)
    reading.title = _REPLY.sub("", str(message["Subject"] or "")).strip()
    named = [name for name in _HEAD if message[name]]
    reading.leave_out("the mail's head", ", ".join(named), "who wrote it, to whom, and when")
    for part in message.iter_attachments():
        name = part.get_filename() or part.get_content_type()
        reading.leave_out("the mail", name, "an attachment: save it, and draft from it by itself")
    return reading


def _body(message: EmailMessage) -> Reading:
    """Read the mail's words: as plain text, or as a web page where there are none."""
    if part := message.get_body(("plain",)):
        marks = Reading()
        reading = read_text(without_mail_marks(str(part.get_content()), marks, is_mail=True))
        reading.left_out[:0] = marks.left_out
        return reading
    reading = Reading()
    if part := message.get_body(("html",)):
        from bot.documents.readers.html import read_part  # noqa: PLC0415 - needs a library that plain mails do not

        read_part(str(part.get_content()), 1, reading)
    return reading

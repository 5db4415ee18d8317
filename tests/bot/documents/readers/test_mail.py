"""Mails as files: the words, and what is left out of them with why."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from bot.documents import read_document
from tests.bot.documents.sheets import asked, left_out


def saved(folder: Path, message: EmailMessage) -> Path:
    path = folder / "mail.eml"
    path.write_bytes(bytes(message))
    return path


def mail(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@mill.example", "web@mill.example", subject
    return message


def test_a_mail_s_words_are_read_and_the_rest_is_accounted_for(tmp_path: Path) -> None:
    message = mail("Re: AW: Rules for the choir")
    message.set_content("Dear Tom,\n\nCan I hum?\nSoftly – after a day.\n\nBest,\nAnna\n\n-- \nAnna, The Mill\n")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="songs.pdf")
    path = saved(tmp_path, message)
    assert asked(path) == {"Can I hum?": ["Softly – after a day."]}
    assert read_document(path).title == "Rules for the choir"
    assert left_out(path) == [
        ("Dear Tom,", "the salutation"),
        ("Best,", "the closing of the mail"),
        ("Anna", "the closing of the mail"),
        ("--", "a signature"),
        ("Anna, The Mill", "a signature"),
        ("From, To", "who wrote it, to whom, and when"),
        ("songs.pdf", "an attachment: save it, and draft from it by itself"),
    ]


def test_a_mail_that_is_a_web_page_is_read_as_one(tmp_path: Path) -> None:
    message = mail("Choir")
    message.set_content("<p><b>Can I hum?</b></p><p>Softly.</p>", subtype="html")
    assert asked(saved(tmp_path, message)) == {"Can I hum?": ["Softly."]}

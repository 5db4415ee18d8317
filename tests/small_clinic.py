"""A small but complete folder of intent files, for tests that spoil it or that need it quickly learnt.

It goes without the language pack, which has its own tests and takes seconds to learn."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from filelock import FileLock

from bot.dialogue import Bot
from bot.dialogue.bot import CACHE

SHARED = Path(__file__).parent / CACHE  # kept between runs and between the processes of one

CLINIC = """\
name: Little Clinic
phone: "+44 20 7946 0000"
contact: https://little.example/contact
hours: every day, 9 to 5
emergency_number: "999"
crisis_line: "116 123"
greeting: Hello from the little clinic.
starters: [laser-what, laser-recovery]
disable: ["*"]
"""

CAVEATS = """\
caveats:
  evidence-thin: Few studies have been done.
  results-vary: Results differ from person to person.
  ask-doctor: This is no advice about you. Ask a doctor.
"""

TOPIC = """\
topic: laser
title: Laser
names: [laser, light]
reviewed: {by: A. Doctor, on: 2026-11-23, due: 2027-05-23}
intents:
  - id: laser-what
    aspect: what
    question: What does the laser do?
    examples:
      - what is the laser for
      - explain the light machine
      - how does this gadget melt fat
    answer: It warms fat through a thin tube, so that the fat turns liquid.
    caveats: [evidence-thin]
    sources:
      - {document: leaflet, section: "How Does It Work?"}
    follow_ups: [laser-recovery]
  - id: laser-recovery
    aspect: recovery
    question: How long is the recovery?
    examples:
      - when can I go back to work
      - days off needed afterwards
      - how soon will I be up and about
    answer: Most people rest for a day or two.
    caveats: [results-vary, ask-doctor]
    sources:
      - {document: leaflet, section: Recovery}
      - {document: leaflet, section: FAQ}
    follow_ups: [laser-what]
"""


def write_small_clinic(folder: Path) -> Path:
    """Write the small clinic's files into `folder`, which is made where it is missing; gives `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"clinic.yaml": CLINIC, "caveats.yaml": CAVEATS, "laser.yaml": TOPIC}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_learnt_clinic(folder: Path) -> Path:
    """Write the small clinic into `folder` with what is learnt from it, for tests that start a bot; return `folder`.

    Learning takes seconds: it is done once for all tests.
    """
    shutil.copytree(_learnt(), folder / CACHE)
    return write_small_clinic(folder)


@cache
def _learnt() -> Path:
    """Return the folder of the model that is learnt from the small clinic."""
    SHARED.mkdir(exist_ok=True)
    with FileLock(SHARED / "small_clinic.lock"):
        folder = write_small_clinic(SHARED / "small_clinic")
        Bot.load(folder, ["k" * 32])
    return folder / CACHE

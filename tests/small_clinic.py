"""A small but complete folder of intent files, for tests that spoil it or that need it quickly learnt."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.serving import ROOT

CLINIC = """\
name: Little Clinic
phone: "+44 20 7946 0000"
contact: https://little.example/contact
hours: every day, 9 to 5
emergency_number: "999"
crisis_line: "116 123"
greeting: Hello from the little clinic.
default_topic: laser
starters: [laser-what, laser-recovery]
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
    for name in ("phrases.yaml", "caveats.yaml"):
        shutil.copy(ROOT / "intents" / name, folder / name)
    (folder / "clinic.yaml").write_text(CLINIC, encoding="utf-8")
    (folder / "laser.yaml").write_text(TOPIC, encoding="utf-8")
    return folder

"""A small dental clinic for tests: its intents rest on the aftercare sheet; and where a clinic's own documents lie."""

from __future__ import annotations

import os
from pathlib import Path

from tests.serving import ROOT

DATA = Path(__file__).parent / "data"
SHEET = DATA / "aftercare" / "aftercare.md"

FILES = {
    "clinic.yaml": """\
name: Harbour Lane Dental
phone: "01632 960121"
contact: https://harbour-lane.example/contact
hours: Monday to Friday, 8.30 am to 5.30 pm
emergency_number: "999"
crisis_line: "116 123"
greeting: Hello! Ask me about the days after your extraction.
starters: [smoking]
""",
    "caveats.yaml": """\
caveats:
  ask-clinic: This is general information, not advice about you. Ask us if you are unsure.
  varies: This differs from person to person.
""",
    "aftercare.yaml": """\
topic: aftercare
title: After an extraction
names: [extraction, aftercare]
reviewed: {by: Dr Lane, on: 2026-11-20, due: 2027-05-20}
intents:
  - id: smoking
    question: Can I smoke after an extraction?
    examples:
      - when may I have a cigarette
      - is a quick vape allowed
      - smoker here, how long do I wait
      - will one cigarette hurt
      - fags after having a molar pulled
    answer: >-
      Do not smoke for at least 72 hours. Smoking slows healing. The same goes for vaping.
    caveats: [ask-clinic]
    sources:
      - {document: aftercare, section: "Can I smoke after an extraction?"}
    follow_ups: [dry-socket]
  - id: dry-socket
    question: What is a dry socket?
    examples:
      - hole in the gum aches and tastes foul
      - how do I know that I have lost my clot
      - explain alveolar osteitis
      - what are the odds of dry socket
      - my clot fell out
    answer: >-
      A socket that has lost its clot, so that the bone is bare. It typically starts 3 to 5 days after the extraction,
      with throbbing pain and a bad taste. It happens after roughly 3 in 100 simple extractions. The dentist can wash it
      and put a dressing in.
    caveats: [varies, ask-clinic]
    sources:
      - {document: aftercare, section: what is a dry socket?}
    follow_ups: [pain]
  - id: pain
    question: What helps with pain and swelling?
    examples:
      - it hurts what can I take
      - do ice packs bring the puffiness down
      - which painkiller do you advise
      - cheeks like a hamster
      - sore jaw at night
    answer: >-
      Most people find that paracetamol is enough. Do not take aspirin: it can make bleeding worse. Swelling usually
      peaks on the second day. A cold pack held against the cheek for 10 minutes at a time might ease it, but there are
      few studies on how well it works.
    caveats: [varies, ask-clinic]
    sources:
      - {document: aftercare, section: Pain and swelling}
    follow_ups: [smoking]
""",
}


def write_clinic(folder: Path) -> Path:
    """Write the clinic's files into the new folder `folder`, which is given back."""
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def document_folders() -> list[Path]:
    """Where the shipped intents' documents lie, which are no part of the repository: CAVEAT_DOCUMENTS, or nearby."""
    named = os.environ.get("CAVEAT_DOCUMENTS")
    places = [Path(named)] if named else sorted(ROOT.parent.glob("*/documents"))
    return [place for place in places if (place / "mesotherapy.txt").is_file()]


# Intents with the documents that they rest on: the small clinic always, the shipped ones wherever their documents are.
SHIPPED = [(ROOT / "intents", place) for place in document_folders()]

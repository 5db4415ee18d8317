"""Every fact of the sample clinic's source is reached by a plain question, and its answer says it."""

from __future__ import annotations

import pytest

from bot.content import Kind
from bot.dialogue import Bot

# The fact, a plain question for it, and the words that an answer to it must contain.
FACTS = [
    ("what", "What exactly is mesotherapy?", ("injections", "vitamins", "enzymes", "plant extracts")),
    ("history", "Who came up with mesotherapy?", ("Michel Pistor", "1952", "France")),
    ("original-use", "What was it used for originally?", ("relieve pain",)),
    ("popularity", "Is mesotherapy popular in America?", ("United States", "other parts of the world")),
    ("uses", "What do people have mesotherapy for?", ("cellulite", "wrinkles", "hair loss", "loose skin")),
    ("areas", "Which body parts can be treated for fat?", ("stomach", "thighs", "buttocks", "hips", "arms", "face")),
    ("cellulite", "Will mesotherapy get rid of my cellulite?", ("reduce cellulite", "Few studies")),
    ("wrinkles", "Does mesotherapy work on wrinkles?", ("fade wrinkles", "no real improvement")),
    ("loose-skin", "Can it firm up sagging skin?", ("loose skin", "not shown much")),
    ("contour", "Can mesotherapy change my body shape?", ("recontour", "no reduction")),
    ("pigment", "Does it lighten dark patches on the skin?", ("lighten pigmented skin",)),
    ("mechanism", "How does mesotherapy work?", ("middle layer", "poor circulation", "inflammation")),
    ("substances", "What is in the injections?", ("vasodilators", "antibiotics", "calcitonin", "collagenase")),
    ("no-standard", "Is there a standard formula for mesotherapy?", ("no standard formula", "one doctor")),
    ("prepare", "How do I prepare for mesotherapy?", ("aspirin", "week")),
    ("numbing", "Will they numb the skin first?", ("numbing", "may")),
    ("session", "What happens at a mesotherapy appointment?", ("injections", "short needle", "gun")),
    ("depth", "How deep do the needles go?", ("1 to 4 millimetres",)),
    ("sessions-count", "How many sessions of mesotherapy will I need?", ("between 3 and 15 times",)),
    ("interval", "How far apart are the sessions?", ("7 to 10 days", "two weeks", "month")),
    ("evidence", "Is there scientific evidence that mesotherapy works?", ("studies", "small", "benefit")),
    ("study-2012", "What did the study on wrinkles find?", ("2012", "six people", "six months")),
    ("study-2008", "What did the study on thighs find?", ("2008", "20 women", "no reduction")),
    ("vs-lipo", "How does mesotherapy compare with liposuction?", ("no incisions", "10 sessions or more")),
    ("lipo-what", "What happens during liposuction?", ("tube", "incisions", "vacuum")),
    ("lipo-permanent", "Is the fat gone for good after liposuction?", ("permanently",)),
    ("lipo-recovery", "How long is liposuction recovery?", ("six weeks",)),
    ("lipo-risks", "What are the risks of liposuction?", ("nerve", "blood vessel", "burns", "infection")),
    ("lipo-cost", "Is liposuction expensive?", ("expensive",)),
    ("lipolysis-what", "What is injection lipolysis?", ("phosphatidylcholine", "deoxycholate", "fat")),
    ("lipolysis-vs", "Is injection lipolysis the same thing as mesotherapy?", ("slightly different",)),
    ("lipolysis-evidence", "Does injection lipolysis work?", ("very little evidence",)),
    ("asps", "What do plastic surgeons say about mesotherapy?", ("American Society for Plastic Surgeons",)),
    ("side-effects", "What are the side effects of mesotherapy?", ("nausea", "swelling", "bruising", "rash")),
    ("risk-practitioner", "Is mesotherapy safe?", ("trained", "unproven")),
    ("after-timing", "How long do the swelling and bruising last?", ("6 and 72 hours", "2 hours")),
    ("downtime", "Do I need time off work after mesotherapy?", ("day off",)),
    ("unproven", "Has mesotherapy been proven safe and effective?", ("unproven",)),
    ("fda", "Is mesotherapy approved by the FDA?", ("hasn't approved", "ingredients")),
    ("off-label", "What does off-label mean?", ("off-label",)),
    ("choose-doctor", "What sort of doctor should I go to for mesotherapy?", ("licensed", "experience")),
    ("hair-what", "What is injected into the scalp for hair loss?", ("finasteride", "minoxidil", "vitamins")),
    ("hair-claims", "How is mesotherapy supposed to help hair grow?", ("hormone", "nutrients", "circulation")),
    ("hair-evidence", "Does mesotherapy really regrow hair?", ("finasteride", "minoxidil", "evidence")),
    ("laser-what", "What is laser lipolysis?", ("heat", "melt", "laser")),
    ("laser-vs-lipo", "What is the difference between laser and normal liposuction?", ("suction", "heat", "sagging")),
    ("laser-collagen", "Does the laser tighten the skin?", ("collagen",)),
    ("laser-results", "What results has laser lipolysis had?", ("2,000", "three")),
    (
        "laser-safety",
        "Were there complications with laser lipolysis?",
        ("nobody had a major complication", "minor pain"),
    ),
    ("laser-meeting", "Where were the laser results presented?", ("Interventional Radiology", "New Orleans")),
    ("duration", "How long do mesotherapy results last?", ("3 to 5 months",)),
    ("top-up", "Do I need top-up treatments?", ("top-up",)),
    ("face", "What can mesotherapy do for a dull face?", ("dull", "wrinkles", "glow")),
    ("acne", "Can mesotherapy help acne?", ("acne",)),
]


def test_the_table_has_every_fact_once() -> None:
    assert len({fact for fact, *_ in FACTS}) == len(FACTS) == 54


@pytest.mark.parametrize(("question", "words"), [row[1:] for row in FACTS], ids=[row[0] for row in FACTS])
def test_a_plain_question_reaches_the_fact(assistant: Bot, question: str, words: tuple[str, ...]) -> None:
    reply = assistant.reply(question)
    said = " ".join(answer.text for answer in reply.answers)
    assert reply.kind is Kind.ANSWER, (reply.text, [choice.label for choice in reply.suggestions])
    assert [word for word in words if word.casefold() not in said.casefold()] == [], said
    assert all(answer.caveats and answer.sources for answer in reply.answers)

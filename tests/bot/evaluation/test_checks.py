"""What `check` finds: a well-kept folder has no finding, and each kind of fault, planted in it, is found."""

from __future__ import annotations

import re
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from bot.content import load_intents
from bot.content.new import write_new_clinic
from bot.errors import Diagnostic, Severity
from bot.evaluation.checks import check_intents, quality, reading_age
from bot.evaluation.checks.reading_age import longest_words, syllables
from bot.evaluation.checks.reviews import SAMPLE_REVIEWER
from bot.evaluation.checks.summary import summed_up

pytestmark = [pytest.mark.usefixtures("tiny_pack"), pytest.mark.slow]  # each check learns a folder anew

DENTAL = Path(__file__).parents[2] / "data" / "dental"
TODAY = date(2026, 11, 24)
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A well-kept folder of intents, to be spoilt, far from the shipped cases."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(quality, "GOOD", 0.0)  # how sure the bot can be has a test of its own
    folder = tmp_path / "dental"
    shutil.copytree(DENTAL, folder)
    return folder


def edit(path: Path, old: str, new: str) -> int:
    """Put `new` in the place of `old`, which stands there once; gives its line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def found(clinic: Path, today: date = TODAY, cases: tuple[Path, ...] = ()) -> list[Diagnostic]:
    return check_intents(clinic, today, cases)


def keep_examples(path: Path, kept: int) -> None:
    """Leave the first intent so many examples."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if "when may I have a cigarette" in line)
    del lines[start + kept : start + 16]
    path.write_text("".join(lines), encoding="utf-8")


def test_a_well_kept_folder_has_no_finding(clinic: Path) -> None:
    assert found(clinic) == []


PAIN = "Most people find that paracetamol is enough. Do not take aspirin: it can make bleeding worse."
PLANTED: dict[str, tuple[str, str, str, Severity]] = {
    "swapped example": (
        "which side should I chew on",
        "is smoking a cigarette bad",
        "'is smoking a cigarette bad' would be answered by 'smoking' if it did not stand here: move it there, or give "
        "'eating' more examples like it",
        Severity.WARNING,
    ),
    "small words": (
        "do ice packs bring the puffiness down",
        "can I please have the hot coffee",
        "'can I please have the hot coffee' asks the same as 'can I have a hot coffee' in 'eating'",
        Severity.WARNING,
    ),
    "slip of the finger": (
        "may I take aspirin",
        "my pilow has red stains",
        "'my pilow has red stains' asks the same as 'my pillow has red stains' in 'bleeding'",
        Severity.WARNING,
    ),
    "other ending": (
        "may I take aspirin",
        "does it bleeds again after lunch",
        "'does it bleeds again after lunch' asks the same as 'does it bleed again after lunch' in 'bleeding'",
        Severity.WARNING,
    ),
    "question mark": (
        "may I take aspirin",
        "is soup ok?",
        "'is soup ok?' asks the same as 'is soup ok' in 'eating'",
        Severity.WARNING,
    ),
}


@pytest.mark.parametrize(("old", "new", "message", "severity"), PLANTED.values(), ids=PLANTED)
def test_a_planted_example_is_found(clinic: Path, old: str, new: str, message: str, severity: Severity) -> None:
    line = edit(clinic / "extraction.yaml", f"- {old}\n", f"- {new}\n")
    [finding] = [finding for finding in found(clinic) if finding.message.startswith(message)]
    assert (finding.path, finding.line, finding.severity) == (clinic / "extraction.yaml", line, severity)


DIFFERENT = {
    "another word": ("may I take aspirin", "when may I have a cigar again"),
    "a word less": ("may I take aspirin", "when may I have a steak"),
    "short words": ("may I take aspirin", "is it normal to waste blood"),
    "only small words": ("may I take aspirin", "can it be?"),
}


@pytest.mark.parametrize(("old", "new"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_asks_something_else_is_no_duplicate(clinic: Path, old: str, new: str) -> None:
    edit(clinic / "extraction.yaml", f"- {old}\n", f"- {new}\n")
    assert not [finding for finding in found(clinic) if "asks the same" in finding.message]


def test_two_intents_that_are_one_are_found(clinic: Path) -> None:
    """Half of what visitors ask about pain is put into an intent of its own that asks nothing else."""
    path = clinic / "extraction.yaml"
    twin = """\
  - id: soreness
    question: How can I ease a sore mouth?
    examples: [the jaw hurts at night, what tablets help against the throbbing, is ibuprofen enough for the pain,
      is my swollen cheek normal, when will the swelling go, may I take paracetamol, painkillers for the ache,
      it hurts a lot, my gum is sore, which tablets are allowed, my face is puffed, aspirin against the pain,
      do ice packs help, how long will it ache, the pain gets on my nerves]
    answer: Paracetamol is enough for most.
    caveats: [varies]
    sources: [{document: aftercare, section: Pain and swelling}]
"""
    path.write_text(path.read_text(encoding="utf-8") + twin, encoding="utf-8")
    advice = [finding.message for finding in found(clinic) if finding.severity is Severity.ADVICE]
    assert any(re.match(r"\d+ of the \d+ examples of 'pain' might be answered by 'soreness'", text) for text in advice)


def test_of_what_ships_with_the_bot_the_clinic_s_own_may_take_the_place(clinic: Path) -> None:
    path = clinic / "extraction.yaml"
    twin = """\
  - id: meet
    question: Where can patients leave the car?
    examples: [is there parking near you, where can we park the car, parking spaces at the clinic, is parking free here,
      do you have a garage for cars, may I leave my car at the door, which car park do I use]
    answer: Ask the front desk.
    caveats: [varies]
    sources: [{document: aftercare, section: Pain and swelling}]
"""
    path.write_text(path.read_text(encoding="utf-8") + twin, encoding="utf-8")
    advice = [finding.message for finding in found(clinic) if "examples of 'meet' might be" in finding.message]
    assert len(advice) == 1
    assert "put 'disable: [parking]' into clinic.yaml" in advice[0]


def test_which_of_two_pleasantries_replies_is_no_matter(clinic: Path) -> None:
    (clinic / "smalltalk.yaml").write_text(
        """\
topic: smalltalk
title: Small talk
kind: smalltalk
reviewed: {by: Dr Lane, on: 2026-11-20, due: 2027-05-20}
intents:
  - id: thanks
    question: Thank you
    examples: [thanks, cheers, ta, many thanks, thanks a lot, thank you so much, much obliged, thank you very much,
      thanks for your help, thanks again, thank you kindly, a thousand thanks, thanks mate, thanks love, thankyou]
    answer: You're welcome.
  - id: goodbye
    question: Goodbye
    examples: [bye, see you, so long, cheerio, ciao, bye bye, see you later, bye for now, take care, good night,
      thank you very much indeed, many thanks please, catch you later, farewell, off now]
    answer: Goodbye.
""",
        encoding="utf-8",
    )
    assert found(clinic) == []


def test_one_intent_alone_is_answered_by_no_other(clinic: Path) -> None:
    path = clinic / "extraction.yaml"
    text = path.read_text(encoding="utf-8")
    alone = text[: text.index("  - id: bleeding")].replace("    follow_ups: [bleeding]\n", "")
    path.write_text(alone, encoding="utf-8")
    edit(clinic / "caveats.yaml", "  varies: This differs from person to person.\n", "")
    assert found(clinic) == []


@pytest.mark.parametrize(("ask", "found_in"), [("Dying for a smoke!", True), ("may I smoke a hookah", False)])
def test_an_example_that_is_a_test_case_is_found(clinic: Path, tmp_path: Path, ask: str, found_in: bool) -> None:
    cases = tmp_path / "cases.yaml"
    cases.write_text(
        f"- ask: {ask}\n  intent: smoking\n"
        "- turns: [hello, is soup ok]\n  intent: eating\n"  # what it means there depends on what was said before
        "- ask: is tea too hot\n  intent: tea\n",  # another clinic's
        encoding="utf-8",
    )
    diagnostics = found(clinic, cases=(cases,))
    copies = [(f.line, f.message) for f in diagnostics]
    line = (clinic / "extraction.yaml").read_text(encoding="utf-8").splitlines().index("      - dying for a smoke") + 1
    message = (
        f"'dying for a smoke' is a test case too ({cases}:1), which proves nothing by it: ask it there in other words"
    )
    assert copies == ([(line, message)] if found_in else [])


@pytest.mark.parametrize(
    ("kept", "says"),
    [
        (5, None),
        (4, "4 phrases"),
        (1, "1 phrase"),
    ],
)
def test_too_few_examples_are_found(clinic: Path, kept: int, says: str | None) -> None:
    keep_examples(clinic / "extraction.yaml", kept)
    few = [(f.line, f.message, f.severity) for f in found(clinic) if "really ask it" in f.message]
    mend = f"'smoking' has {says}: write 5 or more ways in which visitors really ask it"
    assert few == ([(6, mend, Severity.ADVICE)] if says else [])


def test_examples_that_are_all_alike_are_found(clinic: Path) -> None:
    path = clinic / "extraction.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("      - when may I have a cigarette"), text.index("    answer: Do not smoke")
    alike = "".join(
        f"      - can I smoke after an extraction on a {day}\n"
        for day in ("Monday", "Tuesday", "Thursday", "Friday", "Sunday")
    )
    path.write_text(text[:start] + alike + text[end:], encoding="utf-8")
    [finding] = [finding for finding in found(clinic) if "almost the same" in finding.message]
    assert (finding.line, finding.severity) == (6, Severity.WARNING)
    assert finding.message == "the examples of 'smoking' say almost the same: add some in other words"


@pytest.mark.parametrize(
    ("words", "severity"), [(70, None), (71, Severity.ADVICE), (100, Severity.ADVICE), (101, Severity.WARNING)]
)
def test_a_long_answer_is_found(clinic: Path, words: int, severity: Severity | None) -> None:
    answer = "Do not smoke for at least 72 hours. Smoking slows healing. The same goes for vaping."
    edit(clinic / "extraction.yaml", answer, " ".join(["Rest a lot."] * (words // 3) + ["Rest."] * (words % 3)))
    long = [(f.line, f.message, f.severity) for f in found(clinic)]
    assert long == ([(6, f"the answer of 'smoking' has {words} words: keep it under 70", severity)] if severity else [])


HARD = (
    "Individuals undergoing extraction should, notwithstanding considerable individual variability, preferably utilise "
    "conventional analgesic preparations, administration of which is ordinarily sufficient, and unconditionally avoid "
    "alternatives with demonstrated potential for exacerbating haemorrhage."
)
MEDICAL = (
    "We give articaine or prilocaine with felypressin before an extraction. Some people take clopidogrel, rivaroxaban "
    "or dabigatran. Tell us if you do, and do not take metronidazole or ibuprofen with it."
)


def test_an_answer_that_is_hard_to_read_is_found_with_its_longest_words(clinic: Path) -> None:
    edit(clinic / "extraction.yaml", PAIN, HARD)
    [finding] = [finding for finding in found(clinic) if "readers of" in finding.message]
    assert finding.severity is Severity.WARNING
    assert re.match(r"the answer of 'pain' is for readers of \d\d years and more: aim at 12", finding.message)
    assert "'unconditionally'" in finding.message


def test_the_names_of_medicines_make_no_answer_hard(clinic: Path) -> None:
    edit(clinic / "extraction.yaml", PAIN, MEDICAL)
    assert found(clinic) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat on the mat. It was warm. The dog sat there too.", 2, 6),
        (
            "We will put a dressing in the socket to ease the pain. Come back to us in two days so that we can look.",
            6,
            9,
        ),
        (HARD, 25, 50),
    ],
)
def test_reading_age(text: str, low: int, high: int) -> None:
    assert low <= reading_age.reading_age(text) <= high


@pytest.mark.parametrize(("named", "longest"), [((), ["unconditionally"]), (("uncondit",), [])])
def test_words_that_must_be_named_are_none_of_the_long_ones(named: tuple[str, ...], longest: list[str]) -> None:
    assert longest_words("He agreed unconditionally.", named) == longest


SYLLABLES = {
    1: "the smoke rest teeth bleeds healed through",
    2: "about people little after very swelling socket",
    3: "cigarette evidence medicine recover unproven",
    4: "operation experience",
}


@pytest.mark.parametrize(("number", "words"), SYLLABLES.items())
def test_syllables(number: int, words: str) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), number)


REVIEWS = {
    "nobody": ("{by: nobody yet, on: 2026-11-20, due: 2027-05-20}", "is still to be done", Severity.WARNING),
    "to come": ("{by: Dr Lane, on: 2026-11-25, due: 2027-05-20}", "is of 2026-11-25, a day to come", Severity.WARNING),
    "overdue": ("{by: Dr Lane, on: 2026-05-20, due: 2026-11-23}", "was due on 2026-11-23", Severity.WARNING),
    "soon": ("{by: Dr Lane, on: 2026-05-20, due: 2026-12-24}", "is due on 2026-12-24", Severity.ADVICE),
}


@pytest.mark.parametrize(("review", "message", "severity"), REVIEWS.values(), ids=REVIEWS)
def test_a_review_that_is_missing_or_due_is_found_once(
    clinic: Path, review: str, message: str, severity: Severity
) -> None:
    edit(clinic / "extraction.yaml", "{by: Dr Lane, on: 2026-11-20, due: 2027-05-20}", review)
    [finding] = found(clinic)
    assert finding.message.startswith(f"the review of 4 answers {message}: ")
    assert (finding.line, finding.severity) == (4, severity)


@pytest.mark.parametrize(("due", "diagnostics"), [("2026-12-25", 0), ("2026-11-24", 1)])
def test_a_review_is_due_soon_from_thirty_days_before_to_the_day(clinic: Path, due: str, diagnostics: int) -> None:
    edit(clinic / "extraction.yaml", "due: 2027-05-20", f"due: {due}")
    assert [finding.severity for finding in found(clinic)] == [Severity.ADVICE] * diagnostics


def test_an_intent_with_a_review_of_its_own_is_found_there(clinic: Path) -> None:
    own = "    reviewed: {by: Dr Hill, on: 2026-01-20, due: 2026-07-20}\n    caveats: [ask-clinic]\n    sources:\n"
    text = '    caveats: [ask-clinic]\n    sources:\n      - {document: aftercare, section: "Can I smoke'
    line = edit(clinic / "extraction.yaml", text, own + text.partition("sources:\n")[2])
    [finding] = found(clinic)
    assert finding.line == line
    assert finding.message.startswith("the review of 'smoking' was due on 2026-07-20: ")


def test_no_review_at_all_is_an_error(clinic: Path) -> None:
    edit(clinic / "extraction.yaml", "reviewed: {by: Dr Lane, on: 2026-11-20, due: 2027-05-20}\n", "")
    assert [(f.message, f.severity) for f in found(clinic)] == [
        ("'reviewed' is missing: say who reviewed it, or 'reviewed: {by: nobody yet}'", Severity.ERROR)
    ]


def test_a_caveat_that_nothing_uses_is_found(clinic: Path) -> None:
    path = clinic / "caveats.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  thin: The evidence is thin.\n", encoding="utf-8")
    [finding] = found(clinic)
    assert (finding.path, finding.line, finding.severity) == (path, 4, Severity.WARNING)
    assert finding.message == "no intent uses the caveat 'thin': name it in one, or take it out"
    draft = "  - id: later\n    question: Later?\n    examples: [much later]\n    answer: TO WRITE\n"
    draft += "    caveats: [thin]\n    sources: [{document: aftercare, section: Later}]\n    status: draft\n"
    topic = clinic / "extraction.yaml"
    topic.write_text(topic.read_text(encoding="utf-8") + draft, encoding="utf-8")
    assert found(clinic) == []
    assert [intent.id for intent in load_intents(clinic).drafts] == ["later"]


def test_an_example_that_is_taken_for_an_emergency_is_found(clinic: Path) -> None:
    line = edit(
        clinic / "extraction.yaml",
        "      - anything against a puffy face\n",
        "      - my throat is swelling and I cannot breathe\n",
    )
    [finding] = [finding for finding in found(clinic) if "emergency" in finding.message]
    assert (finding.line, finding.severity) == (line, Severity.WARNING)
    assert finding.message.startswith("'my throat is swelling and I cannot breathe' is taken for an emergency (")


@pytest.mark.parametrize(
    ("follow_up", "severity", "message"),
    [
        ("nowhere", Severity.ERROR, "follow-up 'nowhere' of 'smoking' leads nowhere: name an intent that is served"),
        ("smoking", Severity.WARNING, "'smoking' is its own follow-up: name another, or take it out"),
    ],
)
def test_a_follow_up_that_leads_nowhere_is_found(
    clinic: Path, follow_up: str, severity: Severity, message: str
) -> None:
    edit(
        clinic / "extraction.yaml",
        'smoke after an extraction?"}\n    follow_ups: [bleeding]',
        f'smoke after an extraction?"}}\n    follow_ups: [{follow_up}]',
    )
    assert [(f.message, f.severity) for f in found(clinic)] == [(message, severity)]


def test_an_answer_that_is_not_written_is_never_served(clinic: Path) -> None:
    edit(clinic / "extraction.yaml", PAIN, "TO WRITE: the answer in plain words.")
    [finding] = found(clinic)
    assert finding.severity is Severity.ERROR
    assert finding.message == "the answer of 'pain' is not written yet: write it, or set 'status: draft'"


def test_what_cannot_be_read_is_found_in_every_file_before_anything_else(clinic: Path, tmp_path: Path) -> None:
    edit(clinic / "extraction.yaml", "due: 2027-05-20", "due: soon")
    cases = tmp_path / "cases.yaml"
    cases.write_text("- ask: hello\n", encoding="utf-8")
    diagnostics = found(clinic, cases=(cases,))
    assert {finding.path.name for finding in diagnostics} == {"extraction.yaml", "cases.yaml"}
    assert {finding.severity for finding in diagnostics} == {Severity.ERROR}


def test_how_sure_the_bot_can_be_is_said_with_what_helps_first(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "GOOD", 0.9)
    [finding] = found(clinic)
    assert (finding.path, finding.severity) == (clinic / "clinic.yaml", Severity.ADVICE)
    shares = re.match(r"of 100 questions in new words, about (\d+) .* at once, (\d+) .* and (\d+) a", finding.message)
    assert shares
    assert 99 <= sum(map(int, shares.groups())) <= 101
    assert int(shares[1]) < 90
    assert "add phrases to '" in finding.message


def test_a_written_answer_that_is_still_a_draft_is_found(clinic: Path) -> None:
    path = clinic / "extraction.yaml"
    draft = "  - id: later\n    status: draft\n    question: Later?\n    answer: {}\n    caveats: [varies]\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + draft.format("TO WRITE"), encoding="utf-8")
    assert found(clinic) == []
    path.write_text(text + draft.format("In a week."), encoding="utf-8")
    [finding] = found(clinic)
    assert finding.severity is Severity.WARNING
    assert finding.message.startswith("patients do not get 'later': its answer is written, but it is a draft")


@pytest.mark.parametrize(
    ("more", "severity", "message"),
    [
        ("    answer: TO WRITE\n", Severity.ADVICE, "write it, then take 'status' out"),
        ("    answer: Behind the house.\n", Severity.WARNING, "its answer is written, but it is a draft"),
    ],
)
def test_what_patients_get_in_the_place_of_a_draft_is_said(
    clinic: Path, more: str, severity: Severity, message: str
) -> None:
    path = clinic / "extraction.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"  - id: parking\n    status: draft\n{more}", encoding="utf-8")
    [finding] = found(clinic)
    assert (finding.path, finding.severity) == (path, severity)
    assert finding.message.startswith(f"patients get 'parking' as it ships with the bot, not your 'parking': {message}")


def test_files_in_a_folder_that_nobody_reads_are_found(clinic: Path) -> None:
    for name in ("cases", ".git", "prices"):
        (clinic / name).mkdir()
        (clinic / name / "crown.yml").write_text("[]", encoding="utf-8")
    [finding] = found(clinic, cases=(write_cases(clinic),))
    assert (finding.path, finding.severity) == (clinic / "prices", Severity.WARNING)
    assert finding.message.startswith("patients get nothing of crown.yml in it")


def write_cases(clinic: Path) -> Path:
    path = clinic.parent / "cases.yaml"
    path.write_text("- ask: hello there you\n  kind: smalltalk\n", encoding="utf-8")
    return path


def test_a_new_clinic_s_examples_of_itself_are_advice_until_they_are_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    write_new_clinic(folder)
    [finding] = found(folder)
    assert (finding.path.name, finding.severity) == ("clinic.yaml", Severity.ADVICE)
    assert "name, phone, contact, email, booking, address, parking" in finding.message
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in folder.rglob("*.yaml"))
    assert lines <= 400


def test_the_sample_s_reviewer_is_named_once_for_all_answers_that_were_left_to_it(clinic: Path) -> None:
    line = edit(clinic / "extraction.yaml", "by: Dr Lane", f'by: "{SAMPLE_REVIEWER}"')
    other = """\
topic: crown
title: Crowns
reviewed: {by: "%s", on: 2026-11-20, due: 2027-05-20}
intents:
  - id: crown-age
    question: How old may a crown grow?
    answer: Ten years are usual.
    caveats: [varies]
    sources: [{document: aftercare, section: Crowns}]
"""
    (clinic / "other.yaml").write_text(other % SAMPLE_REVIEWER, encoding="utf-8")
    [finding] = [one for one in found(clinic) if "reviewer" in one.message]
    assert (finding.path, finding.line, finding.severity) == (clinic / "extraction.yaml", line, Severity.ADVICE)
    assert finding.message.startswith("5 answers are called reviewed by the sample's reviewer alone: have a clinician")


def test_advice_of_one_sort_is_summed_up_after_all_that_matters_more() -> None:
    def finding(line: int, severity: Severity, sort: str = "", rank: float = 0.0) -> Diagnostic:
        return Diagnostic(Path("a.yaml"), line, f"finding {line}", severity, sort, rank)

    advice = [finding(line, Severity.ADVICE, "of 9 answers are long", -line) for line in range(1, 6)]
    alone = finding(6, Severity.ADVICE, "of 9 answers are dull")
    others = [finding(7, Severity.ADVICE), finding(8, Severity.WARNING), finding(9, Severity.ERROR)]
    assert list(summed_up([*advice, alone, *others])) == [
        "a.yaml:9: error: finding 9",
        "a.yaml:8: warning: finding 8",
        "a.yaml:7: advice: finding 7",
        "a.yaml:6: advice: finding 6",
        "advice: 5 of 9 answers are long: start with a.yaml:5, a.yaml:4, a.yaml:3",
    ]


def run(clinic: Path, *more: str) -> int:
    return main(["check", "--intents", str(clinic), *more])


@pytest.fixture
def lasting(clinic: Path) -> Path:
    """The well-kept folder, its review not due in a reader's lifetime, whatever today is."""
    edit(clinic / "extraction.yaml", "on: 2026-11-20, due: 2027-05-20", "on: 2020-01-01, due: 2120-01-01")
    return clinic


def test_command_without_findings(lasting: Path, capsys: Capture) -> None:
    assert run(lasting) == 0
    assert capsys.readouterr() == (f"{lasting}: no findings\n", "")


def test_command_fails_on_warnings_and_on_no_advice(lasting: Path, capsys: Capture) -> None:
    path = lasting / "extraction.yaml"
    keep_examples(path, 3)
    assert run(lasting) == 0
    advice = f"{path}:6: advice: 'smoking' has 3 phrases: write 5 or more ways in which visitors really ask it\n"
    assert capsys.readouterr().out == advice
    edit(path, "due: 2120-01-01", "due: 2020-02-01")
    assert run(lasting) == 1
    assert capsys.readouterr().out == (
        f"{path}:4: warning: the review of 4 answers was due on 2020-02-01: "
        f"have a clinician read again, then set 'on' and 'due'\n{advice}"
    )


def test_a_folder_of_cases_that_holds_none_is_as_well_as_no_folder(clinic: Path) -> None:
    """As one is after the first case was kept, and that was undone."""
    before = found(clinic)
    (clinic / "cases").mkdir()
    assert found(clinic) == before


def test_command_holds_examples_against_cases(lasting: Path, capsys: Capture) -> None:
    folder = lasting / "cases"
    folder.mkdir()
    (folder / "some.yaml").write_text("- ask: is soup ok\n  intent: eating\n", encoding="utf-8")
    assert run(lasting) == 1
    assert f"'is soup ok' is a test case too ({folder}/some.yaml:1)" in capsys.readouterr().out
    assert run(lasting, "--cases", str(folder / "some.yaml")) == 1
    assert "is a test case too" in capsys.readouterr().out
    (lasting / "none").mkdir()
    assert run(lasting, "--cases", str(lasting / "none")) == 2
    assert "there are no case files" in capsys.readouterr().err


def test_command_without_the_library_says_what_it_left_out(
    lasting: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(lasting / "extraction.yaml", PAIN, HARD)
    monkeypatch.setitem(sys.modules, "pyphen", None)
    reading_age._hyphens.cache_clear()
    try:
        assert run(lasting) == 0
        out, err = capsys.readouterr()
        assert out == f"{lasting}: no findings\n"
        assert err == "bot: reading ages were not looked at: pip install -r requirements-documents.txt\n"
    finally:
        reading_age._hyphens.cache_clear()

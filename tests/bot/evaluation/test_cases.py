"""Case files: what they may say, what is wrong in them and where, and what the shipped ones reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from bot.content import Kind, load_intents
from bot.content.new import write_new_clinic
from bot.errors import BotError, IntentsError
from bot.evaluation.cases import CasesError, case_files, read_cases, unknown_intents
from bot.text import normalise
from tests.serving import ROOT

SHIPPED = ROOT / "tests" / "cases"
INTENTS = Path("intents")


def written(folder: Path, text: str) -> Path:
    path = folder / "some.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_file_is_read(tmp_path: Path) -> None:
    text = """\
# a remark
- ask: does it hurt
  intent: pain
  says: numb
- turns: [hello, how deep, 3]
  intent: [depth, needles]
  kind: [answer, clarify]
  says: [4, 1 to 4]
  never: [deep sea]
- ask: two things
  every: [one, other]
"""
    one, two, three = read_cases([written(tmp_path, text)])
    assert (one.turns, one.message, one.intents, one.says) == (("does it hurt",), "does it hurt", ("pain",), ("numb",))
    assert (two.turns, two.message, two.intents) == (("hello", "how deep", "3"), "3", ("depth", "needles"))
    assert (two.kinds, two.says, two.never) == (("answer", "clarify"), ("4", "1 to 4"), ("deep sea",))
    assert three.every == ("one", "other")
    assert [case.place.line for case in (one, two, three)] == [2, 5, 10]


WRONG = {
    "ask: a question": ":1: is no list of cases: start each with '- ask:'",
    "- just text": ":1: 'cases' must be a mapping",
    "- intent: x": ":1: needs either 'ask' with one message or 'turns' with several",
    "- ask: a\n  turns: [b]\n  intent: x": ":1: needs either 'ask'",
    "- ask: a\n  kind: answer\n- ask: b": ":3: demands nothing: add 'intent'",
    "- ask: a\n  intnet: x": ":2: unknown key 'intnet': did you mean 'intent'?",
    "- ask: a\n  intent: Not A Slug": ":2: 'intent' is 'Not A Slug': use lower-case letters",
    "- ask: a\n  kind: shrug": ":1: kind 'shrug' does not exist: use answer, clarify",
    "- ask: a\n  says: {b: c}": ":2: 'says' must be text",
    "- ask: 3\n  kind: answer": ":1: 'ask' must be text but is '3': put it in quotes",
    "- ask: [a": "is not valid YAML",
    "- ask: ''\n  kind: answer": ":1: 'ask' is blank",
    "- ask: a\n  turns: []\n  says: [yes]": ":3: 'says' must be text but is yes or no to YAML: put it in quotes",
}


@pytest.mark.parametrize(("text", "message"), WRONG.items())
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(CasesError) as caught:
        read_cases([path])
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_findings_of_all_files_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- ask: a\n- ask: b\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("- {}\n", encoding="utf-8")
    with pytest.raises(CasesError, match=r"a.yaml:1: demands nothing.*\(and 3 more\)") as caught:
        read_cases(case_files([tmp_path], INTENTS))
    assert [(f.path.name, f.line) for f in caught.value.diagnostics] == [
        ("a.yaml", 1),
        ("a.yaml", 2),
        ("b.yaml", 1),
        ("b.yaml", 1),
    ]


def test_folders_and_files_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, "[]")
    assert case_files([tmp_path], INTENTS) == [file]
    assert case_files([file, tmp_path], INTENTS) == [file, file]
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "intents" / "cases"
    own.mkdir(parents=True)
    written(own, "[]")
    assert case_files([], INTENTS) == [Path("intents/cases/some.yaml")]


@pytest.mark.parametrize("name", ["a.yml", "a.YAML", "ärztlich nur.yaml"])
def test_any_yaml_file_of_the_clinic_s_is_read(tmp_path: Path, name: str) -> None:
    write_new_clinic(tmp_path)
    (tmp_path / "cases" / "first.yaml").rename(tmp_path / "cases" / name)
    assert case_files([], tmp_path) == [tmp_path / "cases" / name]


@pytest.mark.parametrize("intents", [INTENTS, Path("tests", "..", "intents"), ROOT / "intents"])
def test_the_sample_has_the_shipped_cases(intents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert Path("tests/cases/facts.yaml") in case_files([], intents)


@pytest.mark.parametrize("has_folder", [True, False])
def test_a_clinic_without_cases_gets_none_of_the_sample_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], has_folder: bool
) -> None:
    monkeypatch.chdir(ROOT)
    clinic = tmp_path / "ours"
    write_new_clinic(clinic)
    (clinic / "cases" / "first.yaml").unlink()
    if not has_folder:
        (clinic / "cases").rmdir()
    assert main(["test", "--intents", str(clinic)]) == 2
    assert capsys.readouterr() == (
        "",
        f"bot: {clinic} has no cases yet: write them in {clinic / 'cases' / 'first.yaml'}, each like "
        "'- {ask: can I park, intent: parking}'\n",
    )


def test_the_case_that_a_clinic_without_cases_is_shown_is_one(tmp_path: Path) -> None:
    write_new_clinic(tmp_path / "ours")
    (tmp_path / "ours" / "cases" / "first.yaml").unlink()
    with pytest.raises(BotError) as caught:
        case_files([], tmp_path / "ours")
    shown = str(caught.value).split("'")[1]
    [case] = read_cases([written(tmp_path, shown)])
    assert (case.message, case.intents) == ("can I park", ("parking",))


def test_without_a_clinic_there_are_no_cases_to_miss(tmp_path: Path) -> None:
    with pytest.raises(IntentsError, match="nowhere:1: is no folder"):
        case_files([], tmp_path / "nowhere")


def test_a_folder_of_cases_without_any_is_named(tmp_path: Path) -> None:
    with pytest.raises(BotError, match=f"there are no case files in {tmp_path}: name"):
        case_files([tmp_path], INTENTS)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match=r"none\.yaml:1: cannot be read"):
        read_cases(case_files([tmp_path / "none.yaml"], INTENTS))


def test_the_shipped_cases_reach_every_intent_and_every_fact() -> None:
    knowledge = load_intents(ROOT / "intents")
    cases = read_cases(case_files([SHIPPED], INTENTS))
    assert unknown_intents(cases, knowledge) == []
    assert len(cases) >= 150
    wanted = {intent for case in cases for intent in (*case.intents, *case.every)}
    # What is out of scope has one reply for many intents, so those cases name its kind.
    assert [i.id for i in knowledge.intents.values() if i.kind is not Kind.OUT_OF_SCOPE and i.id not in wanted] == [
        "not-what-i-asked"
    ]
    facts = [case for case in cases if case.place.path.name == "facts.yaml"]
    assert len(facts) == 54
    assert all(case.says for case in facts)


def test_no_shipped_case_is_an_example_that_was_learnt_from() -> None:
    """A case that equals an example tests nothing but the memory."""
    utterances = [text for intent in load_intents(ROOT / "intents").intents.values() for text in intent.utterances]
    learnt = {normalise(text).strip(" ?") for text in utterances}
    cases = [case for case in read_cases(case_files([SHIPPED], INTENTS)) if len(case.turns) == 1]
    copies = [case.message for case in cases if normalise(case.message).strip(" ?") in learnt]
    assert copies == []

"""Adding to intent files: one line more, and not a byte else; or a refusal that says why."""

from __future__ import annotations

import errno
import re
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.content import load_intents, topic_files
from bot.content.edit import Edit, add_examples, editing
from bot.content.files import LOCK, EditError
from bot.content.raw import read_raw_intents
from bot.content.yaml_file import read_yaml
from bot.errors import BotError, IntentsError
from tests.serving import ROOT
from tests.small_clinic import write_small_clinic

NEW = "will I need a week off"


def added_lines(before: bytes, after: bytes) -> list[bytes]:
    """The lines that `after` has more than `before`. Fails where anything else is different."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    count = len(new) - len(old)
    assert new[:first] + new[first + count :] == old
    return new[first : first + count]


def examples(folder: Path, intent: str) -> list[str]:
    [entry] = [entry for entry in read_raw_intents(folder) if entry.id == intent]
    return entry.examples


def test_one_line_is_added_and_nothing_else_changes(folder: Path) -> None:
    path = folder / "laser.yaml"
    before = path.read_bytes()
    [place] = add_examples(folder, "laser-what", [NEW])
    assert added_lines(before, path.read_bytes()) == [f"      - {NEW}\n".encode()]
    assert (place.path, path.read_text().splitlines()[place.line - 1].strip()) == (path, f"- {NEW}")
    assert load_intents(folder).intents["laser-what"].examples[-1] == NEW


def test_several_are_added_in_their_order_each_once(folder: Path) -> None:
    before = (folder / "laser.yaml").read_bytes()
    places = add_examples(folder, "laser-recovery", ["one more", "and  another", "one more"])
    assert added_lines(before, (folder / "laser.yaml").read_bytes()) == [
        b"      - one more\n",
        b"      - and another\n",
    ]
    assert [place.line for place in places] == [places[0].line, places[0].line + 1]
    assert examples(folder, "laser-recovery")[-2:] == ["one more", "and another"]


@pytest.mark.parametrize("path", topic_files(ROOT / "intents"), ids=lambda path: path.stem)
def test_the_shipped_files_can_be_added_to(tmp_path: Path, path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    before = read_yaml(copy).data
    for entry in read_raw_intents(tmp_path)[::-7]:
        old = copy.read_bytes()
        add_examples(tmp_path, entry.id, [f"zyxquark: {entry.id}"])
        assert len(added_lines(old, copy.read_bytes())) == 1
        before["intents"][entry.number]["examples"].append(f"zyxquark: {entry.id}")
    assert read_yaml(copy).data == before


HEAD = """\
topic: laser
title: Laser
reviewed: {by: A. Doctor, on: 2026-11-23, due: 2027-05-23}
intents:
  - id: odd
    question: Odd?
"""
REST = "    answer: Yes.\n    caveats: [ask-doctor]\n    sources: [{document: leaflet, section: FAQ}]\n"
LAYOUTS = {
    "a comment after the last": ("    examples:\n      - first  # often\n      # more to come\n", "      - "),
    "a blank line between": ("    examples:\n\n      - first\n\n      - second\n\n", "      - "),
    "no indent": ("    examples:\n    - first\n    - second\n", "    - "),
    "a wide indent": ("    examples:\n            -   first\n", "            -   "),
    "folded last": ("    examples:\n      - first\n      - >-\n        a long\n        second\n\n", "      - "),
    "literal last": ("    examples:\n      - |-\n        a long\n\n        second\n", "      - "),
    "quoted over two lines": ('    examples:\n      - "first\n        and more"\n', "      - "),
    "plain over two lines": ("    examples:\n      - first\n        and more\n", "      - "),
    "quoted": ("    examples:\n      - 'it''s first'\n", "      - "),
}


@pytest.mark.parametrize(("layout", "marker"), LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a mark"])
def test_any_layout_is_kept(folder: Path, layout: str, marker: str, ending: str, mark: str) -> None:
    path = folder / "laser.yaml"
    before = (mark + (HEAD + layout + REST).replace("\n", ending)).encode()
    path.write_bytes(before)
    known = examples(folder, "odd")
    add_examples(folder, "odd", [NEW])
    lines = path.read_bytes().decode().splitlines(keepends=True)
    assert f"{marker}{NEW}{ending}" in lines
    assert all(line.endswith(ending) for line in lines)
    for line in (HEAD + layout).splitlines():
        assert "#" not in line or f"{line}{ending}" in lines
    assert path.read_bytes().startswith((mark + HEAD.replace("\n", ending)).encode())
    assert examples(folder, "odd") == [*known, NEW]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"], ids=["without", "with"])
def test_examples_at_the_very_end_of_a_file(folder: Path, ending: str, last: str) -> None:
    path = folder / "laser.yaml"
    text = HEAD + REST + "    examples:\n      - first" + last
    before = text.replace("\n", ending).encode()
    path.write_bytes(before)
    add_examples(folder, "odd", [NEW])
    assert path.read_bytes() == before + (b"" if last else ending.encode()) + f"      - {NEW}".encode() + (
        ending.encode() if last else b""
    )


OTHER_LISTS = {
    "in brackets": ("    examples: [first, second]\n", ["first", "second"]),
    "in brackets over lines": ("    examples: [\n      first,\n      second]\n", ["first", "second"]),
    "a dash alone": ("    examples:\n      -\n        first\n", ["first"]),
    "none": ("", []),
    "empty": ("    examples: []\n", []),
}


@pytest.mark.parametrize(("layout", "known"), OTHER_LISTS.values(), ids=OTHER_LISTS)
def test_lists_in_other_forms_are_added_to(folder: Path, layout: str, known: list[str]) -> None:
    (folder / "laser.yaml").write_text(HEAD + layout + REST)
    add_examples(folder, "odd", [NEW])
    assert examples(folder, "odd") == [*known, NEW]


def test_an_intent_in_brackets_of_its_own_is_changed(folder: Path) -> None:
    path = folder / "laser.yaml"
    path.write_text(HEAD[: HEAD.index("  - id")] + "  - {id: odd, question: Odd?, examples: [first], answer: Yes.}\n")
    add_examples(folder, "odd", [NEW])
    assert examples(folder, "odd") == ["first", NEW]


REFUSED = {
    "all intents in brackets": "intents: [{id: odd, question: Odd?, examples: [first], answer: Yes.}]\n",
    "a dash alone": "intents:\n  -\n    id: odd\n    question: Odd?\n    examples: [first]\n    answer: Yes.\n",
}


@pytest.mark.parametrize("intents", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_changed_is_refused_with_the_mend(folder: Path, intents: str) -> None:
    path = folder / "laser.yaml"
    path.write_text(HEAD[: HEAD.index("intents:")] + intents)
    before = path.read_bytes()
    with pytest.raises(EditError, match=rf"{path}:\d+: cannot be changed .* put each intent on lines of its own"):
        add_examples(folder, "odd", [NEW])
    assert path.read_bytes() == before


COMMENTED = """\
  # of the first
  - id: first   # its id
    question: 'Quoted: why?'
    # about the examples
    examples:
      - one   # often asked
      # the next is from the telephone
      - two
      - three
    answer: >-
      Folded where
      the editor likes it.
    caveats: [ask-doctor,   results-vary]  # both

  # of the second
  - id: second
    question: Second?
    examples: [four]
    answer: "Yes."
"""


def test_an_answer_is_exchanged_and_every_comment_stays(folder: Path) -> None:
    path = folder / "laser.yaml"
    head = HEAD[: HEAD.index("  - id")]
    path.write_text(head + COMMENTED)
    with editing(folder) as edit:
        edit.change("first", {"answer": "Short.", "examples": ["one", "three", "yes"], "follow_ups": ["second"]})
        edit.save()
    after = path.read_text()
    wanted = COMMENTED
    for old, new in {
        "Folded where\n      the editor likes it.": "Short.",
        "      - two\n      - three\n": "      - three\n      - 'yes'\n",
        "[ask-doctor,   results-vary]  # both\n": "[ask-doctor, results-vary]    # both\n    follow_ups: [second]\n",
    }.items():
        wanted = wanted.replace(old, new)
    assert after == head + wanted


TEXT_FORMS = {
    "short": ("Yes, you can.", "    answer: Yes, you can.\n"),
    "long": ("word " * 40 + "end", "    answer: >-\n      word word"),
    "paragraphs and a list": ("One.\n\n- a\n- b", "    answer: |-\n      One.\n\n      - a\n      - b\n"),
    "another type to YAML": ("no", "    answer: 'no'\n"),
    "a comment's mark": ("Room #3 # is free", "    answer: 'Room #3 # is free'\n"),
}


@pytest.mark.parametrize(("text", "written"), TEXT_FORMS.values(), ids=TEXT_FORMS)
def test_each_text_is_written_as_a_person_would(folder: Path, text: str, written: str) -> None:
    with editing(folder) as edit:
        edit.change("laser-what", {"answer": text})
        edit.save()
    assert written in (folder / "laser.yaml").read_text()
    assert load_intents(folder).intents["laser-what"].answer == text


def test_a_field_is_taken_out_and_a_new_one_gets_its_usual_place(folder: Path) -> None:
    with editing(folder) as edit:
        edit.change("laser-what", {"aspect": None, "status": "draft", "caveats": None})
        edit.change("laser-what", {"caveats": ["ask-doctor"]})
        edit.save()
    [entry] = [entry for entry in read_raw_intents(folder) if entry.id == "laser-what"]
    order = ["id", "question", "examples", "answer", "caveats", "sources", "follow_ups", "status"]
    assert list(entry.data) == order


def test_an_intent_is_added_and_taken_out_again(folder: Path) -> None:
    path = folder / "laser.yaml"
    before = path.read_bytes()
    with editing(folder) as edit:
        edit.add(path, {"id": "new", "question": "New?", "examples": ["new one"], "answer": "Yes.", "status": "draft"})
        edit.save()
    assert [intent.id for intent in load_intents(folder).drafts] == ["new"]
    with editing(folder) as edit:
        edit.remove("new")
        edit.save()
    assert path.read_bytes() == before


EVEN = "  - id: even\n    question: Even?\n    examples: [evenly]\n" + REST


@pytest.mark.parametrize("layout", [layout for layout, _ in LAYOUTS.values()], ids=LAYOUTS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("dash", ["", "      "], ids=["to the left", "to the right"])
def test_an_intent_of_any_layout_moves_to_a_file_of_any_other(
    folder: Path, layout: str, ending: str, dash: str
) -> None:
    source, target = folder / "odd.yaml", folder / "even.yaml"
    source.write_bytes((HEAD + layout + REST + EVEN).replace("\n", ending).encode())
    target.write_text(
        f"topic: even\ntitle: Even\nintents:\n{dash}- {{id: last, question: Last?, status: draft}}\n# end\n"
    )
    edit = Edit(folder)
    before = edit.find("odd").data
    edit.move("odd", target)
    edit.save()
    moved = Edit(folder).find("odd")
    review = {"by": "A. Doctor", "on": date(2026, 11, 23), "due": date(2027, 5, 23)}
    assert (moved.file.path, moved.data) == (target, {**before, "reviewed": review})
    assert [entry["id"] for entry in read_yaml(source).data["intents"]] == ["even"]
    assert target.read_text().endswith("\n# end\n")


def test_keys_at_the_top_of_a_file_are_changed_beside_its_intents(folder: Path) -> None:
    path, before = folder / "laser.yaml", (folder / "laser.yaml").read_text()
    edit = Edit(folder)
    edit.set_keys(path, {"title": "Light", "parent": "body"})
    edit.change("laser-what", {"question": "What of light?"})
    edit.set_keys(folder / "clinic.yaml", {"name": "Mill"})
    assert [file.data["title"] for file in edit.files] == ["Light"]
    assert path.read_text() == before
    edit.save()
    after = read_yaml(path).data
    assert (after["title"], after["parent"], after["intents"][0]["question"]) == ("Light", "body", "What of light?")
    assert read_yaml(folder / "clinic.yaml").data["name"] == "Mill"
    path.write_text("{topic: laser, intents: []}\n")
    edit = Edit(folder)
    with pytest.raises(EditError, match="cannot be changed by machine"):
        edit.set_keys(path, {"title": "Light"})


def test_what_a_change_would_break_is_said_with_the_line_and_nothing_is_written(folder: Path) -> None:
    before = (folder / "laser.yaml").read_bytes()
    with editing(folder) as edit:
        edit.change("laser-what", {"caveats": ["no-such-thing"]})
        with pytest.raises(IntentsError, match=rf"{folder}/laser.yaml:\d+: unknown caveat 'no-such-thing'"):
            edit.knowledge()
    assert (folder / "laser.yaml").read_bytes() == before


def test_two_at_once_lose_nothing(folder: Path) -> None:
    """Twenty threads add at the same time, as the processes of a server would."""
    texts = [f"gizmo number {n}" for n in range(20)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: add_examples(folder, "laser-what", [text]), texts))
    assert set(texts) <= set(examples(folder, "laser-what"))


def test_an_unknown_intent_is_refused_with_the_likest(folder: Path) -> None:
    with pytest.raises(EditError, match="there is no intent 'laser-recover': did you mean 'laser-recovery"):
        add_examples(folder, "laser-recover", [NEW])
    with pytest.raises(EditError, match=r"there is no intent 'qqq': name one that is there$"):
        add_examples(folder, "qqq", [NEW])


@pytest.mark.parametrize(
    "text", ["when can I go back to work", "  When CAN I  go back to work ", "How long is the recovery?"]
)
def test_what_stands_somewhere_already_is_refused_with_its_place(folder: Path, text: str) -> None:
    before = (folder / "laser.yaml").read_bytes()
    with pytest.raises(EditError, match=rf"stands already in 'laser-recovery' \({folder}/laser.yaml:\d+\)") as refused:
        add_examples(folder, "laser-what", ["something new", text])
    line = int(str(refused.value).rsplit(":", 1)[1].rstrip(")"))
    assert " ".join(text.split()).lower() in (folder / "laser.yaml").read_text().splitlines()[line - 1].lower()
    assert (folder / "laser.yaml").read_bytes() == before


@pytest.mark.parametrize(("text", "said"), [("", "no text"), (" \n", "no text"), ("x" * 1_001, "longer than 1,000")])
def test_what_is_no_example_is_refused(folder: Path, text: str, said: str) -> None:
    with pytest.raises(EditError, match=said):
        add_examples(folder, "laser-what", [text])


def test_a_draft_can_be_added_to(folder: Path) -> None:
    path = folder / "laser.yaml"
    path.write_text(HEAD + "    examples:\n      - first\n" + REST + "    status: draft\n")
    add_examples(folder, "odd", [NEW])
    assert examples(folder, "odd") == ["first", NEW]


def test_files_that_cannot_be_read_are_said(folder: Path) -> None:
    (folder / "laser.yaml").write_text("topic: [")
    with pytest.raises(IntentsError, match=r"laser\.yaml:"):
        add_examples(folder, "laser-what", [NEW])


@pytest.mark.parametrize("content", ["", "- a list\n", "intents: none\n", "intents:\n  - text\n  - id: 3\n"])
def test_odd_files_hold_no_intents_and_do_no_harm(folder: Path, content: str) -> None:
    (folder / "other.yaml").write_text(content)
    add_examples(folder, "laser-what", [NEW])
    assert examples(folder, "laser-what")[-1] == NEW


TEXTS = st.text(min_size=1, max_size=60).map(lambda text: " ".join(text.split())).filter(bool)


@given(TEXTS)
@example("yes")
@example("3.5")
@example("2026-11-25")
@example("- dash")
@example("a: b # c")
@example('it\'s "quoted" & *starred* %d {x} [y]')
@example("!tag | > ? @ `")
@example("~")
@example("null")
@example("\x00\x1b\ufeff")
@example("😀 مرحبا")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_the_text_it_stands_there_afterwards_and_all_else_is_as_it_was(folder: Path, text: str) -> None:
    path = folder / "laser.yaml"
    before = path.read_bytes()
    try:
        add_examples(folder, "laser-what", [text])
        assert len(added_lines(before, path.read_bytes())) == 1
        assert examples(folder, "laser-what")[-1] == text
    except BotError:
        assert path.read_bytes() == before
        raise
    finally:
        path.write_bytes(before)


def test_a_file_keeps_its_mode_and_its_link(folder: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.yaml"
    (folder / "laser.yaml").rename(real)
    (folder / "laser.yaml").symlink_to(real)
    real.chmod(0o640)
    add_examples(folder, "laser-what", [NEW])
    assert (folder / "laser.yaml").is_symlink()
    assert NEW in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert not [
        path for path in [*folder.iterdir(), *tmp_path.iterdir()] if path.name.startswith(".") and path.name != LOCK
    ]


def test_where_a_file_cannot_be_written_it_stays_as_it_was(folder: Path) -> None:
    """No file of the process may be longer than ten bytes, as on a disk that is full."""
    script = """
import resource, sys
from pathlib import Path
from bot.content.edit import add_examples
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
try:
    add_examples(Path(sys.argv[1]), "laser-what", ["something new"])
except OSError as error:
    sys.exit(error.errno)
"""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = subprocess.run([sys.executable, "-c", script, str(folder)], cwd=ROOT, check=False)
    assert done.returncode == errno.EFBIG
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOCK} == before


def test_examples_of_what_ships_go_to_the_clinics_own_folder(tmp_path: Path) -> None:
    folder = write_small_clinic(tmp_path / "intents")
    clinic = folder / "clinic.yaml"
    clinic.write_text(clinic.read_text().replace('disable: ["*"]', "disable: [oos-food]"))
    before = load_intents(folder).intents["parking"].examples
    [place] = add_examples(folder, "parking", ["where can my horse wait"])
    add_examples(folder, "parking", ["stable for a pony"])
    assert place.path == folder / "about-the-clinic-in-other-words.yaml"
    intent = load_intents(folder).intents["parking"]
    assert intent.examples == ("where can my horse wait", "stable for a pony", *before)
    with pytest.raises(IntentsError):
        add_examples(folder, "oos-food", ["is hay dear"])
    assert [path.name for path in folder.glob("*-in-other-words.yaml")] == [place.path.name]


def test_what_two_intents_say_is_refused_with_the_places_of_the_folder_itself(folder: Path) -> None:
    edit = Edit(folder)
    edit.change("laser-recovery", {"examples": ["what is the laser for"]})
    with pytest.raises(IntentsError, match=re.escape(f"stands in 'laser-what' too ({folder / 'laser.yaml'}:")):
        edit.knowledge()


def test_what_lies_beside_the_intent_files_is_copied_nowhere(folder: Path) -> None:
    (folder / "inbox.db").write_text("what a visitor wrote")
    (folder / "documents").mkdir()
    with Edit(folder).copy() as copied:
        assert sorted(path.name for path in copied.iterdir()) == sorted(path.name for path in folder.glob("*.yaml"))


def test_where_one_file_was_changed_meanwhile_none_is_written(folder: Path) -> None:
    topic, clinic = folder / "laser.yaml", folder / "clinic.yaml"
    before, edit = topic.read_bytes(), Edit(folder)
    edit.change("laser-what", {"examples": [NEW]})
    edit.set_keys(clinic, {"phone": "020 7946 0000"})
    clinic.write_bytes(clinic.read_bytes() + b"# by hand\n")
    with pytest.raises(EditError, match="has just been changed"):
        edit.save()
    assert topic.read_bytes() == before

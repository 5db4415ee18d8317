"""Documents that are dropped into the browser: they become drafts, with an account of their lines, or a clear no."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import web.studio.library
from bot.content import load_intents
from bot.documents import read_document
from bot.grounding import write_record
from tests.serving import LiveServer, serving
from tests.small_clinic import write_learnt_clinic
from tests.studio import EDITOR, Editor, write_users
from web.studio.documents import Account, Line
from web.studio.library import Library

_OFFICE = "http://schemas.openxmlformats.org"
WORD = {
    "[Content_Types].xml": f"""<Types xmlns="{_OFFICE}/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Override PartName="/word/document.xml"
          ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_OFFICE}/package/2006/relationships">
        <Relationship Id="rId1" Target="word/document.xml"
          Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument"/></Relationships>""",
}
BODY = [
    f'<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main"><w:body>'.encode(),
    b"</w:body></w:document>",
]
LEAFLET = b"# Whitening\n\n## How long does whitening last?\n\nAbout a year.\n\n## Does whitening hurt?\n\nA little.\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    write_learnt_clinic(folder / "intents")
    write_users(folder)
    return folder


@pytest.fixture(scope="module")
def server(house: Path) -> Iterator[LiveServer]:
    places = {"INTENTS": "intents", "DOCUMENTS": "papers", "STUDIO_USERS": "users.json"}
    with serving(house, WORKERS="1", **{name: str(house / place) for name, place in places.items()}) as server:
        yield server


@pytest.fixture(scope="module")
def editor(server: LiveServer) -> Editor:
    return Editor.signed_in(server.url)


def test_a_document_becomes_drafts_and_that_can_be_undone(editor: Editor, house: Path) -> None:
    assert "None yet." in editor.get("/studio/documents").text
    page = editor.upload("/studio/documents", "../whitening.md", LEAFLET)
    assert page.status == 200
    assert "whitening.md: what became of its lines" in page.text
    assert "Does whitening hurt?" in page.text
    assert (house / "papers" / "whitening.md").read_bytes() == LEAFLET
    questions = {draft.question for draft in load_intents(house / "intents").drafts}
    assert questions == {"How long does whitening last?", "Does whitening hurt?"}
    assert "2 of 4 questions" in editor.get("/studio/answers?state=draft").text
    assert "To the drafts" in page.text
    commit = re.search(r'name="commit" value="(\w+)"', page.html)
    assert commit
    assert 'name="dropped" value="whitening.md"' in page.html
    page = editor.upload("/studio/documents", "whitening v2.md", LEAFLET)
    assert "“Does whitening hurt?” asks it already" in page.text
    assert "It gave no draft. Is it a newer version of a document below?" in page.text
    editor.send("/studio/documents/whitening-v2/remove")
    editor.send("/studio/undo", commit=commit[1], dropped="whitening.md")
    assert load_intents(house / "intents").drafts == ()
    assert "None yet." in editor.get("/studio/documents").text
    assert "Draft from whitening.md Anna Berg" in editor.get("/studio/history").text


def test_a_document_is_removed_with_the_drafts_that_rest_on_it_alone_and_comes_back(
    editor: Editor, house: Path
) -> None:
    editor.upload("/studio/documents", "gone.md", LEAFLET)
    assert "These drafts rest on it alone, and go with it: How long does whitening last?" in (
        editor.get("/studio/documents").text
    )
    page = editor.send("/studio/documents/gone/remove")
    assert "“gone.md” was removed, and with it 2 drafts." in page.text
    assert "None yet." in page.text
    assert load_intents(house / "intents").drafts == ()
    assert "Remove gone.md Anna Berg" in editor.get("/studio/history").text
    commit = re.search(r'name="commit" value="(\w+)"', page.html)
    assert commit
    page = editor.send("/studio/undo", commit=commit[1], removed="gone.md", back="/studio/documents")
    assert "It is as it was before." in page.text
    assert (house / "papers" / "gone.md").read_bytes() == LEAFLET
    assert len(load_intents(house / "intents").drafts) == 2
    editor.send("/studio/documents/gone/remove")
    assert "That document is not there any more." in editor.send("/studio/documents/gone/remove").text


def test_all_that_was_dropped_at_once_is_undone_with_one_press(editor: Editor, house: Path) -> None:
    papers = house / "papers"
    papers.mkdir(exist_ok=True)
    (papers / "old.md").write_bytes(LEAFLET)
    write_record(house / "intents", [read_document(papers / "old.md")], date.today())
    before = {path.name: path.read_bytes() for path in (house / "intents").glob("[!.]*.*")}
    sent = {
        "fresh.md": b"# Lenses\n\n## Can I swim in lenses?\n\nNo.\n",
        "...": b"no name",
        "old.md": LEAFLET.replace(b"a year", b"two years"),
    }
    page = editor.upload_all("/studio/documents", sent)
    assert "“fresh.md”, “old.md” were read." in page.text
    assert page.status == 409
    record = json.loads((house / "intents" / "grounding.lock").read_text())["documents"]
    assert "fresh" in record
    assert record["old"]["how long does whitening last?"]["changed"] == date.today().isoformat()
    fields = [tuple(found) for found in re.findall(r'name="(commit|dropped|removed)" value="([^"]+)"', page.html)]
    asked = {name: [value for key, value in fields if key == name] for name, _ in fields}
    assert {name: len(values) for name, values in asked.items()} == {"commit": 2, "dropped": 1, "removed": 1}
    assert "It is as it was before." in editor.send("/studio/undo", **asked).text
    assert {path.name: path.read_bytes() for path in (house / "intents").glob("[!.]*.*")} == before
    assert sorted(path.name for path in papers.glob("*.md")) == ["old.md"]
    assert (papers / "old.md").read_bytes() == LEAFLET
    (papers / "old.md").unlink()


def test_what_a_newer_document_says_otherwise_stands_with_its_question() -> None:
    told = """sheet.md -> sheet.yaml: 1 new, 1 kept
      rest: new: Must I rest?
      soup: yours, not written over: the document changed, so compare: May I have soup?
        - Soup for 2 days.
        + Soup for 3 days.
      2 questions, 0 sections, 1 line not used:
        line 9: "Can I sing?": 'rest' asks it already"""
    account = Account.of(told.splitlines(), {"rest": "Must I rest?", "soup": "Soup, please?"})
    assert account.lines == [
        Line("Must I rest?", "rest"),
        Line(
            "Soup, please?",
            "soup",
            "stays as you wrote it; the document says otherwise now: compare",
            (("-", "Soup for 2 days."), ("+", "Soup for 3 days.")),
        ),
        Line('Line 9: "Can I sing?": “Must I rest?” asks it already'),
    ]


def test_only_a_reviewer_removes_what_published_answers_rest_on(
    editor: Editor, server: LiveServer, house: Path
) -> None:
    (house / "papers" / "leaflet.md").write_text("# Leaflet\n\n## FAQ\n\nPeople rest.\n")
    ben = Editor.signed_in(server.url, EDITOR)
    assert "Remove it" not in ben.get("/studio/documents").text
    for path, fields in (("/studio/documents/leaflet/remove", {}), ("/studio/undo", {"dropped": "leaflet.md"})):
        assert "a reviewer reviews and publishes" in ben.send(path, **fields).text
    assert (house / "papers" / "leaflet.md").exists()
    assert "Patients go on getting what rests on it" in editor.get("/studio/documents").text
    assert "“leaflet.md” was removed." in editor.send("/studio/documents/leaflet/remove").text


def test_a_document_is_renamed_and_what_cites_it_follows(editor: Editor, server: LiveServer, house: Path) -> None:
    papers, ben = house / "papers", Editor.signed_in(server.url, EDITOR)
    papers.mkdir(exist_ok=True)
    (papers / "leaflet.md").write_text("# Leaflet\n\n## FAQ\n\nPeople rest.\n")
    (papers / "other.md").write_bytes(LEAFLET)
    before = {path.name: path.read_bytes() for path in (house / "intents").glob("*.yaml")}
    new = {"to": "../Laser, 2027.md", "title": "What the laser does"}
    for who, to, said in (
        (ben, new["to"], "a reviewer reviews and publishes"),
        (editor, "other", "Another document is called other.md already"),
        (editor, "other ().md", "Other ().md would be cited as “other”"),
        (editor, " ", "A document needs a name."),
    ):
        assert said in who.send("/studio/documents/leaflet/rename", **{**new, "to": to}).text
    page = editor.send("/studio/documents/leaflet/rename", **new)
    assert "“Laser 2027.md” is saved. Undo" in page.text
    assert "Laser 2027.md, cited as laser-2027" in page.text
    sources = {source for intent in load_intents(house / "intents").intents.values() for source in intent.sources}
    assert {(source.document, source.title) for source in sources} == {("laser-2027", "What the laser does")}
    fields = re.findall(r'name="(commit|renamed)" value="([^"]+)"', page.html)
    undo = {name: [value for key, value in fields if key == name] for name, _ in fields}
    assert "a reviewer reviews and publishes" in ben.send("/studio/undo", **undo).text
    assert "It is as it was before." in editor.send("/studio/undo", **undo).text
    assert {path.name: path.read_bytes() for path in (house / "intents").glob("*.yaml")} == before
    for name in ("leaflet.md", "other.md"):
        (papers / name).unlink()


def test_undoing_touches_no_file_but_the_documents(editor: Editor, house: Path) -> None:
    for field in ("removed", "dropped", "renamed"):
        page = editor.send("/studio/undo", **{field: ["../intents/laser.yaml", "x.md"]})
        assert "It is as it was before." not in page.text
    assert (house / "intents" / "laser.yaml").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"no Word file", "a.docx: "),
        ("a.exe", b"MZ", "a.exe: "),
        ("a.docx", b"%PDF-1.7", "a.docx: is a .pdf file by what is in it: give it a name that ends in .pdf"),
        ("a.msg", b"From: the desk", "a.msg: is a mail in Outlook's own form: save it as .eml"),
        ("a.md", b"", "a.md: holds no text, as it is empty"),
        ("", b"", "Choose a document first"),
        ("...", b"x", "Choose a document first"),
    ],
)
def test_what_cannot_be_read_is_said_and_not_kept(
    editor: Editor, house: Path, name: str, content: bytes, said: str
) -> None:
    page = editor.upload("/studio/documents", name, content)
    assert page.status == 409
    assert said.lower() in page.text.lower()
    assert str(house) not in page.text
    assert not (house / "papers" / (name or "x")).is_file()


def test_a_document_that_cannot_be_read_leaves_the_one_before_it(editor: Editor, house: Path) -> None:
    assert editor.upload("/studio/documents", "sheet.docx", b"no Word file").status == 409
    (house / "papers" / "sheet.docx").write_bytes(b"what was there")
    assert editor.upload("/studio/documents", "sheet.docx", b"no Word file either").status == 409
    assert (house / "papers" / "sheet.docx").read_bytes() == b"what was there"
    (house / "papers" / "sheet.docx").unlink()


def test_a_document_that_would_be_cited_as_another_is_refused(editor: Editor, house: Path) -> None:
    """Only at the terminal could one of both be taken away."""
    editor.upload("/studio/documents", "After care.md", LEAFLET)
    page = editor.upload("/studio/documents", "after-care.txt", LEAFLET)
    assert (page.status, "as After care.md is" in page.text) == (409, True)
    assert not (house / "papers" / "after-care.txt").exists()
    assert "After care.md, cited as after-care" in page.text


def bomb(paragraphs: int) -> bytes:
    """A small Word file of so many empty paragraphs."""
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in WORD.items():
            file.writestr(name, content)
        with file.open("word/document.xml", "w") as body:
            body.write(BODY[0])
            for _ in range(paragraphs // 10_000):
                body.write(b"<w:p/>" * 10_000)
            body.write(BODY[1])
    return sheet.getvalue()


def test_a_document_that_would_take_all_memory_is_refused(editor: Editor) -> None:
    sheet = bomb(20_000_000)
    assert len(sheet) < 1_000_000
    page = editor.upload("/studio/documents", "bomb.docx", sheet)
    assert page.status == 409
    assert "bomb.docx: is no readable" in page.text  # at once, not only when its time is over


def test_the_server_reads_no_document_itself(editor: Editor, server: LiveServer, house: Path) -> None:
    """However one has come into the folder, visitors would wait for it, and its memory would be the server's."""
    [worker] = server.workers()
    (house / "papers").mkdir(exist_ok=True)
    before = processor(worker)
    (house / "papers" / "bomb.docx").write_bytes(bomb(100_000))
    (house / "papers" / "good.md").write_bytes(LEAFLET)
    page = editor.get("/studio/documents")
    assert "bomb.docx: holds no text" in page.text
    assert "good.md, cited as good" in page.text
    assert processor(worker) - before < 0.7
    for name in ("bomb.docx", "good.md"):
        (house / "papers" / name).unlink()


def processor(process: int) -> float:
    """The seconds that a process has computed so far, without those that it has started."""
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def test_one_that_takes_too_long_takes_no_other_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.studio.library, "SECONDS", 10)  # a busy machine takes some to start a process
    for name in ("early.md", "sane.md"):
        (tmp_path / name).write_bytes(LEAFLET)
    (tmp_path / "long.txt").write_text("a line\n" * 2_000_000)
    library = Library(tmp_path)
    assert list(library.documents()) == ["early", "sane"]
    assert library.problem.startswith("long.txt: cannot be read: it is damaged, or takes too much time or memory")


def test_visitors_are_answered_while_editors_keep_the_studio_busy(tmp_path: Path) -> None:
    """One process with one thread for visitors: were an editor's page to take it, nobody would be answered."""
    long = "".join(f"## How does thing {n} go?\n\nIt goes well with item {n}.\n\n" for n in range(1_000)).encode()
    settings = {"INTENTS": str(write_learnt_clinic(tmp_path / "intents")), "DOCUMENTS": str(tmp_path / "papers")}
    settings |= {"STUDIO_USERS": str(write_users(tmp_path)), "WORKERS": "1", "THREADS": "1"}
    with serving(tmp_path, **settings) as server, ThreadPoolExecutor(8) as pool:
        editor = Editor.signed_in(server.url)
        uploads = [pool.submit(editor.upload, "/studio/documents", f"long{n}.md", long) for n in range(8)]
        asked = [server.post("/api/chat", {"message": "What does the laser do?"})[0] for _ in range(10)]
        assert not all(upload.done() for upload in uploads)
        assert asked == [200] * 10
        statuses = [upload.result().status for upload in uploads]
    assert set(statuses) <= {200, 409, 503}  # 409 where another's document took too long
    assert {200, 503} <= set(statuses)

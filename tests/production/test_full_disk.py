"""A disk that is full: visitors are answered, editors are told, and what could not be kept is kept again afterwards."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tests.bot.editing.people import git
from tests.serving import serving, wait_for
from tests.small_clinic import write_learnt_clinic
from tests.studio import Editor, write_users


def fill(file: Path) -> None:
    """Fill the disk that `file` is on."""
    with suppress(OSError), file.open("ab", buffering=0) as filling:
        while True:
            filling.write(b"x" * 4096)


def test_visitors_notice_nothing_and_editors_are_told(tmp_path: Path, small_clinic: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    settings = {"INTENTS": str(small_clinic), "TMPDIR": str(small), "SMALL_DISK": str(small), "METRICS_TOKEN": "m" * 20}
    settings |= {"STUDIO_USERS": str(small / "users.json"), "DOCUMENTS": str(small / "documents")}
    with serving(tmp_path, "tests/production/own_disks.py", **settings) as server:
        inside = Path(f"/proc/{server.process.pid}/root{small}")
        write_users(inside)
        editor = Editor.signed_in(server.url)
        fill(inside / "filler")
        for message in ("What does the laser do?", "How long is the recovery?") * 4:
            assert server.post("/api/chat", {"message": message})[1]["kind"] == "answer"
        server.wait_for_log("figures cannot be written")
        assert "cannot be read at the moment" in editor.get("/studio/answers").text
        assert editor.get("/studio/figures").status == 503
        assert "No space left on device" in editor.upload("/studio/documents", "a.md", b"# A\n" * 5_000).text
        (inside / "filler").unlink()
        wait_for(lambda: "messages 8" in editor.get("/studio/figures").text, 60, "the figures")
        assert not [entry for entry in server.log() if entry["event"].startswith(("unforeseen", "a server process"))]


def test_what_cannot_be_recorded_is_not_in_service(tmp_path: Path) -> None:
    """Git's objects are on a disk of their own: the files could be written, and who has changed them could not."""
    folder = write_learnt_clinic(tmp_path / "intents")
    git(folder, "init", "-q")
    objects = folder / ".git" / "objects"
    settings = {"INTENTS": str(folder), "SMALL_DISK": str(objects), "STUDIO_USERS": str(write_users(tmp_path))}
    with serving(tmp_path, "tests/production/own_disks.py", **settings, WORKERS="1") as server:
        inside = Path(f"/proc/{server.process.pid}/root{objects}")
        editor = Editor.signed_in(server.url)
        editor.send("/studio/new", question="Do you sell a lamp?", to="laser.yaml")
        before = (folder / "laser.yaml").read_bytes()
        fill(inside / "filler")
        page = editor.send("/studio/new", question="Do you sell a comet?", to="laser.yaml")
        assert "No space left on device" in page.text
        assert (folder / "laser.yaml").read_bytes() == before
        assert not list(folder.glob(".laser*"))
        (inside / "filler").unlink()
        editor.send("/studio/new", question="Do you sell a comet?", to="laser.yaml")
        assert "Start Do you sell a comet? Anna Berg" in editor.get("/studio/history").text

"""A disk that is full: visitors are answered, editors are told, and what could not be kept is kept again afterwards."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tests.serving import serving, wait_for
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

"""The folder of intents as it is found in life: with what editors and systems leave there, read-only, or moved away."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.serving import ROOT, LiveServer, serving, wait_for
from tests.small_clinic import write_learnt_clinic, write_small_clinic

EXAMPLE = "      - how does this gadget melt fat\n"


def relative(folder: Path) -> str:
    """The path of `folder` from where the server is started."""
    return os.path.relpath(folder, ROOT)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def health(server: LiveServer) -> dict[str, object]:
    return dict(server.get("/healthz")[1])


def problems(server: LiveServer) -> str:
    return " ".join(map(str, server.get("/healthz")[1]["problems"]))


def leave_behind(folder: Path, name: str) -> None:
    """Leave a file such as editors and systems leave, under that name."""
    if name.startswith(".#"):
        (folder / name).symlink_to("somebody@a-machine.4711")  # Emacs, while a file is edited
    else:
        (folder / name).write_bytes(b"\0\5\26\7garbage")


LEFT_BEHIND = (".#laser.yaml", "._laser.yaml", ".laser.yaml.swp", "laser.yaml~", "Thumbs.db")


def test_what_is_left_behind_keeps_no_edit_out(tmp_path: Path) -> None:
    folder = write_learnt_clinic(tmp_path / "intents")
    with serving(tmp_path, WORKERS="1", INTENTS=relative(folder)) as server:
        seen = {health(server)["knowledge"]}
        for name in LEFT_BEHIND:
            leave_behind(folder, name)
            edit(folder / "clinic.yaml", "name: ", "name: The ")
            wait_for(lambda: health(server)["knowledge"] not in seen, 60, f"the edit beside {name}")
            seen.add(health(server)["knowledge"])
            assert problems(server) == ""


def test_a_file_is_taken_up_however_its_suffix_is_written(tmp_path: Path) -> None:
    folder = write_learnt_clinic(tmp_path / "intents")
    with serving(tmp_path, WORKERS="1", INTENTS=relative(folder)) as server:
        file, seen = folder / "laser.yaml", {health(server)["knowledge"]}
        for suffix in ("yml", "YAML", "yaml"):
            file = file.rename(folder / f"laser.{suffix}")
            edit(file, "by: ", "by: Dr ")
            wait_for(lambda: health(server)["knowledge"] not in seen, 60, f"the edit in {file.name}")
            seen.add(health(server)["knowledge"])
            assert problems(server) == ""


def test_what_is_no_file_is_refused_and_holds_nobody_up(tmp_path: Path) -> None:
    folder = write_learnt_clinic(tmp_path / "intents")
    odd = folder / "odd.yaml"
    kinds = {
        "a pipe": os.mkfifo,
        "a device without end": lambda path: os.symlink("/dev/zero", path),
        "a link to nowhere": lambda path: os.symlink("nowhere", path),
    }
    with serving(tmp_path, WORKERS="1", INTENTS=relative(folder)) as server:
        for kind, make in kinds.items():
            make(odd)
            wait_for(lambda: "odd.yaml" in problems(server), 60, f"the problem with {kind}")
            assert server.post("/api/chat", {"message": "What does the laser do?"}, timeout=10)[1]["kind"] == "answer"
            odd.unlink()
            wait_for(lambda: not problems(server), 60, f"the end of the problem with {kind}")


def test_a_folder_that_cannot_be_written_to_is_served_and_that_is_said(tmp_path: Path) -> None:
    folder = write_small_clinic(tmp_path / "intents")
    settings = {"INTENTS": str(folder), "READ_ONLY": str(folder), "WORKERS": "1"}
    with serving(tmp_path, "tests/production/own_disks.py", **settings) as server:
        said = server.wait_for_log("what is learnt cannot be kept")
        assert said["problem"] == "Read-only file system"
        assert server.post("/api/chat", {"message": "What does the laser do?"})[1]["kind"] == "answer"
    assert not (folder / ".cache").exists()


def test_a_folder_that_is_moved_while_it_is_learnt_is_never_made_again(tmp_path: Path) -> None:
    folder = write_learnt_clinic(tmp_path / "intents")
    with serving(tmp_path, WORKERS="1", INTENTS=relative(folder)) as server:
        edit(folder / "laser.yaml", EXAMPLE, EXAMPLE + "      - would the zibble jab do me any harm\n")
        wait_for(lambda: health(server)["status"] == "learning", 60, "the learning")
        folder.rename(tmp_path / "moved")
        wait_for(lambda: "is no folder" in problems(server), 60, "the problem")
        server.wait_for_log("intents refused")
        assert not folder.exists()
        shutil.move(tmp_path / "moved", folder)
        wait_for(lambda: health(server)["status"] == "ok", 120, "what was learnt")
    assert len([entry for entry in server.log() if "failed" in entry["event"]]) == 0

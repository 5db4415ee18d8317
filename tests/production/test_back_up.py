"""A back-up that is made while the bot runs, put back on another machine, gives the same bot."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.inbox.store import Store
from tests.production.parts import Part, new_database, program
from tests.serving import KEY, ROOT, serving, wait_for

QUESTION = {"message": "What does the laser do?"}


def run(script: str, *arguments: Path) -> None:
    subprocess.run([ROOT / "deploy" / script, *arguments], check=True)


def test_what_is_put_back_is_what_was_backed_up(tmp_path: Path, small_clinic: Path) -> None:
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "back-up.tar.gz"
    shutil.copytree(small_clinic, old / "intents")
    (old / "state" / "documents").mkdir(parents=True)
    (old / "state" / "documents" / "leaflet.md").write_text("# Leaflet\n")
    (old / "state" / "users.json").write_text("{}")
    (old / "caveat.env").write_text(f"SECRET_KEYS={KEY}\nINBOX_URL=sqlite:///{new}/state/inbox.db\n")
    with serving(tmp_path, INTENTS=str(old / "intents"), INBOX_URL=f"sqlite:///{old}/state/inbox.db") as server:
        first = server.post("/api/chat", QUESTION)[1]
        server.post("/api/chat", {"message": "who won the match last night"})
        wait_for(lambda: entries(old / "state" / "inbox.db"), 30, "the question in the inbox")
        (old / "state" / "inbox.db").chmod(0o640)
        run("back-up", file, old / "intents", old / "caveat.env", old / "state")
    assert file.stat().st_mode & 0o077 == 0

    run("restore", file, new / "intents", new / "caveat.env", new / "state")
    assert entries(new / "state" / "inbox.db") == entries(old / "state" / "inbox.db")
    assert (new / "state" / "inbox.db").stat().st_mode & 0o777 == 0o640, "whoever served it may go on"
    assert (new / "state" / "documents" / "leaflet.md").read_text() == "# Leaflet\n"
    assert (new / "state" / "users.json").read_text() == "{}"
    with serving(tmp_path, INTENTS=str(new / "intents"), SETTINGS_FILE=str(new / "caveat.env")) as server:
        assert server.get("/healthz")[1]["knowledge"] == first["knowledge"]
        assert server.goes_on(first["conversation"])


def test_of_many_clinics_each_one_s_inbox_is_whole(tmp_path: Path, small_clinic: Path) -> None:
    """In the file itself: what was last written stands in a log beside it while the server runs."""
    sites, new, file = tmp_path / "sites", tmp_path / "new", tmp_path / "back-up.tar.gz"
    shutil.copytree(small_clinic, sites / "harbour")
    (sites / "harbour" / "caveat.env").write_text("INBOX_URL=sqlite:///inbox.db\n")
    (tmp_path / "caveat.env").write_text(f"SECRET_KEYS={KEY}\n")
    with serving(tmp_path, SITES=str(sites)) as server:
        server.post("/harbour/api/chat", {"message": "who won the match last night"})
        wait_for(lambda: entries(sites / "harbour" / "inbox.db"), 30, "the question in the inbox")
        run("back-up", file, sites, tmp_path / "caveat.env", tmp_path / "no-state")
    run("restore", file, new, tmp_path / "new.env", tmp_path / "no-state")
    assert not [path for path in (new / "harbour").iterdir() if path.name in {".cache", "inbox.db-wal"}]
    assert entries(new / "harbour" / "inbox.db") == ["who won the match last night"]


def test_what_stood_there_is_kept(tmp_path: Path, small_clinic: Path) -> None:
    file, settings = tmp_path / "back-up.tar.gz", tmp_path / "caveat.env"
    settings.write_text("PORT=1\n")
    run("back-up", file, small_clinic, settings, tmp_path / "no-state")
    settings.write_text("PORT=2\n")
    run("restore", file, tmp_path / "intents", settings, tmp_path / "no-state")
    assert settings.read_text() == "PORT=1\n"
    assert (tmp_path / "caveat.env.before-restore").read_text() == "PORT=2\n"
    assert not (tmp_path / "no-state").exists()


def test_intents_in_the_state_s_folder_are_kept_once(tmp_path: Path, small_clinic: Path) -> None:
    """As the service has them: where they stand in two places, one would be put in the way of the other."""
    file, settings, state = tmp_path / "back-up.tar.gz", tmp_path / "caveat.env", tmp_path / "state"
    settings.write_text("PORT=1\n")
    shutil.copytree(small_clinic, state / "intents")
    before = sorted(path.name for path in (state / "intents").glob("*.yaml"))
    run("back-up", file, state / "intents", settings, state)
    (state / "intents" / "laser.yaml").unlink()
    run("restore", file, state / "intents", settings, state)
    assert sorted(path.name for path in (state / "intents").glob("*.yaml")) == before
    assert [path.name for path in state.iterdir()] == ["intents"]


def entries(database: Path) -> list[str]:
    return texts(f"sqlite:///{database}")


def texts(url: str) -> list[str]:
    store = Store(url, 30)
    try:
        return [entry.text for entry in store.entries()]
    finally:
        store.close()


def test_without_the_intents_nothing_is_backed_up(tmp_path: Path) -> None:
    file, state = tmp_path / "file", tmp_path / "state"
    state.mkdir()
    command = [ROOT / "deploy" / "back-up", file, state / "intents", tmp_path / "caveat.env", state]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "state/intents: is no folder" in done.stderr
    assert not file.exists()


@pytest.mark.parametrize("script", ["back-up", "restore"])
def test_without_a_file_it_says_so(script: str) -> None:
    done = subprocess.run([ROOT / "deploy" / script], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "give the file" in done.stderr


@pytest.mark.slow
def test_an_inbox_in_postgresql_is_put_back_from_its_dump(
    database_server: Part, tmp_path: Path, small_clinic: Path
) -> None:
    """With the two commands of the guide, and then kept on with: its numbers go on after those that were put back."""
    old, new, dump = new_database(database_server), new_database(database_server), tmp_path / "inbox.sql"
    with serving(tmp_path, INTENTS=str(small_clinic), INBOX_URL=old) as server:
        server.post("/api/chat", {"message": "who won the match last night"})
        wait_for(lambda: texts(old), 30, "the question in the inbox")
        with dump.open("wb") as file:
            subprocess.run([program("pg_dump"), old], stdout=file, check=True)
    with dump.open("rb") as file:
        subprocess.run([program("psql"), "--single-transaction", new], stdin=file, check=True)
    with serving(tmp_path, INTENTS=str(small_clinic), INBOX_URL=new) as server:
        server.post("/api/chat", {"message": "and who won it the night before"})
        expected = ["who won the match last night", "and who won it the night before"]
        wait_for(lambda: texts(new) == expected, 30, "the new question after the old one")

"""Several editors at once, on a server of several processes: no change of theirs is lost, and none is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.content import load_intents
from bot.editing.history import History
from bot.inbox import InboxReason, new_item
from bot.inbox.store import Store
from tests.serving import serving
from tests.small_clinic import write_learnt_clinic
from tests.studio import Editor, write_users

EDITORS, EACH = 4, 4
THINGS = (
    "poodle bicycle umbrella lantern teapot violin cactus saddle anchor pillow ladder magnet pepper carpet walrus comet"
)


def test_nothing_is_lost_where_several_edit_at_once(tmp_path: Path) -> None:
    folder, url = write_learnt_clinic(tmp_path / "intents"), f"sqlite:///{tmp_path}/inbox.db"
    things = THINGS.split()
    store = Store(url, 30)
    for thing in things:
        store.keep(new_item(f"where goes my {thing}", InboxReason.UNANSWERED))
    numbers = [entry.id for entry in store.entries()]
    settings = {"INTENTS": str(folder), "INBOX_URL": url, "STUDIO_USERS": str(write_users(tmp_path))}
    with serving(tmp_path, **settings) as server:

        def work(number: int) -> list[int]:
            editor, statuses = Editor(server.url), []
            editor.log_in()
            for at in range(number, EDITORS * EACH, EDITORS):
                entry = str(numbers[at])
                told = {"entries": entry, "wording": entry, "intent": "laser-what"}
                statuses.append(editor.send(f"/studio/inbox/{entry}/accept", **told).status)
                started = editor.send("/studio/new", question=f"Do you sell a {things[at]}?", to="laser.yaml")
                statuses.append(started.status)
            return statuses

        with ThreadPoolExecutor(EDITORS) as pool:
            assert {status for each in pool.map(work, range(EDITORS)) for status in each} == {200}
    knowledge = load_intents(folder)
    assert {f"where goes my {thing}" for thing in things} <= set(knowledge.intents["laser-what"].examples)
    assert {draft.question for draft in knowledge.drafts} == {f"Do you sell a {thing}?" for thing in things}
    assert store.count() == 0
    assert len([change for change in History(folder).changes() if "outside" not in change.person]) == 2 * len(things)
    store.close()

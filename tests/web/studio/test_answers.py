"""Answers in the studio on the real server: found, written beside their documents, tried, saved, published, undone."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import web.studio.answers
from bot.content import load_intents
from bot.content.files import locked
from bot.editing.workspace import Workspace
from bot.errors import BotError
from tests.bot.editing.people import save
from tests.clinic import FILES, SHEET, write_clinic
from tests.serving import LiveServer, serving, wait_for
from tests.studio import EDITOR, Editor, found, write_users

SMOKING = "/studio/answers/smoking"
CASES = "- ask: may I smoke\n  intent: smoking\n- ask: is a throbbing jaw normal\n  intent: smoking\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with its document, its cases and its people."""
    folder = tmp_path_factory.mktemp("answers")
    intents = write_clinic(folder / "intents")
    (intents / "cases").mkdir()
    (intents / "cases" / "all.yaml").write_text(CASES)
    (folder / "documents").mkdir()
    shutil.copy(SHEET, folder / "documents")
    write_users(folder)
    return folder


@pytest.fixture(scope="module")
def server(house: Path) -> Iterator[LiveServer]:
    settings = {"INTENTS": "intents", "DOCUMENTS": "documents", "STUDIO_USERS": "users.json"}
    with serving(house, WORKERS="1", **{name: str(house / value) for name, value in settings.items()}) as server:
        yield server


@pytest.fixture(scope="module")
def people(server: LiveServer) -> tuple[Editor, Editor]:
    return Editor.signed_in(server.url), Editor.signed_in(server.url, EDITOR)


@pytest.fixture(autouse=True)
def _clean(house: Path) -> None:
    """The answers are as they were at first."""
    shutil.rmtree(house / "intents" / ".pending", ignore_errors=True)
    (house / "intents" / "aftercare.yaml").write_text(FILES["aftercare.yaml"])


@pytest.fixture
def anna(people: tuple[Editor, Editor]) -> Editor:
    """A reviewer."""
    return people[0]


@pytest.fixture
def ben(people: tuple[Editor, Editor]) -> Editor:
    """An editor."""
    return people[1]


def form(editor: Editor, **changes: str | list[str]) -> dict[str, str | list[str]]:
    """The form on the page of an answer as a browser would send it, with changes."""
    version = re.search(r'name="version" value="(\w+)"', editor.get(SMOKING).html)
    assert version
    return {
        "version": version[1],
        "question": "Can I smoke after an extraction?",
        "answer": "Do not smoke for at least 72 hours. Smoking slows healing. The same goes for vaping.",
        "examples": "when may I have a cigarette\nis a quick vape allowed",
        "caveat": ["ask-clinic"],
        "source": ["aftercare: Can I smoke after an extraction?", ""],
        "follow_up": ["dry-socket", ""],
        **changes,
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("?q=socket", 1),
        ("?q=MOLAR+fags", 1),
        ("?q=zyx", 0),
        ("?topic=After+an+extraction&state=published", 3),
        ("?state=draft", 0),
        ("?show=few", 0),
        ("?show=overdue", 0),
        ("?page=99", 3),
        ("?page=x&show=nonsense", 3),
    ],
)
def test_answers_are_found_by_words_topic_state_and_what_wants_care(ben: Editor, query: str, found: int) -> None:
    page = ben.get(f"/studio/answers{query}")
    assert f"{found} of 3 questions" in page.text


@pytest.mark.parametrize(
    ("review", "found"),
    [("{by: nobody yet}", 0), ("{by: Dr Lane, on: 2025-01-10, due: 2025-07-10}", 3)],
)
def test_reviews_that_are_overdue_are_listed(ben: Editor, house: Path, review: str, found: int) -> None:
    text = FILES["aftercare.yaml"].replace("{by: Dr Lane, on: 2026-11-20, due: 2027-05-20}", review)
    (house / "intents" / "aftercare.yaml").write_text(text)
    for name in ("overdue", "soon"):
        assert f"{found} of 3 questions" in ben.get(f"/studio/answers?show={name}").text


def test_an_answer_stands_beside_the_document_s_own_words(ben: Editor) -> None:
    text = ben.get(SMOKING).text
    assert "Do not smoke for at least 72 hours. Smoking slows healing and makes a dry socket more likely." in text
    assert "Each sentence of the answer is supported by what it cites." in text


def test_what_the_document_does_not_say_is_shown_before_anything_is_saved(ben: Editor, house: Path) -> None:
    before = (house / "intents" / "aftercare.yaml").read_bytes()
    page = ben.send(f"{SMOKING}/look", **form(ben, answer="Do not smoke for at least 24 hours."))
    assert "'at least 24 hours' does not stand in" in page.text
    assert "Do not smoke for at least 24 hours." in page.text
    assert (house / "intents" / "aftercare.yaml").read_bytes() == before


def test_a_change_is_tried_before_it_is_saved(ben: Editor, server: LiveServer) -> None:
    fields = form(ben, examples="when may I have a cigarette\nis a throbbing jaw normal", answer="Wait for 72 hours.")
    page = ben.send(f"{SMOKING}/look", **fields, **{"try": "1"})
    assert "What it would do" in page.text
    assert "1 answer changes" in page.text
    assert "right now “is a throbbing jaw normal”" in page.text
    assert "→ answered: “Can I smoke after an extraction?”" in page.text
    [token] = re.findall(r"/studio/try/(\w+)", page.html)

    def ask(message: str) -> dict[str, Any]:
        sent = json.dumps({"message": message, "conversation": None}).encode()
        call = urllib.request.Request(
            f"{server.url}/studio/try/{token}/chat", sent, {"Content-Type": "application/json"}
        )
        with ben._opener.open(call, timeout=60) as response:
            return dict(json.loads(response.read()))

    [tried] = ask("Can I smoke after an extraction?")["answers"]
    assert (tried["text"], tried["reviewed"]) == ("Wait for 72 hours.", None)
    assert "Wait for 72 hours." not in str(server.post("/api/chat", {"message": "Can I smoke after an extraction?"})[1])
    assert 'data-starters="Can I smoke after an extraction?"' in ben.get(f"/studio/try/{token}").html


def test_an_editor_saves_a_reviewer_publishes_the_bot_says_it(ben: Editor, anna: Editor, server: LiveServer) -> None:
    page = ben.send(f"{SMOKING}/save", **form(ben, answer="Do not smoke for at least 72 hours."))
    assert "Saved. Patients get it once a reviewer has published it." in page.text
    assert "/publish" not in page.html
    assert "draft change" in page.text
    assert "1 of 3" in anna.get("/studio/answers?show=waiting").text
    refused = ben.send(f"{SMOKING}/publish")
    assert "Ben is an editor: a reviewer reviews and publishes" in refused.text
    assert "'tomorrow' is no day" in anna.send(f"{SMOKING}/publish", due="tomorrow").text
    assert "Published." in anna.send(f"{SMOKING}/publish", due="2099-05-31").text
    assert "due 31 May 2099" in anna.get(SMOKING).text

    def says_so() -> bool:
        reply = server.post("/api/chat", {"message": "Can I smoke after an extraction?"})[1]
        return [answer["text"] for answer in reply["answers"]] == ["Do not smoke for at least 72 hours."]

    wait_for(says_so, 60, "the published answer")
    history = ben.get("/studio/history").text
    assert "Publish Can I smoke after an extraction? Anna Berg" in history
    assert "Edit Can I smoke after an extraction? Ben" in history


def test_to_publish_saves_what_is_typed_and_publishes_that(anna: Editor, house: Path) -> None:
    page = anna.send(f"{SMOKING}/publish", **form(anna, answer="Do not smoke for 72 hours."))
    assert "Published." in page.text
    served = load_intents(house / "intents").intents["smoking"]
    assert (served.answer, served.reviewer) == ("Do not smoke for 72 hours.", "Anna Berg")


@pytest.mark.parametrize("together", [False, True])
def test_what_is_published_against_the_document_is_said_and_can_be_undone(anna: Editor, together: bool) -> None:
    fields = form(anna, answer="Do not smoke for at least 24 hours.")
    if together:
        anna.send(f"{SMOKING}/save", **fields)
        page = anna.send("/studio/answers", act="publish", intent=["smoking", "pain"])
    else:
        page = anna.send(f"{SMOKING}/publish", **fields)
    assert "Look again at “Can I smoke after an extraction?”: 'at least 24 hours' does not stand in" in page.text
    assert page.text.count("Look again at") == 1
    assert "ublished" in page.text
    assert 'name="commit"' in page.html


def test_check_says_what_the_documents_do_not_and_looks_again_when_one_changes(anna: Editor, house: Path) -> None:
    anna.send(f"{SMOKING}/publish", **form(anna, answer="Do not smoke for at least 24 hours."))
    anna.send("/studio/check")
    page = found(anna)
    assert "Can I smoke after an extraction? 'at least 24 hours' does not stand in" in page.text
    assert "Errors" not in page.text
    sheet = house / "documents" / SHEET.name
    try:
        sheet.write_text(SHEET.read_text().replace("at least 72 hours", "at least 24 hours"))
        assert "Nobody has looked since they last changed" in anna.get("/studio/check").text
    finally:
        shutil.copy(SHEET, sheet)


def test_what_cannot_be_published_is_saved_all_the_same(ben: Editor, house: Path) -> None:
    page = ben.send(f"{SMOKING}/publish", **form(ben, answer="Do not smoke for 72 hours."))
    assert "Ben is an editor: a reviewer reviews and publishes" in page.text
    assert "Do not smoke for 72 hours." in page.text
    assert load_intents(house / "intents").intents["smoking"].answer != "Do not smoke for 72 hours."


def test_to_publish_over_another_s_change_shows_both_and_publishes_neither(
    anna: Editor, ben: Editor, house: Path
) -> None:
    hers = form(anna, answer="Anna's wording.")
    ben.send(f"{SMOKING}/save", **form(ben, answer="Ben's wording."))
    page = anna.send(f"{SMOKING}/publish", **hers)
    assert (page.status, "Saved by Ben while you wrote" in page.text) == (409, True)
    assert "wording" not in load_intents(house / "intents").intents["smoking"].answer


def test_what_another_saves_while_it_is_being_published_is_not_published(
    anna: Editor, ben: Editor, house: Path
) -> None:
    ben.send(f"{SMOKING}/save", **form(ben, answer="Read by Anna."))
    hers, folder = form(anna, answer="Read by Anna."), house / "intents"
    with ThreadPoolExecutor(1) as pool, locked(folder):
        published = pool.submit(anna.send, f"{SMOKING}/publish", **hers)
        time.sleep(1)  # until hers waits for the lock
        save(Workspace(folder), "Read by nobody.", intent="smoking")
    assert published.result().status == 409
    assert "Read" not in load_intents(folder).intents["smoking"].answer


def test_what_was_saved_since_the_list_was_shown_is_not_published_from_it(
    anna: Editor, ben: Editor, house: Path
) -> None:
    ben.send(f"{SMOKING}/save", **form(ben, answer="Read by Anna."))
    shown = dict(re.findall(r'name="(version-[\w-]+)" value="(\w+)"', anna.get("/studio/answers").html))
    ben.send(f"{SMOKING}/save", **form(ben, answer="Read by nobody."))
    for act in ("publish", "review"):
        page = anna.send("/studio/answers", act=act, intent="smoking", **shown)
        assert "“Can I smoke after an extraction?” was saved by Ben while you wrote" in page.text
    assert "Read" not in load_intents(house / "intents").intents["smoking"].answer
    assert "1 taken out of service." in anna.send("/studio/answers", act="withdraw", intent="smoking", **shown).text


def test_to_save_what_is_published_leaves_it_published(anna: Editor) -> None:
    fields = form(anna, answer="Do not smoke for 72 hours.")
    anna.send(f"{SMOKING}/publish", **fields)
    page = anna.send(f"{SMOKING}/save", **fields)
    assert "There was nothing to save." in page.text
    assert "Undo" not in page.text
    assert "draft change" not in page.text


def test_where_patients_get_nothing_yet_the_list_says_how_to_begin(anna: Editor, house: Path) -> None:
    assert "To begin" not in anna.get("/studio/answers").text
    path = house / "intents" / "aftercare.yaml"
    drafts = path.read_text().replace("    question:", "    status: draft\n    question:")
    path.write_text(drafts.replace("answer: >-\n      Do not", "answer: >-\n      TO WRITE Do not"))
    page = anna.get("/studio/answers")
    assert "To begin Say who the clinic is." in page.text
    assert 'href="/studio/documents">Drop your leaflets.' in page.html
    assert page.text.count("no answer yet") == 1


def test_several_are_published_at_once_and_that_can_be_undone(ben: Editor, anna: Editor, house: Path) -> None:
    before = (house / "intents" / "aftercare.yaml").read_bytes()
    ben.send(f"{SMOKING}/save", **form(ben, answer="Do not smoke for at least 72 hours."))
    page = anna.send("/studio/answers", act="publish", intent=["smoking", "pain"])
    assert "2 published." in page.text
    assert "Undo Check all answers" in page.text
    commit = re.search(r'name="commit" value="(\w+)"', page.html)
    assert commit
    assert "It is as it was before." in anna.send("/studio/undo", commit=commit[1]).text
    assert (house / "intents" / "aftercare.yaml").read_bytes() == before
    assert "has been changed since" in anna.send("/studio/undo", commit=commit[1]).text


def test_the_second_to_save_is_shown_the_difference_and_loses_nothing(ben: Editor, anna: Editor) -> None:
    his, hers = form(ben, answer="Ben's wording."), form(anna, answer="Anna's wording.")
    ben.send(f"{SMOKING}/save", **his)
    page = anna.send(f"{SMOKING}/save", **hers)
    assert page.status == 409
    assert "Saved by Ben while you wrote" in page.text
    assert "Nothing of yours is lost" in page.text
    assert page.html.index("Ben&#39;s wording.") < page.html.index("Anna&#39;s wording.")
    version = re.search(r'name="version" value="(\w+)"', page.html)
    assert version
    assert "Saved." in anna.send(f"{SMOKING}/save", **{**hers, "version": version[1]}).text
    versions = ben.get(f"{SMOKING}/versions").html
    assert "<del>Ben&#39;s</del>" in versions
    assert "<ins>Anna&#39;s</ins>" in versions


def test_an_older_version_is_compared_and_gone_back_to(ben: Editor) -> None:
    for answer in ("The first wording.", "The second wording."):
        ben.send(f"{SMOKING}/save", **form(ben, answer=answer))
    page = ben.get(f"{SMOKING}/versions")
    assert "<del>first</del>" in page.html
    assert "<ins>second</ins>" in page.html
    older = re.findall(r"/versions/(\w+)", page.html)[0]
    page = ben.send(f"{SMOKING}/versions/{older}")
    assert "The older version is saved as a change." in page.text
    assert "The first wording." in page.text


def test_versions_are_read_without_ids_and_say_which_one_patients_get(anna: Editor, ben: Editor) -> None:
    anna.send(f"{SMOKING}/publish", **form(anna, answer="Do not smoke for 72 hours.", caveat=["varies"]))
    ben.send(f"{SMOKING}/save", **form(ben, follow_up=["pain"]))
    newest, published, *_ = ben.get(f"{SMOKING}/versions").html.split('<li class="card">')[1:]
    today = date.today()
    assert "<del>This differs from person to person.</del>" in newest
    assert f"by Anna Berg on {today.day} {today:%b %Y}, due " in " ".join(re.sub("<.*?>", "", published).split())
    assert "patients get this one" in published
    assert "<del>What is a dry socket?</del>" in newest
    assert "patients get this one" not in newest


def test_where_two_write_at_once_both_read_caveats_and_questions(anna: Editor, ben: Editor) -> None:
    his, hers = form(ben, caveat=["varies"]), form(anna, follow_up=[""])
    ben.send(f"{SMOKING}/save", **his)
    page = anna.send(f"{SMOKING}/save", **hers).html
    both = page[page.index('aria-label="Both wordings"') : page.index("</section>")]
    assert "This differs from person to person." in both
    assert "What is a dry socket?" in both
    assert "varies" not in both


def test_the_second_to_save_a_draft_is_told_by_whom_and_what_the_document_does_not_say(
    anna: Editor, ben: Editor
) -> None:
    anna.send(f"{SMOKING}/withdraw")
    hers = form(anna, answer="Do not smoke for at least 24 hours.")
    ben.send(f"{SMOKING}/save", **form(ben, answer="Do not smoke for at least 72 hours."))
    page = anna.send(f"{SMOKING}/save", **hers)
    assert "Saved by Ben while you wrote" in page.text
    assert "'at least 24 hours' does not stand in" in page.text


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"caveat": []}, "caveats", "has no caveat: choose at least one"),
        ({"question": " "}, "question", "“question” is blank"),
        ({"source": "no such thing"}, "sources", "'no such thing': use lower-case letters"),
    ],
)
def test_what_is_unfit_is_said_beside_its_field_and_what_was_typed_is_still_there(
    ben: Editor, changes: dict[str, str | list[str]], field: str, said: str
) -> None:
    page = ben.send(f"{SMOKING}/save", **{**form(ben, answer="My long work.", examples="my phrase"), **changes})
    assert page.status == 409
    assert f'aria-describedby="wrong-{field}"' in page.html
    beside = re.search(rf'id="wrong-{field}">([^<]*)<', page.html)
    assert beside
    assert said in unescape(beside[1])
    assert "my phrase" in page.text
    assert not re.search(r"'smoking'|\.yaml|'(question|answer|caveats)'", page.text)


def test_where_several_cannot_be_published_they_stay_ticked(anna: Editor, house: Path) -> None:
    topic = house / "intents" / "aftercare.yaml"
    draft = "id: nap, question: May I nap?, examples: [a nap], answer: TO WRITE, caveats: [ask-clinic], status: draft"
    topic.write_text(f"{FILES['aftercare.yaml']}  - {{{draft}}}\n")
    assert "This cannot be published as it is." in anna.get("/studio/answers/nap").text
    page = anna.send("/studio/answers", act="publish", intent=["nap", "smoking"])
    assert "answer of “May I nap?” is not written yet" in page.text
    assert re.findall(r'value="([\w-]+)"[^>]* checked', page.html) == ["smoking", "nap"]


def test_a_new_question_is_started_as_a_draft(ben: Editor, house: Path) -> None:
    page = ben.send("/studio/new", question="Can I drink coffee?", to="aftercare.yaml")
    assert "draft" in page.text
    assert [draft.question for draft in load_intents(house / "intents").drafts] == ["Can I drink coffee?"]
    assert "needs its words" in ben.send("/studio/new", question="", to="aftercare.yaml").text


def test_all_answers_go_to_excel_and_come_back(anna: Editor, ben: Editor, house: Path) -> None:
    call = anna._opener.open(f"{anna.url}/studio/answers.xlsx", timeout=60)
    book = openpyxl.load_workbook(io.BytesIO(call.read()))
    book.active["C2"] = "From the office."
    changed = io.BytesIO()
    book.save(changed)
    page = anna.upload("/studio/import", "answers.xlsx", changed.getvalue(), field="table")
    assert "1 cell would change" in page.text
    assert "1 cell would change" in ben.upload("/studio/import", "a.xlsx", changed.getvalue(), field="table").text
    assert "C2 Can I smoke after an extraction?, Answer" in page.text
    content = re.search(r'name="content" value="([^"]+)"', page.html)
    assert content
    refused = ben.send("/studio/import", name="answers.xlsx", content=content[1], write="1")
    assert (refused.status, "Ben is an editor" in refused.text) == (409, True)
    assert load_intents(house / "intents").intents["smoking"].answer != "From the office."
    done = anna.send("/studio/import", name="answers.xlsx", content=content[1], write="1")
    assert "1 cell taken over." in done.text
    assert load_intents(house / "intents").intents["smoking"].answer == "From the office."
    assert "is no Excel file" in ben.upload("/studio/import", "a.xlsx", b"no", field="table").text


@pytest.mark.parametrize("query", ["endpoint=x", "_external=1&_scheme=javascript", "_anchor=x", "_method=POST"])
def test_what_an_address_adds_does_not_steer_where_a_form_is_sent(anna: Editor, query: str) -> None:
    page = anna.get(f"/studio/answers?state=published&{query}")
    assert page.status == 200
    assert '<form method="post" action="/studio/answers?state=published">' in page.html


@pytest.mark.parametrize("name", ["nothing", "%00", "a" * 300])
@pytest.mark.parametrize("act", ["discard", "publish", "save", "look"])
def test_nothing_is_done_with_what_is_not_there(anna: Editor, name: str, act: str) -> None:
    assert anna.send(f"/studio/answers/{name}/{act}").status == 404


@pytest.mark.parametrize("token", ["%00", "..", "a" * 300])
def test_a_trial_that_is_over_answers_nothing(anna: Editor, server: LiveServer, token: str) -> None:
    body = json.dumps({"message": "hello"}).encode()
    request = urllib.request.Request(
        f"{server.url}/studio/try/{token}/chat", body, {"Content-Type": "application/json"}
    )
    with pytest.raises(urllib.error.HTTPError, match="404"):
        anna._opener.open(request, timeout=60)


def test_of_very_many_problems_the_first_are_shown_and_how_many_there_are(anna: Editor, house: Path) -> None:
    """Were all kept for the next page, no browser would take the cookie, and nothing would be said."""
    topic = house / "intents" / "aftercare.yaml"
    form = "  - id: {0}\n    question: How is {0}?\n    examples: [about {0}]\n    answer: Well.\n    status: draft\n"
    names = [hashlib.sha256(str(n).encode()).hexdigest()[:30] + "-x" for n in range(150)]
    topic.write_text(FILES["aftercare.yaml"] + "".join(form.format(f"a{name}") for name in names))
    page = anna.send("/studio/answers", act="publish", intent=[f"a{name}" for name in names])
    assert "has no caveat" in page.text
    assert "There are 290 more of these." in page.text


@pytest.mark.parametrize("path", ["/studio/nothing", "/studio/answers/smoking/nothing"])
def test_an_address_that_leads_nowhere_is_said_on_a_page(ben: Editor, path: str) -> None:
    page = ben.get(path)
    assert (page.status, "There is no page" in page.text, "Back to the studio" in page.text) == (404, True, True)


@pytest.mark.parametrize("path", ["/studio/answers/nothing", "/studio/answers/nothing/versions"])
def test_what_is_not_there_is_said(ben: Editor, path: str) -> None:
    page = ben.get(path)
    assert (page.status, "there is no intent 'nothing'" in page.text) == (404, True)


def test_of_a_caveat_that_ships_and_one_of_nearly_its_words_the_clinic_s_is_offered(ben: Editor) -> None:
    page = ben.get(SMOKING)
    assert page.text.count("This is general information, not advice about you.") == 1
    assert 'value="ask-clinic"' in page.html
    assert 'value="not-approved"' in page.html


def test_what_a_draft_names_can_be_chosen_before_the_bot_has_taken_it_up(ben: Editor, house: Path) -> None:
    intents = house / "intents"
    draft = {"id": "nap", "question": "May I nap?", "answer": "Nap well.", "caveats": "[brand-new, ask-clinic]"}
    source = '    sources:\n      - {document: aftercare, section: "Can I smoke after an extraction?"}\n'
    lines = "".join(f"    {key}: {said}\n" for key, said in draft.items()).replace("    id", "  - id", 1)
    caveats = (intents / "caveats.yaml").read_text()
    (intents / "caveats.yaml").write_text(f"{caveats}  brand-new: Nobody has tried this.\n")
    text = FILES["aftercare.yaml"]
    (intents / "aftercare.yaml").write_text(f"{text}{lines}    examples: [a nap]\n{source}    status: draft\n")
    page = ben.get("/studio/answers/nap")
    assert re.search(r'value="brand-new" checked> <span>(Nobody has tried this\.|brand-new)<', page.html)
    assert "May I nap? (draft)" in ben.get(SMOKING).text
    assert 'href="/studio/answers/nap">Next draft: May I nap?' in ben.get(SMOKING).html
    assert "The draft was removed." in ben.send("/studio/answers/nap/remove").text
    assert (intents / "aftercare.yaml").read_text() == text
    (intents / "caveats.yaml").write_text(caveats)


def test_a_workbook_of_rows_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.studio.answers, "LONGEST", 1)
    book, table = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0]["A1048576"] = "far away"
    book.save(table)
    bomb = table.getvalue()
    with pytest.raises(BotError, match=r"a\.xlsx: takes too long to read: copy the table alone"):
        web.studio.answers._parsed("a.xlsx", bomb)

"""The clinic's details and caveats in the studio: changed with their comments, or refused, and served at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from bot.content import load_intents
from tests.serving import KEY
from tests.small_clinic import CLINIC, write_small_clinic
from tests.studio import EDITOR, PASSWORD, REVIEWER, write_users

NEW = CLINIC.replace("Little Clinic", "Larger Clinic") + "# a comment\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Flask]:
    """The clinic's folder and the app on it: to learn from it takes most of the time."""
    folder = write_small_clinic(tmp_path_factory.mktemp("details") / "intents")
    users = write_users(folder.parent)
    return folder, create_app({"INTENTS": folder, "SECRET_KEYS": KEY, "STUDIO_USERS": users, "HOT_RELOAD": False})


@pytest.fixture
def folder(made: tuple[Path, Flask]) -> Path:
    (made[0] / "clinic.yaml").write_text(CLINIC)
    return made[0]


@pytest.fixture(scope="module")
def reviewer(made: tuple[Path, Flask]) -> FlaskClient:
    return signed_in(made[1], REVIEWER)


def signed_in(app: Flask, name: str) -> FlaskClient:
    client = app.test_client()
    form = value(client, "/studio/login", "form")
    client.post("/studio/login", data={"form": form, "name": name, "password": PASSWORD})
    return client


def value(client: FlaskClient, path: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="(\w+)"', client.get(path).text)
    assert found
    return found[1]


def save(client: FlaskClient, text: str, version: str = "") -> str:
    fields = {"form": value(client, "/studio/clinic", "form"), "file": "clinic.yaml", "text": text}
    version = version or value(client, "/studio/clinic", "version")
    return client.post("/studio/clinic", data={**fields, "version": version}, follow_redirects=True).text


def test_a_reviewer_changes_the_clinic_s_details(folder: Path, reviewer: FlaskClient) -> None:
    assert "Saved." in save(reviewer, NEW.replace("\n", "\r\n"))
    assert (folder / "clinic.yaml").read_text() == NEW
    assert load_intents(folder).clinic.name == "Larger Clinic"


def test_what_could_not_be_served_is_refused_and_still_there_to_be_mended(folder: Path, reviewer: FlaskClient) -> None:
    page = save(reviewer, NEW.replace("name:", "nmae:"))
    assert "nknown key &#39;nmae&#39;" in page
    assert "nmae: Larger Clinic" in page
    assert (folder / "clinic.yaml").read_text() == CLINIC


def test_the_second_to_save_is_told_and_loses_nothing(folder: Path, reviewer: FlaskClient) -> None:
    version = value(reviewer, "/studio/clinic", "version")
    save(reviewer, NEW)
    page = save(reviewer, CLINIC + "# mine\n", version)
    assert "was saved by somebody else while you wrote" in page
    assert "# mine" in page
    assert "As it is saved now" in page
    assert (folder / "clinic.yaml").read_text() == NEW


def test_an_editor_reads_them(folder: Path, made: tuple[Path, Flask]) -> None:
    client = signed_in(made[1], EDITOR)
    assert "readonly" in client.get("/studio/clinic").text
    assert "Ben is an editor" in save(client, NEW)
    assert (folder / "clinic.yaml").read_text() == CLINIC


def fill(client: FlaskClient, **changes: str | list[str]) -> str:
    """Send the form of the clinic's details with changes."""
    page = client.get("/studio/clinic").text
    shown = {key: unescape(text) for key, text in re.findall(r'<input id="c-\w+" name="(\w+)" value="([^"]*)"', page)}
    hours = dict(re.findall(r'name="(open-\w+)" value="([^"]*)"', page))
    hidden = {"form": value(client, "/studio/clinic", "form"), "version": value(client, "/studio/clinic", "version")}
    fields = {**shown, **hours, **hidden, "file": "clinic.yaml", **changes}
    return client.post("/studio/clinic", data=fields, follow_redirects=True).text


def test_the_form_changes_what_was_typed_and_keeps_the_rest(folder: Path, reviewer: FlaskClient) -> None:
    (folder / "clinic.yaml").write_text("# ours\n" + CLINIC)
    said = {"name": "Mill: Clinic", "parking": "Park at the mill", "open-mon": "8:30 to 12:00 and 13:00-17:00"}
    assert "Saved." in fill(reviewer, **said)
    clinic = load_intents(folder).clinic
    assert (clinic.name, clinic.parking) == ("Mill: Clinic", "Park at the mill.")
    assert clinic.opening_hours == {"mon": (("08:30", "12:00"), ("13:00", "17:00"))}
    assert (folder / "clinic.yaml").read_text().startswith("# ours\nname: 'Mill: Clinic'\nphone:")
    assert 'name="contact" value="desk@mill.example"' in fill(reviewer, contact="desk@mill.example")
    assert "Saved." in fill(reviewer, **{"parking": "", "open-mon": ""})
    assert load_intents(folder).clinic.contact == "mailto:desk@mill.example"
    assert "parking" not in (folder / "clinic.yaml").read_text()


def test_what_the_form_may_not_say_is_refused_and_kept_to_be_mended(folder: Path, reviewer: FlaskClient) -> None:
    page = fill(reviewer, phone="ring us", **{"open-tue": "early"})
    assert "write a telephone number" in page
    assert 'value="ring us"' in page
    assert 'value="early"' in page
    assert (folder / "clinic.yaml").read_text() == CLINIC


def test_closed_days_and_what_is_offered_first_are_chosen(folder: Path, reviewer: FlaskClient) -> None:
    """They need no word of YAML, no id, and no day's form; what the form is not about stays as it is."""
    (folder / "clinic.yaml").write_text(CLINIC.replace("starters:", "# first\nstarters:"))
    page = fill(reviewer, holidays=["2099-12-26", "", "2099-12-25"], starters=["laser-recovery", "", "laser-what", ""])
    assert "Saved." in page
    clinic = load_intents(folder).clinic
    assert [str(day) for day in clinic.holidays] == ["2099-12-25", "2099-12-26"]
    assert clinic.starters == ("laser-recovery", "laser-what")
    assert "# first\nstarters: [laser-recovery, laser-what]\n" in (folder / "clinic.yaml").read_text()
    assert 'name="holidays" value="2099-12-25"' in page
    assert '<option value="laser-recovery" selected>How long is the recovery?</option>' in page
    assert "Saved." in fill(reviewer, holidays=[""], starters=["", ""])
    assert "starters: [" not in (folder / "clinic.yaml").read_text()
    assert load_intents(folder).clinic.holidays == ()


def test_closed_days_that_are_over_are_no_more_in_the_form(folder: Path, reviewer: FlaskClient) -> None:
    (folder / "clinic.yaml").write_text(f"{CLINIC}holidays: [2020-12-25, 2099-12-25]\n")
    page = reviewer.get("/studio/clinic").text
    assert re.findall(r'name="holidays" value="([^"]+)"', page) == ["2099-12-25"]
    assert "Saved." in fill(reviewer, holidays=["2099-12-25", ""])
    assert [str(day) for day in load_intents(folder).clinic.holidays] == ["2099-12-25"]


def test_what_cannot_be_offered_first_or_is_no_day_is_said_beside_it(folder: Path, reviewer: FlaskClient) -> None:
    page = fill(reviewer, holidays=["2026-13-01"], starters=["gone"])
    assert "Closed days" in page.partition('id="w-holidays">')[2].partition("<")[0]
    page = fill(reviewer, starters=["gone"])
    assert "have another question offered first" in page.partition('id="w-starters">')[2].partition("<")[0]
    assert (folder / "clinic.yaml").read_text() == CLINIC


def test_an_answer_that_is_offered_first_is_not_withdrawn_before_another_is_chosen(
    folder: Path, reviewer: FlaskClient
) -> None:
    fields = {"form": value(reviewer, "/studio/clinic", "form")}
    page = reviewer.post("/studio/answers/laser-what/withdraw", data=fields, follow_redirects=True).text
    assert "Starter “What does the laser do?” leads to a draft: have another question offered first" in page
    assert load_intents(folder).clinic.starters == ("laser-what", "laser-recovery")


def test_an_optician_says_that_eyes_are_no_other_s_matter(folder: Path, reviewer: FlaskClient) -> None:
    """What else the clinic's file leaves out stays left out, and what is ticked is seen to be so."""
    (folder / "clinic.yaml").write_text(CLINIC.replace('disable: ["*"]', "disable: [parking]  # none here"))
    page = fill(reviewer, ours=["", "oos-eyes"])
    assert "Saved." in page
    clinic = load_intents(folder).clinic
    assert (clinic.disables("oos-eyes"), clinic.disables("oos-dental"), clinic.disables("parking")) == (
        True,
        False,
        True,
    )
    assert "disable: [parking, oos-eyes]  # none here\n" in (folder / "clinic.yaml").read_text()
    assert 'value="oos-eyes" checked' in page
    assert "Saved." in fill(reviewer, ours=[""])
    assert (folder / "clinic.yaml").read_text().endswith("disable: [parking]  # none here\n")


def test_the_history_names_no_file_of_what_was_done_in_the_studio(folder: Path, reviewer: FlaskClient) -> None:
    fill(reviewer, name="Mill Clinic")
    caveats(reviewer, **{"new-caveat": "Not in the rain."})
    page = reviewer.get("/studio/history").text
    newest = page[page.index("<ol") :].partition("<strong>Edit the clinic’s details</strong>")[0]
    assert "<strong>Edit the caveats</strong>" in newest
    assert ".yaml" not in newest
    (folder / "caveats.yaml").write_text((folder / "caveats.yaml").read_text() + "# by hand\n")
    caveats(reviewer, **{"new-caveat": "Not in the snow."})
    assert "someone outside the studio" in reviewer.get("/studio/history").text
    assert "; caveats.yaml" in reviewer.get("/studio/history").text


def topic(client: FlaskClient, version: str = "", **said: str) -> str:
    """Send the form of the topic “Laser” with changes."""
    page = client.get("/studio/clinic").text
    now = re.search(r'name="file" value="laser.yaml"><input type="hidden" name="version" value="(\w+)"', page)
    assert now
    fields = {"form": value(client, "/studio/clinic", "form"), "file": "laser.yaml", "version": version or now[1]}
    fields |= {"title": "Laser", "names": "laser, light"}
    return client.post("/studio/clinic", data={**fields, **said}, follow_redirects=True).text


@pytest.fixture
def laser(folder: Path) -> Iterator[Path]:
    """The file of the topic “Laser”, which is as it was afterwards."""
    path = folder / "laser.yaml"
    before = path.read_text()
    yield path
    path.write_text(before)


def test_the_names_of_a_topic_are_changed_and_its_answers_left_alone(laser: Path, reviewer: FlaskClient) -> None:
    before = laser.read_text()
    assert "Saved." in topic(reviewer, names="laser, warm light ,")
    assert laser.read_text() == before.replace("names: [laser, light]", "names: [laser, warm light]")


def test_a_topic_is_renamed_and_that_is_undone(laser: Path, reviewer: FlaskClient) -> None:
    before = laser.read_text()
    page = topic(reviewer, title="Laser: of the legs", names="laser")
    assert 'value="Laser: of the legs"' in page
    assert load_intents(laser.parent).topics["laser"].title == "Laser: of the legs"
    commit = re.search(r'name="commit" value="(\w+)"', page)
    assert commit
    reviewer.post("/studio/undo", data={"form": value(reviewer, "/studio/clinic", "form"), "commit": commit[1]})
    assert laser.read_text() == before


def test_the_second_to_rename_a_topic_is_shown_what_was_saved(laser: Path, reviewer: FlaskClient) -> None:
    """An answer that was changed meanwhile in the same file is none of its matter."""
    page = reviewer.get("/studio/clinic").text
    found = re.search(r'name="file" value="laser.yaml"><input type="hidden" name="version" value="(\w+)"', page)
    assert found
    laser.write_text(laser.read_text().replace("It warms fat", "It slowly warms fat"))
    assert "Saved." in topic(reviewer, found[1], title="Light")
    page = topic(reviewer, found[1], title="Beam")
    assert "was saved by somebody else while you wrote" in page
    assert 'value="Beam"' in page
    assert "Saved now: “Light”" in page
    assert "title: Light\n" in laser.read_text()


@pytest.mark.parametrize(("title", "said"), [(" ", "A topic needs a name"), ("the skin", "choose another name")])
def test_a_topic_that_cannot_be_called_so_is_refused(laser: Path, reviewer: FlaskClient, title: str, said: str) -> None:
    other = laser.with_name("skin.yaml")
    other.write_text(laser.read_text().replace("laser", "skin").replace("title: Laser", "title: The skin"))
    before = laser.read_text()
    try:
        assert said in topic(reviewer, title=title)
    finally:
        other.unlink()
    assert laser.read_text() == before


def test_an_editor_renames_no_topic(laser: Path, made: tuple[Path, Flask]) -> None:
    assert "Ben is an editor" in topic(signed_in(made[1], EDITOR), title="Light")
    assert "title: Laser\n" in laser.read_text()


def caveats(client: FlaskClient, **changes: str) -> str:
    """Send the form of the caveats with changes."""
    page = client.get("/studio/clinic").text
    form = page[page.index("The caveats to choose from") :]
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)[:3]
    shown = re.findall(r'<textarea name="(caveat-[^"]+)"[^>]*>([^<]*)<', form)
    fields = {name: unescape(text) for name, text in [*hidden, *shown]}
    return client.post("/studio/clinic", data={**fields, **changes}, follow_redirects=True).text


def test_files_of_any_yaml_ending_are_the_clinic_s(folder: Path, reviewer: FlaskClient) -> None:
    """As they are for the bot itself: the form changes the file that it reads, and makes no other."""
    for name in ("clinic", "caveats"):
        (folder / f"{name}.yaml").rename(folder / f"{name}.yml")
    try:
        assert "Saved." in fill(reviewer, file="clinic.yml", name="Shorter Ending")
        assert "Saved." in caveats(reviewer, **{"new-caveat": "Not in the sun."})
        loaded = load_intents(folder)
        assert loaded.clinic.name == "Shorter Ending"
        assert "Not in the sun." in loaded.caveats.values()
        assert not list(folder.glob("c*.yaml"))
    finally:
        for name in ("clinic", "caveats"):
            (folder / f"{name}.yml").rename(folder / f"{name}.yaml")


def test_the_caveats_that_ship_are_named(reviewer: FlaskClient) -> None:
    assert "This is general information, not advice about you." in reviewer.get("/studio/clinic").text


def test_caveats_are_written_without_a_word_of_yaml(folder: Path, reviewer: FlaskClient) -> None:
    before = load_intents(folder).caveats
    assert "Saved." in caveats(reviewer, **{"new-caveat": "Not: for\r\nanybody with “pacemakers”."})
    after = load_intents(folder).caveats
    assert set(after.values()) - set(before.values()) == {"Not: for\nanybody with “pacemakers”."}
    [new] = after.keys() - before.keys()
    assert "Saved." in caveats(reviewer, **{f"caveat-{new}": "Not for runners."})
    assert load_intents(folder).caveats == {**before, new: "Not for runners."}
    assert "Saved." in caveats(reviewer, **{f"caveat-{new}": " "})
    assert load_intents(folder).caveats == before


def test_a_caveat_that_answers_need_stays(folder: Path, reviewer: FlaskClient) -> None:
    before = (folder / "caveats.yaml").read_text()
    page = caveats(reviewer, **{"caveat-evidence-thin": "", "new-caveat": "Typed with care."})
    assert "This cannot be saved as it is." in page
    assert "Typed with care." in page
    assert (folder / "caveats.yaml").read_text() == before


def test_a_detail_that_cannot_be_is_said_beside_its_field(reviewer: FlaskClient) -> None:
    page = fill(reviewer, contact="nowhere", **{"open-mon": "mornings"})
    assert re.search(r'id="c-contact"[^>]* aria-invalid="true"', page)
    assert "Where to write is &#39;nowhere&#39;" in page.partition('id="w-contact">')[2].partition("<")[0]
    assert "Monday is &#39;mornings&#39;" in page.partition('id="w-mon">')[2].partition("<")[0]

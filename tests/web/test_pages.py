"""What a browser loads: the widget with the clinic's details in it, the demo pages, and their headers."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from app import create_app
from bot.content import load_intents
from tests.serving import ROOT
from web.pages import details


def test_the_widget_knows_the_clinic(client: FlaskClient) -> None:
    knowledge = load_intents(ROOT / "intents")
    clinic = details(knowledge)
    assert json.dumps(clinic["name"]) in client.get("/widget.js").get_data(as_text=True)
    assert clinic["name"] == knowledge.clinic.name
    assert clinic["phone"] == knowledge.clinic.phone
    assert clinic["emergency"] == knowledge.clinic.emergency_number
    assert [starter["label"] for starter in clinic["starters"]] == [
        knowledge.intents[one].question for one in knowledge.clinic.starters
    ]


def test_the_days_of_the_week_begin_with_sunday_as_they_do_in_scripts() -> None:
    knowledge = load_intents(ROOT / "intents")
    hours = {"mon": (("09:00", "17:00"),), "sun": (("10:00", "12:00"), ("13:00", "14:00"))}
    clinic = knowledge.clinic.model_copy(update={"opening_hours": hours, "timezone": "Europe/London"})
    week = details(replace(knowledge, clinic=clinic))["opening"]
    assert week == [hours["sun"], hours["mon"], (), (), (), (), ()]


def test_without_a_time_zone_nobody_can_say_whether_it_is_open() -> None:
    knowledge = load_intents(ROOT / "intents")
    clinic = knowledge.clinic.model_copy(update={"timezone": None})
    assert "opening" not in details(replace(knowledge, clinic=clinic))


def test_the_versioned_address_is_the_one_that_is_told(client: FlaskClient) -> None:
    version = client.get("/widget.json").get_json()
    script = client.get("/" + version["src"])
    digest = base64.b64encode(hashlib.sha384(script.get_data()).digest()).decode()
    assert version["integrity"] == f"sha384-{digest}"
    assert "immutable" in script.headers["Cache-Control"]
    assert client.get("/widget.0123456789abcdef0123.js").status_code == 404


def test_the_chat_has_a_page_of_its_own_that_any_site_may_frame(client: FlaskClient) -> None:
    with client.get("/chat") as page:
        assert 'data-inline="main"' in page.get_data(as_text=True)
        assert page.headers["Content-Security-Policy"].endswith("frame-ancestors *")


def test_the_widget_is_compressed_where_that_is_accepted(client: FlaskClient) -> None:
    plain = client.get("/widget.js")
    zipped = client.get("/widget.js", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.get_data()) == plain.get_data()
    assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"
    assert plain.mimetype == zipped.mimetype == "text/javascript"


GUIDE = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")
MORE = """
subtitle: Skin and body treatments in London
logo: https://clinic.example/logo.png
booking: https://clinic.example/book
privacy: https://clinic.example/privacy
holidays: [2026-12-25, 2026-12-28, 2027-01-01, 2027-03-26, 2027-03-29, 2027-05-03, 2027-05-31, 2027-08-30]
"""


def saying(folder: Path, more: str) -> Path:
    """Return a copy of the sample clinic that says `more` of itself."""
    shutil.copytree(ROOT / "intents", folder / "intents")
    with (folder / "intents" / "clinic.yaml").open("a", encoding="utf-8") as file:
        file.write(more)
    return folder / "intents"


def test_the_widget_is_at_most_8192_bytes_as_served_whatever_the_clinic_says_of_itself(tmp_path: Path) -> None:
    client = create_app({"INTENTS": saying(tmp_path, MORE)}).test_client()
    script = client.get("/widget.js", headers={"Accept-Encoding": "gzip"})
    assert b"2027-08-30" in gzip.decompress(script.get_data())
    assert len(script.get_data()) <= 8192


def test_a_clinic_can_say_what_the_guide_shows(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert example
    knowledge = load_intents(saying(tmp_path, example[1]))
    assert {"subtitle", "booking", "privacy", "holidays"} <= set(details(knowledge))
    assert knowledge.intents["what-is-mesotherapy"].sources[0].url == "https://clinic.example/mesotherapy.pdf"


def test_refused_compression_is_heeded(client: FlaskClient) -> None:
    response = client.get("/widget.js", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in response.headers


def test_the_widget_is_revalidated_by_a_strong_mark(client: FlaskClient) -> None:
    first = client.get("/widget.js", headers={"Accept-Encoding": "gzip"})
    mark = first.headers["ETag"]
    again = client.get("/widget.js", headers={"Accept-Encoding": "gzip", "If-None-Match": mark})
    plain = client.get("/widget.js")
    assert not mark.startswith("W/")
    assert (again.status_code, again.get_data()) == (304, b"")
    assert plain.headers["ETag"] != mark
    assert re.fullmatch(r"public, max-age=\d+, must-revalidate", first.headers["Cache-Control"])


def test_the_demo_page_has_the_widget_on_it(client: FlaskClient) -> None:
    with client.get("/") as page:
        assert page.status_code == 200
        assert page.mimetype == "text/html"
        assert 'src="widget.js"' in page.get_data(as_text=True)


def test_the_demo_can_be_turned_off(small_clinic: Path) -> None:
    client = create_app({"INTENTS": small_clinic, "DEMO_PAGES": False}).test_client()
    assert client.get("/").status_code == 404
    assert client.get("/widget.js").status_code == 200

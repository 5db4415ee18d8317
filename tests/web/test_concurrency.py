"""A few pages of the studio at a time: some wait, more are told to come again, and those that take no time pass."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from flask import Blueprint, Flask

from tests.serving import wait_for
from web.concurrency import AT_ONCE, WAITING, ConcurrencyLimit
from web.errors import install_errors


def test_more_than_may_wait_are_told_to_come_again() -> None:
    app, blueprint, done, begun = Flask(__name__), Blueprint("studio", __name__), threading.Event(), []

    @blueprint.get("/slow")
    def slow() -> str:
        begun.append(1)
        done.wait(60)
        return "done"

    @blueprint.get("/quick")
    def quick() -> str:
        return "done"

    limit = ConcurrencyLimit(frozenset({"studio.quick"}))
    limit.protect(blueprint)
    app.register_blueprint(blueprint)
    install_errors(app, lambda _: None)
    with ThreadPoolExecutor() as pool:
        asked = [pool.submit(lambda: app.test_client().get("/slow").status_code) for _ in range(AT_ONCE + WAITING)]
        wait_for(lambda: len(begun) == AT_ONCE and not limit._inside._value, 30, "all places to be taken")
        refused = app.test_client().get("/slow")
        assert (refused.status_code, refused.get_json()["error"]["code"]) == (503, "busy")
        assert refused.headers["Retry-After"]
        assert app.test_client().get("/quick").status_code == 200
        done.set()
        assert {each.result() for each in asked} == {200}
    assert app.test_client().get("/slow").status_code == 200, "who has left, left the place"

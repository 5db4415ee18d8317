"""`schema`: the JSON Schema of each form."""

from __future__ import annotations

import json

import pytest

from bot.cli import main
from bot.content.schema import MODELS
from tests.bot.cli.terminal import Capture


@pytest.mark.parametrize("form", sorted(MODELS))
def test_schema(capsys: Capture, form: str) -> None:
    assert main(["schema", form]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == MODELS[form].__name__


def test_schema_is_of_a_topic_where_none_is_named(capsys: Capture) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "TopicFile"

"""The form of the intent files, for programs that write them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.content.schema import MODELS, json_schema


@pytest.mark.parametrize("form", sorted(MODELS))
def test_schema_is_of_the_form_that_validates(form: str) -> None:
    schema = json_schema(form)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == set(MODELS[form].model_fields)
    assert schema["additionalProperties"] is False


def test_schema_and_validation_ask_for_the_same() -> None:
    with pytest.raises(ValidationError) as caught:
        MODELS["clinic"].model_validate({})
    assert {error["loc"][0] for error in caught.value.errors()} == set(json_schema("clinic")["required"])

"""Old encodings: read as they are meant, and said where that was a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.encoding import decode

ENGLISH = "Don’t eat – it’s hot. The café is £3 away."
POLISH = "Zażyj lek po śniadaniu. Ból minie, jeśli będziesz odpoczywać."
SPANISH = "No coma después de la operación. ¿Duele? Un poco, mañana menos."
ARABIC = "لا تأكل بعد العملية حتى يزول التخدير"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        (ENGLISH, "mac_roman"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (SPANISH, "cp1252"),
        (SPANISH, "mac_roman"),
        (SPANISH, "cp850"),
        (ARABIC, "cp1256"),
        ("Ránu držte v suchu, než se zhojí. Můžete se sprchovat.", "iso8859_2"),
        ("Ránu držte v suchu, než se zhojí. Můžete se sprchovat.", "cp1250"),
        ("Noś opatrunek przez trzy dni.", "iso8859_2"),
        ("A sebet három napig ne érje víz. Hűtse gyakran.", "iso8859_2"),
        ("Yarayı üç gün kuru tutun. Güneşten kaçının.", "cp1254"),
        ("Держите рану сухой три дня.", "cp1251"),
        ("Держите рану сухой три дня.", "koi8_u"),
        ("Κρατήστε την πληγή στεγνή για τρεις ημέρες.", "iso8859_7"),
    ],
)
def test_a_guess_is_right_and_said(text: str, encoding: str) -> None:
    found, warning = decode(text.encode(encoding))
    assert found == text
    assert "was guessed" in warning


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_what_is_sure_is_no_guess(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == (ENGLISH, "")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text(data: bytes) -> None:
    text, _ = decode(data)
    assert isinstance(text, str)

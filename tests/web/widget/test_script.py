"""The widget's script: one file, in which a clinic's details are data and nothing else."""

from __future__ import annotations

import gzip

from web.widget import build_script


def test_nothing_that_a_clinic_writes_can_end_the_script() -> None:
    script = build_script({"name": "</script><!--\u2028 & more"}).plain.decode()
    assert "\\u003c/script\\u003e\\u003c!--\\u2028 \\u0026 more" in script


def test_what_is_sent_compressed_is_the_same() -> None:
    script = build_script({"name": "Little Clinic"})
    assert gzip.decompress(script.gzipped) == script.plain


def test_another_clinic_s_script_has_other_marks() -> None:
    one, same, other = (build_script({"name": name}) for name in ("Little Clinic", "Little Clinic", "Other Clinic"))
    assert (one.mark, one.integrity) == (same.mark, same.integrity)
    assert one.mark != other.mark
    assert one.integrity != other.integrity

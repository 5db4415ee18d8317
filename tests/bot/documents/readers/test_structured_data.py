"""Questions that stand in the markup of a web page alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.documents import passages, read_document


@pytest.mark.parametrize("form", ["microdata", "json"])
def test_the_structured_data_of_a_web_page_is_read(form: str, tmp_path: Path) -> None:
    pages = {
        "json": '<script type="application/ld+json">{"@graph": [{"@type": ["FAQPage"], "mainEntity": '
        '{"@type": "Question", "name": "Can I smoke?", "acceptedAnswer": '
        '[{"@type": "Answer", "text": "<b>No</b>, not yet."}]}}]}</script>'
        '<script type="application/ld+json">{broken</script><p>Welcome to us.</p>',
        "microdata": '<div itemscope itemtype="https://schema.org/Question"><p itemprop="name">Can I smoke?</p>'
        '<div itemprop="acceptedAnswer"><div itemprop="text">No, not yet.</div></div></div><p></p>',
    }
    path = tmp_path / "faq.html"
    path.write_text(f"<html><body>{pages[form]}</body></html>", encoding="utf-8")
    assert ("Can I smoke?", "No, not yet.") in [(p.question, p.lines[0]) for p in passages(read_document(path))[0]]

"""The report: one page with all its figures."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from bot.evaluation.cases import Case
from bot.evaluation.judging import Examiner, Outcome
from bot.evaluation.report import render, write_report
from tests.bot.evaluation.asking import EXACT, PLACE, run_of


class _Page(HTMLParser):
    """Collects what a page would load, its sections, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.sections: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.loads += [str(found[name]) for name in ("src", "href", "srcset", "action") if name in found]
        if tag == "section":
            self.sections.append(str(found.get("id")))


def test_the_report_is_one_page_with_all_its_figures(
    outcomes: list[Outcome], examiner: Examiner, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    write_report(path, outcomes, examiner.bot)
    write_report(path, outcomes, examiner.bot)
    text = path.read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    assert page.loads == []
    assert page.sections == ["failures", "over-time", "reliability", "topics", "intents", "doubtful", "slowest"]
    assert "script" not in page.tags
    assert "b" in page.tags
    assert "what is the laser for &lt;b&gt;" in text
    assert "in the last 2 runs" in text
    assert text.count("<details>") == 2
    assert "What falls short (2)" in text
    assert text.index('<b class="wrong">wrong</b>') < text.index('<b class="declined">declined</b>')
    assert "no intent, kind fallback; it was offered" in text
    assert "wanted laser-recovery, got laser-what" in text
    assert "words that spoke for it" in text


def test_the_report_of_a_clean_run(examiner: Examiner) -> None:
    outcomes = examiner.examine([Case(PLACE, (EXACT,), kinds=("answer",))])
    text = render(outcomes, [run_of(10)], examiner.bot)
    assert "Nothing: every case gets what it must." in text
    assert "<details>" not in text

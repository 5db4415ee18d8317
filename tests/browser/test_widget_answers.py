"""Answers: the caveats are always there, on the screen, on paper and on the clipboard."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text
from playwright.sync_api import Browser, Page, expect

from bot.content import load_intents
from tests.browser.hosts import Host
from tests.browser.inspection import faint
from tests.browser.replies import SEVERAL
from tests.browser.stub import StubServer
from tests.browser.widget import ANSWERED, URGENT, Widget, an_answer, answer_with, reply
from tests.serving import ROOT


def test_an_answer_shows_what_the_api_gave_with_all_its_caveats(widget: Widget) -> None:
    with widget.page.expect_response("**/api/chat") as answered:
        bubble = widget.open().ask(ANSWERED)
    given = answered.value.json()
    assert given["kind"] == "answer"
    assert given["answers"]
    for answer in given["answers"]:
        for text in (answer["question"], answer["text"].replace("**", ""), *answer["caveats"]):
            expect(bubble).to_contain_text(text)
    expect(bubble.locator(".notes")).to_be_visible()


def test_the_source_is_one_line_that_opens(widget: Widget) -> None:
    bubble = widget.open().ask(ANSWERED)
    section = bubble.get_by_text("Mesotherapy: Frequently asked questions")
    expect(section).to_be_hidden()
    bubble.get_by_text("Source · reviewed November 23, 2026").click()
    expect(section).to_be_visible()


def test_an_answer_that_nobody_has_reviewed_is_not_called_reviewed(widget: Widget) -> None:
    answer_with(widget.page, reply(answers=[an_answer(reviewed=None)]))
    expect(widget.open().ask("how long").locator("summary")).to_have_text("Source")


def test_a_source_with_an_address_is_a_link(widget: Widget) -> None:
    sources = [{"document": "d", "title": "The guide", "section": "One", "url": "https://clinic.example/guide"}]
    answer_with(widget.page, reply(answers=[an_answer(sources=sources)]))
    bubble = widget.open().ask("how long")
    bubble.locator("summary").click()
    expect(bubble.get_by_role("link", name="The guide")).to_have_attribute("href", "https://clinic.example/guide")


@pytest.mark.parametrize("asked", ["How long do results last?", " how long do RESULTS last? "])
def test_the_visitors_own_question_is_not_said_again(widget: Widget, asked: str) -> None:
    expect(widget.open().ask(asked).locator(".question")).to_have_count(0)
    expect(widget.ask("something else").locator(".question")).to_have_count(1)


def test_caveats_stand_in_the_same_bubble_apart_from_the_answer_and_as_large(widget: Widget) -> None:
    bubble = widget.open().ask(ANSWERED)
    expect(bubble.locator(".notes")).to_contain_text("Please note")
    sizes = "nodes => nodes.map(node => getComputedStyle(node).fontSize)"
    assert len(set(bubble.locator(".card .text").evaluate_all(sizes))) == 1
    grounds = "nodes => nodes.map(node => getComputedStyle(node).backgroundColor)"
    assert len(set(bubble.locator(".card, .notes").evaluate_all(grounds))) == 2
    assert bubble.locator("details .notes, [hidden] .notes").count() == 0  # never folded


def test_each_of_several_answers_has_its_own_caveats(widget: Widget) -> None:
    first, second = an_answer(caveats=["One.", "Two."]), an_answer(question="Is it safe?", caveats=["Three."])
    answer_with(widget.page, reply(text="You asked two things.", answers=[first, second]))
    bubble = widget.open().ask("two things")
    notes = [re.findall(r".+", text) for text in bubble.locator(".notes").all_inner_texts()]
    assert notes == [["Please note", "One.", "Two."], ["Please note", "Three."]]
    assert bubble.inner_text().index("You asked two things.") < bubble.inner_text().index("How long do results last?")
    expect(bubble.get_by_text("Report", exact=True)).to_have_count(2)


def test_lines_of_a_reply_stay_lines(widget: Widget) -> None:
    answer_with(widget.page, reply("smalltalk", text="First line.\nSecond line."))
    assert "First line.\nSecond line." in widget.open().ask("hello").inner_text()


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("en-GB", "23 November 2026"),
        ("en-US", "November 23, 2026"),
        ("de", "23. November 2026"),
        ("fr", "23 novembre 2026"),
        ("pl", "23 listopada 2026"),
    ],
)
@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Kiritimati"])
def test_the_day_of_review_is_the_same_everywhere(
    browser: Browser, host: Host, locale: str, shown: str, zone: str
) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.goto(host.page(script=f'data-lang="{locale}"'))
    answer_with(page, reply(answers=[an_answer()]))
    page.evaluate("() => { const w = document.querySelector('caveat-widget'); w.open(); w.send('how long') }")
    expect(page.locator("caveat-widget .source")).to_contain_text(shown)
    context.close()


def copied(page: Page) -> str:
    """What a copy puts on the clipboard (empty where the widget leaves it to the browser)."""
    return str(
        page.evaluate(
            """() => {
              const root = document.querySelector('caveat-widget').shadowRoot;
              const data = new DataTransfer();
              const from = root.getSelection().anchorNode;
              const options = {clipboardData: data, bubbles: true, cancelable: true, composed: true};
              const event = new ClipboardEvent('copy', options);
              (from.nodeType == 1 ? from : from.parentElement).dispatchEvent(event);
              return event.defaultPrevented ? data.getData('text') : '';
            }"""
        )
    )


SELECT = """([from, to]) => {
  const all = selector => document.querySelector('caveat-widget').shadowRoot.querySelectorAll(selector);
  const [start, end] = [[...all(from)].at(-1), [...all(to)].at(-1)];
  getSelection().setBaseAndExtent(start.firstChild, 0, end.lastChild, end.lastChild.length ?? 1);
}"""


@pytest.mark.parametrize("part", [".card > .text p", ".question", ".notes p"])
def test_copying_a_sentence_takes_the_answers_caveats_along(widget: Widget, part: str) -> None:
    answer_with(widget.page, reply(answers=[an_answer(caveats=["It is thin.", "Ask a doctor."])]))
    bubble = widget.open().ask("how long")
    piece = bubble.locator(part).first
    piece.select_text()
    text = copied(widget.page)
    for needed in (piece.inner_text(), "It is thin.", "Ask a doctor.", "Mesotherapy: Freq", "November 23, 2026"):
        assert needed in text
    assert "Report" not in text


def test_copying_a_word_or_a_number_takes_nothing_else_along(widget: Widget) -> None:
    widget.open().ask(ANSWERED).locator(".card b").first.select_text()
    assert copied(widget.page) == ""


def test_ctrl_c_takes_the_caveats_along(browser: Browser, host: Host) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(host.page())
    widget = Widget(page).open()
    caveat = widget.ask(ANSWERED).locator(".notes .text").last.inner_text().strip()
    widget.host.locator(".card > .text p").first.select_text()
    page.keyboard.press("Control+C")
    assert caveat in page.evaluate("() => navigator.clipboard.readText()")
    context.close()


@pytest.mark.parametrize(
    ("first", "last"), [(".you .text", ".card > .text p"), (".bot:has(.card) > .text p", ".question bdi")]
)
def test_copying_across_an_answers_edge_takes_its_caveats_along(widget: Widget, first: str, last: str) -> None:
    answer_with(widget.page, reply(text="A line before.", answers=[an_answer(caveats=["It is thin."])]))
    widget.open().ask("how long")
    widget.page.evaluate(SELECT, [first, last])
    assert "It is thin." in copied(widget.page)


def test_copying_from_several_answers_takes_the_caveats_of_each_along(widget: Widget) -> None:
    answers = [an_answer(text=f"Answer {number}.", caveats=[f"Caveat {number}."]) for number in (1, 2, 3)]
    answer_with(widget.page, reply(answers=answers))
    widget.open().ask("much")
    first, second = (f".card:nth-child({place} of .card) > .text" for place in (1, 2))
    widget.page.evaluate(SELECT, [first, second])
    text = copied(widget.page)
    assert all(part in text for part in ("Answer 1.", "Caveat 1.", "Answer 2.", "Caveat 2."))
    assert "Answer 3." not in text


def test_copying_elsewhere_is_left_alone(widget: Widget) -> None:
    widget.open().ask(ANSWERED)
    widget.host.locator(".you .text").select_text()
    assert copied(widget.page) == ""


def test_printing_takes_all_of_the_conversation_with_its_caveats(widget: Widget, tmp_path: Path) -> None:
    answer_with(widget.page, reply(answers=[an_answer(caveats=["A caveat for paper."])]))
    widget.open()
    for turn in range(6):
        widget.ask(f"question {turn}")
    widget.page.emulate_media(media="print")
    scroll = widget.host.locator(".scroll")
    assert scroll.evaluate("node => node.scrollHeight <= node.clientHeight + 1")  # nothing is cut off
    assert widget.panel.evaluate("node => getComputedStyle(node).position") == "static"
    expect(widget.box).to_be_hidden()
    expect(widget.host.locator(".feedback").first).to_be_hidden()
    for notes in widget.host.locator(".notes").all():
        expect(notes).to_be_visible()
    widget.page.pdf(path=tmp_path / "page.pdf")
    printed = " ".join(extract_text(tmp_path / "page.pdf").split())
    assert [printed.count(text) for text in ("A caveat for paper.", "question 5", "Was this helpful")] == [6, 1, 0]


def test_what_is_printed_on_white_paper_can_be_read(page: Page, host: Host) -> None:
    page.goto(host.page(html='lang="en" style="color-scheme: dark; background: #111"'))
    widget = Widget(page).open()
    widget.ask(ANSWERED)
    widget.ask(URGENT)
    page.emulate_media(media="print")
    assert widget.host.evaluate("host => host.shadowRoot.getAnimations().length") == 0  # nothing is caught half way in
    text = widget.host.locator(".card > .text").first
    assert text.evaluate("node => getComputedStyle(node).color") == "rgb(0, 0, 0)"
    assert faint(widget) == []


def test_a_page_is_printed_without_the_launcher(widget: Widget) -> None:
    widget.page.emulate_media(media="print")
    expect(widget.launcher).to_be_hidden()


JUDGED = {"conversation": "token", "intent": "results-duration"}


@pytest.mark.parametrize("verdict", ["up", "down"])
def test_a_thumb_reaches_the_server_is_thanked_for_and_can_be_taken_back_there(
    widget: Widget, stub: StubServer, verdict: str
) -> None:
    stub.verdicts.clear()
    bubble = widget.open().ask(ANSWERED)
    bubble.locator(f".{verdict}").click()
    expect(bubble.locator(".feedback")).to_contain_text("Thank you.")
    expect(bubble.locator(".undo")).to_be_focused()
    bubble.locator(".undo").click()
    expect(bubble.locator(".feedback")).to_contain_text("Was this helpful?")
    expect(bubble.locator(".up")).to_be_focused()
    sent = {**JUDGED, "verdict": verdict, "comment": None}
    assert stub.verdicts == [sent, {**sent, "undo": True}]


def test_a_report_is_taken_back_with_its_words_even_on_the_next_page(
    widget: Widget, host: Host, stub: StubServer
) -> None:
    stub.verdicts.clear()
    bubble = widget.open().ask(ANSWERED)
    bubble.locator(".reporting").click()
    bubble.locator(".comment").fill("The number is wrong.")
    bubble.locator(".report").click()
    expect(bubble.locator(".feedback")).to_contain_text("Thank you.")
    widget.page.goto(host.page("/next"))
    widget.host.locator(".undo").click()
    expect(widget.host.locator(".feedback")).to_contain_text("Was this helpful?")
    sent = {**JUDGED, "verdict": "report", "comment": "The number is wrong."}
    assert stub.verdicts == [sent, {**sent, "undo": True}]
    widget.page.goto(host.page("/after"))
    expect(widget.host.locator(".up")).to_be_visible()


def test_a_thumb_that_is_pressed_twice_counts_once(widget: Widget, stub: StubServer) -> None:
    stub.verdicts.clear()
    bubble = widget.open().ask(ANSWERED)
    bubble.locator(".up").evaluate("thumb => { thumb.click(); thumb.click() }")
    expect(bubble.locator(".feedback")).to_contain_text("Thank you.")
    assert len(stub.verdicts) == 1


def test_a_verdict_that_could_not_be_taken_back_stays(widget: Widget) -> None:
    bubble = widget.open().ask(ANSWERED)
    bubble.locator(".up").click()
    widget.page.route("**/api/feedback", lambda route: route.abort())
    bubble.locator(".undo").click()
    expect(bubble.locator(".feedback")).to_contain_text("No answer came.")
    widget.page.unroute_all()
    bubble.locator(".undo").click()
    expect(bubble.locator(".feedback")).to_contain_text("Was this helpful?")


def test_a_report_has_a_field_and_is_sent_with_it(widget: Widget) -> None:
    bubble = widget.open().ask(ANSWERED)
    bubble.locator(".reporting").click()
    expect(bubble.locator(".comment")).to_be_focused()
    bubble.locator(".comment").fill("The number is wrong.")
    with widget.page.expect_request("**/api/feedback") as judged:
        bubble.get_by_role("button", name="Send").click()
    sent = json.loads(judged.value.post_data or "")
    assert (sent["verdict"], sent["comment"]) == ("report", "The number is wrong.")
    expect(bubble.locator(".feedback")).to_contain_text("Thank you.")


def test_a_report_can_be_thought_better_of(widget: Widget) -> None:
    bubble = widget.open().ask(ANSWERED)
    bubble.locator(".reporting").click()
    bubble.locator(".cancel").click()
    expect(bubble.locator(".up")).to_be_visible()


def test_a_verdict_is_remembered_from_page_to_page(widget: Widget, host: Host) -> None:
    widget.open().ask(ANSWERED).locator(".up").click()
    expect(widget.host.locator(".feedback")).to_contain_text("Thank you.")
    widget.page.goto(host.page("/next"))
    expect(widget.host.locator(".feedback")).to_contain_text("Thank you.")


def test_a_verdict_that_did_not_arrive_is_said_not_to_have(widget: Widget) -> None:
    widget.page.route("**/api/feedback", lambda route: route.abort())
    bubble = widget.open().ask(ANSWERED)
    bubble.locator(".up").click()
    expect(bubble.locator(".feedback")).to_contain_text("No answer came.")
    widget.page.unroute_all()
    bubble.locator(".up").click()
    expect(bubble.locator(".feedback")).to_contain_text("Thank you.")


def test_the_thumbs_of_two_answers_are_told_apart(widget: Widget) -> None:
    widget.open().ask(SEVERAL)
    names = widget.host.locator(".up, .down, .reporting, .feedback").evaluate_all(
        "all => all.map(one => one.ariaLabel)"
    )
    assert len(set(names)) == len(names) == 8


def test_suggestions_are_questions_that_can_be_asked_at_once(widget: Widget) -> None:
    widget.open().ask(ANSWERED)
    label = widget.chips.first.inner_text()
    widget.chips.first.click()
    expect(widget.host.locator(".you").last).to_contain_text(label)
    expect(widget.replies).to_have_count(3)


def test_only_the_last_suggestions_stand(widget: Widget) -> None:
    answer_with(
        widget.page,
        reply("clarify", text="Which?", suggestions=[{"label": "A", "message": "the a"}]),
        reply("smalltalk", text="Yes."),
    )
    widget.open().ask("which")
    assert widget.chips.all_inner_texts() == ["A"]
    widget.chips.first.click()
    expect(widget.host.locator(".you").last).to_contain_text("the a")
    expect(widget.replies.last).to_contain_text("Yes.")
    expect(widget.chips).to_have_count(0)


def test_what_answers_is_said_above_every_conversation(widget: Widget) -> None:
    notice = widget.open().host.locator(".notice")
    expect(notice).to_be_in_viewport()
    expect(notice).to_contain_text("automated assistant, not a clinician")
    widget.ask(ANSWERED)
    widget.choose("Start over")
    expect(notice).to_be_in_viewport()
    expect(notice).to_have_count(1)


def test_the_greeting_and_the_starters_are_the_clinics(widget: Widget) -> None:
    knowledge = load_intents(ROOT / "intents")
    expect(widget.open().replies.first).to_contain_text(knowledge.fill(knowledge.clinic.greeting))
    assert widget.chips.all_inner_texts() == [knowledge.intents[one].question for one in knowledge.clinic.starters]
    expect(widget.host.locator(".name")).to_have_text(knowledge.clinic.name)

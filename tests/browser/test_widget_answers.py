"""Answers: the caveats are always there, on the screen, on paper and on the clipboard."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text
from playwright.sync_api import Browser, Page, expect

from tests.browser.hosts import Host
from tests.browser.inspection import faint
from tests.browser.widget import ANSWERED, CORS, URGENT, Widget, an_answer, answer_with, reply
from tests.serving import LiveServer


def test_an_answer_shows_what_the_api_gave_with_all_its_caveats(widget: Widget) -> None:
    with widget.page.expect_response("**/api/chat") as answered:
        bubble = widget.open().ask(ANSWERED)
    given = answered.value.json()
    assert given["kind"] == "answer"
    assert given["answers"]
    for answer in given["answers"]:
        for text in (answer["question"], answer["text"], *answer["caveats"]):
            expect(bubble.get_by_text(text, exact=True)).to_be_visible()
        for source in answer["sources"]:
            expect(bubble.locator(".source")).to_contain_text(f"{source['document']}, {source['section']}")
    expect(bubble.locator(".source")).to_contain_text("Reviewed: ")


def test_caveats_stand_in_the_same_bubble_apart_from_the_answer_and_as_large(widget: Widget) -> None:
    bubble = widget.open().ask(ANSWERED)
    expect(bubble.locator(".notes")).to_contain_text("Please note")
    sizes = "nodes => nodes.map(node => getComputedStyle(node).fontSize)"
    assert len(set(bubble.locator(".card .text").evaluate_all(sizes))) == 1
    grounds = "nodes => nodes.map(node => getComputedStyle(node).backgroundColor)"
    assert len(set(bubble.locator(".card, .notes").evaluate_all(grounds))) == 2
    folding = "host => host.shadowRoot.querySelectorAll('details, summary, [aria-expanded], [hidden] .notes').length"
    assert widget.host.evaluate(folding) == 0


def test_each_of_several_answers_has_its_own_caveats(widget: Widget) -> None:
    first, second = an_answer(caveats=["One.", "Two."]), an_answer(question="Is it safe?", caveats=["Three."])
    answer_with(widget.page, reply(text="You asked two things.", answers=[first, second]))
    bubble = widget.open().ask("two things")
    assert bubble.locator(".notes").all_inner_texts() == ["Please note\nOne.\nTwo.", "Please note\nThree."]
    assert bubble.inner_text().index("You asked two things.") < bubble.inner_text().index("How long do results last?")
    expect(bubble.get_by_role("button", name="Report this answer")).to_have_count(2)


def test_lines_of_a_reply_stay_lines(widget: Widget) -> None:
    answer_with(widget.page, reply("smalltalk", text="First line.\nSecond line."))
    assert "First line.\nSecond line." in widget.open().ask("hello").inner_text()


@pytest.mark.parametrize(
    ("locale", "shown"), [("en", "November 23, 2026"), ("fr", "23 novembre 2026"), ("pl", "23 listopada 2026")]
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


@pytest.mark.parametrize("part", [".card > .text", ".question", ".notes .text", ".source"])
def test_copying_from_an_answer_takes_its_caveats_along(widget: Widget, part: str) -> None:
    answer_with(widget.page, reply(answers=[an_answer(caveats=["It is thin.", "Ask a doctor."])]))
    bubble = widget.open().ask("how long")
    bubble.locator(part).first.select_text()
    text = copied(widget.page)
    for needed in ("Three to five months", "It is thin.", "Ask a doctor.", "mesotherapy, FAQ", "23, 2026"):
        assert needed in text
    assert "Report" not in text


def test_ctrl_c_takes_the_caveats_along(browser: Browser, host: Host) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(host.page())
    widget = Widget(page).open()
    caveat = widget.ask(ANSWERED).locator(".notes .text").last.inner_text()
    widget.host.locator(".card > .text").first.select_text()
    page.keyboard.press("Control+C")
    assert caveat in page.evaluate("() => navigator.clipboard.readText()")
    context.close()


@pytest.mark.parametrize(("first", "last"), [(".you .text", ".card > .text"), (".bot:has(.card) > .text", ".question")])
def test_copying_across_an_answers_edge_takes_its_caveats_along(widget: Widget, first: str, last: str) -> None:
    answer_with(widget.page, reply(text="A line before.", answers=[an_answer(caveats=["It is thin."])]))
    widget.open().ask("how long")
    widget.page.evaluate(SELECT, [first, last])
    assert "It is thin." in copied(widget.page)


def test_copying_from_several_answers_takes_the_caveats_of_each_along(widget: Widget) -> None:
    answers = [an_answer(text=f"Answer {number}.", caveats=[f"Caveat {number}."]) for number in (1, 2, 3)]
    answer_with(widget.page, reply(answers=answers))
    widget.open().ask("much")
    first, second = (f".card:nth-of-type({place}) > .text" for place in (2, 4))
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
    expect(widget.host.get_by_role("button", name="Report this answer").first).to_be_hidden()
    for notes in widget.host.locator(".notes").all():
        expect(notes).to_be_visible()
    widget.page.pdf(path=tmp_path / "page.pdf")
    printed = " ".join(extract_text(tmp_path / "page.pdf").split())
    assert [printed.count(text) for text in ("A caveat for paper.", "question 5", "Report this answer")] == [6, 1, 0]


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


@pytest.mark.parametrize(
    ("name", "verdict"), [("Helpful", "up"), ("Not helpful", "down"), ("Report this answer", "report")]
)
def test_a_verdict_reaches_the_server(widget: Widget, name: str, verdict: str) -> None:
    with widget.page.expect_response("**/api/chat") as answered:
        widget.open().ask(ANSWERED)
    given = answered.value.json()
    button = widget.host.get_by_role("button", name=name, exact=True)
    with widget.page.expect_response("**/api/feedback") as judged:
        button.click()
    assert judged.value.status == 204
    assert json.loads(judged.value.request.post_data or "") == {
        "conversation": given["conversation"],
        "intent": given["answers"][0]["intent"],
        "verdict": verdict,
    }
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_verdict_that_did_not_arrive_is_not_shown_as_given(widget: Widget) -> None:
    widget.page.route("**/api/feedback", lambda route: route.fulfill(status=500, headers=CORS))
    widget.open().ask(ANSWERED)
    button = widget.host.get_by_role("button", name="Helpful", exact=True)
    with widget.page.expect_response("**/api/feedback"):
        button.click()
    expect(button).not_to_have_attribute("aria-pressed", "true")


def test_of_two_verdicts_the_last_one_stands(widget: Widget) -> None:
    widget.open().ask(ANSWERED)
    buttons = [widget.host.get_by_role("button", name=name, exact=True) for name in ("Helpful", "Not helpful")]
    for button in buttons:
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
    expect(buttons[0]).to_have_attribute("aria-pressed", "false")


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


def test_the_greeting_and_the_starters_are_the_clinics(widget: Widget, live_server: LiveServer) -> None:
    script = widget.page.request.get(live_server.url + "/widget.js").text()
    found = re.search(r"const clinic = (\{.*\});", script)
    assert found
    clinic = json.loads(found.group(1))
    expect(widget.open().replies.first).to_contain_text(clinic["greeting"])
    assert widget.chips.all_inner_texts() == [starter["label"] for starter in clinic["starters"]]
    expect(widget.host.locator(".notice")).to_have_text("Automated assistant. No personal details, please.")
    expect(widget.host.locator(".name")).to_have_text(clinic["name"])

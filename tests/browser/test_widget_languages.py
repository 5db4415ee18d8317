"""Ten languages for the widget's own words, and a layout that follows the direction of writing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hosts import Host
from tests.browser.sources import GUIDE, LOCALES, SOURCE
from tests.browser.widget import ANSWERED, Widget, an_answer, answer_with, reply

WORDS = LOCALES


def test_there_are_ten_languages() -> None:
    assert sorted(WORDS) == ["ar", "de", "en", "es", "fr", "he", "it", "pl", "pt", "tr"]


@pytest.mark.parametrize("language", WORDS)
def test_no_word_is_missing(language: str) -> None:
    assert list(WORDS[language]) == list(WORDS["en"])
    assert [key for key, word in WORDS[language].items() if not word.strip() or "|" in word] == []
    same = {key for key in WORDS["en"] if WORDS[language][key] == WORDS["en"][key]}
    assert language == "en" or same <= {"urgent", "source", "menu", "policy"}  # some languages have these words as well


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    assert set(re.findall(r"words\.(\w+)", SOURCE.replace("settings.words", ""))) - {"send`"} == set(WORDS["en"])


def test_the_guide_lists_every_word_that_a_page_can_replace() -> None:
    section = GUIDE.partition("These can be replaced:")[2].partition(".\n\n")[0]
    assert re.findall(r"`([^`]+)`", " ".join(section.split())) == list(WORDS["en"].values())


def language_of(page: Page) -> str:
    """The language in which the launcher speaks."""
    asked = page.locator("caveat-widget .launcher").inner_text()
    return next(language for language, words in WORDS.items() if words["ask"] == asked)


@pytest.mark.parametrize(
    ("chosen", "spoken"),
    [
        (('data-lang="pl"', "fr", "es-ES"), "pl"),
        (("", "fr", "es-ES"), "fr"),
        (("", "fr-CA", "es-ES"), "fr"),
        (("", "es_MX", "pl-PL"), "es"),
        (("", "FR", "es-ES"), "fr"),
        (("", "", "es-ES"), "es"),
        (("", "de", "fr-FR"), "de"),
        (("", "sv", "fr-FR"), "en"),  # the answers' language
        (("", "he-IL", "fr-FR"), "he"),
        (("", "x y", "fr-FR"), "en"),
        (('data-lang="xx"', "fr", "es-ES"), "fr"),
        (('data-lang="ar"', "en", "en-GB"), "ar"),
    ],
)
def test_speaks_the_clinics_choice_else_the_pages_language_else_the_browsers(
    browser: Browser, host: Host, chosen: tuple[str, str, str], spoken: str
) -> None:
    script, page_language, browser_language = chosen
    context = browser.new_context(locale=browser_language)
    page = context.new_page()
    page.goto(host.page(html=f'lang="{page_language}"', script=script))
    assert language_of(page) == spoken
    assert page.locator("caveat-widget .frame").get_attribute("lang") == spoken
    context.close()


@pytest.mark.parametrize("language", WORDS)
def test_all_of_the_widgets_words_are_in_its_language(page: Page, host: Host, language: str) -> None:
    words = WORDS[language]
    page.goto(host.page(script=f'data-lang="{language}"'))
    answer_with(page, reply(answers=[an_answer()]), reply("urgent", text="Call 999."), {})
    widget = Widget(page, (words["ask"], words["send"])).open()
    for question in ("one", "two", "three"):
        widget.ask(question)
    shown = widget.panel.text_content() or ""
    widget.host.locator(".up").click()
    expect(widget.host.locator(".undo")).to_be_visible()
    shown += widget.host.locator(".feedback").inner_text() + widget.host.locator(".subtitle").inner_text()
    hidden = " ".join(widget.host.locator("[aria-label]").evaluate_all("all => all.map(one => one.ariaLabel)"))
    spoken = " ".join(widget.host.locator(".sr").all_text_contents())
    missing = [
        word
        for key, word in words.items()
        if key not in ("wait", "open", "closed") and word not in shown + hidden + spoken
    ]
    assert missing == []


def test_what_is_said_in_another_language_is_marked_and_kept_apart(page: Page, host: Host) -> None:
    page.goto(host.page(html='lang="ar" dir="rtl"'))
    widget = Widget(page, (WORDS["ar"]["ask"], WORDS["ar"]["send"])).open()
    bubble = widget.ask(ANSWERED)
    for text in bubble.locator(".text").all():
        assert text.evaluate("node => [node.lang, getComputedStyle(node).direction]") == ["en", "ltr"]
    assert widget.chips.first.locator("bdi").evaluate("node => getComputedStyle(node).direction") == "ltr"
    assert widget.host.locator(".you bdi").get_attribute("lang") == ""  # whatever the visitor writes in


def test_answers_in_another_language_than_english_say_so(page: Page, host: Host) -> None:
    page.goto(host.page(script='data-answers="es"'))
    assert Widget(page).open().ask(ANSWERED).locator(".text").first.get_attribute("lang") == "es"


@pytest.mark.parametrize(("html", "right_to_left"), [('lang="en"', False), ('lang="ar" dir="rtl"', True)])
def test_the_layout_follows_the_direction_of_writing(page: Page, host: Host, html: str, right_to_left: bool) -> None:
    language = "ar" if right_to_left else "en"
    page.goto(host.page(html=html))
    widget = Widget(page, (WORDS[language]["ask"], WORDS[language]["send"]))

    def middle(selector: str) -> float:
        box = widget.host.locator(selector).last.bounding_box()
        assert box
        return box["x"] + box["width"] / 2

    assert (middle(".launcher") < 550) == right_to_left
    widget.open().ask(ANSWERED)
    panel = middle(".panel")
    assert panel < 550 if right_to_left else panel > 550
    assert (middle(".close") < panel) == right_to_left
    assert (middle(".send") < panel) == right_to_left
    assert (middle(".you") < panel) == right_to_left


def test_an_english_widget_on_an_arabic_page_stays_left_to_right(page: Page, host: Host) -> None:
    page.goto(host.page(html='lang="ar" dir="rtl"', script='data-lang="en"'))
    expect(Widget(page).launcher).to_be_visible()
    assert page.locator("caveat-widget .frame").evaluate("node => getComputedStyle(node).direction") == "ltr"

"""Replies as text for a terminal."""

from __future__ import annotations

from bot.cli.show import show_difference, show_reply
from bot.content import Kind, Source
from bot.reply import Advice, Answer, Reply, Suggestion


def test_show_reply_keeps_the_lines_of_the_text() -> None:
    reply = Reply(Kind.FALLBACK, "One.\nTwo.", (), (Suggestion("First", "x"), Suggestion("Second", "y")))
    assert show_reply(reply) == "One.\nTwo.\n\n  1. First\n  2. Second"


def test_show_reply_gives_advice_lists_and_where_to_read_on() -> None:
    read_on = "https://clinic.example/leaflet"
    sources = (Source("leaflet", "Our leaflet", "Before", read_on), Source("leaflet", "Our leaflet", "After", read_on))
    answer = Answer("bring", "What to bring?", "Bring:\n- glasses\n- a list", ("It varies.",), sources, None, 0.9)
    reply = Reply(Kind.ANSWER, answers=(answer,), advice=Advice("If it gets worse, call 999.", ()))
    assert show_reply(reply).splitlines() == [
        "If it gets worse, call 999.",
        "",
        "Bring:",
        "- glasses",
        "- a list",
        "  ! It varies.",
        "  Source: Our leaflet: Before, Our leaflet: After. Not reviewed yet.",
        "  https://clinic.example/leaflet",
    ]


def test_show_difference_gives_the_lines_that_went_and_those_that_came() -> None:
    assert list(show_difference(["same", "went"], ["came", "same"])) == ["    - went", "    + came"]


def test_an_address_is_not_broken_at_its_hyphens() -> None:
    address = "mailto:the-front-desk@brook-street-and-mill-lane.example"
    text = f"{'To ask the people at the front desk ' * 2}[mail us]({address})."
    assert address in show_reply(Reply(Kind.FALLBACK, text, (), ()))

"""Measuring the bot: beside other matchers (`make bench`), and under load (`make load`)."""

"""Measuring the bot: cases, benchmarks and checks."""

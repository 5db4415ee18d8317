"""Tests of bot/grounding."""

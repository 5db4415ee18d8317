"""Tests of bot/triage."""

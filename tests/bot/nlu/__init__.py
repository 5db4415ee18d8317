"""Tests of bot/nlu."""

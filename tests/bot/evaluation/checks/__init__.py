"""Tests of bot/evaluation/checks."""

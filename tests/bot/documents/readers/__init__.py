"""Tests of bot/documents/readers."""

"""Tests of web/studio."""

"""Tests of the widget's script as it is built; what it does in a browser is tested in `tests/browser`."""

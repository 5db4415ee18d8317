"""The widget in a real browser, on real pages, with the real server behind it."""

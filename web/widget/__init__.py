"""The widget's sources, and the script that is built of them."""

from web.widget.script import SOURCES, Script, build_script, newest_source

__all__ = ["SOURCES", "Script", "build_script", "newest_source"]

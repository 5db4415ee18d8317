"""Changes of files are noticed."""

from __future__ import annotations

from pathlib import Path

from bot.evaluation.watching import changes


def test_changes_are_noticed_and_only_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("1")
    looks = iter([lambda: None, lambda: path.write_text("22"), path.unlink, lambda: path.write_text("333")])
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        next(looks)()

    seen = changes(lambda: [path], wait)
    assert len({next(seen) for _ in range(4)}) == 4
    assert len(waits) == 4

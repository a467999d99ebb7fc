"""The texts that a reader gets, approved: tests/golden/. They come out of the published store, as readers get them.

To approve a change: FACTSHEET_GOLDEN=write pytest tests/test_golden.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factsheet import cli
from factsheet.store import Store

GOLDEN = Path(__file__).parent / "golden"
CASES = {
    "2021.md": (2021, "Hengelo"),
    "2023.md": (2023, "Hengelo"),
    "2024.md": (2024, "Hengelo"),
    "2024-berflo-es.md": (2024, "Berflo Es"),
    "2024-buitengebied.md": (2024, "Buitengebied"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_reader_gets_the_approved_text(name: str, published: Store, capsys: pytest.CaptureFixture[str]) -> None:
    year, area = CASES[name]
    file = GOLDEN / name

    assert cli.main(["toon", "--jaar", str(year), "--gebied", area]) == 0

    text = capsys.readouterr().out
    if os.environ.get("FACTSHEET_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_every_golden_file_is_used() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == set(CASES)

"""The README is compared with what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factsheet.cli import parser
from schemas import SCHEMAS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_dataset_stands_in_the_table_with_its_columns(dataset: str) -> None:
    columns = [name for name, info in SCHEMAS[dataset].columns().items() if name != "jaar" and not info.is_area]
    mark = "" if SCHEMAS[dataset].per_area else " †"

    assert f"| {dataset}{mark} | {', '.join(columns)} |" in README


def test_every_command_is_named() -> None:
    (choice,) = [action for action in parser()._actions if action.dest != "help"]
    commands = list(choice.choices or ())

    assert len(commands) > 5
    assert [command for command in commands if f"factsheet {command}" not in README] == []


def test_every_place_that_is_named_exists() -> None:
    places = re.findall(r"`((?:data|factsheet|schemas|pages|tests|docs)/[^`]*|streamlit_app\.py)`", README)
    pictures = re.findall(r"\]\((docs/[^)]*)\)", README)

    assert len(places) > 15
    assert [place for place in [*places, *pictures] if not (ROOT / place).exists()] == []


def test_every_target_that_is_named_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert [
        t
        for t in re.findall(r"`?make (run|test|check|bench|pictures|lock|sbom)`?", README)
        if f"\n{t}:" not in makefile
    ] == []


def test_every_dependency_has_its_reason_and_no_lock_has_an_address() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = re.findall(r'^    "[a-z].*$', project, flags=re.MULTILINE)

    assert [line for line in named if "# " not in line] == []
    for lock in ("requirements.lock", "requirements-postgres.lock", "requirements-sso.lock", "requirements-test.lock"):
        assert "://" not in (ROOT / lock).read_text(encoding="utf-8")

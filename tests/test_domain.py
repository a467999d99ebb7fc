"""The facts of the laws stand in one file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from schemas.domain import GROEPEN, WET_VAN_GROEP, WETTEN, WETTEN_VAN_GROEP, names, spelled

ROOT = Path(__file__).parent.parent
FACTS = {*names(WETTEN), *names(GROEPEN), *(wet.kleur for wet in WETTEN), *(wet.sleutel for wet in WETTEN)}


def lists(path: Path) -> Iterator[tuple[int, set[str]]]:
    """Every list, tuple, set and dict that a file writes out, with the texts that stand directly in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        items: list[ast.expr | None] = []
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            items = [*node.elts]
        elif isinstance(node, ast.Dict):
            items = [*node.keys, *node.values]
        if items and isinstance(node, ast.expr):
            yield node.lineno, {str(item.value) for item in items if isinstance(item, ast.Constant)}


def test_no_other_file_lists_the_laws_or_their_groups() -> None:
    code = [path for folder in ("factsheet", "schemas", "pages") for path in (ROOT / folder).rglob("*.py")]

    again = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in code
        if path.name != "domain.py"
        for line, texts in lists(path)
        if len(texts & FACTS) > 1
    ]

    assert again == []


def test_groups_and_laws_say_the_same_of_each_other() -> None:
    assert WET_VAN_GROEP == {"Wmo": "Wmo", "Jeugdwet": "Jeugdwet", "Bijstand": "Participatiewet"}
    assert WETTEN_VAN_GROEP["Wmo en Jeugdwet"] == ("Wmo", "Jeugdwet")
    assert WETTEN_VAN_GROEP["Sociaal domein"] == ("Wmo", "Jeugdwet", "Participatiewet")
    assert [groep.omvang for groep in GROEPEN if groep.delen] == ["wmo-en-jeugdwet.clienten", "sociaal-domein.clienten"]


def test_no_spelling_means_two_groups_or_two_laws() -> None:
    for facts in (WETTEN, GROEPEN):
        ways = [way.lower() for name, others in spelled(facts).items() for way in (name, *others)]

        assert len(set(ways)) == len(ways)

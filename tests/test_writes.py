"""What a button does is done only for who still may: Streamlit runs it before the door looks who this is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, accounts, writes
from factsheet.access.roles import Visitor, visitor
from factsheet.settings import Settings
from factsheet.store import Store

ROOT = Path(__file__).parent.parent
SCREENS = [*sorted((ROOT / "factsheet" / "screen").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))]


def _named(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def callbacks() -> set[str]:
    """The names of all functions that any widget calls."""
    nodes = [node for path in SCREENS for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    calls = [node for node in nodes if isinstance(node, ast.keyword) and node.arg in {"on_click", "on_change"}]
    return {_named(call.value) for call in calls} | {"remember"}  # the last one goes through a variable


def unguarded() -> Iterator[str]:
    """The callbacks that take a Visitor, so write something, and do not look whether the account still may."""
    known = callbacks()
    for path in SCREENS:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name not in known:
                continue
            takes = any(argument.annotation and _named(argument.annotation) == "Visitor" for argument in node.args.args)
            if takes and "writes" not in {_named(decorator) for decorator in node.decorator_list}:
                yield f"{path.relative_to(ROOT)}: {node.name}"


def test_every_callback_that_writes_looks_whether_the_account_still_may() -> None:
    assert list(unguarded()) == []
    assert len(callbacks()) > 20


@pytest.fixture
def rik(example: Store, settings: Settings) -> Visitor:
    account = example.account(REDACTEUR)
    assert account is not None
    return visitor(account, settings)


def test_who_still_may_does(example: Store, rik: Visitor) -> None:
    done: list[str] = []

    writes(lambda who, what: done.append(f"{who.name} {what}"))(rik, "publiceert")
    writes(lambda *, who: done.append(who.name))(who=rik)

    assert done == ["redacteur publiceert", "redacteur"]


@pytest.mark.parametrize("change", ["role", "off", "gone"])
def test_who_may_no_more_does_nothing(example: Store, rik: Visitor, settings: Settings, change: str) -> None:
    done: list[Visitor] = []
    if change == "role":
        accounts.set_rights(example, settings, REDACTEUR, roles={MANAGEMENT}, who=BEHEERDER)
    elif change == "off":
        accounts.deactivate(example, REDACTEUR, who=BEHEERDER)
    else:
        accounts.delete(example, REDACTEUR, who=BEHEERDER)

    writes(done.append)(rik)

    assert done == []

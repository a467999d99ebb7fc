"""The line goes one way: a module imports only from steps before it. No exceptions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINE = (
    "settings",
    "letters",
    "parse",
    "validate",
    "template",
    "records",
    "report",
    "store",
    "disclose",
    "review",
    "reason",
    "publish",
    "intake",
    "editing",
    "derive",
    "narrate",
    "chart",
    "sections",
    "editorial",
    "edition",
    "factcheck",
    "summary",
    "consistency",
    "effect",
    "progress",
    "explain",
    "export",
    "literal",
    "access",
    "screen",
    "door",
    "cli",
)
KNOWS_STREAMLIT = {"streamlit_app.py", "factsheet/literal.py", "factsheet/door.py", "factsheet/access/login.py"}
FOLDERS = ("factsheet", "schemas", "pages")
CODE = [
    ROOT / "streamlit_app.py",
    *sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py") if "migrations" not in p.parts),
]


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, with the name that it takes from it: `factsheet.store.Store`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports from the top"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def step(module: str) -> str | None:
    """The step of the line that `factsheet.store.values` belongs to: store."""
    parts = module.split(".")
    return parts[1] if parts[0] == "factsheet" and len(parts) > 1 else None


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_a_module_imports_only_from_steps_before_it(path: Path) -> None:
    own = relative(path).removesuffix(".py").replace("/", ".")

    later = [
        module
        for module in imports(path)
        if step(own) in LINE and step(module) in LINE and LINE.index(step(module) or "") > LINE.index(step(own) or "")
    ]

    assert later == []


def test_every_module_of_the_package_has_its_place_on_the_line() -> None:
    modules = {path.stem for path in (ROOT / "factsheet").iterdir() if path.suffix == ".py" or path.is_dir()}

    assert modules - {"__init__", "__pycache__"} == set(LINE)


@pytest.mark.parametrize("path", sorted((ROOT / "schemas").glob("*.py")), ids=relative)
def test_schemas_know_nothing_of_the_factsheet(path: Path) -> None:
    assert not [module for module in imports(path) if module.startswith(("factsheet", "pages", "streamlit"))]


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_streamlit_is_known_only_where_the_screen_is_made(path: Path) -> None:
    name = relative(path)
    may = name in KNOWS_STREAMLIT or name.startswith(("pages/", "factsheet/screen/"))

    uses = [module for module in imports(path) if module.split(".")[0] in {"streamlit", "streamlit_authenticator"}]

    assert may or uses == []


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=relative)
def test_pages_calculate_and_draw_nothing(path: Path) -> None:
    assert not [module for module in imports(path) if module.split(".")[0] in {"polars", "altair", "sqlalchemy"}]
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_only_the_store_knows_the_database(path: Path) -> None:
    inside = relative(path).startswith("factsheet/store/")

    assert inside or not [
        module for module in imports(path) if module.split(".")[0] in {"sqlalchemy", "sqlite3", "alembic"}
    ]

"""The line goes one way: a module imports only from steps before it. No exceptions."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINE = (
    "settings",
    "geography",
    "rows",
    "method",
    "origin",
    "letters",
    "parse",
    "sources",
    "validate",
    "template",
    "records",
    "report",
    "store",
    "reason",
    "intake",
    "editing",
    "figures",
    "narrate",
    "charts",
    "sections",
    "editorial",
    "edition",
    "factcheck",
    "summary",
    "cards",
    "wijkblad",
    "release",
    "consistency",
    "effect",
    "progress",
    "explain",
    "markup",
    "export",
    "literal",
    "monitoring",
    "access",
    "screen",
    "app_script",
    "cli",
)
KNOWS_STREAMLIT = {"streamlit_app.py", "factsheet/literal.py", "factsheet/app_script.py", "factsheet/access/login.py"}
FOLDERS = ("factsheet", "schemas", "pages")
CODE = [
    ROOT / "streamlit_app.py",
    *sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py") if "migrations" not in p.parts),
]


@functools.cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module that a file imports, with the name that it takes from it: `factsheet.store.Store`."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports from the top"
            found += (f"{node.module}.{name.name}" for name in node.names)
    return tuple(found)


def step(module: str) -> str | None:
    """The step of the line that `factsheet.store.values` belongs to: store."""
    parts = module.split(".")
    return parts[1] if parts[0] == "factsheet" and len(parts) > 1 else None


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def place(module: str) -> int:
    """Where a module stands on the line; before all of it for what is not of the package."""
    own = step(module)
    return LINE.index(own) if own in LINE else -1


def offenders(paths: list[Path], *packages: str) -> list[str]:
    """The files that import one of these packages."""
    return [relative(path) for path in paths if any(module.split(".")[0] in packages for module in imports(path))]


def test_a_module_imports_only_from_steps_before_it() -> None:
    own = {path: relative(path).removesuffix(".py").replace("/", ".") for path in CODE}

    later = [
        f"{name} imports {module}"
        for path, name in own.items()
        for module in imports(path)
        if step(name) in LINE and place(module) > place(name)
    ]

    assert later == []


def test_every_module_of_the_package_has_its_place_on_the_line() -> None:
    modules = {path.stem for path in (ROOT / "factsheet").iterdir() if path.suffix == ".py" or path.is_dir()}

    assert modules - {"__init__", "__pycache__"} == set(LINE)


def test_schemas_know_nothing_of_the_factsheet() -> None:
    assert offenders(sorted((ROOT / "schemas").rglob("*.py")), "factsheet", "pages", "streamlit") == []


def test_streamlit_is_known_only_where_the_screen_is_made() -> None:
    others = [
        path
        for path in CODE
        if relative(path) not in KNOWS_STREAMLIT and not relative(path).startswith(("pages/", "factsheet/screen/"))
    ]

    assert offenders(others, "streamlit", "streamlit_authenticator") == []


def test_pages_calculate_and_draw_nothing() -> None:
    pages = sorted((ROOT / "pages").glob("*.py"))

    assert offenders(pages, "polars", "altair", "sqlalchemy") == []
    assert [relative(page) for page in pages if len(page.read_text(encoding="utf-8").splitlines()) > 40] == []


def test_only_the_store_knows_the_database() -> None:
    outside = [path for path in CODE if not relative(path).startswith("factsheet/store/")]

    assert offenders(outside, "sqlalchemy", "sqlite3", "alembic") == []

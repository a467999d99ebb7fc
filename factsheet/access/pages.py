"""A page is a function that declares who may see it. Without a declaration nobody may."""

from __future__ import annotations

import functools
import hashlib
import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from factsheet.access.roles import ROLES, Visitor

PageFunction = Callable[[Visitor], None]


@dataclass(frozen=True)
class Page:
    """One screen. `path` is its address under the site, `order` its place in the menu (low is first), if any."""

    function: PageFunction
    title: str
    roles: frozenset[str]
    path: str
    order: int
    icon: str | None
    in_menu: bool = True

    def allows(self, visitor: Visitor) -> bool:
        return visitor.has(*self.roles)

    def show(self, visitor: Visitor) -> None:
        """Run the page. Raises PermissionError for a visitor without one of its roles, whoever calls."""
        if not self.allows(visitor):
            raise PermissionError(f"{self.path} is not for {sorted(visitor.roles)}")
        self.function(visitor)


def page(
    title: str,
    *,
    roles: Iterable[str],
    path: str | None = None,
    order: int = 100,
    icon: str | None = None,
    in_menu: bool = True,
) -> Callable[[PageFunction], Page]:
    """Declare a page: `@page("Wijk", roles={MANAGEMENT})` above a function that takes the Visitor.

    Args:
        path: the address; by default the name of the function, with - for _.
        icon: as Streamlit writes it, such as ":material/map:".
        in_menu: whether the menu leads to it.

    Raises TypeError when there are no roles or one is unknown.
    """
    allowed = frozenset(roles)
    if isinstance(roles, str) or not allowed or not allowed <= ROLES.keys():
        raise TypeError(f"The page {title!r} must name roles out of {sorted(ROLES)}, not {roles!r}.")

    def declare(function: PageFunction) -> Page:
        return Page(function, title, allowed, path or function.__name__.replace("_", "-"), order, icon, in_menu)

    return declare


@functools.cache  # they do not change while the server runs
def find_pages(folder: Path) -> tuple[Page, ...]:
    """All pages declared in the .py files of this folder, in the order of the menu.

    Files that start with _ are no pages. Raises TypeError when a file declares none or two share an address.
    """
    found = [page for file in sorted(folder.glob("*.py")) if not file.name.startswith("_") for page in _pages_of(file)]
    paths = [page.path for page in found]
    for path in paths:
        if paths.count(path) > 1:
            raise TypeError(f"Two pages have the address {path!r}. Give one of them another path.")
    return tuple(sorted(found, key=lambda page: (page.order, page.title)))


def _pages_of(file: Path) -> list[Page]:
    pages = [value for value in vars(_load(file)).values() if isinstance(value, Page)]
    if not pages:
        raise TypeError(f"{file} declares no page. Put @page(...) above its function.")
    return pages


def _load(file: Path) -> ModuleType:
    name = f"{file.parent.name}.{file.stem}"
    if _imports_as(name, file):
        return importlib.import_module(name)
    # Another folder than the package of that name, such as one that a test made.
    name = f"page_{hashlib.sha256(str(file).encode()).hexdigest()[:16]}_{file.stem}"
    if name not in sys.modules:
        sys.modules[name] = _execute(name, file)
    return sys.modules[name]


def _imports_as(name: str, file: Path) -> bool:
    try:
        spec = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return False
    return spec is not None and spec.origin is not None and Path(spec.origin).samefile(file)


def _execute(name: str, file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None  # noqa: S101 - a .py file always has both
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

"""Fixtures for all tests: a store of their own, a clock that stands still, files, the application."""

from __future__ import annotations

import functools
import gc
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hypothesis
import polars as pl
import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from factsheet import settings as factsheet_settings
from factsheet import store as factsheet_store
from factsheet.access import accounts, passwords, sessions
from factsheet.parse import Digest, Problem, ReadAs
from factsheet.release import publish
from factsheet.screen import cached
from factsheet.settings import Settings
from factsheet.store import Store
from factsheet.validate import Checked
from tests import example_years, postgres
from tests.crew import Crew
from tests.examples import examples

hypothesis.settings.register_profile("project", examples(50))
hypothesis.settings.load_profile("project")

ROOT = Path(__file__).parent.parent
TOKEN = "_sessie"


class Clock:
    """A clock that goes forward only when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2025, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **kwargs: float) -> None:
        self.now += timedelta(**kwargs)


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The cheapest bcrypt: what it costs is not what these tests are about."""
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    passwords.dummy_hash.cache_clear()
    yield
    passwords.dummy_hash.cache_clear()


@pytest.fixture(autouse=True)
def _own_main() -> Iterator[None]:
    """Streamlit puts each script that it runs in the place of `__main__`, which a new process runs again."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(autouse=True)
def _nothing_made_before() -> Iterator[None]:
    """Under a clock that stands still two editions of two tests have one name."""
    yield
    for made in vars(cached).values():
        if hasattr(made, "cache_clear"):
            made.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def _components_looked_for_once() -> Iterator[None]:
    """Streamlit's test harness reads what is installed at every run of a page; it stays what it is."""
    with pytest.MonkeyPatch.context() as patch:
        found = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture
def settings() -> Settings:
    return factsheet_settings.current()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def pytest_collection_finish() -> None:
    """What is imported stays, so that the garbage collector need not look through all of it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test runs on SQLite, or on the databases that its mark `databases`, or else that of its file, names."""
    mark = metafunc.definition.get_closest_marker("databases")
    if mark and "database" in metafunc.fixturenames:
        metafunc.parametrize("database", mark.args, indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database that the store of this test is in."""
    kind: str = getattr(request, "param", "sqlite")
    return kind


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL for all tests of this process."""
    with postgres.cluster() as running:
        yield running


@pytest.fixture
def store_url(
    database: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of a store that is not there yet, also in FACTSHEET_STORE.

    In PostgreSQL its tables are there when the test asks for `store` too.
    """
    if database == "sqlite":
        url = f"sqlite:///{tmp_path / 'factsheet.db'}"
        monkeypatch.setenv("FACTSHEET_STORE", url)
        yield url
        return
    running: postgres.Cluster = request.getfixturevalue("cluster")
    with running.database(filled="store" in request.fixturenames) as place:
        url = place.render_as_string(hide_password=False)
        monkeypatch.setenv("FACTSHEET_STORE", url)
        yield url


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store in one SQLite file: its tables are made once, and then copied."""
    path = tmp_path_factory.mktemp("leeg") / "factsheet.db"
    Store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def store(database: str, empty: Path, tmp_path: Path, store_url: str, clock: Clock) -> Iterator[Store]:
    """An empty store, whose clock stands still."""
    if database == "sqlite":
        example_years.copy(empty, tmp_path)
    opened = Store(store_url, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def example(empty: Path, tmp_path: Path, store_url: str, settings: Settings) -> Iterator[Store]:
    """The store as the application has it open (its clock goes on), with the demo accounts."""
    example_years.copy(empty, tmp_path)
    opened = factsheet_store.current()
    opened.mark_as_example()
    accounts.add_demo_accounts(opened, settings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def loaded(shared: Path) -> Path:
    """All example years, published, in one SQLite file that is made once."""
    return example_years.loaded(shared)


@pytest.fixture(scope="session")
def loaded_before(shared: Path) -> Path:
    """The same without the last year."""
    return example_years.loaded(shared, example_years.YEARS[:-1])


@pytest.fixture
def published(loaded: Path, tmp_path: Path, store_url: str) -> Iterator[Store]:
    """A copy of that store, as the application has it open."""
    example_years.copy(loaded, tmp_path)
    opened = factsheet_store.current()
    yield opened
    opened.close()


@pytest.fixture
def unasked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a reader could find out takes seconds: in a file that uses this it is only asked in tests that say so."""
    if "really" not in request.keywords:
        monkeypatch.setattr(publish, "privacy", lambda *_: example_years.SAFE)


@pytest.fixture(scope="session")
def crew() -> Iterator[Crew]:
    """Eight processes that do something at the same moment."""
    made = Crew()
    yield made
    made.stop()


MakeFile = Callable[..., Checked]


@pytest.fixture
def file() -> MakeFile:
    """Makes a checked file: `file("gebruik", 2024, value=3, errors=1, warnings=2)`."""

    def make(
        dataset: str | None = "loonkostensubsidie",
        year: int | None = 2024,
        *,
        value: int = 1,
        errors: int = 0,
        warnings: int = 0,
        rows: pl.DataFrame | None = None,
    ) -> Checked:
        problems = [Problem("fout", 2, "ontvangers", "x", "Dit is geen getal.")] * errors
        problems += [Problem("waarschuwing", 3, "ontvangers", "9", "Dit wijkt erg af.")] * warnings
        return Checked(
            name=f"{dataset}.csv",
            dataset=dataset,
            year=year,
            table=pl.DataFrame({"jaar": [year], "ontvangers": [value]}) if rows is None else rows,
            problems=tuple(problems),
            read_as=ReadAs(),
            digest=Digest(b""),
        )

    return make


def application(parent: Path, pages: dict[str, str]) -> Path:
    """A copy of the application with other pages; its folder."""
    folder = parent / "application"
    (folder / "pages").mkdir(parents=True)
    (folder / "factsheet").symlink_to(ROOT / "factsheet")
    (folder / ".streamlit").symlink_to(ROOT / ".streamlit")
    (folder / "streamlit_app.py").write_text((ROOT / "streamlit_app.py").read_text())
    for name, text in pages.items():
        (folder / "pages" / name).write_text(text)
    return folder


MakeTree = Callable[[dict[str, str]], Path]


@pytest.fixture
def tree(tmp_path: Path) -> MakeTree:
    """Makes a copy of the application with other pages: `tree({"wijk.py": "…"})` gives its folder."""
    return lambda pages: application(tmp_path, pages)


Visit = Callable[..., AppTest]


@pytest.fixture
def visit(store_url: str, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Opens the application at an address, without a browser: `visit("wijk", who="redacteur", query={"jaar": "2024"})`.

    Nobody is logged in unless `who` names an account. `folder` is that of `tree`, by default the real application.
    """
    monkeypatch.setattr(type(st.context), "ip_address", property(lambda _: "10.0.0.1"))

    def open_(
        path: str = "", *, who: str | None = None, query: dict[str, str] | None = None, folder: Path = ROOT
    ) -> AppTest:
        app = AppTest.from_file(folder / "factsheet" / "app_script.py", default_timeout=30)
        if who is not None:
            account = factsheet_store.current().account(who)
            assert account is not None
            app.session_state[TOKEN] = sessions.log_in(factsheet_store.current(), account).token
        for key, value in (query or {}).items():
            app.query_params[key] = value
        if path:
            app._page_hash = calc_hash(path)
        return app.run()

    return open_

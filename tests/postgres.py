"""A PostgreSQL to test on: that of FACTSHEET_TEST_POSTGRES, or one of its own that ends with the tests."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from factsheet.store import Store

GIVEN = "FACTSHEET_TEST_POSTGRES"
NONE = (
    "These tests need PostgreSQL. As root on Debian `make postgres` installs it; elsewhere install it yourself, or put "
    f"the address of a server for tests in {GIVEN}: postgresql+psycopg://name:password@localhost/postgres."
)
# Nothing here has to survive a power cut.
QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=150",
    "shared_buffers=32MB",
    "listen_addresses=",
)
# Somebody who needs a password; all others may come in, for nobody else can reach the socket.
STRANGER = "iemand_met_wachtwoord"
ENTRY = f"local all {STRANGER} scram-sha-256\nlocal all all trust\n"


class Cluster:
    """A server on which each test gets a database of its own."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._admin = create_engine(url, isolation_level="AUTOCOMMIT")
        self._names = (f"test_{os.getpid()}_{number}" for number in itertools.count())
        self._filled: str | None = None

    def sql(self, statement: str) -> None:
        """As the administrator of the server."""
        with self._admin.connect() as connection:
            connection.exec_driver_sql(statement)

    def answers(self) -> bool:
        try:
            self.sql("SELECT 1")
        except OperationalError:
            return False
        return True

    @contextmanager
    def database(self, *, filled: bool) -> Iterator[URL]:
        """An empty database, or one that holds the tables of a store, which are made once."""
        if filled and self._filled is None:
            self._filled = self._new("template0")
            Store(self._address(self._filled)).close()
        name = self._new(self._filled if filled and self._filled else "template0")
        yield self.url.set(database=name)
        self._drop(name)

    def disconnect(self, name: str | None) -> None:
        """End all connections to a database, as a server does that is restarted."""
        self.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")

    def close(self) -> None:
        if self._filled:
            self._drop(self._filled)
        self._admin.dispose()

    def _address(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)

    def _new(self, template: str) -> str:
        name = next(self._names)
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def _drop(self, name: str) -> None:
        self.sql(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Fails the test that asks for it where there is no PostgreSQL."""
    if given := os.environ.get(GIVEN):
        made = Cluster(make_url(given))
        yield made
        made.close()
        return
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: int(found.parent.name))
    if not programs:
        pytest.fail(NONE)
    with _running(programs[-1]) as url:
        made = Cluster(url)
        yield made
        made.close()


@contextmanager
def _running(programs: Path) -> Iterator[URL]:
    """PostgreSQL refuses to run as root, so there it runs as Debian's own user for it."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    # It goes when the tests go, also when these are killed.
    command = ["setpriv", "--pdeathsig", "QUIT"]
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        command += ["--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
    data, how = folder / "data", {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    make = ["initdb", "-D", data, "-U", "postgres", "--no-sync", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8"]
    subprocess.run([*command, programs / make[0], *make[1:]], check=True, **how)
    (data / "pg_hba.conf").write_text(ENTRY)
    url = URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": str(folder)})
    options = [part for option in QUICK for part in ("-c", option)]
    server = subprocess.Popen([*command, programs / "postgres", "-D", data, "-k", folder, *options], **how)
    try:
        yield _awaited(server, url)
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait()
        shutil.rmtree(folder)


def _awaited(server: subprocess.Popen[bytes], url: URL) -> URL:
    """The address, once the server answers."""
    asked = Cluster(url)
    while not asked.answers():
        assert server.poll() is None, "PostgreSQL does not start."
    asked.close()
    return url

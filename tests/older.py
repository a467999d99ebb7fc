"""A store as an earlier version of this program left it."""

from __future__ import annotations

from collections.abc import Callable

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from factsheet.store.engine import MIGRATIONS, _engine, _locked, _url, path_of


def store_at(url: str, revision: str, *, fill: Callable[[Connection], None] = lambda _: None) -> None:
    """Make it at this address, with what `fill` puts in it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    if path := path_of(_url(url)):
        path.touch()
    engine = _engine(_url(url))
    with _locked(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        fill(connection)
    engine.dispose()

"""Alembic runs this; the connection, with its lock, comes from factsheet.store.engine."""

from __future__ import annotations

from alembic import context

from factsheet.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()

"""The log becomes a chain of hashes, and what is never changed is guarded on PostgreSQL too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from factsheet.store import chain, guards
from factsheet.store.tables import UtcDateTime

revision = "0009"
down_revision = "0008"

KEPT = (
    "version",
    "edition",
    "edition_version",
    "edition_table",
    "edition_origin",
    "edition_document",
    "text",
    "step",
    "code_answer",
    "log",
    "log_anchor",
)


def upgrade() -> None:
    """Add the hashes, of the lines from before too; then guard all tables, in one way on each database."""
    op.create_table(
        "log_anchor",
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("line", name="pk_log_anchor"),
    )
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        op.execute("DROP TRIGGER IF EXISTS log_no_update")
    op.add_column("log", sa.Column("hash", sa.String(length=64), nullable=False, server_default=""))
    _link_all()
    for table in KEPT:
        for statement in guards.statements(dialect, table):
            op.execute(statement)


def _link_all() -> None:
    names = ("id", "who", "what", "details", "reference", "about", "year", "hash")
    log = sa.table("log", sa.column("at", UtcDateTime()), *map(sa.column, names))
    before = ""
    for row in op.get_bind().execute(sa.select(log).order_by(log.c.id)).all():
        before = chain.linked(before, row)
        op.execute(log.update().where(log.c.id == row.id).values(hash=before))

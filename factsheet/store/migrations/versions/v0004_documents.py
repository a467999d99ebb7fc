"""An edition is a document: what readers get per area, and what it was made with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEPT = ("edition_origin", "edition_document")


def upgrade() -> None:
    """Add the tables; like the edition itself they are never changed. Editions from before get theirs later, because
    making one takes more than a database."""
    op.create_table(
        "edition_origin",
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("program", sa.String(length=120), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("earlier", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["edition.id"], name="fk_edition_origin_edition"),
        sa.PrimaryKeyConstraint("edition", name="pk_edition_origin"),
    )
    op.create_table(
        "edition_document",
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["edition.id"], name="fk_edition_document_edition"),
        sa.PrimaryKeyConstraint("edition", "part", name="pk_edition_document"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            for action in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
                )

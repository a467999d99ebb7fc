"""An edition keeps by which method its counts were rounded, and a hash of the tables that came of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add both columns; of editions from before they stay empty, for what they were made with is not known."""
    op.add_column("edition_origin", sa.Column("method", sa.String(length=40), nullable=False, server_default=""))
    op.add_column("edition_origin", sa.Column("tables", sa.String(length=64), nullable=False, server_default=""))

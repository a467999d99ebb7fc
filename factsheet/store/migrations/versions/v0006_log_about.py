"""A line of the log says which dataset, text or section it is about, and of which year."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add both columns; lines from before say it in their details."""
    op.add_column("log", sa.Column("about", sa.String(length=120)))
    op.add_column("log", sa.Column("year", sa.Integer()))

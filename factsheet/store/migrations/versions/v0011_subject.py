"""Who logs in with an account of the municipality is known by what the provider calls them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column; accounts from before have a password, and none of these."""
    op.add_column("account", sa.Column("subject", sa.String(length=64)))
    op.create_index("ix_account_subject", "account", ["subject"], unique=True)

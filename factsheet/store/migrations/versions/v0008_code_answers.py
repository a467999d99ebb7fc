"""What editors said that codes of products are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table of answers. Like a version an answer is never changed: the next step guards it."""
    op.create_table(
        "code_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wet", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("as_wet", sa.String(length=80)),
        sa.Column("laag", sa.String(length=120)),
        sa.Column("vorm", sa.String(length=120)),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_answer")),
    )
    op.create_index("ix_code_answer_wet", "code_answer", ["wet", "code"])

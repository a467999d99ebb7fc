"""Sessions by the hash of their id. The file could be read by others until now, so what it held in clear ends."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KEYS = ("cookie_key", "server_secret")


def upgrade() -> None:
    """End all sessions and forget the keys of the server: it makes new ones, and everybody logs in again."""
    op.execute(sa.text("DELETE FROM session"))
    setting = sa.table("setting", sa.column("key", sa.String()))
    op.execute(setting.delete().where(setting.c.key.in_(KEYS)))
    op.alter_column("session", "jti", new_column_name="jti_sha256")

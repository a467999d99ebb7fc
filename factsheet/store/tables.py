"""The tables of the store. A change here needs a migration beside it; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the zone of what it keeps, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be kept.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset", String(80), nullable=False),
    Column("year", Integer, nullable=False),
    Column("rows", LargeBinary, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("who", String(120), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reason", Text),
    Column("sha256", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("read_as", Text, nullable=False),
    Column("warnings", JSON, nullable=False),
    Index("ix_version_year", "year", "dataset"),
)

edition = Table(
    "edition",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("who", String(120), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reason", Text),
    Column("texts", JSON, nullable=False),
    Column("embargo", UtcDateTime),
    UniqueConstraint("year", "number"),
)

edition_version = Table(
    "edition_version",
    metadata,
    Column("edition", ForeignKey("edition.id"), primary_key=True),
    Column("dataset", String(80), primary_key=True),
    Column("version", ForeignKey("version.id"), nullable=False),
)

edition_table = Table(
    "edition_table",
    metadata,
    Column("edition", ForeignKey("edition.id"), primary_key=True),
    Column("dataset", String(80), primary_key=True),
    Column("rows", LargeBinary, nullable=False),
)

# What an edition was made with; apart from the edition, which is never changed: those from before had none.
edition_origin = Table(
    "edition_origin",
    metadata,
    Column("edition", ForeignKey("edition.id"), primary_key=True),
    Column("program", String(120), nullable=False),
    Column("settings", JSON, nullable=False),
    Column("earlier", String(64), nullable=False),
    Column("method", String(40), nullable=False, server_default=""),
    Column("tables", String(64), nullable=False, server_default=""),
)

edition_document = Table(
    "edition_document",
    metadata,
    Column("edition", ForeignKey("edition.id"), primary_key=True),
    Column("part", String(80), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

text = Table(
    "text",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("key", String(120), nullable=False),
    Column("body", Text, nullable=False),
    Column("source_url", Text),
    Column("who", String(120), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_text_year", "year", "key"),
)

step = Table(
    "step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("about", String(120), nullable=False),
    Column("content", String(64), nullable=False),
    Column("note", Text),
    Column("who", String(120), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_step_year", "year"),
)

draft = Table(
    "draft",
    metadata,
    Column("account", ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    Column("base", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

remark = Table(
    "remark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset", String(80), nullable=False),
    Column("year", Integer, nullable=False),
    Column("key", Text, nullable=False),
    Column("column", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("who", String(120), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("resolved_by", String(120)),
    Column("resolved_at", UtcDateTime),
    Index("ix_remark_year", "year", "dataset"),
)

# What a code of a product is, as an editor said; without `as_wet` nothing that counts.
code_answer = Table(
    "code_answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("wet", String(80), nullable=False),
    Column("code", String(200), nullable=False),
    Column("as_wet", String(80)),
    Column("laag", String(120)),
    Column("vorm", String(120)),
    Column("who", String(120), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_code_answer_wet", "wet", "code"),
)

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("display_name", String(200), nullable=False),
    Column("password_hash", String(200)),
    Column("roles", JSON, nullable=False),
    Column("wijken", JSON, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("credential_version", Integer, nullable=False),
    Column("subject", String(64)),
    Index("ix_account_subject", "subject", unique=True),
)

session = Table(
    "session",
    metadata,
    Column("jti_sha256", String(64), primary_key=True),
    Column("account", ForeignKey("account.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created", UtcDateTime, nullable=False),
    Column("last_used", UtcDateTime, nullable=False),
    Column("idle_minutes", Integer, nullable=False),
    Column("expires", UtcDateTime, nullable=False),
    Column("cookie_until", UtcDateTime),
    Column("browser", String(80), nullable=False),
    Column("revoked", Boolean, nullable=False),
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_attempt_key", "key", "at"),
)

link = Table(
    "link",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token_sha256", String(64), nullable=False, unique=True),
    Column("account", ForeignKey("account.id", ondelete="CASCADE"), index=True),
    Column("purpose", String(40), nullable=False),
    Column("expires", UtcDateTime, nullable=False),
    Column("used", Boolean, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("who", String(120), nullable=False),
    Column("what", String(200), nullable=False),
    Column("details", Text, nullable=False),
    Column("reference", String(20)),
    Column("about", String(120)),
    Column("year", Integer),
    Column("hash", String(64), nullable=False, server_default=""),
)

# Up to which line the log was cleared, and the hash of that line: what the first one that is left follows on.
log_anchor = Table(
    "log_anchor",
    metadata,
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("value", Text, nullable=False),
)

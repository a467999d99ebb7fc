"""What is kept for ever: the database itself refuses to change it, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator

LOG = "log"
# Lines of the log go only once an anchor says so, which is itself kept for ever.
NOT_CLEARED = "OLD.id > coalesce((SELECT max(line) FROM log_anchor), 0)"


def statements(dialect: str, table: str) -> Iterator[str]:
    """The SQL that makes the triggers of a table, also where there are some."""
    return (_sqlite if dialect == "sqlite" else _postgresql)(table)


def _sqlite(table: str) -> Iterator[str]:
    for action in ("UPDATE", "DELETE"):
        name = f"{table}_no_{action.lower()}"
        when = f"WHEN {NOT_CLEARED} " if (table, action) == (LOG, "DELETE") else ""
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {action} ON {table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
        )


def _postgresql(table: str) -> Iterator[str]:
    for action, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        name = f"{table}_no_{action.lower()}"
        when = f"IF NOT {NOT_CLEARED} THEN RETURN OLD; END IF; " if (table, action) == (LOG, "DELETE") else ""
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {when}RAISE EXCEPTION '{table} is never changed'; END $$"
        )
        yield f'CREATE OR REPLACE TRIGGER {name} BEFORE {action} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {name}()'

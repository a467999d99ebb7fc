"""What editors said that codes of products are. Only added to: the last answer to a code counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select

from factsheet.store import tables
from factsheet.store.repository import Repository, add_line
from factsheet.store.values import CodeAnswer, Moved

ANSWERED = "code ingedeeld"
Key = tuple[str, str]  # wet and code, as files have them


class Codes(Repository):
    """The part of the store that keeps the codes of this municipality, for every upload of everybody."""

    def answer_codes(
        self, answers: Mapping[Key, tuple[str, str | None, str | None] | None], *, who: str, seen: Mapping[Key, int]
    ) -> list[CodeAnswer]:
        """Keep what each of these codes is (wet, laag and vorm; None: nothing that counts), all or none.

        `seen`: the last answer that its giver knows, by id; raises Moved when somebody answered since.
        """
        with self._database.writing() as connection:
            last = _last(connection)
            moved = [code for wet, code in answers if _id(last.get((wet, code))) != seen.get((wet, code))]
            if moved:
                raise Moved(
                    f"Iemand anders heeft intussen gezegd wat dit is: {', '.join(moved)}. Er is niets bewaard. "
                    "Kijk wat er nu staat, en kies opnieuw."
                )
            return [_add(connection, self.now(), who, key, meaning) for key, meaning in answers.items()]

    def code_answers(self) -> list[CodeAnswer]:
        """The answers that count now, by wet and code."""
        with self._database.reading() as connection:
            return list(_last(connection).values())


def _add(
    connection: Connection, at: datetime, who: str, key: Key, meaning: tuple[str, str | None, str | None] | None
) -> CodeAnswer:
    wet, code = key
    as_wet, laag, vorm = meaning or (None, None, None)
    values = {"wet": wet, "code": code, "as_wet": as_wet, "laag": laag, "vorm": vorm, "who": who, "at": at}
    added = connection.execute(tables.code_answer.insert().values(**values).returning(tables.code_answer)).one()
    what = ", ".join(filter(None, (as_wet, laag, vorm))) or "telt niet mee"
    add_line(connection, at, who, ANSWERED, f"{wet} {code}: {what}")
    return CodeAnswer(**added._mapping)


def _last(connection: Connection) -> dict[Key, CodeAnswer]:
    answer = tables.code_answer
    newest = select(func.max(answer.c.id)).group_by(answer.c.wet, answer.c.code)
    query = select(answer).where(answer.c.id.in_(newest)).order_by(answer.c.wet, answer.c.code)
    return {(row.wet, row.code): CodeAnswer(**row._mapping) for row in connection.execute(query)}


def _id(answer: CodeAnswer | None) -> int | None:
    return answer.id if answer else None

"""What is known of one file when it has been checked."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from factsheet.parse import Coded, Digest, Problem, ReadAs


@dataclass(frozen=True)
class Checked(Coded):
    """Rows and all that is wrong with them. Only a Checked without fouten can be stored.

    `notes` tells in Dutch what was made of the file while reading it.
    """

    name: str
    dataset: str | None
    year: int | None
    table: pl.DataFrame
    problems: tuple[Problem, ...]
    read_as: ReadAs
    digest: Digest
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Of the file that the rows came from."""
        return str(self.digest)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "fout")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "waarschuwing")

    @property
    def ok(self) -> bool:
        """No fouten: it can be stored, after the warnings are confirmed."""
        return self.dataset is not None and self.year is not None and not self.errors

"""Which texts of a record may be named. A message may hold a code, or what many clients have in common; no more."""

from __future__ import annotations

import polars as pl

CLIENT = "clientsleutel"
CODE = "^[0-9]{1,2}(?:[A-Za-z0-9][0-9]{2})?$"
# A name that fewer clients have may be a name of a person in the wrong column.
NAMED_FROM = 10
LONGEST = 100  # signs of a name that is one


def nameable(column: str) -> pl.Expr:
    """Whether the text in a column may be named, per row."""
    clients = pl.col(CLIENT).n_unique().over(column)
    named = (clients >= NAMED_FROM) & (pl.col(column).str.len_chars() <= LONGEST)
    return pl.col(column).str.contains(CODE) | named

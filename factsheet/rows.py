"""True counts and published ones are never taken for each other: two types, and one way from the one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NewType

import polars as pl

# What editors uploaded, by dataset: exact counts. Only editors see these.
TrueRows = NewType("TrueRows", Mapping[str, pl.DataFrame])
# What readers get, by table: made from true rows by `release.disclose`, and by nothing else.
PublishedRows = NewType("PublishedRows", Mapping[str, pl.DataFrame])

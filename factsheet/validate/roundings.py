"""What differs only because a source rounds: no fault, but told."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.parse import listed
from factsheet.validate.rules import rules_of
from factsheet.validate.sheet import Sheet

SHOWN = 5  # differences in one sentence


def roundings(sheet: Sheet) -> Iterator[str]:
    """One sentence per column of which the sums fit but for the rounding: "Afronding bij inwoners: …"."""
    found: dict[str, list[str]] = {}
    for rule in rules_of(sheet):
        if rule.rounded is None:
            continue
        # For all rows first: a sum is over rows that are not told.
        rows = sheet.rows.with_columns(rounded=rule.rounded.fill_null(False), gap=rule.facts["verschil"])
        for row in rows.filter("rounded").rows(named=True):
            where = ", ".join(sheet.said(name, row[name]) for name in sheet.schema.categories())
            said = sheet.said("gap", row["gap"], rule.column)
            found.setdefault(rule.column, []).append(f"{said} bij {where}" if where else said)
    for column, gaps in found.items():
        more = [f"nog {len(gaps) - SHOWN} andere"] if len(gaps) > SHOWN else []
        yield (
            f"Afronding bij {column}: deze cijfers zijn afgerond op vijftallen. Daardoor verschillen de wijken samen "
            f"iets van {sheet.settings.gemeente.naam}: {listed([*gaps[:SHOWN], *more])}. Dat is geen fout."
        )

"""Beside the table: sums of the wijken and the municipality, and last year's."""

from __future__ import annotations

from factsheet import settings, store
from factsheet.editing.totals import AreaTotal, totals
from factsheet.literal import st
from factsheet.markup.tables import table
from factsheet.screen.editing.edit_session import EditSession
from factsheet.validate.sheet import number
from schemas import ColumnInfo


def comparison(at: EditSession) -> None:
    """Totals of what is typed now, and those of last year."""
    rows, last_year = at.checked.rows, store.current().last_rows(at.dataset, at.year - 1)
    columns = at.schema.columns()
    sums = totals(rows, last_year, at.schema)
    if sums:
        gemeente = settings.current().gemeente.naam
        head = (
            "Totaal",
            "Wijken en onbekend",
            gemeente,
            "Verschil",
            f"{gemeente} in {at.year - 1}",
            "Sinds vorig jaar",
        )
        lines = [(", ".join([*one.group, one.measure]), *_cells(one, columns[one.measure])) for one in sums]
        st.html(table(f"Totalen van {at.year}", head, lines))


def _cells(total: AreaTotal, info: ColumnInfo) -> tuple[str, ...]:
    """The sum of the wijken, the municipality, how far they are apart, last year, and the change since."""
    # A sum of which a part is missing tells nothing about the municipality.
    apart = None if total.missing else _less(total.wijken, total.gemeente)
    return (
        f"{_said(info, total.wijken)}{_missing(total)}",
        _said(info, total.gemeente),
        _said(info, apart, signed=True),
        _said(info, total.last_year),
        _said(info, _less(total.gemeente, total.last_year), signed=True),
    )


def _missing(total: AreaTotal) -> str:
    if not total.missing or total.wijken is None:
        return ""
    return " (1 cijfer ontbreekt)" if total.missing == 1 else f" ({total.missing} cijfers ontbreken)"


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _said(info: ColumnInfo, value: float | None, *, signed: bool = False) -> str:
    """A figure in Dutch notation; a dash where there is none."""
    if value is None:
        return "–"
    whole = round(value, 6)
    text = number(int(whole) if whole == int(whole) else whole, None if info.unit == "jaar" else info.unit)
    return f"+{text}" if signed and whole > 0 else text

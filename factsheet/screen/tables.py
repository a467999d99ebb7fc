"""Accessible tables as HTML: caption, headers for columns and rows, all text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from factsheet.figures import Figure
from factsheet.narrate import notation
from factsheet.summary import Row

YEARS_IN_TABLE = 4


def figures_table(figures: Sequence[Figure], caption: str) -> str:
    """A table of figures per year; for a wijk the figure of the municipality beside it."""
    years = sorted({p.jaar for f in figures for p in f.points})[-YEARS_IN_TABLE:]
    gemeente = next((f.gemeente.area.naam for f in figures if f.gemeente), None)
    head = ["Cijfer", *map(str, years), "Verandering", *([f"{gemeente}, {years[-1]}"] if gemeente and years else [])]
    rows = [
        [
            figure.label,
            *(notation.point(figure.at(year), figure.unit) for year in years),
            notation.claimed(figure),
            *([notation.shown(figure.gemeente) if figure.gemeente else ""] if gemeente else []),
        ]
        for figure in figures
    ]
    return table(caption, head, rows)


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], *, words: bool = False) -> str:
    """An accessible table: caption, column and row headers. All text is escaped.

    Numbers stand to the right, `words` to the left.
    """
    body = "".join(_line(first, "".join(f"<td>{escape(cell)}</td>" for cell in rest)) for first, *rest in rows)
    return _boxed(caption, head, body, "sd-woorden" if words else "")


def heat_table(rows: Sequence[Row], names: Sequence[str], caption: str, gemeente: str) -> str:
    """Wijk × indicator: the figure, an arrow for above or below the municipality, and a shade for how far."""
    body = "".join(_line(row.area.naam, "".join(_cell(c.figure, c.afstand) for c in row.cells)) for row in rows)
    whole = [cell.figure.gemeente if cell.figure else None for cell in (rows[0].cells if rows else ())]
    last = "".join(f"<td>{escape(notation.shown(figure)) if figure else notation.UNKNOWN}</td>" for figure in whole)
    return _boxed(caption, ("Wijk", *names), body + _line(gemeente, last, "sd-totaal"), "sd-kaart")


def _boxed(caption: str, head: Sequence[str], body: str, kind: str) -> str:
    """A table in a box that scrolls by itself, also with the keyboard."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    box = f'<div class="sd-tabel {kind}" tabindex="0" role="region" aria-label="{escape(caption)}">'
    inner = f"<caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody>"
    return f"{box}<table>{inner}</table></div>"


def _line(first: str, cells: str, kind: str = "") -> str:
    return f'<tr class="{kind}"><th scope="row">{escape(first)}</th>{cells}</tr>'


def _cell(figure: Figure | None, distance: float | None) -> str:
    if figure is None or distance is None:
        return f"<td>{escape(notation.shown(figure)) if figure else notation.UNKNOWN}</td>"
    arrow = "▲" if distance > 0 else "▼" if distance < 0 else "≈"
    word = (
        "hoger dan de gemeente"
        if distance > 0
        else "lager dan de gemeente"
        if distance < 0
        else "niet duidelijk anders dan de gemeente"
    )
    side = "meer" if distance > 0 else "minder"
    shade = f"--sterkte:{abs(distance) * 100:.0f}%"
    return (
        f'<td class="sd-{side}" style="{shade}">{escape(notation.shown(figure))} '
        f'<span aria-hidden="true">{arrow}</span><span class="sd-voorlezen">{word}</span></td>'
    )

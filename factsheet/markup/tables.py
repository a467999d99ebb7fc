"""Accessible tables and lists as HTML: captions, headers for columns and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from factsheet.figures import Figure
from factsheet.narrate import notation, reference
from factsheet.summary import Row

HEAD, CELL = Markup('<th scope="col">{}</th>'), Markup("<td>{}</td>")


def figures_table(figures: Sequence[Figure], caption: str) -> Markup:
    """A table of figures per year, and what they stand beside: for a wijk the municipality, a target, other areas.

    Where the figures of other areas come from stands in the caption.
    """
    years = sorted({p.jaar for f in figures for p in f.points})
    gemeente = next((f.gemeente.area.naam for f in figures if f.gemeente), None)
    elsewhere, aimed = reference.areas(figures), any(figure.doel for figure in figures)
    head = ["Cijfer", *map(str, years), "Verandering", *([f"{gemeente}, {years[-1]}"] if gemeente and years else [])]
    head += [*(["Doel"] if aimed else []), *elsewhere]
    rows = [
        [
            figure.label,
            *(notation.point(figure.at(year), figure.unit) for year in years),
            notation.claimed(figure),
            *([notation.shown(figure.gemeente) if figure.gemeente else ""] if gemeente else []),
            *([reference.target(figure)] if aimed else []),
            *(reference.in_area(figure, gebied) for gebied in elsewhere),
        ]
        for figure in figures
    ]
    sources = reference.sources(figures)
    return table(f"{caption}. {sources}" if sources else caption, head, rows)


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], *, words: bool = False) -> Markup:
    """An accessible table: caption, column and row headers.

    Numbers stand to the right, `words` to the left.
    """
    body = Markup().join(row(first, map(CELL.format, rest)) for first, *rest in rows)
    return boxed(caption, head, body, "sd-woorden" if words else "")


def heat_table(rows: Sequence[Row], names: Sequence[str], caption: str, gemeente: str) -> Markup:
    """Wijk × indicator: the figure, an arrow for above or below the municipality, and a shade for how far."""
    body = Markup().join(row(of.area.naam, (_cell(c.figure, c.afstand) for c in of.cells)) for of in rows)
    whole = [cell.figure.gemeente if cell.figure else None for cell in (rows[0].cells if rows else ())]
    last = (CELL.format(notation.shown(figure) if figure else notation.UNKNOWN) for figure in whole)
    return boxed(caption, ("Wijk", *names), body + row(gemeente, last, "sd-totaal"), "sd-kaart")


def bullets(lines: Iterable[str]) -> Markup:
    """A list of lines; nothing at all when there are none."""
    items = Markup().join(map(Markup("<li>{}</li>").format, lines))
    return Markup("<ul>{}</ul>").format(items) if items else items


def boxed(caption: str, head: Iterable[str], body: Markup, kind: str) -> Markup:
    """A table in a box that scrolls by itself, also with the keyboard."""
    return Markup(
        '<div class="sd-tabel {kind}" tabindex="0" role="region" aria-label="{caption}"><table>'
        "<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    ).format(kind=kind, caption=caption, head=Markup().join(map(HEAD.format, head)), body=body)


def row(first: str, cells: Iterable[Markup], kind: str = "") -> Markup:
    """A row with its header and its cells."""
    return Markup('<tr class="{}"><th scope="row">{}</th>{}</tr>').format(kind, first, Markup().join(cells))


def _cell(figure: Figure | None, distance: float | None) -> Markup:
    if figure is None or distance is None:
        return CELL.format(notation.shown(figure) if figure else notation.UNKNOWN)
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
    return Markup(
        '<td class="sd-{}" style="{}">{} <span aria-hidden="true">{}</span><span class="sd-voorlezen">{}</span></td>'
    ).format(side, shade, notation.shown(figure), arrow, word)

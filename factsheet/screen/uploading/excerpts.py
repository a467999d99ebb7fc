"""One group of problems as HTML: what is wrong, and the rows as the editor sees them in Excel."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from markupsafe import Markup

from factsheet.markup.tables import CELL, HEAD
from factsheet.report import Excerpt, Line, count_of
from factsheet.validate.grouping import Group
from schemas import Severity

SIGNS: dict[Severity, str] = {"fout": "✗", "waarschuwing": "!"}


def group_message(group: Group, excerpt: Excerpt | None, name: str, *, opened: bool) -> Markup:
    """A group of problems: kind and place, message, and its rows, at once or behind a line to open."""
    rows = _rows(group, excerpt, name, opened) if excerpt else ""
    return Markup(
        '<div class="sd-melding sd-{}"><p class="sd-soort"><span aria-hidden="true">{}</span> {}</p><p>{}</p>{}</div>'
    ).format(group.severity, SIGNS[group.severity], _place(group), group.message, rows)


def _place(group: Group) -> str:
    """ "Fout in rij 17, kolom gebied"."""
    rows = f"rij {group.rows[0]}" if len(group.rows) == 1 else count_of(len(group.rows), "rij", "rijen")
    column = f"kolom {group.column}" if group.column else ""
    where = ", ".join(part for part in (rows, column) if part)
    return f"{group.severity.capitalize()} in {where or 'het hele bestand'}"


def _rows(group: Group, excerpt: Excerpt, name: str, opened: bool) -> Markup:
    rows = _table(excerpt, group, name)
    if opened:
        return rows
    what = f"rij {group.rows[0]}" if len(group.rows) == 1 else "de rijen"
    return Markup("<details><summary>Bekijk {} in het bestand</summary>{}</details>").format(what, rows)


def _table(excerpt: Excerpt, group: Group, name: str) -> Markup:
    return Markup(
        '<div class="sd-tabel sd-uitsnede" tabindex="0" role="region" aria-label="{caption}"><table>'
        '<caption class="sd-voorlezen">{caption}</caption>'
        '<thead><tr><th scope="col"><span class="sd-voorlezen">Rij</span></th>{letters}</tr></thead>'
        "<tbody>{lines}</tbody></table></div>"
    ).format(
        caption=f"{_place(group)} van {name}, met de rijen eromheen",
        letters=Markup().join(map(HEAD.format, excerpt.letters)),
        lines=Markup().join(_lines(excerpt, group)),
    )


def _lines(excerpt: Excerpt, group: Group) -> Iterator[Markup]:
    """The rows, with a line of dots where rows are left out."""
    if excerpt.lines:
        yield _line(excerpt.lines[0], group)
    for before, line in pairwise(excerpt.lines):
        if line.row > before.row + 1:
            yield Markup('<tr aria-hidden="true"><td colspan="{}">⋮</td></tr>').format(len(excerpt.letters) + 1)
        yield _line(line, group)


def _line(line: Line, group: Group) -> Markup:
    cells = Markup().join(_cell(text, group.severity, place == line.wrong) for place, text in enumerate(line.cells))
    own = "sd-eigen" if line.row in group.rows else "sd-namen" if line.is_header else ""
    return Markup('<tr class="{}"><th scope="row">{}</th>{}</tr>').format(own, line.row, cells)


def _cell(text: str, severity: Severity, wrong: bool) -> Markup:
    if not wrong:
        return CELL.format(text)
    return Markup(
        '<td class="sd-cel"><span aria-hidden="true">{}</span><span class="sd-voorlezen">{}:</span> {}</td>'
    ).format(SIGNS[severity], severity, text or Markup("<em>leeg</em>"))

"""One group of problems as HTML: what is wrong, and the rows as the editor sees them in Excel. All text is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from factsheet.report import Excerpt, Line, count_of
from factsheet.validate.grouping import Group
from schemas import Severity

SIGNS: dict[Severity, str] = {"fout": "✗", "waarschuwing": "!"}


def told(group: Group, excerpt: Excerpt | None, name: str, *, opened: bool) -> str:
    """A group of problems: kind and place, message, and its rows, at once or behind a line to open."""
    return (
        f'<div class="sd-melding sd-{group.severity}"><p class="sd-soort"><span aria-hidden="true">'
        f"{SIGNS[group.severity]}</span> {escape(_place(group))}</p><p>{escape(group.message)}</p>"
        f"{_rows(group, excerpt, name, opened) if excerpt else ''}</div>"
    )


def _place(group: Group) -> str:
    """ "Fout in rij 17, kolom gebied"."""
    rows = f"rij {group.rows[0]}" if len(group.rows) == 1 else count_of(len(group.rows), "rij", "rijen")
    column = f"kolom {group.column}" if group.column else ""
    where = ", ".join(part for part in (rows, column) if part)
    return f"{group.severity.capitalize()} in {where or 'het hele bestand'}"


def _rows(group: Group, excerpt: Excerpt, name: str, opened: bool) -> str:
    rows = _table(excerpt, group, name)
    if opened:
        return rows
    what = f"rij {group.rows[0]}" if len(group.rows) == 1 else "de rijen"
    return f"<details><summary>Bekijk {what} in het bestand</summary>{rows}</details>"


def _table(excerpt: Excerpt, group: Group, name: str) -> str:
    caption = escape(f"{_place(group)} van {name}, met de rijen eromheen")
    letters = "".join(f'<th scope="col">{letter}</th>' for letter in excerpt.letters)
    return (
        f'<div class="sd-tabel sd-uitsnede" tabindex="0" role="region" aria-label="{caption}"><table>'
        f'<caption class="sd-voorlezen">{caption}</caption>'
        f'<thead><tr><th scope="col"><span class="sd-voorlezen">Rij</span></th>{letters}</tr></thead>'
        f"<tbody>{''.join(_lines(excerpt, group))}</tbody></table></div>"
    )


def _lines(excerpt: Excerpt, group: Group) -> Iterator[str]:
    """The rows, with a line of dots where rows are left out."""
    if excerpt.lines:
        yield _line(excerpt.lines[0], group)
    for before, line in pairwise(excerpt.lines):
        if line.row > before.row + 1:
            yield f'<tr aria-hidden="true"><td colspan="{len(excerpt.letters) + 1}">⋮</td></tr>'
        yield _line(line, group)


def _line(line: Line, group: Group) -> str:
    cells = "".join(_cell(text, group.severity, place == line.wrong) for place, text in enumerate(line.cells))
    own = ' class="sd-eigen"' if line.row in group.rows else ' class="sd-namen"' if line.is_header else ""
    return f'<tr{own}><th scope="row">{line.row}</th>{cells}</tr>'


def _cell(text: str, severity: Severity, wrong: bool) -> str:
    if not wrong:
        return f"<td>{escape(text)}</td>"
    sign = f'<span aria-hidden="true">{SIGNS[severity]}</span><span class="sd-voorlezen">{severity}:</span>'
    return f'<td class="sd-cel">{sign} {escape(text) or "<em>leeg</em>"}</td>'

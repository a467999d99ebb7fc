"""The figures of an edition as files: workbooks, open data, its description for catalogues, and charts."""

from __future__ import annotations

from factsheet.export import pictures
from factsheet.export.catalogue import catalogue, excel_path
from factsheet.export.datapackage import datapackage
from factsheet.export.taken import Taken
from factsheet.export.workbook import workbook
from factsheet.settings import Area

WIDTH = 640  # of a chart that is taken along; its picture has twice as many pixels


def images(taken: Taken, area: Area) -> dict[str, bytes]:
    """The chart of every section of this area, as SVG and as PNG: "2024-hengelo-uitgaven.svg"."""
    drawn = {part.sleutel: part.grafiek for part in taken.sheet(area).secties if part.grafiek}
    made = pictures.to_take_along(drawn.values(), WIDTH)
    files: dict[str, bytes] = {}
    for key, (svg, png) in zip(drawn, made, strict=True):
        name = f"{taken.jaar}-{area.slug}-{key}"
        files |= {f"{name}.svg": svg.encode(), f"{name}.png": png}
    return files


def of_area(taken: Taken, area: Area) -> dict[str, bytes]:
    """The workbook and the charts of one area, by path."""
    drawn = {f"grafieken/{area.slug}/{name}": body for name, body in images(taken, area).items()}
    return {f"cijfers/{taken.name_of(area, 'xlsx')}": workbook(taken, [area]), **drawn}


def of_edition(taken: Taken) -> dict[str, bytes]:
    """The workbook of all areas together, the open data and their description for catalogues, by path."""
    base = taken.address_of(taken.front.gemeente) if taken.public else ""
    open_data = {f"cijfers/datapackage/{name}": body for name, body in datapackage(taken).items()}
    whole = {excel_path(taken): workbook(taken, taken.front.areas), "cijfers/catalogus.jsonld": catalogue(taken, base)}
    return whole | open_data


def figures_of(taken: Taken) -> dict[str, bytes]:
    """All figures of an edition, by path."""
    return of_edition(taken) | {path: body for area in taken.front.areas for path, body in of_area(taken, area).items()}

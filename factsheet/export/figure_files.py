"""The figures of an edition as files: workbooks, open data, its description for catalogues, and charts."""

from __future__ import annotations

from factsheet.edition import SectionResult
from factsheet.export import pictures
from factsheet.export.catalogue import catalogue, excel_path
from factsheet.export.datapackage import datapackage
from factsheet.export.taken import Taken
from factsheet.export.workbook import workbook
from factsheet.settings import Area

WIDTH = 640  # of a chart that is taken along; its picture has twice as many pixels


def picture_of(part: SectionResult) -> tuple[bytes, bytes] | None:
    """The chart of one section as SVG and as PNG; None when it has none."""
    if not part.grafiek:
        return None
    [(svg, png)] = pictures.to_take_along([part.grafiek], WIDTH)
    return svg.encode(), png


def images(taken: Taken, area: Area) -> dict[str, bytes]:
    """The chart of every section of this area, as SVG and as PNG: "2024-hengelo-uitgaven.svg"."""
    drawn = {part.sleutel: part.grafiek for part in taken.sheet(area).secties if part.grafiek}
    made = pictures.to_take_along(drawn.values(), WIDTH)
    files: dict[str, bytes] = {}
    for key, (svg, png) in zip(drawn, made, strict=True):
        name = f"{taken.jaar}-{area.slug}-{key}"
        files |= {f"{name}.svg": svg.encode(), f"{name}.png": png}
    return files


def charts_of(taken: Taken, area: Area) -> dict[str, bytes]:
    """The charts of one area, by path."""
    return {f"grafieken/{area.slug}/{name}": body for name, body in images(taken, area).items()}


def of_edition(taken: Taken) -> dict[str, bytes]:
    """The workbook of all areas together, the open data and their description for catalogues, by path."""
    base = taken.address_of(taken.front.gemeente) if taken.public else ""
    open_data = {f"cijfers/datapackage/{name}": body for name, body in datapackage(taken).items()}
    whole = {excel_path(taken): workbook(taken, taken.front.areas), "cijfers/catalogus.jsonld": catalogue(taken, base)}
    return whole | open_data

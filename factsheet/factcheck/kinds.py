"""Which figures are alike: of another law, age or layer, the whole that they are a part of, what they count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factsheet.figures import Figure
from schemas import domain

_UNIONS = {groep.sleutel for groep in domain.GROEPEN if groep.delen}
_LAWS = {wet.sleutel for wet in domain.WETTEN} | {groep.sleutel for groep in domain.GROEPEN}
# Which figure the parts with this ending add up to.
_WHOLES = {
    "clienten": ("wmo-en-jeugdwet.clienten",),
    "indicaties": ("wmo-en-jeugdwet.indicaties",),
    "uitgaven": ("uitgaven.nominaal",),
    "uitgaven_gecorrigeerd": ("uitgaven.gecorrigeerd",),
    "intensief": ("{0}.intensief", "{0}.lichter"),
    "lichter": ("{0}.intensief", "{0}.lichter"),
}


def alike(figure: Figure, figures: Iterable[Figure]) -> list[Figure]:
    """The others that can be ranked with a figure: the same of each law, of each age, of each layer."""
    return [other for other in figures if other is not figure and is_alike(figure, other)]


def is_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures tell the same of two different things."""
    a, b = _segments(one), _segments(other)
    differing = [i for i, (left, right) in enumerate(zip(a, b, strict=False)) if left != right]
    if one.unit.soort != other.unit.soort or len(a) != len(b) or len(differing) != 1 or _UNIONS & {a[0], b[0]}:
        return False
    return differing == [0] and b[0] in _LAWS if a[0] in _LAWS else a[0] == b[0]


def wholes(figure: Figure, figures: Mapping[str, Figure]) -> list[Figure]:
    """What a figure is a part of: figures to be added up; none where that is not published."""
    start, _, last = figure.sleutel.rpartition(".")
    keys = [key.format(start) for key in _WHOLES.get(last, ())]
    if figure.sleutel in keys[:1] and len(keys) == 1:
        return []
    return [figures[key] for key in keys] if all(key in figures for key in keys) else []


def counts(figure: Figure) -> str:
    """Whether a number or share is of "huishoudens" or of "inwoners"; empty for anything else."""
    of = figure.formule.rpartition("÷")[2] if figure.unit.soort == "procent" else figure.unit.naam
    if "huishoudens" in of and "inwoners in" not in of:
        return "huishoudens"
    return "inwoners" if any(word in of for word in ("inwoners", "cliënten", "ontvangers")) else ""


def _segments(figure: Figure) -> list[str]:
    """The key of a figure in parts; that of households with bijstand as that of the clients of the other laws."""
    key = figure.sleutel
    return (f"{key.partition('.')[0]}.clienten" if key == domain.PARTICIPATIEWET.groep.omvang else key).split(".")

"""What a chart shows, in the sentence that somebody would say who reads it aloud. At most some forty words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from factsheet.figures import Figure, Point
from factsheet.narrate import notation, reference

WORDS = 32  # that answers may take together


def known(figure: Figure) -> list[Point]:
    """The years that have a value."""
    return [point for point in figure.points if point.waarde is not None]


def of_bars(figures: Sequence[Figure]) -> str:
    """Staafdiagram: van de inwoners kreeg 9% hulp uit de Wmo en 3% jeugdhulp. In heel Hengelo: 8% en 4%."""
    groups = itertools.groupby(figures, key=lambda figure: _saying(figure)[:2])
    told = "; ".join(
        f"{opening} {verb} {_list([f'{notation.shown(figure)} {_saying(figure)[2]}' for figure in group])}"
        for (opening, verb), group in groups
    )
    there = [figure.gemeente for figure in figures if figure.gemeente]
    beside = f" In heel {there[0].area.naam}: {_list([notation.shown(figure) for figure in there])}." if there else ""
    return f"Staafdiagram: {told}.{beside}"


def of_lines(figures: Sequence[Figure], kind: str = "Lijn") -> str:
    """Lijn: het aantal indicaties ging van 18.270 in 2021 naar 17.360 in 2024."""
    told = "; ".join(_course(figure) for figure in figures if known(figure))
    there = [f.gemeente for f in figures if f.gemeente and f.unit.comparable and f.gemeente.value is not None]
    beside = [f"in heel {figure.area.naam} {notation.shown(figure)}" for figure in there]
    beside += [
        reference.named(figure, other) for figure in figures if figure.unit.per_person for other in figure.elsewhere
    ]
    return f"{kind}: {told}{f' ({_list(beside)})' if beside else ''}."


def of_index(items: Sequence[tuple[Figure, str, float]], base: int, dashed: tuple[Figure, str]) -> str:
    """Lijnen met 2021 als 100. Hoogste lijn in 2024: Jeugdwet (€ 36,3 mln), dan Wmo (€ 33,3 mln)."""
    order = sorted(items, key=lambda item: -item[2])
    highest, *others = [f"{name} ({_millions(figure)})" for figure, name, _ in order]
    then = f", dan {_list(others)}" if others else ""
    whole, words = dashed
    total = f" Gestippeld: {words.lower()} ({_millions(whole)})." if known(whole) else ""
    year = known(order[0][0])[-1].jaar
    return f"Lijnen na prijscorrectie, met {base} als 100. Hoogste lijn in {year}: {highest}{then}.{total}"


def of_dots(groups: Sequence[tuple[str, Sequence[tuple[str, Figure]]]]) -> str:
    """Twee stippen per klasse. Individuele begeleiding: de grootste klasse is 1 tot 2 uur (720, in 2023 700)."""
    told = []
    for title, figures in groups:
        largest = max(figures, key=lambda pair: pair[1].value or 0, default=None)
        if largest and largest[1].value is not None:
            name, figure = largest
            then = [f", in {p.jaar} {notation.point(p, figure.unit)}" for p in known(figure) if p.jaar < figure.jaar]
            course = notation.shown(figure) + "".join(then[-1:])
            told.append(f"{title.split(',')[0]}: de grootste klasse is {name} ({course}).")
    return " ".join(["Twee stippen per klasse: dit jaar en het jaar ervoor.", *told])


def of_pyramid(layers: Sequence[tuple[str, Figure]]) -> str:
    """Piramide, van boven naar beneden: maatwerk 6.690, zelfzorg niet geteld."""
    told = [f"{name} {notation.shown(f) if f.value is not None else 'niet geteld'}" for name, f in layers]
    return f"Piramide, van boven naar beneden: {', '.join(told)}."


def of_surveys(figures: Sequence[Figure]) -> str:
    """Lijnen: van de mensen met Wmo merkt 89% dat de hulp werkt (77% in 2021). As many as there is room for."""
    told: list[str] = []
    for figure in figures:
        said = _answer(figure)
        if told and len(" ".join([*told, said]).split()) > WORDS:
            break
        told.append(said)
    left = len(figures) - len(told)
    more = f" En nog {notation.count(left)} {'oordeel' if left == 1 else 'oordelen'}." if left else ""
    return f"Lijnen met de marge van de enquête: {'; '.join(told)}.{more}"


def _answer(figure: Figure) -> str:
    first, last = known(figure)[0], known(figure)[-1]
    now = notation.point(last, figure.unit)
    own = figure.naam.kort_zin.rstrip(".")
    said = f"{own[:1].lower()}{own[1:]}".replace("%", now) if own else f"{figure.label}: {now}"
    return f"{said} ({notation.point(first, figure.unit)} in {first.jaar})" if first is not last else said


def _course(figure: Figure) -> str:
    """Het aantal indicaties ging van 18.270 in 2021 naar 17.360 in 2024."""
    first, last = known(figure)[0], known(figure)[-1]
    begin, end = notation.point(first, figure.unit), notation.point(last, figure.unit)
    verb, stayed = ("gingen", "bleven") if figure.naam.meervoud else ("ging", "bleef")
    if first is last:
        return f"{figure.naam.tekst}: {end} in {last.jaar}"
    if begin == end:
        return f"{figure.naam.tekst} {stayed} {end} van {first.jaar} tot {last.jaar}"
    return f"{figure.naam.tekst} {verb} van {begin} in {first.jaar} naar {end} in {last.jaar}"


def _saying(figure: Figure) -> tuple[str, str, str]:
    """How a sentence says a share: "van de inwoners", "kreeg", "jeugdhulp"."""
    zin = figure.naam.zin
    return (zin.aanhef, zin.pv, zin.rest) if zin else ("", "", figure.label)


def _millions(figure: Figure) -> str:
    return notation.millions(known(figure)[-1].waarde or 0)


def _list(parts: Sequence[str]) -> str:
    """a, b en c"""
    *first, last = parts
    return f"{', '.join(first)} en {last}" if first else last

"""A factsheet as plain text: every sentence, every figure, and the name of every chart."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.edition import Factsheet, SectionResult
from factsheet.figures import Figure
from factsheet.narrate import notation, reference
from factsheet.release.snapshot import Front


def as_text(sheet: Factsheet, number: int, front: Front, adres: str, kop: str = "") -> str:
    """The text of `factsheet toon`, and of the golden files of the tests.

    `adres`: where readers reach the app now; `kop`: the sentence that heads the year.
    """
    sections = (line for section in sheet.secties for line in _section(section))
    return "\n".join([*_top(sheet, number, front, adres, kop), *sections]) + "\n"


def _top(sheet: Factsheet, number: int, front: Front, adres: str, kop: str) -> Iterator[str]:
    yield f"# {sheet.titel}"
    yield f"{sheet.area.naam}, {sheet.jaar}, editie {number}"
    if kop:
        yield ""
        yield f"**{kop}**"
    yield ""
    yield sheet.intro
    yield f"{front.wijkzin} {adres}/wijk"
    if sheet.opvallend:
        yield ""
        yield "Wat opvalt:"
    for said in sheet.opvallend:
        yield f"- {said.tekst}"


def _section(section: SectionResult) -> Iterator[str]:
    yield ""
    yield f"## {section.titel}: {section.kop}"
    yield section.uitleg
    yield ""
    for said in section.zinnen:
        yield f"- {said.tekst}"
    if section.duiding and section.duiding.geldt and section.duiding.bron:
        yield f"  Bron: {section.duiding.bron}"
    yield ""
    for figure in section.cijfers:
        yield f"  {figure.label}: {_series(figure)}"
    if sources := reference.sources(section.cijfers):
        yield f"  {sources}"
    if section.grafiek:
        yield f"  Grafiek: {section.grafiek_titel}"


def _series(figure: Figure) -> str:
    points = "; ".join(f"{p.jaar}: {notation.point(p, figure.unit)}" for p in figure.points)
    beside = [reference.named(figure, other) for other in figure.elsewhere]
    aim = [f"doel {reference.target(figure)}"] if figure.doel else []
    return "; ".join([f"{points or notation.UNKNOWN}{notation.in_brackets(figure)}", *aim, *beside])

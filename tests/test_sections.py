"""All sections, in every situation that data can bring; and a section that is only a new file."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from factsheet import sections
from factsheet.edition import SectionResult, factsheet
from factsheet.figures import ELSEWHERE, Tables
from factsheet.narrate import complete
from factsheet.origin import origin
from factsheet.rows import PublishedRows
from factsheet.sections import SECTIONS
from factsheet.sections.base import Section, figures_in
from factsheet.settings import current
from schemas import SCHEMAS
from tests import example
from tests.mirror import only, scaled, until

SETTINGS = current()
HENGELO = SETTINGS.gemeente


SITUATIONS: dict[str, Callable[[dict[str, pl.DataFrame]], dict[str, pl.DataFrame]]] = {
    "as it is": dict,
    "everything rises": scaled(1.1),
    "everything falls": scaled(0.9),
    "everything rises a little": scaled(1.01),
    "nothing changes": scaled(1.0),
    "everything is zero": scaled(0.0),
    "first year": lambda frames: {name: only(frame, 2024) for name, frame in frames.items()},
    "last year is missing": lambda frames: {n: f.filter(pl.col("jaar") != 2023) for n, f in frames.items()},
    "this year is missing": lambda frames: {n: until(f, 2023) for n, f in frames.items()},
    "nothing at all": lambda frames: {n: f.clear() for n, f in frames.items()},
    "not even tables": lambda _: {},
}


@functools.cache
def tables_in(situation: str) -> Tables:
    return Tables(SITUATIONS[situation](dict(example.tables().frames)), SETTINGS)


def ids(value: Any) -> str:
    return value.sleutel if isinstance(value, Section) else str(value)


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("section", SECTIONS, ids=ids)
@pytest.mark.parametrize("area", ["Hengelo", "Buitengebied"])
def test_every_section_speaks_plain_dutch_in_every_situation(section: Section[Any], situation: str, area: str) -> None:
    place = SETTINGS.area(area)
    assert place is not None

    figures = section.figures(tables_in(situation), place, 2024)
    text = section.text(figures)
    chart = section.chart(figures)

    assert text.kop
    assert text.zinnen
    for said in complete(text.zinnen):
        assert re.fullmatch(r"[A-ZÀ-Ý].*\.", said.tekst), said.tekst
        assert not re.search(r"[{}]|None|nan|inf\b|  ", said.tekst), said.tekst
        assert len(said.tekst.split()) <= 25, said.tekst
    assert chart is None or json.dumps(chart.to_dict())  # to_dict validates against the schema of Vega-Lite


@pytest.mark.parametrize("section", SECTIONS, ids=ids)
def test_a_section_declares_what_it_reads(section: Section[Any]) -> None:
    assert set(section.reads) <= SCHEMAS.keys()
    assert section.titel and section.uitleg.rstrip().endswith(".")
    assert section.per_wijk == any(SCHEMAS[dataset].per_area for dataset in section.reads)


def otherwise(dataset: str) -> Iterator[Tables]:
    """The example without what is published of a dataset, and with other numbers in it."""
    frames = example.tables().frames
    own = {name: frame for name, frame in frames.items() if origin(name).dataset == dataset}
    numbers = pl.selectors.numeric() - pl.selectors.by_name("jaar", "scorejaar", require_all=False)
    yield Tables(PublishedRows({name: frame for name, frame in frames.items() if name not in own}), SETTINGS)
    yield Tables(
        PublishedRows({**frames, **{name: rows.with_columns(numbers * 2 + 30) for name, rows in own.items()}}), SETTINGS
    )


@pytest.mark.parametrize("dataset", sorted(SCHEMAS))
def test_a_section_reads_what_it_declares_and_nothing_else(dataset: str) -> None:
    """What an edit of a dataset can touch follows from it."""
    for tables in otherwise(dataset):
        for area in (HENGELO, SETTINGS.wijken[0]):
            before, now = example.sheet(2024, area).secties, factsheet(tables, {}, area, 2024).secties
            touched = {old.sleutel for old, new in zip(before, now, strict=True) if own(old) != own(new)}
            reading = {section.sleutel for section in SECTIONS if dataset in section.reads}
            if dataset == ELSEWHERE:  # which any section may have, and some do in the example
                reading = {part.sleutel for part in before if any(f.elsewhere for f in part.cijfers)}
            assert touched == reading & {part.sleutel for part in before}


def own(part: SectionResult) -> SectionResult:
    """A section with all its sentences, whatever an earlier section of the page tells."""
    return replace(part, zinnen=part.alle)


def test_places_and_keys_are_different() -> None:
    assert (
        len({section.order for section in SECTIONS}) == len({section.sleutel for section in SECTIONS}) == len(SECTIONS)
    )


def test_a_figure_with_one_key_has_one_value() -> None:
    found: dict[str, float | None] = {}

    for section in SECTIONS:
        for figure in figures_in(section.figures(example.tables(), HENGELO, 2024)):
            assert found.setdefault(figure.sleutel, figure.value) == figure.value


def test_a_figure_with_one_key_has_one_label() -> None:
    found: dict[str, str] = {}

    for section in SECTIONS:
        for figure in figures_in(section.figures(example.tables(), HENGELO, 2024)):
            assert found.setdefault(figure.sleutel, figure.label) == figure.label


def test_every_title_has_at_most_ten_words() -> None:
    for year in example.YEARS:
        for area in SETTINGS.areas:
            for part in example.sheet(year, area).secties:
                assert len(part.kop.split()) <= 10, part.kop


def test_what_the_figures_say_is_what_the_chart_draws() -> None:
    """Every number that a chart shows is printed in the table beside it, or is a shorter print of one."""
    for part in example.sheet(2024).secties:
        assert part.grafiek is not None
        table = example.as_text(example.sheet(2024))
        data = [row for rows in part.grafiek["datasets"].values() for row in rows]
        shown = {row["tekst"] for row in data if row.get("tekst") and "mln" not in row["tekst"]}
        assert [text for text in shown if text not in table] == []


def test_a_new_section_is_only_a_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = Path(sections.__file__).with_name("loonkostensubsidie.py").read_text(encoding="utf-8")
    code = code.replace('sleutel="loonkostensubsidie"', 'sleutel="nieuw"').replace(
        'titel="Loonkostensubsidie"', 'titel="Nieuw"'
    )
    (tmp_path / "nieuw.py").write_text(code.replace("order=100", "order=105"), encoding="utf-8")
    monkeypatch.setattr(sections, "__path__", [*sections.__path__, str(tmp_path)])

    found = sections._found()

    assert [section.sleutel for section in found][-2:] == ["nieuw", "beleidsindicatoren"]
    monkeypatch.setattr("factsheet.edition.SECTIONS", found)
    sheet = factsheet(example.tables(), {}, HENGELO, 2024)
    assert "## Nieuw: Meer mensen met loonkostensubsidie dan in 2023" in example.as_text(sheet)


def test_a_file_without_a_section_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hulpje.py").write_text("def helper(): ...\n", encoding="utf-8")
    monkeypatch.setattr(sections, "__path__", [*sections.__path__, str(tmp_path)])

    with pytest.raises(TypeError, match=r"factsheet/sections/hulpje\.py declares no SECTION"):
        sections._found()


def test_titles_and_intro_come_from_the_texts_of_the_edition() -> None:
    texts = {"titel": "Ons sociaal domein in {jaar}", "intro": "Welkom.", "wonen.titel": "Huizen"}

    sheet = factsheet(example.tables(), texts, HENGELO, 2024)

    assert (sheet.titel, sheet.intro) == ("Ons sociaal domein in 2024", "Welkom.")
    assert next(part.titel for part in sheet.secties if part.sleutel == "wonen") == "Huizen"


def test_a_wijk_gets_no_sections_that_only_the_municipality_has() -> None:
    keys = {part.sleutel for part in example.sheet(2024, SETTINGS.wijken[0]).secties}

    assert "beleidsindicatoren" not in keys
    assert {"inwoners", "gebruik", "piramide"} <= keys


def test_altair_numbers_are_dutch() -> None:
    for part in example.sheet(2024).secties:
        assert part.grafiek is not None
        assert part.grafiek["config"]["locale"]["number"]["decimal"] == ","

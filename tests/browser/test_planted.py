"""Exact counts that nobody can miss are planted, and looked for in all that a reader can get."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace

import polars as pl
import pytest

from factsheet import cli
from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, WIJKCOORDINATOR, find_pages, sessions
from factsheet.origin import origin
from factsheet.release import publish as publication
from factsheet.settings import Settings
from factsheet.store import Store
from factsheet.validate import check
from tests import example_years
from tests.browser.conftest import ROOT, StartServer
from tests.browser.stream import open_stream
from tests.example import true_tables

pytestmark = pytest.mark.browser

YEARS = (2021, 2022)
READERS = (WIJKCOORDINATOR, MANAGEMENT, BEHEERDER)
NUMBER = re.compile(r"\d[\d.,]*")
TIME = re.compile(r'"time": "[^"]*"')


def planted(year: int, settings: Settings) -> dict[str, pl.DataFrame]:
    """The example with counts of thousands and more that end in anything but a zero; what adds up still does."""
    return {name: _planted(name, rows, settings) for name, rows in true_tables(year).items()}


def _planted(dataset: str, rows: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    people = list(origin(dataset).people)
    if not people:
        return rows
    whole = pl.col("gebied") == settings.gemeente.code
    keys = [key for key in origin(dataset).keys if key != "gebied"]
    # Linear, so that unions and sums hold; of the municipality so that as many people moved as there did, times 97.
    parts = pl.when(~whole).then(1).otherwise(0).sum()
    many = parts.over(keys) if keys else parts
    more = 13 * pl.when(whole).then(many).otherwise(1)
    made = rows.with_columns((97 * pl.col(name) + more).cast(pl.Int64).alias(name) for name in people)
    if dataset != "begeleiding":
        return made
    each = {k.naam: (k.van + (k.tot or 2 * k.van)) / 2 for vorm in settings.vormen for k in vorm.klassen}
    return made.with_columns(omvang=pl.col("clienten") * pl.col("klasse").replace_strict(each, return_dtype=pl.Float64))


def secrets(settings: Settings) -> set[int]:
    """All exact counts that no rounding leaves as they are, from the size on at which they cannot be chance."""
    return {
        value
        for year in YEARS
        for name, rows in planted(year, settings).items()
        for column in origin(name).people
        for value in rows[column].drop_nulls()
        if value % 10 and value >= 10_000
    }


def numbers_in(text: str) -> Iterator[int]:
    """Every number of a text, written as programs, as Dutch people, or with decimals."""
    for found in NUMBER.findall(text):
        for written in (found.replace(".", "").replace(",", ""), re.split(r"[.,]\d{1,2}$", found)[0].replace(".", "")):
            if written.isdigit():
                yield int(written)
        if found.count(".") == 1 and found.replace(".", "").isdigit():
            yield int(float(found))


def found_in(texts: Iterable[str], wanted: set[int]) -> set[int]:
    return {number for text in texts for number in numbers_in(text)} & wanted


@pytest.fixture
def filled(example: Store, settings: Settings) -> Store:
    """Two years of planted counts, published."""
    town = replace(settings, vier_ogen=False)
    for year in YEARS:
        checked = [check(body, settings, name=name) for name, body in example_years.files(year).items()]
        rows = planted(year, settings)
        example.save([replace(file, table=rows[str(file.dataset)]) for file in checked], who="rik")
        publication.publish(example, year, who="els", settings=town)
    return example


def test_no_exact_count_reaches_a_reader(
    filled: Store, settings: Settings, store_url: str, start_server: StartServer, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = secrets(settings)
    server = start_server(store_url)
    seen: dict[str, str] = {}
    pages = find_pages(ROOT / "pages")

    for page in pages:
        for role in sorted(page.roles & set(READERS)):
            account = next(one for one in filled.accounts() if role in one.roles and REDACTEUR not in one.roles)
            with open_stream(server.base, token=sessions.log_in(filled, account).token) as stream:
                for query in ({}, *({"jaar": str(year)} for year in YEARS), {"wijk": "Berflo Es"}):
                    stream.visit(page.path, **query)
                    seen[f"{page.path} {role} {query}"] = stream.text
    for edition in filled.editions():
        for part, body in filled.documents(edition.id).items():
            seen[f"document {edition.year} {part}"] = zlib.decompress(body).decode()
        for name, rows in filled.tables(edition.id).items():
            seen[f"table {edition.year} {name}"] = rows.write_csv()
    for call in (["toon"], ["toon", "--json"], ["toon", "--gebied", "Berflo Es"], ["tabel", "--dataset", "gebruik"]):
        assert cli.main([call[0], "--jaar", "2022", *call[1:]]) == 0
        seen[f"factsheet {call}"] = capsys.readouterr().out
    # Without times and hashes: any digits may stand in those, also a number that is looked for.
    entries = [asdict(line) | {"at": None, "hash": None} for line in filled.log_entries(10_000)]
    seen["log"] = TIME.sub("", server.output) + json.dumps(entries)

    editor = filled.account(REDACTEUR)
    assert editor is not None
    with open_stream(server.base, token=sessions.log_in(filled, editor).token) as stream:
        stream.visit("bewerken", jaar="2022", gegevens="gebruik")
        # Editors see them on their own pages; and so it is known that the search finds them where they are.
        assert found_in([stream.text], wanted)
        assert "Op deze pagina staan de echte aantallen" in stream.text

    told = {where: found_in([text], wanted) for where, text in seen.items()}

    assert {where: numbers for where, numbers in told.items() if numbers} == {}
    assert len(wanted) > 150
    assert any("Samenvatting" in text for text in seen.values())
    assert any("vega" in text.lower() for text in seen.values())

"""An edition as open data: CSV files, and a Frictionless Data Package (version 2) that says what is in them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from typing import Any

from factsheet.edition import Factsheet
from factsheet.export import observations
from factsheet.export.observations import Observation
from factsheet.export.taken import Taken
from schemas import domain

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DESCRIPTION = "datapackage.json"
FIGURES, COMPARED, SENTENCES = "cijfers", "vergelijking", "zinnen"
STANDING_OUT = "opvallend"  # where the sentences of a wijk stand that belong to no section

# Said in full: a program that guesses is wrong where a text has many commas and line breaks.
DIALECT = {"header": True, "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}


@dataclass(frozen=True)
class Licence:
    """On what terms an edition may be used: its name among open licences (opendefinition.org), and where it stands."""

    name: str
    title: str
    path: str


# What Dutch governments use for open data.
CC0 = Licence("CC0-1.0", "CC0 1.0 Universeel", "https://creativecommons.org/publicdomain/zero/1.0/deed.nl")


@dataclass(frozen=True)
class Column:
    """A column of a file. `required`: it has a value in every row."""

    name: str
    kind: str
    about: str
    required: bool = True

    def described(self) -> dict[str, Any]:
        constraints = {"constraints": {"required": True}} if self.required else {}
        return {"name": self.name, "type": self.kind, "description": self.about} | constraints


JAAR = Column("jaar", "integer", "Het jaar waar het cijfer over gaat.")
SECTIE = Column("sectie", "string", "Het onderdeel van de factsheet.")
CIJFER = Column("cijfer", "string", "De sleutel van het cijfer, dezelfde in elke editie.")
LABEL = Column("label", "string", "Wat er geteld of berekend is.")
EENHEID = Column("eenheid", "string", "Wat het getal telt. Een percentage staat er als getal: 12 is 12%.")
TABLES: Mapping[str, tuple[str, tuple[Column, ...], tuple[str, ...]]] = {
    FIGURES: (
        "De cijfers van de gemeente en de wijken per jaar",
        (
            JAAR,
            Column("gebied", "string", "De gemeente of een wijk."),
            Column("gebiedscode", "string", "De code van het CBS."),
            SECTIE,
            CIJFER,
            LABEL,
            Column("waarde", "number", "Het cijfer, afgerond zoals in de factsheet. Leeg waar een woord staat.", False),
            EENHEID,
            Column(
                "status", "string", "bekend, niet bekend, weggelaten vanwege privacy, of bijvoorbeeld minder dan 10."
            ),
            Column("verandering", "number", "Het verschil met een eerder jaar, waar dat met zekerheid is.", False),
            Column("verandering_eenheid", "string", "procent, procentpunt of punt.", False),
            Column("tegen_jaar", "integer", "Het jaar waarmee vergeleken is.", False),
            Column("doel", "number", "Wat de gemeente in dat jaar wilde bereiken.", False),
            Column("oordeel", "string", "Of het doel gehaald is.", False),
        ),
        ("jaar", "gebiedscode", "sectie", "cijfer"),
    ),
    COMPARED: (
        "Dezelfde cijfers van andere gebieden, om mee te vergelijken",
        (
            JAAR,
            Column("gebied", "string", "Het andere gebied, zoals Nederland."),
            SECTIE,
            CIJFER,
            LABEL,
            Column("waarde", "number", "Het cijfer in dat gebied, afgerond zoals in de factsheet."),
            EENHEID,
            Column("bron", "string", "Waar het cijfer vandaan komt.", False),
        ),
        ("jaar", "gebied", "sectie", "cijfer"),
    ),
    SENTENCES: (
        "De zinnen van de factsheet",
        (
            Column("jaar", "integer", "Het jaar van de factsheet."),
            Column("gebied", "string", "De gemeente of een wijk."),
            Column("sectie", "string", f"Het onderdeel van de factsheet, of '{STANDING_OUT}': wat in een wijk opvalt."),
            Column("volgorde", "integer", "De plaats van de zin in het onderdeel; 0 is de kop."),
            Column("soort", "string", "kop, gegenereerd (uit de cijfers gemaakt) of duiding (door een redacteur)."),
            Column("tekst", "string", "De zin."),
        ),
        ("gebied", "sectie", "volgorde"),
    ),
}


def datapackage(taken: Taken, licence: Licence = CC0) -> dict[str, bytes]:
    """The files of the package by name: CSV (UTF-8, RFC 4180, decimal point) and `datapackage.json`.

    `vergelijking.csv` is there when the edition has other areas to compare with.
    """
    sheets = [taken.sheet(area) for area in taken.front.areas]
    parts = [part for sheet in sheets for part in sheet.secties]
    own = [row for part in parts for row in observations.of_section(part)]
    others = observations.unique(row for part in parts for row in observations.elsewhere(part))
    rows = {
        FIGURES: [_figure(row) for row in own],
        COMPARED: [_compared(row) for row in others],
        SENTENCES: [row for sheet in sheets for row in _sentences(sheet)],
    }
    files = {name: _as_csv(name, found) for name, found in rows.items() if found}
    described = _described(taken, sheets, licence, files)
    return {f"{name}.csv": body for name, body in files.items()} | {DESCRIPTION: described}


def _figure(row: Observation) -> list[object]:
    figure, change = row.figure, row.verandering
    named = [row.jaar, row.gebied, row.code, row.sectie, figure.sleutel, figure.label]
    value = [_number(row.waarde), row.unit.naam, row.status]
    return [*named, *value, _number(change), row.verandering_eenheid, row.tegen, _number(row.doel), row.oordeel]


def _compared(row: Observation) -> list[object]:
    figure = row.figure
    named = [row.jaar, row.gebied, row.sectie, figure.sleutel, figure.label]
    return [*named, _number(row.waarde), row.unit.naam, row.bron]


def _sentences(sheet: Factsheet) -> Iterator[list[object]]:
    for section, kop, said in (
        (STANDING_OUT, "", sheet.opvallend),
        *((p.sleutel, p.kop, p.zinnen) for p in sheet.secties),
    ):
        texts = [("kop", kop), *((one.soort, one.tekst) for one in said)]
        for place, (soort, text) in enumerate(texts):
            if text:
                yield [sheet.jaar, sheet.area.naam, section, place, soort, text]


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _as_csv(name: str, rows: Iterable[Sequence[object]]) -> bytes:
    _, columns, _ = TABLES[name]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows(rows)
    return text.getvalue().encode()


def _described(taken: Taken, sheets: Sequence[Factsheet], licence: Licence, files: Mapping[str, bytes]) -> bytes:
    """`datapackage.json`."""
    gemeente = taken.front.gemeente
    described = {
        "$schema": PROFILE,
        "name": f"sociaal-domein-{gemeente.slug}-{taken.jaar}",
        "title": f"{sheets[0].titel}, {gemeente.naam}",
        "description": f"{taken.line}. {f'Herzien: {taken.revised} ' if taken.revised else ''}{taken.front.leeswijzer}",
        "homepage": taken.address_of(gemeente),
        "version": str(taken.edition.number),
        "created": taken.edition.public_from.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "keywords": ["sociaal domein", *domain.names(domain.WETTEN), gemeente.naam],
        "licenses": [vars(licence)],
        "contributors": [{"title": observations.municipality(taken), "roles": ["publisher"]}],
        "sources": [{"title": source} for source in _sources(sheets)],
        "resources": [_resource(name, body) for name, body in files.items()],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _sources(sheets: Sequence[Factsheet]) -> list[str]:
    """Where figures and editorial texts come from, each once."""
    parts = [part for sheet in sheets for part in sheet.secties]
    found = [observations.source(part) for part in parts]
    found += [row.bron for part in parts for row in observations.elsewhere(part)]
    found += [part.duiding.bron or "" for part in parts if part.duiding and part.duiding.geldt]
    return list(dict.fromkeys(filter(None, found)))


def _resource(name: str, body: bytes) -> dict[str, Any]:
    title, columns, key = TABLES[name]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "schema": {
            "fields": [column.described() for column in columns],
            "missingValues": [""],
            "primaryKey": list(key),
        },
    }

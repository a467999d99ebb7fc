"""Figures as open data: every value as printed, in files that Frictionless calls valid."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pytest

from factsheet.export.datapackage import DESCRIPTION, PROFILE, Licence, datapackage
from factsheet.export.taken import Taken
from factsheet.figures import Elders
from tests import figure_files

Row = dict[str, str]
Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def edition(loaded: Path) -> Taken:
    return figure_files.of_example(loaded)


@pytest.fixture(scope="module")
def files(edition: Taken) -> Files:
    return datapackage(edition)


def rows(files: Files, name: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline=""), strict=True))


def described(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[DESCRIPTION])
    return found


def problems(files: Files, folder: Path) -> list[Any]:
    """What Frictionless says of the files and of their description, the rules of version 2 among it."""
    for name, body in files.items():
        (folder / name).write_bytes(body)
    report = frictionless.validate(str(folder / DESCRIPTION))
    return [*report.errors, *(error for task in report.tasks for error in task.errors)]


def as_number(text: str) -> float | None:
    return float(text) if text else None


def found(files: Files) -> list[tuple[object, ...]]:
    return [
        (
            row["sectie"],
            row["gebied"],
            row["gebiedscode"],
            row["cijfer"],
            row["label"],
            int(row["jaar"]),
            as_number(row["waarde"]),
            row["status"],
            row["eenheid"],
            as_number(row["verandering"]),
            row["verandering_eenheid"],
            int(row["tegen_jaar"]) if row["tegen_jaar"] else None,
        )
        for row in rows(files, "cijfers.csv")
    ]


def expected(of: Taken) -> list[tuple[object, ...]]:
    return [
        (
            section,
            f.area.naam,
            f.area.code,
            f.sleutel,
            f.label,
            p.jaar,
            *figure_files.printed(f, p),
            f.unit.naam,
            *figure_files.change(f, p),
        )
        for section, f, p in figure_files.figures(of)
    ]


@pytest.mark.parametrize("year", [2021, 2024])
def test_every_figure_is_there_as_it_is_printed(loaded: Path, year: int) -> None:
    edition = figure_files.of_example(loaded, year)

    assert sorted(found(datapackage(edition)), key=str) == sorted(expected(edition), key=str)


def test_frictionless_finds_the_files_valid(files: Files, tmp_path: Path) -> None:
    assert set(files) == {"cijfers.csv", "vergelijking.csv", "zinnen.csv", DESCRIPTION}
    assert problems(files, tmp_path) == []


def test_so_it_is_of_another_municipality(tmp_path: Path) -> None:
    town = figure_files.of_other_town()

    made = datapackage(town)

    assert sorted(found(made), key=str) == sorted(expected(town), key=str)
    assert problems(made, tmp_path) == []
    assert described(made)["name"] == "sociaal-domein-klein-dorp-2023"
    assert described(made)["version"] == "2"
    assert "Herzien: De uitgaven klopten niet." in described(made)["description"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("cijfers.csv", b",81418,", b",veel,"),
        ("cijfers.csv", b"2021,Hengelo", b",Hengelo"),
        ("cijfers.csv", b"2022,Hengelo", b"2021,Hengelo"),
        (DESCRIPTION, b'"type": "integer"', b'"type": "geheel"'),
        (DESCRIPTION, b'"licenses": [', b'"licenses": [{}, '),
        (DESCRIPTION, b'"path": "zinnen.csv"', b'"path": "niets.csv"'),
    ],
)
def test_frictionless_finds_what_is_wrong(files: Files, tmp_path: Path, file: str, old: bytes, new: bytes) -> None:
    """Otherwise that it finds nothing says nothing."""
    changed = {**files, file: files[file].replace(old, new)}

    assert changed[file] != files[file]
    assert problems(changed, tmp_path)


def test_the_package_tells_what_it_is(edition: Taken, files: Files) -> None:
    package = described(files)

    assert package["$schema"] == PROFILE
    assert package["title"] == "Sociaal domein in beeld 2024, Hengelo"
    assert package["created"] == "2025-03-01T12:00:00Z"
    assert package["version"] == "1"
    assert package["homepage"] == edition.address_of(edition.front.gemeente)
    assert package["contributors"] == [{"title": "Gemeente Hengelo", "roles": ["publisher"]}]
    assert [licence["name"] for licence in package["licenses"]] == ["CC0-1.0"]
    assert {"CBS", "registratie van de gemeente", "Voorbeeldcijfers", "https://www.berenschot.nl"} <= {
        source["title"] for source in package["sources"]
    }
    assert edition.front.leeswijzer in package["description"]


def test_a_municipality_may_choose_another_licence(edition: Taken) -> None:
    other = Licence("CC-BY-4.0", "Naamsvermelding 4.0", "https://creativecommons.org/licenses/by/4.0/deed.nl")

    assert described(datapackage(edition, other))["licenses"] == [vars(other)]


def test_every_column_is_described(files: Files) -> None:
    for resource in described(files)["resources"]:
        head = files[resource["path"]].decode().splitlines()[0].split(",")
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == head
        assert all(field["description"] for field in fields)
        assert set(resource["schema"]["primaryKey"]) <= set(head)


def test_what_it_is_compared_with(edition: Taken, files: Files) -> None:
    compared = {
        (str(f.jaar), e.gebied, part.sleutel, f.sleutel, f.label, f.unit.naam, e.bron, e.waarde)
        for part in edition.sheet(edition.front.gemeente).secties
        for f in part.cijfers
        for e in f.elders
    }

    there = rows(files, "vergelijking.csv")

    names = ("jaar", "gebied", "sectie", "cijfer", "label", "eenheid", "bron")
    assert {(*(row[name] for name in names), float(row["waarde"])) for row in there} == compared
    assert len(there) == len(compared) == 6


def test_an_edition_without_others_has_no_such_file(loaded: Path, tmp_path: Path) -> None:
    alone = datapackage(figure_files.of_example(loaded, 2021))

    assert set(alone) == {"cijfers.csv", "zinnen.csv", DESCRIPTION}
    assert problems(alone, tmp_path) == []


def test_an_aim_is_there(edition: Taken, tmp_path: Path) -> None:
    made = datapackage(figure_files.with_aims(edition))

    aimed = [row for row in rows(made, "cijfers.csv") if row["doel"]]

    # The score is of the year before; an aim is always of the year that a figure is about.
    assert {row["jaar"] for row in aimed if row["sectie"] != "ses"} == {"2024"}
    assert {row["oordeel"] for row in aimed} == {"nog niet"}
    assert [row["doel"] for row in aimed if row["cijfer"] == "ses.score"] == ["12.500"] * 11
    assert problems(made, tmp_path) == []


def test_every_sentence_is_there_in_its_order(edition: Taken, files: Files) -> None:
    told: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows(files, "zinnen.csv"):
        place = told.setdefault((row["gebied"], row["sectie"]), [])
        assert int(row["volgorde"]) == len(place) + (row["sectie"] == "opvallend")
        place.append((row["soort"], row["tekst"]))

    for area in edition.front.areas:
        sheet = edition.sheet(area)
        for part in sheet.secties:
            said = [("kop", part.kop), *((one.soort, one.tekst) for one in part.zinnen)]
            assert told.pop((area.naam, part.sleutel)) == said
        assert [text for _, text in told.pop((area.naam, "opvallend"), [])] == [s.tekst for s in sheet.opvallend]
    assert told == {}


@pytest.mark.parametrize("text", figure_files.STARTS)
def test_any_text_comes_back_as_it_was(edition: Taken, tmp_path: Path, text: str) -> None:
    made = datapackage(figure_files.with_texts(edition, text))

    assert {row["label"] for row in rows(made, "cijfers.csv")} == {text}
    assert {row["gebied"] for row in rows(made, "vergelijking.csv")} == {text}
    assert {row["tekst"] for row in rows(made, "zinnen.csv") if row["sectie"] != "opvallend"} == {text}
    assert problems(made, tmp_path) == []


def test_what_readers_do_not_get_is_nowhere(edition: Taken, files: Files) -> None:
    everything = b"".join(files.values()).decode()
    left_out = [row for row in rows(files, "cijfers.csv") if row["status"] != "bekend"]

    assert {row["status"] for row in left_out} == {"niet bekend", "weggelaten vanwege privacy", "minder dan 10"}
    assert {(row["waarde"], row["verandering"]) for row in left_out} == {("", "")}
    assert not [text for text in set(figure_files.hidden(edition)) if text in everything]


def test_the_files_are_plain(files: Files) -> None:
    for name, body in files.items():
        if name.endswith(".csv"):
            assert not body.startswith(b"\xef\xbb\xbf")
            assert body.endswith(b"\r\n")
            assert body.count(b"\n") == body.count(b"\r\n") == len(rows(files, name)) + 1


def test_the_same_edition_gives_the_same_bytes(edition: Taken, files: Files) -> None:
    assert datapackage(edition) == files


def test_a_country_of_which_a_share_rounds_to_nothing_has_its_number(edition: Taken) -> None:
    def none_at_all(part: Any) -> Any:
        first, *others = part.cijfers
        return replace(part, cijfers=(replace(first, elders=(Elders("Nederland", 0.2, "CBS"),)), *others))

    made = datapackage(replace(edition, snapshot=figure_files.Altered(edition.snapshot, none_at_all)))

    assert "0" in {row["waarde"] for row in rows(made, "vergelijking.csv")}

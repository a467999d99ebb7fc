"""All figures of an edition as files: where they stand, that they are whole, and the charts among them."""

from __future__ import annotations

import io
import json
import struct
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from factsheet.export import everything
from factsheet.export.catalogue import forms
from factsheet.export.figure_files import images
from factsheet.export.taken import Taken
from factsheet.settings import current
from tests import figure_files

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def edition(loaded: Path) -> Taken:
    return figure_files.of_example(loaded)


@pytest.fixture(scope="module")
def of_town() -> dict[str, bytes]:
    return figures_of(figure_files.of_other_town())


def figures_of(taken: Taken) -> dict[str, bytes]:
    """All figures of an edition as the archive has them, by path."""
    parts = everything.parts(taken, taken.front.areas, current(), [everything.FIGURES])
    return {path: body for part in parts for path, body in part.make().items()}


def words(svg: bytes) -> str:
    return " ".join(ElementTree.fromstring(svg).itertext())


def test_every_chart_is_there_in_two_forms(edition: Taken) -> None:
    gemeente = edition.front.gemeente
    sections = [part.sleutel for part in edition.sheet(gemeente).secties if part.grafiek]

    made = images(edition, gemeente)

    assert set(made) == {f"2024-hengelo-{key}.{form}" for key in sections for form in ("svg", "png")}
    assert len(sections) == 11


def test_a_chart_tells_itself_what_it_is_of(edition: Taken) -> None:
    wijk = edition.front.wijken[5]
    made = images(edition, wijk)

    for part in edition.sheet(wijk).secties:
        if part.grafiek:
            text = words(made[f"2024-berflo-es-{part.sleutel}.svg"])
            assert all(line in text for line in part.grafiek["title"]["text"])
            assert f"Berflo Es, {part.hoofdcijfer.jaar}." in text
            assert "Bron: " in text


def test_a_chart_is_on_white_and_its_picture_is_sharp(edition: Taken) -> None:
    made = images(edition, edition.front.wijken[5])

    for name, body in made.items():
        if name.endswith(".png"):
            width, height = struct.unpack(">II", body[16:24])
            drawn = ElementTree.fromstring(made[name.replace(".png", ".svg")])
            assert body.startswith(b"\x89PNG\r\n\x1a\n")
            assert (width, height) == (2 * int(drawn.attrib["width"]), 2 * int(drawn.attrib["height"]))
            assert width == 1280
            assert [one.attrib["fill"] for one in drawn.findall(f"{SVG}rect")] == ["#FFFFFF"]


def test_the_whole_edition(of_town: dict[str, bytes]) -> None:
    folders = {name.rpartition("/")[0] for name in of_town}

    assert folders == {
        "cijfers",
        "cijfers/datapackage",
        "grafieken/klein-dorp",
        "grafieken/t-zand",
        "grafieken/de-nieuwe-es",
    }
    assert {name for name in of_town if name.startswith("cijfers/") and name.count("/") == 1} == {
        "cijfers/catalogus.jsonld",
        "cijfers/sociaal-domein-2023.xlsx",
        "cijfers/sociaal-domein-2023-klein-dorp.xlsx",
        "cijfers/sociaal-domein-2023-t-zand.xlsx",
        "cijfers/sociaal-domein-2023-de-nieuwe-es.xlsx",
    }


def test_every_workbook_opens(of_town: dict[str, bytes]) -> None:
    for name, body in of_town.items():
        if name.endswith(".xlsx"):
            assert openpyxl.load_workbook(io.BytesIO(body)).sheetnames[0] == "Leeswijzer"


def test_the_description_names_files_that_are_there(of_town: dict[str, bytes]) -> None:
    [dataset, _] = json.loads(of_town["cijfers/catalogus.jsonld"])["@graph"]
    at = "https://dorp.example/2023/"

    named = {one.get("dcat:downloadURL", {}).get("@id", at).removeprefix(at) for one in dataset["dcat:distribution"]}

    assert named == {form.path for form in forms(figure_files.of_other_town())}
    # Paper is made elsewhere, the page has no file.
    assert {name for name in named if not name.endswith(".pdf") and name} <= of_town.keys()


def test_the_same_edition_gives_the_same_bytes(of_town: dict[str, bytes]) -> None:
    assert figures_of(figure_files.of_other_town()) == of_town

"""The description of an edition for catalogues: what DCAT-AP-NL 3.0 asks for, as JSON-LD that needs no network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factsheet.export.catalogue import catalogue
from factsheet.export.datapackage import Licence
from factsheet.export.taken import Taken
from tests import figure_files

EUROPE = "http://publications.europa.eu/resource/authority/"
# What the profile says must be there, per class; each once, but for a theme.
MANDATORY = {
    "dcat:Dataset": {
        "dct:title",
        "dct:description",
        "dct:identifier",
        "dct:publisher",
        "dct:creator",
        "dct:accessRights",
        "dcat:contactPoint",
        "dcat:theme",
    },
    "dcat:Distribution": {"dcat:accessURL", "dct:license"},
    "dcat:CatalogRecord": {"foaf:primaryTopic", "dct:modified", "dct:language"},
    "foaf:Agent": {"foaf:name"},
    "vcard:Kind": {"vcard:fn", "vcard:hasURL"},
}
CLASSES = {
    "dct:publisher": "foaf:Agent",
    "dct:creator": "foaf:Agent",
    "dcat:contactPoint": "vcard:Kind",
    "dcat:theme": "skos:Concept",
    "dct:accessRights": "dct:RightsStatement",
    "dct:language": "dct:LinguisticSystem",
    "dct:license": "dct:LicenseDocument",
    "dct:spatial": "dct:Location",
    "dct:temporal": "dct:PeriodOfTime",
    "dcat:distribution": "dcat:Distribution",
    "dcat:mediaType": "dct:MediaType",
    "dct:conformsTo": "dct:Standard",
}
Node = dict[str, Any]


@pytest.fixture(scope="module")
def edition(loaded: Path) -> Taken:
    return figure_files.of_example(loaded)


def graph(data: bytes) -> tuple[Node, Node]:
    """The dataset and the record."""
    dataset, record = json.loads(data)["@graph"]
    return dataset, record


def nodes(value: Any) -> Iterator[Node]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from nodes(one)
    elif isinstance(value, list):
        for one in value:
            yield from nodes(one)


def of_kind(value: Any, kind: str) -> list[Node]:
    return [node for node in nodes(value) if node.get("@type") == kind]


@pytest.mark.parametrize("kind", MANDATORY)
def test_what_the_profile_asks_for_is_there(edition: Taken, kind: str) -> None:
    for of, base in ((edition, ""), (figure_files.of_other_town(), "https://dorp.example/2023/")):
        found = of_kind(json.loads(catalogue(of, base))["@graph"], kind)

        assert found
        for node in found:
            assert node.keys() >= MANDATORY[kind]
            assert not any(isinstance(node[name], list) for name in MANDATORY[kind])


def test_every_value_is_of_the_class_that_its_property_asks_for(edition: Taken) -> None:
    found = json.loads(catalogue(edition, ""))["@graph"]

    for node in nodes(found):
        for name, kind in CLASSES.items():
            values = node.get(name, [])
            assert {one["@type"] for one in (values if isinstance(values, list) else [values])} <= {kind}


def test_it_is_json_ld_by_itself(edition: Taken) -> None:
    described = json.loads(catalogue(edition, ""))
    known = described["@context"]

    assert all(re.fullmatch(r"http://[\w./-]+[/#]", address) for address in known.values())
    for node in nodes(described["@graph"]):
        assert {name.partition(":")[0] for name in node if not name.startswith("@")} <= known.keys()
        assert set(node) & {"@id", "@type", "@value"}
        if kind := node.get("@type"):
            assert kind.partition(":")[0] in known
        if "@id" in node:
            assert re.fullmatch(r"(https?://|mailto:)[^\s<>\"{}|\\^`]+", node["@id"])
        if "@value" in node:
            assert node.keys() in ({"@value", "@language"}, {"@value", "@type"})
    # One address means one thing.
    meant: dict[str, set[str]] = {}
    for node in nodes(described["@graph"]):
        if "@id" in node and "@type" in node:
            meant.setdefault(node["@id"], set()).add(node["@type"])
    assert [kinds for kinds in meant.values() if len(kinds) > 1] == []


def test_who_publishes_what_of_when(edition: Taken) -> None:
    dataset, record = graph(catalogue(edition, ""))

    assert dataset["dct:title"] == {"@value": "Sociaal domein in beeld 2024, Hengelo", "@language": "nl"}
    assert edition.front.leeswijzer in dataset["dct:description"]["@value"]
    assert dataset["dct:publisher"]["@id"] == "https://identifier.overheid.nl/tooi/id/gemeente/gm0164"
    assert dataset["dct:publisher"]["foaf:name"]["@value"] == "Gemeente Hengelo"
    assert dataset["dcat:theme"]["@id"] == f"{EUROPE}data-theme/SOCI"
    assert dataset["dct:language"]["@id"] == f"{EUROPE}language/NLD"
    assert dataset["dct:accessRights"]["@id"] == f"{EUROPE}access-right/PUBLIC"
    assert {dataset[name]["@value"] for name in ("dct:issued", "dct:modified")} == {"2025-03-01T12:00:00Z"}
    assert dataset["dct:temporal"]["dcat:startDate"] == {"@value": "2024-01-01", "@type": "xsd:date"}
    assert dataset["dct:temporal"]["dcat:endDate"] == {"@value": "2024-12-31", "@type": "xsd:date"}
    assert dataset["dct:spatial"]["dct:identifier"] == "GM0164"
    assert dataset["dcat:contactPoint"]["vcard:note"]["@value"] == edition.contact
    assert "vcard:hasEmail" not in dataset["dcat:contactPoint"]
    assert "adms:versionNotes" not in dataset
    assert record["foaf:primaryTopic"]["@id"] == dataset["@id"] == dataset["dct:identifier"]
    assert record["dct:conformsTo"]["@id"] == "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"


def test_another_municipality_and_edition() -> None:
    dataset, _ = graph(catalogue(figure_files.of_other_town(), "https://dorp.example/2023"))

    assert dataset["@id"] == "https://dorp.example/2023/#editie-2"
    assert dataset["dct:publisher"]["@id"].endswith("/gm9999")
    assert dataset["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:dorp@klein.example"}
    assert dataset["dcat:version"] == "2"
    assert dataset["adms:versionNotes"]["@value"] == "De uitgaven klopten niet."


def test_its_files_can_be_fetched_where_they_stand() -> None:
    dataset, _ = graph(catalogue(figure_files.of_other_town(), "https://dorp.example/2023/"))

    found = {
        one["dct:format"]["@id"].rpartition("/")[2]: (
            one.get("dcat:downloadURL", {}).get("@id"),
            one["dcat:mediaType"]["@id"].partition("media-types/")[2],
        )
        for one in dataset["dcat:distribution"]
    }

    at = "https://dorp.example/2023/"
    assert found == {
        "CSV": (f"{at}cijfers/datapackage/cijfers.csv", "text/csv"),
        "XLSX": (
            f"{at}cijfers/sociaal-domein-2023.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        "PDF": (f"{at}sociaal-domein-2023-klein-dorp.pdf", "application/pdf"),
        "HTML": (None, "text/html"),
    }
    assert all(one["dct:conformsTo"] for one in dataset["dcat:distribution"])


def test_without_a_site_one_comes_by_way_of_the_page(edition: Taken) -> None:
    dataset, _ = graph(catalogue(edition, ""))

    page = edition.address_of(edition.front.gemeente)
    assert {one["dcat:accessURL"]["@id"] for one in dataset["dcat:distribution"]} == {page}
    assert not any("dcat:downloadURL" in one for one in dataset["dcat:distribution"])


def test_the_licence_is_that_of_the_municipality(edition: Taken) -> None:
    other = Licence("CC-BY-4.0", "Naamsvermelding 4.0", "https://creativecommons.org/licenses/by/4.0/deed.nl")

    licences = {node["@id"] for node in of_kind([*graph(catalogue(edition, "", other))], "dct:LicenseDocument")}

    assert licences == {other.path}


def test_any_text_comes_back_as_it_was(edition: Taken) -> None:
    dataset, _ = graph(catalogue(figure_files.with_texts(edition, figure_files.NASTY), ""))

    assert dataset["dcat:contactPoint"]["vcard:note"]["@value"] == figure_files.NASTY


def test_the_same_edition_gives_the_same_bytes(edition: Taken) -> None:
    assert catalogue(edition, "") == catalogue(edition, "")

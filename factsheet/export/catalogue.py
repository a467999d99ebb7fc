"""An edition as catalogues of open data describe it: DCAT-AP-NL 3.0, as JSON-LD."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from factsheet.export.datapackage import CC0, PROFILE, Licence
from factsheet.export.observations import municipality
from factsheet.export.taken import Taken
from schemas import domain

CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
APPLICATION_PROFILE = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"
TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"
EUROPE = "http://publications.europa.eu/resource/authority/"
MEDIA = "https://www.iana.org/assignments/media-types/"
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
Node = dict[str, Any]


@dataclass(frozen=True)
class Form:
    """One form that an edition comes in: its file below the address of the edition, and what kind that is.

    `kind` is the EU's name of the file type, `media` IANA's; `conforms` what the file keeps to. Without a `path` it is
    the address itself.
    """

    name: str
    path: str
    kind: str
    media: str
    conforms: tuple[str, ...]


def forms(taken: Taken) -> tuple[Form, ...]:
    """The forms of an edition: a page, paper, a workbook, open data."""
    gemeente = taken.front.gemeente
    excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return (
        Form("Open data (CSV)", "cijfers/datapackage/cijfers.csv", "CSV", "text/csv", (PROFILE,)),
        Form("Excel", excel_path(taken), "XLSX", excel, ("https://www.iso.org/standard/71691.html",)),
        Form(
            "PDF",
            taken.name_of(gemeente, "pdf"),
            "PDF",
            "application/pdf",
            ("https://www.iso.org/standard/50655.html", "https://www.iso.org/standard/64599.html"),
        ),
        Form("Webpagina", "", "HTML", "text/html", ("https://html.spec.whatwg.org/",)),
    )


def excel_path(taken: Taken) -> str:
    """Where the workbook with all figures of the edition stands."""
    return f"cijfers/sociaal-domein-{taken.jaar}.xlsx"


def catalogue(taken: Taken, base: str, licence: Licence = CC0) -> bytes:
    """The description of an edition: a dataset with its distributions, and the record that says how it is described.

    `base` is the address below which its files stand, as `forms` names them; empty where they have none of their own.
    Then they are found by way of the page of the edition.
    """
    dataset = _dataset(taken, base.rstrip("/"), licence)
    described = {"@context": CONTEXT, "@graph": [dataset, _record(taken, dataset["@id"])]}
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _dataset(taken: Taken, base: str, licence: Licence) -> Node:
    gemeente, sheet = taken.front.gemeente, taken.sheet(taken.front.gemeente)
    page = taken.address_of(gemeente)
    identity = f"{page}#editie-{taken.edition.number}"
    notes = {"adms:versionNotes": _dutch(taken.revised)} if taken.revised else {}
    return {
        "@id": identity,
        "@type": "dcat:Dataset",
        "dct:title": _dutch(f"{sheet.titel}, {gemeente.naam}"),
        "dct:description": _dutch(" ".join(f"{sheet.intro} {taken.front.leeswijzer}".split())),
        "dct:identifier": identity,
        "dct:publisher": _organisation(taken),
        "dct:creator": _organisation(taken),
        "dcat:contactPoint": _contact(taken),
        "dcat:theme": _kind("skos:Concept", f"{EUROPE}data-theme/SOCI"),
        "dcat:keyword": [_dutch(word) for word in ("sociaal domein", *domain.names(domain.WETTEN), gemeente.naam)],
        "dct:language": _language(),
        "dct:accessRights": _kind("dct:RightsStatement", f"{EUROPE}access-right/PUBLIC"),
        "dct:license": _kind("dct:LicenseDocument", licence.path),
        "dct:issued": _moment(taken),
        "dct:modified": _moment(taken),
        "dcat:version": str(taken.edition.number),
        **notes,
        "dct:accrualPeriodicity": _kind("dct:Frequency", f"{EUROPE}frequency/ANNUAL"),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(f"{taken.jaar}-01-01"),
            "dcat:endDate": _day(f"{taken.jaar}-12-31"),
        },
        # Without an address: that of TOOI is the organisation, not the place.
        "dct:spatial": {
            "@type": "dct:Location",
            "skos:prefLabel": _dutch(gemeente.naam),
            "dct:identifier": gemeente.code,
        },
        "dcat:landingPage": _kind("foaf:Document", page),
        "dcat:distribution": [_distribution(form, taken, base, licence) for form in forms(taken)],
    }


def _distribution(form: Form, taken: Taken, base: str, licence: Licence) -> Node:
    page = taken.address_of(taken.front.gemeente)
    file = f"{base}/{form.path}" if base and form.path else ""
    download = {"dcat:downloadURL": {"@id": file}} if file else {}
    return {
        "@id": f"{page}#editie-{taken.edition.number}-{form.kind.lower()}",
        "@type": "dcat:Distribution",
        "dct:title": _dutch(form.name),
        "dcat:accessURL": {"@id": file or page},
        **download,
        "dcat:mediaType": _kind("dct:MediaType", f"{MEDIA}{form.media}"),
        "dct:format": _kind("dct:MediaTypeOrExtent", f"{EUROPE}file-type/{form.kind}"),
        "dct:language": _language(),
        "dct:license": _kind("dct:LicenseDocument", licence.path),
        "dct:issued": _moment(taken),
        "dct:modified": _moment(taken),
        "dct:conformsTo": [_kind("dct:Standard", standard) for standard in form.conforms],
    }


def _record(taken: Taken, dataset: str) -> Node:
    return {
        "@id": f"{dataset}-beschrijving",
        "@type": "dcat:CatalogRecord",
        "foaf:primaryTopic": {"@id": dataset},
        "dct:conformsTo": _kind("dct:Standard", APPLICATION_PROFILE),
        "dct:language": _language(),
        "dct:modified": _moment(taken),
    }


def _organisation(taken: Taken) -> Node:
    return {
        "@id": _tooi(taken),
        "@type": "foaf:Agent",
        "foaf:name": _dutch(municipality(taken)),
        "dct:type": _kind("skos:Concept", "http://purl.org/adms/publishertype/LocalAuthority"),
    }


def _tooi(taken: Taken) -> str:
    """The municipality in the register of governments: "…/gemeente/gm0164"."""
    return f"{TOOI}{taken.front.gemeente.code.lower()}"


def _contact(taken: Taken) -> Node:
    """Whom to ask; the address of the edition where the settings name no e-mail address."""
    email = EMAIL.search(taken.contact)
    return {
        "@type": "vcard:Kind",
        "vcard:fn": _dutch(municipality(taken)),
        **({"vcard:hasEmail": {"@id": f"mailto:{email[0]}"}} if email else {}),
        "vcard:hasURL": {"@id": taken.site},
        **({"vcard:note": _dutch(taken.contact)} if taken.contact else {}),
    }


def _language() -> Node:
    return _kind("dct:LinguisticSystem", f"{EUROPE}language/NLD")


def _kind(kind: str, address: str) -> Node:
    """Something with an address of its own, and what it is, so that nobody has to fetch it to know."""
    return {"@id": address, "@type": kind}


def _dutch(text: str) -> Node:
    return {"@value": text, "@language": "nl"}


def _moment(taken: Taken) -> Node:
    at = taken.edition.public_from.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"@value": at, "@type": "xsd:dateTime"}


def _day(text: str) -> Node:
    return {"@value": text, "@type": "xsd:date"}

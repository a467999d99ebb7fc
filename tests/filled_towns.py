"""Municipalities with a settings file of their own, and their templates filled in as their editors would.

What each wijk has follows from how many people live there, so that every sum is right.
"""

from __future__ import annotations

import copy
import csv
import io
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import tomli_w

from factsheet.settings import GEMEENTE, Area, Settings
from schemas.columns import ONBEKEND

Raw = dict[str, Any]
DIFFICULT = (
    *("'t Zand", "Oost/West", "Wijk 12", "Sint-Annaparochie-Zuid", "Skûlenboarch", "IJburg", "De Ronde Venen (Noord)"),
    *("Berflo Es", "Berflo-Es", "Berflo/Es", "Klein Dorp", "2024", "1 mei", "12", "1-2", "3 t/m 5", "Cijfers", "Samen"),
    *(
        "Editie 1",
        "Overig",
        "Gemeente",
        "Noord & Zuid <oost>",
        "Wijk",
        "“De Kolk”",
        "C*_B*",
        "Totaal",
        "$1, $2",
    ),
    "Buitengebied van de voormalige gemeente Sint-Odiliënberg-Zuid",
)
LAYERS = ("zelf- en samenredzaamheid", "algemeen", "GGZ/maatwerk")
FORMS = {
    "individueel": "Individuele begeleiding",
    "groep": "Groepsbegeleiding",
    "kort-verblijf": "Logeeropvang",
    "jeugd": "Ambulante jeugdbegeleiding",
    "wonen": "Woonbegeleiding",
    "thuis": "Thuisbegeleiding",
}
FIRST = 2023
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def settings_file(wijken: Iterable[str], *, vormen: int = 2, klassen: int = 3, layers: Sequence[str] = LAYERS) -> Raw:
    """The file of Klein Dorp with these wijken, and its own layers and forms of support."""
    raw: Raw = copy.deepcopy(tomllib.loads(GEMEENTE.read_text(encoding="utf-8")))
    raw["gemeente"] = {"naam": "Klein Dorp", "code": "GM9999", "adres": "https://feiten.dorp.example"}
    raw["gemeente"] |= {"contact": "Gemeente Klein Dorp", "publieke_url": "https://dorp.example"}
    raw["teksten"] |= {"intro": "Zo gaat het in {gemeente}.", "wijken": "Meer over de wijken: scan de code of ga naar"}
    raw["wijken"] = [{"code": f"WK9999{_end(n)}", "naam": name} for n, name in enumerate(wijken)]
    raw["piramide"] = {"lagen": list(layers), "verplicht": list(layers[:1])}
    raw["begeleiding"] = {key: _vorm(key, klassen) for key in list(FORMS)[:vormen]}
    raw["prijscorrectie"]["basisjaar"] = FIRST
    raw["samenvatting"]["gewicht"] = {"wmo.clienten": 3}
    del raw["registratie"]
    return raw


def many(count: int) -> tuple[str, ...]:
    """So many names of wijken, the difficult ones first."""
    return (*DIFFICULT[:count], *(f"Buurtschap {n}" for n in range(count - len(DIFFICULT))))


def written(raw: Raw, folder: Path) -> Path:
    """These settings as a file in this folder."""
    file = folder / "gemeente.toml"
    file.write_text(tomli_w.dumps(raw), encoding="utf-8")
    return file


def _end(number: int) -> str:
    """The last two characters of a code: letters when the digits are used up, as CBS does."""
    return f"{number:02}" if number < 100 else f"{LETTERS[number // 26 - 3]}{LETTERS[number % 26]}"


def _vorm(key: str, klassen: int) -> Raw:
    classes = [
        {"naam": f"{n} tot {n + 1} uur", "van": 60 * n, "tot": 60 * n + 60, "intensief": n > 1} for n in range(klassen)
    ]
    return {"naam": FORMS[key], "eenheid": "minuten per week", "klassen": classes}


def filled(template: bytes, dataset: str, year: int, settings: Settings) -> bytes:
    """A template as CSV with all its cells filled in, but without rows of onbekend."""
    head, *lines = csv.reader(io.StringIO(template.decode("utf-8-sig")), delimiter=";")
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    out = io.StringIO()
    writer = csv.DictWriter(out, head, delimiter=";")
    writer.writeheader()
    writer.writerows(_dutch(_filled(row, dataset, year, settings)) for row in rows if row.get("gebied") != ONBEKEND)
    return out.getvalue().encode()


def filled_workbook(template: bytes, dataset: str, year: int, settings: Settings) -> bytes:
    """The same for the workbook: only what is empty is typed into it, and rows of onbekend are taken out."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    head = [str(cell.value) for cell in sheet[1]]
    for number in range(sheet.max_row, 1, -1):
        row = {name: cell.value for name, cell in zip(head, sheet[number], strict=True)}
        if row.get("gebied") == ONBEKEND:
            sheet.delete_rows(number)
            continue
        for cell, value in zip(sheet[number], _filled(row, dataset, year, settings).values(), strict=True):
            cell.value = value if cell.value is None else cell.value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _filled(row: Mapping[str, Any], dataset: str, year: int, settings: Settings) -> Raw:
    """The row with what was empty: of a wijk from its size, of the municipality the sum of its wijken."""
    area = settings.area(str(row.get("gebied", ""))) or settings.gemeente
    places = settings.wijken if area.is_gemeente else (area,)
    sums: dict[str, Any] = {}
    for place in places:
        for name, value in VALUES[dataset](row, size(place, settings, year), settings, year).items():
            sums[name] = sums.get(name, 0) + value if isinstance(value, int) and name != "scorejaar" else value
    return {name: sums.get(name) if value in {"", None} else value for name, value in row.items()}


def _dutch(row: Raw) -> Raw:
    return {name: str(value).replace(".", ",") if isinstance(value, float) else value for name, value in row.items()}


def size(wijk: Area, settings: Settings, year: int) -> int:
    """Inhabitants of a wijk, in hundreds."""
    return 9 + 7 * (settings.wijken.index(wijk) % 11) + year - FIRST


AGES = {"0-15": 15, "15-25": 12, "25-45": 25, "45-65": 28, "65+": 20}
HOMES = {"koop": 25, "corporatie": 15, "overige huur": 5, "onbekend": 1}
GROUPS = {"Wmo": 6, "Jeugdwet": 4, "Wmo en Jeugdwet": 9, "Bijstand": 3, "Sociaal domein": 11}
EUROS = {"Wmo": 30_000, "Jeugdwet": 30_000, "Participatiewet": 45_000}
Values = Callable[[Mapping[str, Any], int, Settings, int], Raw]


def _households(row: Mapping[str, Any], hundreds: int, *_: object) -> Raw:
    alone = row["soort"] == "1-persoons"
    return {"huishoudens": (20 if alone else 30) * hundreds, "inwoners": (20 if alone else 80) * hundreds}


def _support(row: Mapping[str, Any], hundreds: int, settings: Settings, year: int) -> Raw:
    klasse = settings.vorm(row["vorm"]).klasse(row["klasse"])
    people = hundreds // (8 if row["wet"] == "Wmo" else 12)
    return {"clienten": people, "omvang": int(people * (klasse.van + 30))}


VALUES: Mapping[str, Values] = {
    "bevolking": lambda row, n, *_: {"inwoners": AGES[row["leeftijdsgroep"]] * n},
    "huishoudens": _households,
    "woningen": lambda row, n, *_: {"woningen": HOMES[row["eigendom"]] * n},
    "ses": lambda _, n, __, year: {"score": (n - 45) / 100, "scorejaar": year - 2},
    "gebruik": lambda row, n, *_: {"aantal": GROUPS[row["groep"]] * n, "indicaties": 2 * GROUPS[row["groep"]] * n},
    "piramide": lambda _, n, __, year: {"clienten": 2 * n, "peildatum": f"31-12-{year}"},
    "uitgaven": lambda row, n, *_: {"uitgaven": EUROS[row["wet"]] * n},
    "prijscorrectie": lambda _, __, ___, year: {"mutatie": 2.5 + year - FIRST, "bron": "CBS", "definitief": "ja"},
    "begeleiding": _support,
    "loonkostensubsidie": lambda _, n, __, year: {
        "ontvangers": n // 5 + year - FIRST,
        "uitgaven": 12_000 * (n // 5 + year - FIRST),
    },
    "beleidsindicatoren": lambda _, __, ___, year: {
        "indicator": "Inwoners die meedoen",
        "percentage": 68.5 + year - FIRST,
        "bron": "Enquête",
    },
    "vergelijking": lambda _, __, ___, year: {
        "gebied": "Nederland",
        "cijfer": "wmo.aandeel",
        "waarde": 7.5 + year - FIRST,
        "bron": "CBS",
    },
}

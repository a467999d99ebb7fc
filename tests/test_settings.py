"""gemeente.toml: what is wrong in it is told with its place, all at once, and nothing wrong gets through."""

from __future__ import annotations

import copy
import datetime
import functools
import json
import math
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from factsheet.editing.sheet import choices
from factsheet.edition import words
from factsheet.parse import parse
from factsheet.settings import GEMEENTE, Settings, SettingsError, current, read
from factsheet.settings.reading import checked
from factsheet.settings.rules import WORDS
from factsheet.summary import figures_known
from factsheet.template import template, workbook_template
from factsheet.validate import check
from schemas import SCHEMAS
from tests import example
from tests.examples import examples

Raw = dict[str, Any]
Place = tuple[str | int, ...]
# Of the same layers and forms the figures are the same.
KNOWN = functools.cache(figures_known)
HENGELO: Raw = tomllib.loads(GEMEENTE.read_text(encoding="utf-8"))


def dinkelland() -> Raw:
    """Another municipality: with a wijk of its own name, as CBS has them, other layers, classes and weights."""
    raw = copy.deepcopy(HENGELO)
    raw["gemeente"] = {"naam": "Dinkelland", "code": "GM1774", "adres": "https://feiten.dinkelland.nl/sd/"}
    raw["wijken"] = [
        {"code": "WK177400", "naam": "Dinkelland"},
        {"code": "WK177401", "naam": "'t Bergveld", "schrijfwijzen": ["Bergveld"]},
        {"code": "WK177402", "naam": "Ootmarsum/Noord"},
    ]
    raw["piramide"] = {"lagen": ["maatwerk", "voorveld"], "verplicht": ["maatwerk"], "lidwoord": {"voorveld": "het"}}
    raw["begeleiding"]["groep"]["klassen"] = [{"naam": "alles", "van": 0.5, "intensief": True}]
    raw["registratie"] = {"producten": [{"wet": "Wmo", "laag": "voorveld", "codes": ["07"], "vorm": "groep"}]}
    raw["prijscorrectie"]["basisjaar"] = 2020
    raw["samenvatting"]["gewicht"] = {"piramide.voorveld": 1.5}
    raw["samenvatting"]["kerncijfers"] = ["inwoners", "indicator.wachttijd"]
    del raw["redactie"]
    return raw


TOWNS: dict[str, Raw] = {"hengelo": HENGELO, "dinkelland": dinkelland()}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("instellingen") / "gemeente.toml"


def read_back(raw: Raw, file: Path) -> Settings:
    file.write_text(tomli_w.dumps(raw), encoding="utf-8")
    return read(file, KNOWN)


def problems(raw: Raw, file: Path) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        read_back(raw, file)
    return [str(problem) for problem in raised.value.problems]


# What is read


@pytest.mark.parametrize("town", TOWNS)
def test_a_municipality_is_read(town: str, file: Path) -> None:
    found = read_back(TOWNS[town], file)

    assert found.gemeente.naam.lower() == town
    assert [vorm.sleutel for vorm in found.vormen] == ["individueel", "groep"]
    assert len(found.producten) == len(TOWNS[town]["registratie"]["producten"])


def test_a_key_of_an_earlier_version_that_does_nothing_now_is_no_mistake() -> None:
    raw = tomllib.loads(GEMEENTE.read_text(encoding="utf-8"))

    kept = checked(raw | {"publicatie": raw["publicatie"] | {"speling_wijk": 18}}, GEMEENTE)

    assert kept == read(GEMEENTE)


@pytest.mark.parametrize("town", TOWNS)
def test_settings_write_themselves_and_come_back_the_same(town: str, file: Path) -> None:
    before = read_back(TOWNS[town], file)

    after = Settings.from_dict(json.loads(json.dumps(before.as_dict())))

    assert after == before
    assert hash(after) == hash(before)
    assert after.as_dict() == before.as_dict()


def test_what_is_no_settings_does_not_come_back() -> None:
    kept = current().as_dict()

    for wrong in ({**kept, "basisjaar": "2021"}, {**kept, "nieuw": 1}, {}):
        with pytest.raises(ValueError, match="Settings"):
            Settings.from_dict(wrong)


def test_a_municipality_with_the_name_of_the_example_changes_nothing_but_its_file() -> None:
    assert current() == read(GEMEENTE, KNOWN)


def test_the_words_that_a_title_may_have_are_those_that_it_is_filled_with() -> None:
    assert set(words(current().gemeente, 2024, current())) == set(WORDS)


def test_every_wijk_of_the_example_has_a_place_on_the_tile_map_and_another_municipality_needs_none(file: Path) -> None:
    assert len({(wijk.x, wijk.y) for wijk in current().wijken}) == len(current().wijken)
    assert {(wijk.x, wijk.y) for wijk in read_back(TOWNS["dinkelland"], file).wijken} == {(None, None)}


def test_every_figure_of_the_example_is_known() -> None:
    figures = {key for key in example.sheet(2024).cijfers if not key.startswith("indicator.")}

    known = figures_known(current().lagen, current().vormen)

    assert figures == known.keys()
    assert known["wmo.aandeel"] and not known["wmo.clienten"]


def test_a_bound_of_a_class_keeps_its_notation() -> None:
    assert words(current().gemeente, 2024, current())["intensief"] == (
        "vanaf 240 minuten per week (individuele begeleiding) en vanaf 5 dagdelen per week (groepsbegeleiding)"
    )


# A wijk with the name of its municipality


@pytest.fixture(scope="module")
def town(file: Path) -> Settings:
    """Dinkelland, with the wijk Dinkelland."""
    return read_back(TOWNS["dinkelland"], file)


def test_a_wijk_with_the_name_of_its_municipality_gets_a_name_and_an_address_of_its_own(town: Settings) -> None:
    assert [(area.naam, area.slug) for area in town.areas[:2]] == [
        ("Dinkelland", "dinkelland"),
        ("Wijk Dinkelland", "wijk-dinkelland"),
    ]
    assert [town.area(area.naam) for area in town.areas] == list(town.areas)
    assert [town.area(area.slug) for area in town.areas] == list(town.areas)


@pytest.mark.parametrize("dataset", [name for name, schema in SCHEMAS.items() if schema.per_area])
@pytest.mark.parametrize("made", [template, workbook_template])
def test_its_template_is_read_back_with_every_area_once(
    made: Callable[[str, int, Settings], bytes], dataset: str, town: Settings
) -> None:
    file = made(dataset, 2024, town)

    problems = check(file, town).problems

    assert {problem.message.split(".")[0] for problem in problems} == {"Deze cel is leeg"}
    assert {area.code for area in town.areas} <= set(parse(file, settings=town).rows["gebied"])


@pytest.mark.parametrize("dataset", [name for name, schema in SCHEMAS.items() if schema.per_area])
def test_its_template_filled_in_has_no_problems(dataset: str, town: Settings) -> None:
    fill = {"Int64": "0", "Float64": "0", "Date": "31-12-2024", "Boolean": "ja", "String": "x"}
    empty = {name: fill[str(info.dtype)] for name, info in SCHEMAS[dataset].columns().items()} | {"scorejaar": "2022"}
    header, *lines = template(dataset, 2024, town).decode("utf-8-sig").splitlines()
    rows = [zip(header.split(";"), line.split(";"), strict=True) for line in lines]

    filled = [";".join(cell or empty[name] for name, cell in row) for row in rows]

    assert check("\n".join([header, *filled]).encode(), town).problems == ()


@pytest.mark.parametrize(
    "wijk",
    [
        "Wijk Dinkelland",
        "WK177400",
        "177400",
        "Wijk 00 Dinkelland",
        "Dinkelland (wijk)",
        "wijk dinkelland",
        "00 Dinkelland",
    ],
)
@pytest.mark.parametrize("own", ["Dinkelland", "GM1774", "Gemeente Dinkelland", "Dinkelland (gemeente)"])
def test_both_areas_are_read_however_a_source_writes_them(wijk: str, own: str, town: Settings) -> None:
    file = f"jaar;gebied;score;scorejaar\n2024;{wijk};0,1;2022\n2024;{own};0,2;2022\n"

    assert list(parse(file.encode(), "ses", settings=town).rows["gebied"]) == ["WK177400", "GM1774"]


def test_a_file_with_names_and_codes_is_read_by_its_codes(town: Settings) -> None:
    lines = [f"2024;{area.naam.removeprefix('Wijk ')};{area.code};0,1;2022" for area in town.areas]
    file = "\n".join(["jaar;Wijken en buurten;Codering;score;scorejaar", *lines])

    parsed = parse(file.encode(), "ses", settings=town)

    assert [*parsed.rows["gebied"]] == [area.code for area in town.areas]
    assert parsed.problems == ()


def test_columns_that_mean_different_areas_are_still_refused(town: Settings) -> None:
    file = "jaar;wijk;wijkcode;score;scorejaar\n2024;Bergveld;WK177402;0;2022\n2024;Dinkelland;WK177402;0;2022\n"

    (problem,) = parse(file.encode(), "ses", settings=town).problems

    assert "maar zeggen niet hetzelfde" in problem.message


def test_the_edit_grid_offers_it_by_its_own_name(town: Settings) -> None:
    names = choices(SCHEMAS["ses"], "gebied", town) or ()

    found = [town.area(name) for name in names]

    assert found == [*town.wijken, town.gemeente]


# What is wrong, and where

Change = Callable[[Raw], object]
WRONG: list[tuple[Change, str]] = [
    (
        lambda raw: raw["begeleiding"]["individueel"]["klassen"][1].update(intensief="nee"),
        "[begeleiding.individueel] klassen, nummer 2 (1 tot 2 uur), intensief: Vul true (ja) of false (nee) in, "
        'zonder aanhalingstekens. Er staat "nee".',
    ),
    (
        lambda raw: raw["publicatie"].update(tiental=1),
        "[publicatie] tiental: Vul een veelvoud van 10 in. Er staat 1. Anders zijn mensen te herkennen.",
    ),
    (
        lambda raw: raw["publicatie"].update(tiental=0),
        "[publicatie] tiental: Vul 10 of meer in. Er staat 0. Anders zijn mensen te herkennen.",
    ),
    (
        lambda raw: raw["publicatie"].update(exact_vanaf=999),
        "[publicatie] exact_vanaf: Vul 1000 of meer in. Er staat 999. Anders zijn mensen te herkennen.",
    ),
    (
        lambda raw: raw["publicatie"].update(verandering_decimaal_vanaf=49),
        "[publicatie] verandering_decimaal_vanaf: Vul 50 of meer in, net als bij verandering_vanaf. Er staat 49.",
    ),
    (
        lambda raw: raw["publicatie"].update(tiental="10"),
        '[publicatie] tiental: Vul een heel getal in, zonder aanhalingstekens. Er staat "10".',
    ),
    (
        lambda raw: raw["publicatie"].update(kleine_groep=10),
        "[publicatie] kleine_groep: Vul hoogstens 1 in. Er staat 10.",
    ),
    (lambda raw: raw["publicatie"].pop("euro"), "[publicatie] euro: Dit ontbreekt. Vul het in."),
    (
        lambda raw: raw.update(publikatie={}),
        "[publikatie]: 'publikatie' bestaat hier niet. Bedoelt u 'publicatie'?",
    ),
    (
        lambda raw: raw["publicatie"].update(tientel=10),
        "[publicatie] tientel: 'tientel' bestaat hier niet. Bedoelt u 'tiental'?",
    ),
    (lambda raw: raw.pop("ses"), "[ses]: Dit ontbreekt. Vul het in."),
    (
        lambda raw: raw["samenvatting"]["kerncijfers"].append("wmo.klienten"),
        "[samenvatting] kerncijfers: 'wmo.klienten' bestaat hier niet. Bedoelt u 'wmo.clienten'?",
    ),
    (
        lambda raw: raw["samenvatting"]["gewicht"].update({"inwonrs": 3}),
        "[samenvatting.gewicht]: 'inwonrs' bestaat hier niet. Bedoelt u 'inwoners'?",
    ),
    (
        lambda raw: raw["samenvatting"]["gewicht"].update({"inwoners": -3}),
        "[samenvatting.gewicht] inwoners: Vul 0 of meer in. Er staat -3.",
    ),
    (
        lambda raw: raw["samenvatting"]["kaart"].append({"cijfer": "wmo.clienten", "naam": "Wmo, cliënten"}),
        "[samenvatting] kaart: 'wmo.clienten' is per wijk niet te vergelijken met de hele gemeente. "
        "Kies een aandeel, een bedrag per inwoner of een score.",
    ),
    (
        lambda raw: raw["samenvatting"]["kerncijfers"].append("inwoners"),
        "[samenvatting] kerncijfers: 'inwoners' en 'inwoners' zijn niet uit elkaar te houden. Haal er één weg.",
    ),
    (
        lambda raw: raw["piramide"]["verplicht"].append("sociale bass"),
        "[piramide] verplicht: 'sociale bass' bestaat hier niet. Bedoelt u 'sociale basis'?",
    ),
    (
        lambda raw: raw["piramide"]["lidwoord"].update(zelfzorgen="de"),
        "[piramide] lidwoord: 'zelfzorgen' bestaat hier niet. Bedoelt u 'zelfzorg'?",
    ),
    (
        lambda raw: raw["piramide"]["lidwoord"].update(zelfzorg="den"),
        '[piramide.lidwoord] zelfzorg: Kies uit: de, het. Er staat "den".',
    ),
    (
        lambda raw: raw["piramide"]["lagen"].append("Sociale-basis"),
        "[piramide] lagen: 'sociale basis' en 'Sociale-basis' zijn niet uit elkaar te houden. Haal er één weg.",
    ),
    (
        lambda raw: raw["registratie"]["producten"][0].update(laag="maatwrk"),
        "[registratie] producten, nummer 1 (Wmo), laag: 'maatwrk' bestaat hier niet. Bedoelt u 'maatwerk'?",
    ),
    (
        lambda raw: raw["registratie"]["producten"].append({"wet": "Wmo", "codes": ["02"]}),
        "[registratie] producten: '02' staat bij Wmo twee keer. Alleen de eerste telt: haal de tweede weg.",
    ),
    (
        lambda raw: raw["registratie"]["producten"].append({"wet": "Wmo"}),
        "[registratie] producten, nummer 10 (Wmo): Hier staan geen codes en geen namen. "
        "Vul in waaraan het product te zien is.",
    ),
    (
        lambda raw: raw["registratie"]["producten"][2].update(codes=[7]),
        "[registratie] producten, nummer 3 (Wmo), codes, nummer 1: Vul een tekst in, tussen aanhalingstekens. "
        "Er staat 7.",
    ),
    (
        lambda raw: raw["wijken"].append({"code": "WK016402", "naam": "Zuid", "x": 1, "y": 1}),
        "[[wijken]]: De code WK016402 staat bij 'Noord' en 'Zuid'. Geef elke wijk haar eigen code.",
    ),
    (
        lambda raw: raw["wijken"].append({"code": "WK016410", "naam": "NOORD", "x": 1, "y": 1}),
        "[[wijken]]: 'Noord' (WK016402) en 'NOORD' (WK016410) zijn niet uit elkaar te houden. "
        "Geef elke wijk een eigen naam. Hoofdletters, accenten en soorten streepjes tellen niet mee.",
    ),
    (
        lambda raw: raw["wijken"].extend(
            [
                {"code": "WK016410", "naam": "Oost-Zuid", "x": 1, "y": 1},
                {"code": "WK016411", "naam": "Oost–Zuid", "x": 3, "y": 4},
            ]
        ),
        "[[wijken]]: 'Oost-Zuid' (WK016410) en 'Oost–Zuid' (WK016411) zijn niet uit elkaar te houden. "
        "Geef elke wijk een eigen naam. Hoofdletters, accenten en soorten streepjes tellen niet mee.",
    ),
    (
        lambda raw: raw["wijken"][3].update(naam="Wóolde"),
        "[[wijken]]: 'Wóolde' (WK016403) en 'Woolde' (WK016407) zijn niet uit elkaar te houden. "
        "Geef elke wijk een eigen naam. Hoofdletters, accenten en soorten streepjes tellen niet mee.",
    ),
    (
        lambda raw: raw["begeleiding"].update({"Kort verblijf": raw["begeleiding"]["groep"]}),
        '[begeleiding."Kort verblijf"]: Schrijf dit met kleine letters, cijfers en streepjes, en begin met een letter, '
        'bijvoorbeeld kort-verblijf. Er staat "Kort verblijf".',
    ),
    (
        lambda raw: raw["wijken"][3].update(schrijfwijzen=["Woolde"]),
        "[[wijken]]: 'Woolde' (WK016403) en 'Woolde' (WK016407) zijn niet uit elkaar te houden. "
        "Geef elke wijk een eigen naam. Hoofdletters, accenten en soorten streepjes tellen niet mee.",
    ),
    (
        lambda raw: raw["wijken"][3].update(schrijfwijzen=["Hengelo"]),
        "[[wijken]]: 'Hengelo' bij Hasseler Es (WK016403) is ook een naam van de gemeente. "
        "Haal deze schrijfwijze weg, of schrijf 'Wijk Hengelo'.",
    ),
    (
        lambda raw: (raw["wijken"][3].update(naam="Hengelo"), raw["wijken"][4].update(naam="Wijk Hengelo")),
        "[[wijken]]: Hengelo (WK016403) heet net als de gemeente, en wordt daarom 'Wijk Hengelo'. "
        "Zo heet WK016404 al. Geef een van beide een andere naam.",
    ),
    (
        lambda raw: raw["wijken"][3].update(naam="Onbekend"),
        "[[wijken]]: 'Onbekend' (WK016403): zo heet in elk bestand wie bij geen wijk hoort. Kies een andere naam.",
    ),
    (
        lambda raw: raw["wijken"][3].update(code="WK077703"),
        "[[wijken]]: De code WK077703 van Hasseler Es hoort niet bij Hengelo (GM0164). "
        "De codes van de wijken beginnen met WK0164.",
    ),
    (
        lambda raw: raw["wijken"][3].update(naam="???"),
        "[[wijken]] nummer 4 (???), naam: Schrijf een naam op één regel, met minstens één letter of cijfer. "
        'Er staat "???".',
    ),
    (
        lambda raw: raw["wijken"][3].pop("x"),
        "[[wijken]]: Hasseler Es (WK016403) heeft een y en geen x. Vul x in, of haal y weg.",
    ),
    (
        lambda raw: raw["wijken"][3].pop("y"),
        "[[wijken]]: Hasseler Es (WK016403) heeft een x en geen y. Vul y in, of haal x weg.",
    ),
    (
        lambda raw: [raw["wijken"][place].pop(key) for place in (3, 7) for key in "xy"],
        "[[wijken]]: Geen plaats op de tegelkaart (x en y) hebben: Hasseler Es, Woolde. "
        "Geef elke wijk een plaats, of geen enkele.",
    ),
    (
        lambda raw: raw["wijken"][3].update(x=1, y=2),
        "[[wijken]]: 'Hasseler Es' en 'Woolde' staan op dezelfde plaats van de tegelkaart: x = 1, y = 2. "
        "Geef elke wijk een eigen plaats.",
    ),
    (
        lambda raw: raw["wijken"][3].update(x=0),
        "[[wijken]] nummer 4 (Hasseler Es), x: Vul 1 of meer in. Er staat 0.",
    ),
    (
        lambda raw: raw["wijken"][3].update(y=21),
        "[[wijken]] nummer 4 (Hasseler Es), y: Vul hoogstens 20 in. Er staat 21.",
    ),
    (
        lambda raw: raw["wijken"][3].update(x="3"),
        '[[wijken]] nummer 4 (Hasseler Es), x: Vul een heel getal in, zonder aanhalingstekens. Er staat "3".',
    ),
    (
        lambda raw: raw["wijken"][3].update(x=1.5),
        "[[wijken]] nummer 4 (Hasseler Es), x: Vul een heel getal in, zonder aanhalingstekens. Er staat 1.5.",
    ),
    (
        lambda raw: raw["gemeente"].update(adres="factsheet.hengelo.nl"),
        "[gemeente] adres: Schrijf het hele adres, bijvoorbeeld https://factsheet.gemeente.nl. "
        'Er staat "factsheet.hengelo.nl".',
    ),
    (
        lambda raw: raw["teksten"].update(titel="Sociaal domein {jar}"),
        "[teksten] titel: 'jar' bestaat hier niet. Bedoelt u 'jaar'?",
    ),
    (
        lambda raw: raw["teksten"].update(intro="Sociaal domein {jaar"),
        "[teksten] intro: Er staat een accolade { of } te veel of te weinig. Schrijf {{ voor een gewone.",
    ),
    (
        lambda raw: raw["prijscorrectie"].update(basisjaar=datetime.date(2021, 1, 1)),
        "[prijscorrectie] basisjaar: Vul een heel getal in, zonder aanhalingstekens. Er staat 2021-01-01.",
    ),
    (
        lambda raw: raw["woordschaal"][1].update(tot=3),
        "[[woordschaal]]: 'licht' gaat tot 2, maar 'nagenoeg' al tot 3. Maak 'tot' groter.",
    ),
    (
        lambda raw: raw["woordschaal_score"].reverse(),
        "[[woordschaal_score]]: Zet de woorden in deze volgorde, vanaf 'gelijk': "
        "gelijk, nagenoeg, licht, gewoon, sterk.",
    ),
    (
        lambda raw: raw["woordschaal_procentpunt"][1].pop("tot"),
        "[[woordschaal_procentpunt]]: Bij 'nagenoeg' ontbreekt 'tot'. Alleen het laatste woord heeft er geen.",
    ),
    (
        lambda raw: raw["woordschaal_procentpunt"][-1].update(tot=99),
        "[[woordschaal_procentpunt]]: 'sterk' is het laatste woord en geldt voor al wat groter is. "
        "Haal 'tot' daar weg.",
    ),
    (
        lambda raw: raw["woordschaal"].pop(1),
        "[[woordschaal]]: Het woord 'nagenoeg' ontbreekt. De uitleg voor lezers noemt het.",
    ),
    (
        lambda raw: raw["woordschaal"][1].update(band="ongeveer"),
        "[[woordschaal]] nummer 2 (ongeveer), band: Kies uit: gelijk, nagenoeg, licht, gewoon, sterk. "
        'Er staat "ongeveer".',
    ),
    (
        lambda raw: raw["begeleiding"]["groep"]["klassen"][1].update(van=1),
        "[begeleiding.groep] klassen: De klasse '3 of 4 dagdelen' begint bij 1, maar de klasse daarvoor loopt tot 2. "
        "Zet de klassen van licht naar zwaar, zonder dat zij elkaar raken.",
    ),
    (
        lambda raw: raw["begeleiding"]["groep"]["klassen"][1].update(tot=3),
        "[begeleiding.groep] klassen: De klasse '3 of 4 dagdelen' gaat van 3 tot 3. Maak 'tot' groter dan 'van'.",
    ),
    (
        lambda raw: raw["begeleiding"]["groep"]["klassen"][1].update(intensief=True, naam="7 of meer dagdelen"),
        "[begeleiding.groep] klassen: '7 of meer dagdelen' en '7 of meer dagdelen' zijn niet uit elkaar te houden. "
        "Haal er één weg.",
    ),
    (
        lambda raw: raw["begeleiding"]["groep"]["klassen"][0].update(intensief=True),
        "[begeleiding.groep] klassen: De klasse '1 of 2 dagdelen' is intensief, en de zwaardere klasse "
        "'3 of 4 dagdelen' niet. Zet bij een zwaardere klasse ook intensief = true.",
    ),
    (
        lambda raw: raw["begeleiding"].update(
            beide={"naam": "Beide", "klassen": raw["begeleiding"]["groep"]["klassen"]}
        ),
        "[begeleiding.beide] eenheid: Dit ontbreekt. Vul het in.",
    ),
]


@pytest.mark.parametrize(("change", "message"), WRONG, ids=[message for _, message in WRONG])
def test_a_mistake_is_told_with_its_place(change: Change, message: str, file: Path) -> None:
    raw = copy.deepcopy(HENGELO)
    change(raw)

    found = problems(raw, file)

    assert found == [message]


def test_all_mistakes_are_told_at_once_each_with_the_file(file: Path) -> None:
    raw = copy.deepcopy(HENGELO)
    del raw["prijscorrectie"]
    raw["publicatie"]["tiental"] = "10"
    raw["wijken"][0]["code"] = 16400
    raw["wijken"].append({"code": "WK016410", "naam": "Noord", "x": 1, "y": 1})
    raw["samenvatting"]["kerncijfers"].append("inwonrs")
    raw["woordschaal"].reverse()

    with pytest.raises(SettingsError) as raised:
        read_back(raw, file)

    places = [problem.place for problem in raised.value.problems]
    assert places[:3] == ["[[wijken]] nummer 1 (Binnenstad), code", "[prijscorrectie]", "[publicatie] tiental"]
    assert {"[[wijken]]", "[[woordschaal]]", "[samenvatting] kerncijfers"} == set(places[3:])
    assert all(line.startswith(f"{file}, [") for line in str(raised.value).splitlines())


def test_the_file_of_the_installation_is_named_as_in_the_documentation(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = GEMEENTE.read_bytes().replace(b"tiental = 10 ", b"tiental = 1 ")
    monkeypatch.setattr(Path, "read_bytes", lambda _: wrong)

    with pytest.raises(SettingsError, match=r"^data/gemeente.toml, \[publicatie\] tiental: Vul een veelvoud van 10 in"):
        read(GEMEENTE)


# What is no TOML


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[gemeente]\nnaam = Hengelo\n", ", regel 2, teken 8: Dit is geen geldige TOML."),
        (b'[gemeente]\nnaam = "Hengelo\n', ", regel 2, teken 16: Dit is geen geldige TOML."),
        (b'[gemeente]\nnaam = """Hengelo', ", einde van het bestand: Dit is geen geldige TOML."),
        (b"a = 1\na = 2\n", ", regel 2, teken 6: Deze naam of kop staat er twee keer."),
        (b"[a]\n[b]\n[a]\n", ", regel 3, teken 3: Deze naam of kop staat er twee keer."),
        (b"[gemeente]\n\nnaam = 'Groot Dri\xebne'\n", ", regel 3: Hier staat een teken dat niet te lezen is."),
        (None, ": Dit bestand kan niet gelezen worden."),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(data: bytes | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / "gemeente.toml"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(SettingsError) as raised:
        read(path)

    assert str(raised.value).startswith(f"{path}{message}")


def test_a_file_that_windows_wrote_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gemeente.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GEMEENTE.read_bytes().replace(b"\n", b"\r\n"))

    assert read(path).gemeente.naam == "Hengelo"


# Whatever somebody types


def places(node: Any, at: Place = ()) -> Iterator[Place]:
    """Every key and item of a file; of a long list the first two and the last."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        if isinstance(node, dict) or key in {0, 1, len(node) - 1}:
            yield (*at, key)
            yield from places(value, (*at, key))


def at(raw: Raw, place: Place) -> Any:
    return functools.reduce(lambda node, key: node[key], place, raw)


EVERY = [(town, place) for town, raw in TOWNS.items() for place in places(raw)]
# Keys that a file may do without, and lists that may be shorter.
MAY_BE_LEFT_OUT = re.compile(
    r".*/schrijfwijzen|gemeente/contact|gemeente/publieke_url|wijken/.*/lidwoord|redactie.*|registratie.*|inloggen.*|piramide/lidwoord.*|samenvatting/gewicht/.*|begeleiding/[a-z]+|samenvatting/wijkblad.*|.*/(woord|tot|\d+)"
)
NEVER_GOOD: list[Any] = [-7, [1], {"a": 1}, datetime.date(2024, 1, 1), datetime.time(12), math.nan, math.inf, 10**400]
GOOD_SOMEWHERE: list[Any] = ["tekst", 3, 2.5, True, [], {}]


def kind(value: Any) -> str:
    """As far as settings tell values apart: a whole number is a number too."""
    return "getal" if type(value) in {int, float} else type(value).__name__


@examples(100)
@given(which=st.sampled_from(EVERY), value=st.sampled_from([*NEVER_GOOD, *GOOD_SOMEWHERE]))
def test_a_value_of_another_kind_never_gets_through(which: tuple[str, Place], value: Any) -> None:
    town, place = which
    raw = copy.deepcopy(TOWNS[town])
    table = at(raw, place[:-1])
    other = kind(value) != kind(table[place[-1]])
    table[place[-1]] = value

    if other or value not in GOOD_SOMEWHERE:
        assert_refused(raw)


@pytest.mark.parametrize("town", TOWNS)
def test_a_key_that_is_left_out_is_missed_unless_it_may_be(town: str) -> None:
    for place in places(TOWNS[town]):
        raw = copy.deepcopy(TOWNS[town])
        del at(raw, place[:-1])[place[-1]]

        if not MAY_BE_LEFT_OUT.fullmatch("/".join(map(str, place))):
            assert_refused(raw)


@pytest.mark.parametrize("town", TOWNS)
def test_a_key_that_does_not_exist_is_never_ignored(town: str) -> None:
    tables = [place for place in places(TOWNS[town]) if isinstance(at(TOWNS[town], place), dict)]
    for place in [(), *tables]:
        raw = copy.deepcopy(TOWNS[town])
        at(raw, place)["onzin"] = 1

        assert_refused(raw)


def assert_refused(raw: Raw) -> None:
    """Refused in Dutch, with a place, and with nothing of the library's own words."""
    with pytest.raises(SettingsError) as raised:
        checked(raw, Path("gemeente.toml"), KNOWN)
    for problem in raised.value.problems:
        assert problem.place
        assert not re.search(r"Input|should|Field|type=|None|Deze waarde kan hier niet", str(problem)), problem

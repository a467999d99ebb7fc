"""Every D, B and G claim of the two source factsheets is on paper: in the PDF of its year, on the card of its subject.

Ids are those of the list of claims. What is expected is written from the claim: its number as far as its words go (a
claim in whole percents accepts a decimal more), and the words that say what it is. The text of a chart counts, and so
do the words in its place in the tagged document. Claims of kind T and R are no figures, and not here.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from factsheet.export import pdf
from factsheet.export.taken import taken
from factsheet.settings import current
from factsheet.store import Store
from tests import example_years

TOWN = current()
AREAS = ("Hengelo", "Berflo Es", "Buitengebied")
TOP = "bovenaan"
AGES, HOUSEHOLDS, HOMES, SES = "Inwoners en leeftijd", "Huishoudens", "Wonen", "Sociaal-economische score"
USE, INDICATIONS, SPENDING = "Gebruik van ondersteuning", "Indicaties", "Uitgaven en prijscorrectie"
LAYERS, SUPPORT = "Transformatiepiramide", "Omvang van begeleiding"
WAGES, OPINIONS = "Loonkostensubsidie", "Oordeel van inwoners"
CARDS = (AGES, HOUSEHOLDS, HOMES, SES, USE, INDICATIONS, SPENDING, LAYERS, SUPPORT, WAGES, OPINIONS)
NUMBER = r"([+-]?\d[\d.]*(?:,\d+)?)"


@dataclass(frozen=True)
class Told:
    """A figure of a claim: the words around its number (`#`) on a card, its value, and how exactly it is claimed."""

    year: int
    card: str
    words: str
    value: float
    within: float = 0.0


# Claims with a number (D and B). All are about Hengelo as a whole.
TOLD = {
    "23-06": Told(2023, TOP, "Inwoners #", 82324),
    "23-07": Told(2023, AGES, "#% jonger dan 15 jaar", 14, 0.5),
    "23-08": Told(2023, AGES, "#% tussen 15 en 25 jaar", 13, 0.5),
    "23-09": Told(2023, AGES, "#% tussen 25 en 45 jaar", 25, 0.5),
    "23-10": Told(2023, AGES, "#% tussen 45 en 65 jaar", 28, 0.5),
    "23-11": Told(2023, AGES, "#% 65 jaar of ouder", 21, 0.5),
    "23-11 note": Told(2023, AGES, "Door afronding tellen de percentages op tot #%", 101),
    "23-12": Told(2023, HOUSEHOLDS, "van de inwoners woont #% alleen", 19, 0.5),
    "23-13": Told(2023, HOUSEHOLDS, "% alleen en #% met anderen", 81, 0.5),
    "23-14": Told(2023, HOMES, "Van de woningen is #% koop", 57, 0.5),
    "23-15": Told(2023, HOMES, "#% huur van een corporatie", 31, 0.5),
    "23-16": Told(2023, HOMES, "#% overige huur", 12, 0.5),
    "23-17": Told(2023, SES, "# Sociaal-economische score [+-]", -0.033),
    "23-17 year": Told(2023, SES, r"Sociaal-economische score per jaar \(Hengelo, #\)", 2021),
    "23-20": Told(2023, TOP, "Wmo, cliënten #", 7370),
    "23-21": Told(2023, TOP, "Jeugdwet, cliënten #", 2820),
    "23-22": Told(2023, TOP, "Bijstand, huishoudens #", 2120),
    "23-34": Told(2023, LAYERS, "# Maatwerk, cliënten", 6750),
    "23-34 date": Told(2023, LAYERS, "Cliënten per laag op de peildatum maatwerk .* zelfzorg #", 6750),
    "23-35": Told(2023, LAYERS, "hadden # mensen een indicatie voor de sociale basis", 2880),
    "23-48": Told(2023, WAGES, "De subsidie kostte € #", 3_132_000),
    "24-07": Told(2024, USE, "Inwoners met Wmo of Jeugdwet #%", 0.3),
    "24-08": Told(2024, TOP, "Bijstand, huishoudens [0-9.]+ #%", 3.1),
    "24-09": Told(2024, TOP, "Inwoners [0-9.]+ #%", 0.9),
    "24-10": Told(2024, HOUSEHOLDS, "Huishoudens #%", 1.3),
    "24-12": Told(2024, TOP, "Bijstand, huishoudens [0-9.]+ #%", 3, 0.5),
    "24-15": Told(2024, TOP, "Wmo, cliënten [0-9.]+ #%", 0.5),
    "24-27": Told(2024, SUPPORT, "Intensieve individuele begeleiding #%", 22.1),
    "24-28": Told(2024, SUPPORT, r"intensieve groepsbegeleiding, meer dan in 2023 \(#%\)", 14.8),
}

# The table of opinions in 2023: claim → the question, and its percentage in 2021, 2022 and 2023.
ASKED = {
    "23-49..51": ("tevreden zijn over het bereikte resultaat", (65, 73, 77)),
    "23-52..54": ("Gebruikers van Wmo die een of meer positieve effecten ervaren", (77, 86, 90)),
    "23-55..57": ("jeugdhulp die positieve effecten ervaren", (97, 88, 89)),
}

# Claims that are a chart (G): its card, what the words in its place say, and what is written in it.
DRAWN = {
    "23-28": (2023, INDICATIONS, ["indicaties", "2021", "17.110 in 2023", "9.990 in 2023"], ["17.110 indicaties"]),
    "23-33": (2023, SPENDING, ["na prijscorrectie", "zonder correctie"], ["Jeugdwet", "Wmo", "Participatiewet"]),
    "23-37": (2023, LAYERS, ["Piramide", "maatwerk 6.750", "sociale basis 2.880"], ["6.750", "2.880"]),
    "23-41": (2023, SUPPORT, ["in 2022"], ["minuten per week", "dagdelen per week", "2022", "2023"]),
    "23-43": (2023, WAGES, ["loonkostensubsidie", "240 in 2021", "290 in 2023"], ["240", "290"]),
    "24-06": (2024, USE, ["van de inwoners", "van de huishoudens"], ["Wmo", "Jeugdwet", "Bijstand"]),
    "24-26": (2024, WAGES, ["loonkostensubsidie", "320 in 2024"], ["320"]),
    "24-34": (2024, SUPPORT, ["Groepsbegeleiding"], ["Groepsbegeleiding, dagdelen per week", "1 of 2 dagdelen"]),
    "24-35": (2024, SUPPORT, ["Individuele begeleiding"], ["Individuele begeleiding, minuten per week", "tot 1 uur"]),
    "24-39": (2024, SPENDING, ["2024", "Jeugdwet", "Wmo", "Participatiewet"], ["Uitgaven na prijscorrectie"]),
}
KINDS = {
    "D": "23-06 23-17 23-20..22 23-34 23-35 23-48..57",
    "B": "23-07..16 24-07..10 24-12 24-15 24-27 24-28",
    "G": "23-05 23-28 23-33 23-37 23-41 23-43 24-06 24-26 24-34 24-35 24-39",
}


@dataclass(frozen=True)
class Card:
    """What can be read on a part of a page: its text, and the words in the place of its pictures."""

    text: str
    alt: str

    def numbers(self, words: str) -> list[float]:
        """The numbers that stand in the place of `#` in these words, in its text or its picture."""
        pattern = re.compile(words.replace("#", NUMBER))
        return [_number(found) for source in (self.text, self.alt) for found in pattern.findall(source)]


Paper = Callable[[int, str], dict[str, Card]]


@pytest.fixture(scope="module")
def paper(loaded: Path) -> Iterator[Paper]:
    """The cards of the PDF of a year and an area, made once."""
    store = Store(example_years.url(loaded))

    @functools.cache
    def made(year: int, name: str) -> dict[str, Card]:
        edition, area = store.last_edition(year), TOWN.area(name)
        assert edition and area
        return _cards(PdfReader(io.BytesIO(pdf.pdf(taken(store, edition, TOWN), area))))

    yield made
    store.close()


def _number(text: str) -> float:
    return float(text.rstrip(".").replace(".", "").replace(",", "."))


def _cards(reader: PdfReader) -> dict[str, Card]:
    """From heading to heading, in the order of the pages; what stands before the first is at the top."""
    text, headings, alts = _text(reader), _headings(reader.outline, depth=0), _alts(reader)
    places = [0]
    for heading in headings:
        places.append(text.index(heading, places[-1]))
    names = (TOP, *CARDS) if headings else (TOP,)
    ends = zip(places, [*places[1:], len(text)], strict=True)
    return {name: Card(text[at:end], alt) for name, (at, end), alt in zip(names, ends, alts, strict=True)}


def _text(reader: PdfReader) -> str:
    """All text, on one line; a word that was broken is whole, and a hyphen is one, however its letter is encoded."""
    lines = "\n".join(page.extract_text() for page in reader.pages)
    whole = re.sub(r"(?<=\w)[\u00ad-]\n(?=\w)", "", lines).replace("\u00ad", "-")
    return re.sub(r"\s+", " ", whole)


def _headings(outline: Any, depth: int) -> list[str]:
    """The headings of the cards: the third level of the bookmarks."""
    return [
        title
        for one in outline
        for title in (_headings(one, depth + 1) if isinstance(one, list) else [str(one.title)] if depth == 2 else [])
    ]


def _alts(reader: PdfReader) -> list[str]:
    """The words in the place of pictures: before the heading of the first card, and after that of each."""
    found = [""]

    def walk(element: Any) -> None:
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            one = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(one, dict) and "/S" in one:
                if one["/S"] == "/H3":
                    found.append("")
                found[-1] += f" {one.get('/Alt', '')}"
                walk(one)

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.mark.parametrize("claim", TOLD)
def test_the_figure_of_the_claim_is_on_its_card(claim: str, paper: Paper) -> None:
    told = TOLD[claim]

    found = paper(told.year, "Hengelo")[told.card].numbers(told.words)

    assert found, told.words
    assert all(abs(value - told.value) <= told.within + 1e-9 for value in found), found


@pytest.mark.parametrize(("claim", "number"), [(claim, number) for claim in ASKED for number in range(3)])
def test_each_percentage_of_the_table_of_opinions_is_at_its_question(claim: str, number: int, paper: Paper) -> None:
    question, shares = ASKED[claim]
    text = paper(2023, "Hengelo")[OPINIONS].text
    chart = text[text.index("in procenten") :]

    (row,) = re.findall(rf"{question} ((?:\d+% ?)+)", chart)
    written = [int(share) for share in re.findall(r"\d+", row)]

    assert len(written) == len(shares)
    # The first year stands before the line, the last behind it, and those between above it.
    assert [written[0], *written[2:], written[1]][number] == shares[number]
    assert all(year in chart for year in ("2021", "2022", "2023"))


@pytest.mark.parametrize("claim", DRAWN)
def test_the_chart_of_the_claim_is_on_its_card(claim: str, paper: Paper) -> None:
    year, name, alt, letters = DRAWN[claim]

    card = paper(year, "Hengelo")[name]

    assert [words for words in alt if words.lower() not in card.alt.lower()] == []
    assert [words for words in letters if words not in card.text] == []


@pytest.mark.parametrize("year", [2023, 2024])
@pytest.mark.parametrize("name", AREAS)
def test_a_code_and_an_address_lead_to_the_wijken(name: str, year: int, paper: Paper) -> None:
    """23-05."""
    top = paper(year, name)[TOP]

    (address,) = re.findall(r"QR-code naar (\S+)", top.alt)
    assert address.startswith("http")
    assert address in top.text.replace(" ", "")


def _ids(rows: str) -> list[str]:
    """ "23-49..51" is three."""
    found = re.findall(r"(2[34])-(\d\d)(?:\.\.(\d\d))?", rows)
    return [f"{year}-{n:02}" for year, first, last in found for n in range(int(first), int(last or first) + 1)]


def test_no_claim_of_these_kinds_is_passed_over() -> None:
    rows = " ".join((*TOLD, *ASKED, *DRAWN, "23-05"))

    assert set(_ids(rows)) == {claim for kind in KINDS.values() for claim in _ids(kind)}
    assert {kind: len(_ids(rows)) for kind, rows in KINDS.items()} == {"D": 17, "B": 18, "G": 11}

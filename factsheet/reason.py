"""Why readers get another edition, as they read it behind "herzien".

It is typed freely, and it stands beside figures that are rounded so that nobody can be recognised in them. "Eén kind
dubbel geteld" or "13 in plaats van 7" would tell what rounding hides. So a reason names no numbers at all: what may be
told of a figure stands in the factsheet.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from factsheet.letters import LOST, clean
from factsheet.settings import Settings
from factsheet.store import StoreError
from schemas import SCHEMAS

LONGEST = 500
INSTEAD = "Schrijf wat er verbeterd is zonder aantallen, zoals: “enkele cijfers van Wmo in Noord verbeterd”."

_ONES = "een twee drie vier vijf zes zeven acht negen"
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_OTHER = "nul tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien dozijn tiental tientallen"
_NUMBER = (
    rf"(?:\d[\d.,]*|{'|'.join(_ONES.split()[1:])}|{'|'.join(_OTHER.split())}"
    rf"|(?:(?:{'|'.join(_ONES.split())})en)?(?:{'|'.join(_TENS.split())})|\w*(?:honderd|duizend)\w*)"
)
# Words without accents for what one person is, or has; also as the end of a longer word ("bijstandsgezin").
_PEOPLE = (
    r"\w*(?:kind(?:eren|je|jes)?|gezin(?:nen)?|client(?:en|es?)?|inwoners?|huishoudens?|persoon|personen|jongeren?"
    r"|jeugdigen?|ontvangers?|gebruikers?|leerling(?:en)?|bewoners?|burgers?|volwassenen?|indicaties?|uitkering(?:en)?"
    r"|beschikking(?:en)?|voorziening(?:en)?|dossiers?|trajecten|traject|aanvra(?:ag|gen)|mensen|mens)\b"
    r"|(?:man|mannen|vrouw|vrouwen|meisjes?|jongens?|ouders?|ouderen?|peuters?|baby|tweeling)\b"
)
# What may be counted: it is not about anybody.
_THINGS = (
    r"(?:wijk|wijken|bestand|bestanden|cijfers?|tabel|tabellen|grafiek|grafieken|jaar|jaren|maand|maanden|kolom|kolommen"
    r"|indicator|indicatoren|tekst|teksten|edities?|onderdeel|onderdelen|versies?|wet|wetten|klassen?|leeftijdsgroep"
    r"|leeftijdsgroepen|groep|groepen|bron|bronnen|fouten|fout|correcties?|wijziging|wijzigingen|verbetering"
    r"|verbeteringen|zin|zinnen|titels?|percentages?|bedrag|bedragen|totaal|totalen|lagen|laag|soort|soorten)\b"
)
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_PLACED = (
    r"editie|versie|artikel|art|pagina|blz|bijlage|tabel|figuur|grafiek|rij|kolom|week|kwartaal|stap|punt|wijk|klasse"
    r"|nr|nummer|besluit|raadsbesluit|hoofdstuk|paragraaf"
)
# Numbers that count nothing: days, years, ages, places in a list, codes.
_NO_COUNT = re.compile(
    rf"\b\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{2,4}}\b|\b\d{{1,2}} (?:{_MONTHS})\b|\b\d{{1,2}}[:.]\d{{2}} uur\b"
    rf"|\b(?:19|20)\d\d\b(?![.,]\d)(?! (?:{_PEOPLE}|in plaats))|\b(?:{_PLACED})\.? \d+\b|\b\d+e\b"
    r"|\b\d+ ?(?:tot|t/m|-|–) ?\d+ ?(?:jaar|jarigen)\b|\b\d+[- ]?(?:jarigen?|plus)\b|\b\d+\+|\b[a-z]+\d+\b"
)
# "één" is a number and "een" an article; as long as it was, so that places stay.
_ONE = re.compile(r"\b(?:éé|eé|ée)n\b")
_COUNTED = re.compile(
    rf"\b{_NUMBER}(?!\w)(?! (?:van (?:de|het) )?(?:\w+e )?{_THINGS})(?: ?%| {_PEOPLE})?"
    rf"|\b(?:een|enkele?|enige|weinig|paar|handvol|handjevol|beide|geen|slechts|(?:klein|gering) aantal)"
    rf" (?:(?!aantal|deel|groep|lijst|soort|type)\w+ )?(?:{_PEOPLE})"
    r"|\b(?:eentje|iemand|niemand)\b"
    r"|\b(?:ver(?:dubbel|drievoudig|viervoudig)|ge?halveer|halver)\w*|\bde helft\b|\b(?:half|dubbel|keer) zo\b"
)


# So few people that they may be known; "een" is no number here, and "één op de drie" no count.
_FEW = re.compile(
    rf"(?<!op de )(?<!elke )(?<!per )(?<!van de )(?<!uit )(?<!\d[.,])\b"
    rf"(?:111|[1-9]|{'|'.join(_ONES.split()[1:])})(?![\d.,]\d)"
    rf" (?:(?!op |van |procent |keer )\w+ )?(?:{_PEOPLE})"
    rf"|\b(?:slechts|maar) (?:een|een paar|enkele|weinig) (?:{_PEOPLE})"
    rf"|\b(?:een paar|enkele?|(?:een )?hand(?:je)?vol|(?:een )?(?:klein|gering) aantal)"
    rf" (?:(?!tientallen |honderden |duizenden )\w+ )?(?:{_PEOPLE})"
)
# A motto of youth care, about nobody.
_MOTTO = re.compile(r"111 gezin, 111 plan")


class ReasonRefused(StoreError):  # noqa: N818 - a refusal reads better without "Error"
    """A reason cannot be shown to readers."""


def checked(text: str, settings: Settings) -> str:
    """The reason as readers get it, on one line. Raises ReasonRefused."""
    reason = " ".join(clean(text).split())
    if len(reason) > LONGEST:
        raise ReasonRefused(f"De reden heeft meer dan {LONGEST} tekens. Maak hem korter.")
    if LOST in reason:
        raise ReasonRefused(f"In de reden is een letter kwijt ({LOST}). Typ dat woord opnieuw.")
    number = number_in(reason, settings)
    if number:
        raise ReasonRefused(
            f"Lezers zien deze reden, en “{number}” verraadt hoeveel een klein cijfer veranderd is. {INSTEAD}"
        )
    return reason


def few_people_in(text: str) -> list[tuple[int, int]]:
    """Where a text tells of so few people that they may be known: "één kind", "slechts drie gezinnen"."""
    plain = _plain(text)
    return [found.span() for found in _FEW.finditer(_MOTTO.sub(lambda motto: "…" * len(motto.group()), plain))]


def number_in(reason: str, settings: Settings) -> str | None:
    """The words that tell how many, or how few; None when there are none."""
    plain = _plain(reason)
    for name in _names_with_digits(settings):
        plain = plain.replace(name, "…" * len(name))
    found = _COUNTED.search(_NO_COUNT.sub(lambda harmless: "…" * len(harmless.group()), plain))
    return unicodedata.normalize("NFC", reason)[found.start() : found.end()].strip() if found else None


def _plain(text: str) -> str:
    """Small letters without accents, with "één" as a number; of a text in NFC as long as it was."""
    return "".join(map(_base, _ONE.sub("111", unicodedata.normalize("NFC", text).lower())))


def _base(letter: str) -> str:
    """The letter without its accent."""
    return unicodedata.normalize("NFD", letter)[0]


@functools.cache
def _names_with_digits(settings: Settings) -> tuple[str, ...]:
    """Names of groups and classes that have a number in them, such as "0-15" and "1-persoons"; longest first."""
    values = (info.values(settings) or () for schema in SCHEMAS.values() for info in schema.columns().values())
    names = {name.lower() for group in values for name in group if re.search(r"\d", name)}
    return tuple(sorted(names, key=len, reverse=True))

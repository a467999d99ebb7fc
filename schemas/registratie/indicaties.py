from __future__ import annotations

import datetime

import polars as pl

from schemas import domain
from schemas.codelists import EENHEDEN, FREQUENTIES, NOT_TIME, REDENEN, TOTAL, WITHDRAWN, choices, code
from schemas.columns import ONBEKEND, Severity, column
from schemas.dataset import Csv
from schemas.municipality import Municipality
from schemas.rule import Rule
from schemas.rules.persons import with_bsn

EUROCENT = "eurocent"
# Administrations write "no end" as one of these days.
OPEN_ENDS = (datetime.date(2099, 12, 31), datetime.date(9999, 12, 31))
EARLIEST, LATEST = datetime.date(1950, 1, 1), datetime.date(2098, 12, 31)

# Floats are not exact: 19,99 × 100 is not quite 1999.
LESS_THAN_A_CENT = 1e-4
# What a header adds to the name of an amount in cents.
CENTS = ("eurocent", "eurocenten", "cent", "centen", "ct")
WITH_CENTS = ("{} in {}", "{} {}", "{} ({})", "{} (in {})", "{}_{}", "{}_in_{}", "{}{}")


def _in_cents(*names: str) -> list[str]:
    return [way.format(name, unit) for name in names for unit in CENTS for way in WITH_CENTS]


class Indicaties(Csv):
    """Alle indicaties, één per rij. Het programma telt ze en bewaart ze niet.

    Periode: alles wat in het jaar geldig was, ook al is het eerder begonnen of later geëindigd.
    Bron: de administratie van de gemeente (iWmo, iJw en de bijstand).
    De clientsleutel is een kenmerk dat u zelf bedenkt: nooit een BSN of een naam. Dezelfde cliënt heeft bij elke wet
    dezelfde sleutel. Bij de Participatiewet is een sleutel een huishouden.
    """

    clientsleutel: str = column(
        "Kenmerk van de cliënt (geen BSN)", synonyms=["sleutel", "cliënt", "clientnummer", "client id", "pseudoniem"]
    )
    gebied: str = column("Wijk of onbekend", area=True)
    wet: str = column("Wet", isin=domain.names(domain.WETTEN), spelled=domain.spelled(domain.WETTEN))
    productcategorie: str = column(
        "Productcategorie (code of naam)", optional=True, synonyms=["product", "categorie", "product categorie"]
    )
    productcode: str = column("Productcode", optional=True, synonyms=["product code", "code van het product"])
    begin: datetime.date = column("Eerste dag", synonyms=["begindatum", "startdatum", "start", "ingangsdatum"])
    einde: datetime.date = column("Laatste dag", optional=True, synonyms=["einddatum", "eind", "stopdatum"])
    reden: str = column(
        "Reden van wijziging of einde (code of naam)",
        optional=True,
        synonyms=[
            *("redenwijziging", "reden wijziging", "reden wijziging toewijzing", "wijzigingsreden"),
            *("redenbeeindiging", "reden beëindiging", "beëindigingsreden", "reden einde", "reden intrekking"),
        ],
    )
    volume: float = column(
        "Omvang", synonyms=["aantal eenheden"], unit="eenheden per frequentie", le=1_000_000, optional=True
    )
    eenheid: str = column("Eenheid (code of naam)", optional=True)
    frequentie: str = column("Frequentie (code of naam)", optional=True)
    bedrag: float = column(
        "Kosten in het jaar", synonyms=["kosten", "uitgaven"], unit="euro", ge=0, le=100_000_000_000, optional=True
    )
    bedrag_eenheid: str = column(
        "Eenheid van het bedrag", isin=["euro", EUROCENT], optional=True, synonyms=["bedrageenheid", "eenheid bedrag"]
    )
    bedrag_eurocent: float = column(
        "Kosten in het jaar, in eurocent",
        unit="eurocent",
        ge=0,
        le=10_000_000_000_000,
        optional=True,
        # In messages of iWmo and iJw (323 and 325) these are amounts in eurocent.
        synonyms=["IngediendBedrag", "ToegekendBedrag", *_in_cents("bedrag", "kosten", "uitgaven")],
    )

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        apart = [_no_bsn(), _known_wijk(gemeente), _some_product(), *_dates(), *_volumes(), *_amounts()]
        return [*apart, _once(list(cls.columns()))]


def _no_bsn() -> Rule:
    return Rule(
        "clientsleutel",
        ~pl.col("clientsleutel").map_batches(with_bsn, return_dtype=pl.Boolean),
        "De clientsleutel lijkt een burgerservicenummer (BSN). Dat mag niet in dit bestand staan. "
        "Gebruik een kenmerk dat alleen uw gemeente kent. Een BSN met iets ervoor of erachter is niet goed.",
        help="De sleutel is geen burgerservicenummer (BSN), ook niet met acht cijfers.",
        personal=True,
    )


def _known_wijk(gemeente: Municipality) -> Rule:
    return Rule(
        "gebied",
        pl.col("gebied").is_in([*(wijk.code for wijk in gemeente.wijken), ONBEKEND]),
        "Hier hoort een wijk te staan. Kies een wijk, of 'onbekend' als de wijk niet bekend is.",
        help="Kies een wijk of 'onbekend'. Gebruik de naam of de code van het CBS.",
    )


def _some_product() -> Rule:
    return Rule(
        "productcategorie",
        pl.any_horizontal(pl.col("productcategorie", "productcode").is_not_null()),
        "Er staat niet om welk product het gaat. Vul een productcategorie of een productcode in.",
        help="Vul een productcategorie in, een productcode, of allebei.",
    )


def _dates() -> list[Rule]:
    begin, einde = pl.col("begin"), pl.col("einde")
    between = f"{EARLIEST.year} en {LATEST.year}"
    return [
        Rule(
            "begin",
            begin.is_between(EARLIEST, LATEST),
            f"De eerste dag ligt niet tussen {between}. Controleer het jaar.",
            help=f"Een datum tussen {between}.",
        ),
        Rule(
            "einde",
            einde.is_between(EARLIEST, LATEST) | einde.is_in(OPEN_ENDS),
            f"De laatste dag ligt niet tussen {between}. Controleer het jaar. Of maak de cel leeg: dan loopt hij nog.",
            help="Loopt de indicatie nog? Laat de cel leeg of schrijf 31-12-9999.",
        ),
        Rule(
            "einde",
            einde >= begin,
            "De laatste dag ligt vóór de eerste dag. Controleer beide datums.",
            help="De laatste dag is de eerste dag of later.",
        ),
        _doubt(
            "reden",
            (code("reden", REDENEN) != WITHDRAWN) | (einde == begin).fill_null(False),
            "Als reden staat er dat de toewijzing is ingetrokken. Dan is de laatste dag gelijk aan de eerste dag, maar "
            "dat is hier niet zo. Deze indicatie telt niet mee. Klopt dit?",
            help=f"Reden {WITHDRAWN} (ingetrokken) telt niet mee, en een laatste dag gelijk aan de eerste ook niet.",
        ),
    ]


def _volumes() -> list[Rule]:
    volume, eenheid, frequentie = pl.col("volume"), pl.col("eenheid"), pl.col("frequentie")
    unit, times = code("eenheid", EENHEDEN), code("frequentie", FREQUENTIES)
    timed = volume.is_not_null() & ~unit.is_in(NOT_TIME).fill_null(False)
    lost = "Is het begeleiding, dan telt deze indicatie niet mee."
    return [
        Rule(
            "volume",
            volume > 0,
            "De omvang is 0 of minder. Vul een getal boven 0 in, of laat de cel leeg.",
            help="Het getal is hoger dan 0.",
        ),
        _doubt(
            "eenheid",
            eenheid.is_null() | unit.is_not_null(),
            f"Deze eenheid is niet bekend. {lost} Kies uit: {choices(EENHEDEN)}.",
            help=f"Kies uit: {choices(EENHEDEN)}.",
        ),
        _doubt(
            "eenheid",
            volume.is_null() | eenheid.is_not_null(),
            f"Er staat wel een omvang, maar geen eenheid. {lost} Vul de eenheid in.",
            help="Vul een eenheid in als er een omvang staat.",
        ),
        _doubt(
            "frequentie",
            frequentie.is_null() | times.is_not_null(),
            f"Deze frequentie is niet bekend. {lost} Kies uit: {choices(FREQUENTIES)}.",
            help=f"Kies uit: {choices(FREQUENTIES)}.",
        ),
        _doubt(
            "frequentie",
            ~timed | frequentie.is_not_null(),
            f"Er staat wel een omvang, maar geen frequentie. {lost} Vul de frequentie in.",
            help="Vul een frequentie in als er een omvang in minuten, uren, etmalen of dagdelen staat.",
        ),
        _doubt(
            "einde",
            ~timed | (times != TOTAL) | (pl.col("einde").is_not_null() & ~pl.col("einde").is_in(OPEN_ENDS)),
            f"De omvang geldt voor de hele duur, maar de laatste dag ontbreekt. {lost} Vul de laatste dag in.",
            help=f"Bij frequentie {TOTAL} is de laatste dag nodig.",
        ),
    ]


def _amounts() -> list[Rule]:
    bedrag, eenheid = pl.col("bedrag"), pl.col("bedrag_eenheid")
    cents, filled = (eenheid == EUROCENT).fill_null(False), bedrag.is_not_null()
    euros, apart = (eenheid == "euro").fill_null(False), pl.col("bedrag_eurocent")
    return [
        Rule(
            "bedrag_eurocent",
            apart == apart.round(),
            "Deze kolom is in eurocent, maar er staan cijfers achter de komma. Is het een bedrag in euro? "
            "Noem de kolom dan 'bedrag'.",
            help="Een bedrag in eurocent heeft geen cijfers achter de komma.",
        ),
        Rule(
            "bedrag_eurocent",
            apart.is_null() | bedrag.is_null(),
            "Er staan twee bedragen: een in euro en een in eurocent. Laat er één staan.",
            help="Vul één bedrag in: in 'bedrag' of in 'bedrag_eurocent'.",
        ),
        Rule(
            "bedrag_eenheid",
            apart.is_null() | ~euros,
            "De kolom met het bedrag is in eurocent, maar hier staat 'euro'. Haal 'euro' weg, of noem de kolom "
            "'bedrag'.",
            help="Bij 'bedrag_eurocent' staat hier niets, of 'eurocent'.",
        ),
        Rule(
            "bedrag",
            ~cents | (bedrag == bedrag.round()),
            "Dit bedrag is in eurocent, maar er staan cijfers achter de komma. Is het een bedrag in euro?",
            help="Een bedrag in eurocent heeft geen cijfers achter de komma.",
        ),
        _doubt(
            "bedrag",
            cents | ((bedrag * 100 - (bedrag * 100).round()).abs() < LESS_THAN_A_CENT),
            "Dit bedrag heeft meer dan twee cijfers achter de komma. Wij ronden het af op hele centen. Klopt dit?",
            help="Een bedrag in euro heeft hoogstens twee cijfers achter de komma.",
        ),
        Rule(
            "bedrag_eenheid",
            ~filled | eenheid.is_not_null() | ~(filled & cents).any(),
            "Bij andere bedragen in dit bestand staat 'eurocent', en hier staat niets. "
            "Vul bij elk bedrag 'euro' of 'eurocent' in.",
            help="Staat ergens 'eurocent'? Vul dan bij elk bedrag 'euro' of 'eurocent' in. Anders is leeg: euro.",
            whole_file=True,
        ),
        _doubt(
            "bedrag_eenheid",
            ~(filled & cents) | ~(filled & euros).any(),
            "In dit bestand staan bedragen in euro en bedragen in eurocent. Klopt dit?",
            help="Staan er bedragen in euro en in eurocent, dan krijgt u een waarschuwing.",
            whole_file=True,
        ),
    ]


def _once(columns: list[str]) -> Rule:
    return _doubt(
        "clientsleutel",
        pl.struct(columns).is_first_distinct(),
        "Een rij die precies hetzelfde is, staat al eerder in dit bestand. Beide rijen tellen mee. Klopt dit?",
        help="Staat precies dezelfde rij er twee keer, dan krijgt u een waarschuwing.",
        whole_file=True,
    )


def _doubt(column: str, holds: pl.Expr, message: str, *, help: str, whole_file: bool = False) -> Rule:  # noqa: A002
    severity: Severity = "waarschuwing"
    return Rule(column, holds, message, help=help, severity=severity, whole_file=whole_file)

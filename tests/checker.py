"""An independent reader of the narrative: is every number, direction, band word and year so?

It shares nothing with `factsheet.narrate`: it reads the Dutch again, with its own names for the figures and its own
word scale (typed in from the domain), and holds it against the published figures. What it cannot place is wrong too.

How it reads a sentence: numbers and comparatives ("7.410", "iets meer") become marks (written # in the patterns here),
and the words by which Dutch names a figure, with the mark in them, become that figure (written @). What is left has to
be one of a few openings and tails ("In 2024 @, # dan in 2023 (#)."), or else a statement with a meaning of its own.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, Protocol

from factsheet.figures import Figure, Point, Unit

# What a sentence and its facts look like; the checker takes them from whoever wrote them.


class Feit(Protocol):
    @property
    def sleutel(self) -> str: ...
    @property
    def nu(self) -> float | None: ...
    @property
    def vorig(self) -> float | None: ...
    @property
    def getoond(self) -> tuple[str, ...]: ...


class Zin(Protocol):
    @property
    def tekst(self) -> str: ...
    @property
    def feiten(self) -> Sequence[Feit]: ...
    @property
    def volgt(self) -> bool: ...


@dataclass(frozen=True)
class Page:
    """What is known when one section of one area is judged.

    `plaats` is the area as a sentence names it, with its article. `basisjaar` is the base year of spending, `dagen` the
    day on which the layers were counted for each year; `definitief`: no price change is provisional.
    """

    jaar: int
    plaats: str
    gemeente: str
    figures: tuple[Figure, ...]
    beter: str | None = None
    basisjaar: int | None = None
    dagen: Mapping[int, date] = field(default_factory=dict)
    definitief: bool = True

    @property
    def is_wijk(self) -> bool:
        return self.plaats != self.gemeente

    def figure(self, key: str) -> Figure | None:
        """The figure with this key, where it has a value."""
        return next((f for f in self.figures if f.sleutel == key and f.value is not None), None)


@dataclass(frozen=True)
class Wrong:
    """One error: the rule that is broken, the sentence, and why."""

    regel: str
    zin: str
    waarom: str

    def __str__(self) -> str:
        return f"{self.regel}: {self.waarom}\n    {self.zin}"


Problems = Iterator[tuple[str, str]]

# Marks: a number or comparative, a figure, another area; the municipality behind a wijk, the place itself, who spends.
MARK, FIGURE, OTHER = "[\ue000-\uefff]", "[\uf000-\uf0ff]", "[\uf200-\uf2ff]"
WHOLE, HERE, TOWN, CUT = "\uf100", "\uf101", "\uf102", "\uf103"
FIRST_MARK, FIRST_FIGURE, FIRST_OTHER = 0xE000, 0xF000, 0xF200


@functools.cache
def pattern(text: str) -> re.Pattern[str]:
    """A pattern in which # stands for a number or comparative, @ for a figure, and G, P, S and E for places in ⟨⟩."""
    places = ("⟨G⟩", WHOLE), ("⟨P⟩", HERE), ("⟨S⟩", TOWN), ("⟨E⟩", OTHER)
    for mark, meant in (("#", MARK), ("@", FIGURE), ("⟨dag⟩", DAY), *places):
        text = text.replace(mark, meant)
    return re.compile(text)


MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
DAY = rf"\d{{1,2}} (?:{MONTHS.replace(' ', '|')}) \d{{4}}"

TOKEN = re.compile(
    r"(?P<below>[Mm]inder dan (?=€|\d))?(?P<euro>€\s?)?(?P<sign>(?<!\w)[+\-–−])?(?<![\w,.])"
    r"(?!(?:19|20)\d\d(?![\d.,]*\d))(?P<digits>\d[\d.]*(?<!\.)(?![\d]))(?! jaar| en \d+ jaar)"
    r"(?P<frac>,\d+)?(?P<suffix>%| procentpunt\b| miljoen\b)?"
    r"|\b(?P<how>[Bb]ijna |[Ii]ets |[Vv]eel )?"
    r"(?P<way>[Ee]venveel|gelijk|[Mm]eer|[Mm]inder|hoger|lager|[Gg]roter|[Kk]leiner)\b(?P<kind> intens)?"
)

# How Dutch says each figure: typed from the domain. A number may stand between the words, or a comparative before them.

MENS = "mensen|inwoners|persoon|inwoner|mens"
# The end of a name: what would make it the name of another figure does not follow.
END = r"(?!\w| of de| uit de|, jeugdhulp of)"
HULP = {
    "wmo": "hulp uit de Wmo",
    "jeugdwet": "jeugdhulp",
    "wmo-en-jeugdwet": "hulp(?: uit de Wmo of de Jeugdwet)?",
    "sociaal-domein": "hulp uit de Wmo, jeugdhulp of bijstand",
}
MET = {"wmo": "Wmo", "jeugdwet": "jeugdhulp", "wmo-en-jeugdwet": "hulp", "participatiewet": "bijstand"}
AGES = {
    "0-15": ("jonger dan 15 jaar", "van 0 tot 15 jaar"),
    "15-25": ("tussen 15 en 25 jaar", "van 15 tot 25 jaar"),
    "25-45": ("tussen 25 en 45 jaar", "van 25 tot 45 jaar"),
    "45-65": ("tussen 45 en 65 jaar", "van 45 tot 65 jaar"),
    "65+": ("65 jaar of ouder", "van 65 jaar en ouder"),
}
HOMES = {
    "koop": ("koop", "koopwoningen", "koopwoningen"),
    "corporatie": ("huur van een corporatie", "huurwoningen van een corporatie", "corporatiehuur"),
    "overige-huur": ("overige huur", "overige huurwoningen", "overige huur"),
}
LAYERS = ("maatwerk", "basisondersteuning", "sociale basis", "zelfzorg")
SUPPORT = {"individueel": "individuele begeleiding", "groep": "groepsbegeleiding"}
LAWS = {"jeugdwet": "jeugdhulp", "wmo": "de Wmo", "participatiewet": "bijstand"}
# Of whom a share is, and the figure that counts those of them: "dat is 12% van de inwoners".
SHARES = {
    "wmo.aandeel": ("inwoners", "wmo.clienten"),
    "jeugdwet.aandeel_jongeren": ("jongeren tot 25 jaar", "jeugdwet.clienten"),
    "jeugdwet.aandeel": ("inwoners", "jeugdwet.clienten"),
    "bijstand.aandeel": ("huishoudens", "bijstand.huishoudens"),
}


TITLED = {
    "inwoners": "inwoners",
    "huishoudens": "huishoudens",
    "mensen met hulp": "wmo-en-jeugdwet.clienten",
    "huishoudens met bijstand": "bijstand.huishoudens",
    "indicaties": "wmo-en-jeugdwet.indicaties",
    "uitgaven na prijscorrectie": "uitgaven.gecorrigeerd",
    **{layer: f"piramide.{layer.replace(' ', '-')}" for layer in LAYERS},
    **{f"intensieve {support}": f"begeleiding.{form}.intensief" for form, support in SUPPORT.items()},
    "mensen met loonkostensubsidie": "loonkostensubsidie.ontvangers",
}
# "Groter deel koopwoningen" and "naar verhouding meer mensen met hulp": the shares and rates that tell so.
PARTS = {kop: f"woningen.{home}.aandeel" for home, (*_, kop) in HOMES.items()}
RATES = PARTS | {
    "mensen met hulp": "wmo-en-jeugdwet.aandeel",
    "huishoudens met bijstand": "bijstand.aandeel",
    "indicaties": "wmo-en-jeugdwet.indicaties_per_client",
}
TOPICS = {noun.capitalize(): key for noun, key in TITLED.items()} | {
    "Koop en huur": "woningen",
    "Verdeling van koop en huur": "woningen",
    "Sociaal-economische score": "ses",
    "Oordelen van gebruikers": "",
}
QUOTED = "‘’"  # stands for the quoted name of an indicator


def _counted(verbs: str, who: str, rest: str) -> str:
    """Kregen # mensen hulp; # mensen kregen hulp; en # jeugdhulp."""
    return rf"(?:{verbs}) # (?:{who}) {rest}|# (?:{who}) (?:{verbs}) {rest}|(?<= en )# {rest}"


def _share(of: str, verbs: str, words: str) -> str:
    """Van de inwoners woont # alleen; en # met anderen; (in Nederland) woont # van de inwoners alleen."""
    whole = f"[Vv]an (?:de|alle) {of}"
    return rf"{whole} (?:{verbs}) # {words}|(?:(?<=, )|(?<= en ))# {words}|(?:{verbs}) # {whole} {words}"


def _namings() -> Iterator[tuple[str, str, str]]:
    """Of each key how a sentence says the figure, and the noun that names it."""
    people, got, place = f"het aantal (?:{MENS})", "kreeg|kregen", "(?: in (?:⟨S⟩|⟨P⟩))?"
    yield "inwoners", f"(?:woonde|woonden) # (?:{MENS})", f"het (?:totaal )?aantal inwoners{place}"
    for what, one in (("huishoudens", "huishouden"), ("woningen", "woning")):
        yield what, f"(?:was|waren) er # (?:{what}|{one})", f"het aantal {what}{place}"
    for age, (words, noun) in AGES.items():
        yield f"inwoners.{age}.aandeel", _share("inwoners", "is|zijn", words), f"het aandeel inwoners {noun}"
    for kind, words in (("1-", "alleen"), ("meer", "met anderen")):
        said = _share("inwoners", "woont|wonen", words)
        yield f"huishoudens.{kind}persoons.aandeel", said, f"het aandeel inwoners dat {words} woont"
    said = _share("huishoudens", "bestaat|bestaan", "uit één persoon")
    yield "huishoudens.1-persoons.van_huishoudens", said, "het aandeel eenpersoonshuishoudens"
    for home, (words, noun, _) in HOMES.items():
        yield f"woningen.{home}.aandeel", _share("woningen", "is|zijn", words), f"het aandeel {noun}"
    yield "ses.score", r"[Dd]e score over \d{4} is #", r"de sociaal-economische score(?: over \d{4})?"
    for wet, hulp in HULP.items():
        met = f"met (?:{hulp}|{MET.get(wet, hulp)})"
        yield f"{wet}.clienten", _counted(got, MENS, hulp), f"{people} {met}"
        yield f"{wet}.aandeel", _share("inwoners", got, hulp), f"het aandeel (?:{MENS}) {met}"
    homes, young = "huishoudens met bijstand", "jongeren tot 25 jaar"
    yield "bijstand.huishoudens", _counted(got, "huishoudens|huishouden", "bijstand"), f"het aantal {homes}"
    yield "bijstand.aandeel", _share("huishoudens", got, "bijstand"), f"het aandeel {homes}"
    yield "jeugdwet.aandeel_jongeren", _share(young, got, "jeugdhulp"), f"het aandeel {young} met jeugdhulp"
    for wet, met in MET.items():
        of = {"wmo": " (?:uit|vanuit) de Wmo", "jeugdwet": " voor jeugdhulp"}.get(wet, "")
        lines, each = f"(?:was|waren) er # (?:indicaties|indicatie){of}", f"(?:persoon|huishouden) met {met}"
        yield f"{wet}.indicaties", lines, f"het (?:totaal )?aantal indicaties{of}"
        said = rf"[Pp]er persoon met {met} (?:was|waren) er # indicaties?|(?<=, met )per persoon # indicaties"
        said += f"|(?:was|waren) er # indicaties? per persoon met {met}"
        yield f"{wet}.indicaties_per_client", said, f"het aantal indicaties per persoon(?: met {met})?"
        said = f"[Pp]er {each} gaf ⟨S⟩ na prijscorrectie # uit"
        yield f"{wet}.uitgaven_per_client", said, f"de uitgaven per {each} na prijscorrectie"
    spent = "gaf ⟨S⟩ # uit aan de Wmo, jeugdhulp en bijstand"
    yield "uitgaven.nominaal", spent, "de uitgaven zonder prijscorrectie"
    spent = "gaf ⟨S⟩ na prijscorrectie (?:opnieuw )?# uit"
    yield "uitgaven.gecorrigeerd", spent, "de uitgaven na prijscorrectie"
    benefit = "de gemiddelde uitkering per huishouden"
    yield "bijstand.uitkering", f"[Dd]{benefit[1:]} was #|was (?:# )?{benefit}(?: #)?", "de hoogte van de uitkering"
    for layer in LAYERS:
        what = f"een indicatie voor {'de ' if layer == 'sociale basis' else ''}{layer}"
        yield TITLED[layer], _counted("had|hadden", MENS, what), f"{people} met {what}"
    for form, support in SUPPORT.items():
        for kind, said in (("intensief", f"intensieve {support}"), ("lichter", f"minder intensieve {support}")):
            yield f"begeleiding.{form}.{kind}", _counted(got, MENS, said), f"{people} met {said}"
    subsidy, costs = "loonkostensubsidie", "kostte de subsidie gemiddeld #"
    yield f"{subsidy}.ontvangers", _counted("werkte|werkten", MENS, f"met {subsidy}"), f"{people} met {subsidy}"
    yield f"{subsidy}.uitgaven", "[Dd]e subsidie kostte #", f"de uitgaven aan {subsidy}"
    each = f"[Pp]er persoon {costs}|{costs} per persoon"
    yield f"{subsidy}.uitgaven_per_ontvanger", each, f"de gemiddelde uitgaven per (?:{MENS}) met {subsidy}"


NAMINGS = {key: (said, noun) for key, said, noun in _namings()}


def naming(figure: Figure) -> tuple[str, str]:
    """How Dutch says this figure, and its noun; of an indicator by the words of its own file."""
    if figure.sleutel.startswith("indicator."):
        own = "#".join(TOKEN.sub("#", part) for part in figure.naam.kort_zin.rstrip(".").split("%"))
        said = f"Bij {QUOTED} is het percentage #|[Hh]et percentage {QUOTED} is #"
        return f"{said}|{re.escape(own)}".replace(r"\#", "#") if own else said, f"het percentage {QUOTED}"
    return NAMINGS.get(figure.sleutel, ("(?!)", "(?!)"))


# The word scale of the domain: a change belongs to the first band whose bound it is below.
Scale = tuple[float, ...]
SCALE = ("gelijk", "nagenoeg", "licht", "gewoon", "sterk")
PERCENT, POINTS, SCORES = (0.05, 0.75, 2, 25), (0.05, 0.5, 1.5, 15), (0.0005, 0.0045, 0.0195, 0.0995)
STILL_BANDS = frozenset({"gelijk", "nagenoeg"})
DIRECTIONS = {"evenveel": 0, "gelijk": 0, "meer": 1, "hoger": 1, "groter": 1, "minder": -1, "lager": -1, "kleiner": -1}
BANDS = {("bijna", 0): "nagenoeg", ("", 0): "gelijk", ("iets", 1): "licht", ("", 1): "gewoon", ("veel", 1): "sterk"}
COUNTING = {"aantal": "aantal", "verhouding": "aantal", "euro": "bedrag", "procent": "aandeel", "score": "score"}
NUMERALS = {"één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9}
GROWTH = ".groei"  # the key of a figure that is itself a growth since the base year
AVERAGE_BELOW = 0.05  # a score closer to 0 than this is around the average of the Netherlands
SMALL_BELOW = 0.10  # a group below this share of all who get help is small
MOST = 2 / 3  # of a change, before it comes "vooral" from a part
MOST_WORDS, MOST_IN_TITLE = 25, 10
HAIR = 1e-9


@dataclass(frozen=True)
class Move:
    """A change that may be claimed: its sign and its band."""

    sign: int
    band: str

    @property
    def still(self) -> bool:
        return self.band in STILL_BANDS


def moved(figure: Figure, jaar: int | None = None) -> Move | None:
    """The change of this year (or another), when it is printed and larger than rounding."""
    point = figure.now if jaar is None else figure.at(jaar)
    if point.verandering is None or not point.duidelijk:
        return None
    return Move(_sign(point.verandering), _band_between(point, _scale(figure.unit)))


def _band_between(point: Point, scale: Scale) -> str:
    """The band of the printed change; "sterk" only where all that prints the same is that, and what stands still does
    so as far as rounding leaves room."""
    band = _band(point.verandering or 0.0, scale)
    bounds = [abs(bound) for bound in (point.laagste, point.hoogste) if bound is not None]
    if band == "sterk" and min(bounds, default=0.0) < scale[-1]:
        return "gewoon"
    if len(bounds) == 2 and (point.hoogste or 0.0) - (point.laagste or 0.0) < HAIR:
        return _band(point.verandering or bounds[0], scale)  # nothing but its print is rounded
    furthest = _band(max(bounds, default=0.0) - HAIR, scale)
    return furthest if band in STILL_BANDS and furthest in STILL_BANDS else band


def _scale(unit: Unit) -> Scale:
    return {"procent": POINTS, "score": SCORES}.get(unit.soort, PERCENT)


def _band(change: float, scale: Scale) -> str:
    return SCALE[bisect.bisect_right(scale, abs(change))]


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


# A sentence, read


@dataclass(frozen=True)
class Token:
    """A number or a comparative as it is printed."""

    tekst: str
    richting: int | None = None
    band: str = ""
    woord: str = ""
    value: Decimal = Decimal(0)
    decimals: int = 0
    sign: str = ""
    euro: bool = False
    suffix: str = ""
    below: bool = False

    @property
    def is_number(self) -> bool:
        return self.richting is None


@dataclass(frozen=True)
class Claim:
    """What a sentence or a title says of one figure.

    A level: `getal` is its value in `jaar`. A change: `woord` against `jaar` (None: the year before), with the numbers
    in brackets in `haken` ("nu" a change, "toen", "van" and "naar" values). Beside another: `woord` against `plek`
    ("G", the name of another area, or "gemiddelde" for the average of the Netherlands), whose value `getal` is.
    """

    figure: Figure
    soort: Literal["niveau", "verandering", "naast"]
    woord: Token | None = None
    getal: Token | None = None
    jaar: int | None = None
    haken: tuple[tuple[str, Token], ...] = ()
    plek: str = ""
    voegwoord: str = ""


@dataclass(frozen=True)
class Read:
    """A sentence with its marks, the figures of its facts, and what it claims, or the statement that it is."""

    tekst: str
    page: Page
    facts: tuple[Figure, ...]
    masked: str
    tokens: tuple[Token, ...]
    claims: tuple[Claim, ...] = ()
    statement: tuple[str, re.Match[str]] | None = None
    opening: re.Match[str] | None = None
    refers: bool = False
    of_whom: str = ""  # dat is 12% van de ...
    volgt: bool = False
    problems: tuple[tuple[str, str], ...] = ()

    def token(self, mark: str) -> Token:
        return self.tokens[ord(mark) - FIRST_MARK]

    @property
    def keys(self) -> set[str]:
        return {figure.sleutel for figure in self.facts}

    def numbers(self) -> set[tuple[str, str, str]]:
        """Every number that it tells, with the figure that it is of."""
        found = {_told(c.figure, token) for c in self.claims for _, token in c.haken}
        for claim in self.claims:
            if claim.soort == "verandering" and claim.woord is not None and not claim.haken:
                found.add(_told(claim.figure, claim.woord))
            if claim.getal is not None:
                beside = claim.figure.gemeente if claim.plek == "G" else claim.figure
                found.add(_told(beside or claim.figure, claim.getal))
        if self.statement is not None:
            found |= {("+".join(sorted(self.keys)), "", token.tekst) for token in self.tokens if token.is_number}
        return found


def _told(figure: Figure, token: Token) -> tuple[str, str, str]:
    return figure.sleutel, figure.area.code, token.tekst


def _token(match: re.Match[str]) -> Token:
    if match["way"]:
        how, way = (match["how"] or "").strip().lower(), match["way"].lower()
        richting = DIRECTIONS[way]
        return Token(match[0], richting, BANDS.get((how, abs(richting)), "?"), way)
    return Token(
        tekst=match[0],
        value=Decimal(match["digits"].replace(".", "") + (match["frac"] or "").replace(",", ".")),
        decimals=len(match["frac"] or ",") - 1,
        sign=match["sign"] or "",
        euro=bool(match["euro"]),
        suffix=(match["suffix"] or "").strip(),
        below=bool(match["below"]),
    )


Masked = tuple[str, tuple[Token, ...]]


def _masked(text: str, page: Page, facts: Iterable[Figure] = (), *, title: bool = False) -> Masked:
    """The text with marks for places, numbers and comparatives, and what those last marks stand for."""
    for figure in facts:
        for said in (f"‘{figure.label}’", figure.label[:1].lower() + figure.label[1:]):
            text = text.replace(said, QUOTED) if figure.sleutel.startswith("indicator.") else text
        for place, other in enumerate(figure.elsewhere):
            name = f"[{other.gebied[0]}{other.gebied[0].lower()}]{re.escape(other.gebied[1:])}"
            text = re.sub(rf"\b([Ii]n) {name}(?!\w)", rf"\1 {chr(FIRST_OTHER + place)}", text)
    if page.is_wijk:
        text = re.sub(rf"(?<!\w)heel {re.escape(page.gemeente)}(?!\w)", WHOLE, text)
        text = re.sub(rf"(?<!\w){re.escape(page.plaats)}(?!\w)", HERE, text)
    text = re.sub(rf"(?<!\w){re.escape(page.gemeente)}(?!\w)", TOWN, text)
    days, tokens = re.findall(DAY, text), list[Token]()

    def mark(match: re.Match[str]) -> str:
        kind = match["kind"] or ""
        if kind and not title:
            return match[0]  # a kind of help: minder intensieve begeleiding
        tokens.append(_token(match))
        return chr(FIRST_MARK + len(tokens) - 1) + kind

    masked = TOKEN.sub(mark, re.sub(DAY, CUT, text))
    return re.sub(CUT, lambda _: days.pop(0), masked), tuple(tokens)


def read_sentence(zin: Zin, page: Page) -> Read:
    """What a sentence says: its claims, or its statement."""
    facts, problems = _figures_of(zin, page)
    masked, tokens = _masked(zin.tekst, page, facts)
    problems += _provenance(zin, facts)
    read = Read(zin.tekst, page, facts, masked, tokens, volgt=zin.volgt, problems=tuple(problems))
    for name, statement, _ in STATEMENTS:
        if match := pattern(statement).fullmatch(masked):
            return replace(read, statement=(name, match))
    return _Parser(read).read()


def _figures_of(zin: Zin, page: Page) -> tuple[tuple[Figure, ...], list[tuple[str, str]]]:
    """The figures of the facts; the second fact with one key is the municipality behind a wijk."""
    found: list[Figure] = []
    problems: list[tuple[str, str]] = []
    whole = page.is_wijk and zin.tekst.startswith(f"In heel {page.gemeente}")
    for feit in zin.feiten:
        own = next((figure for figure in page.figures if figure.sleutel == feit.sleutel), None)
        second = whole or any(figure.sleutel == feit.sleutel for figure in found)
        figure = own.gemeente if own is not None and second else own
        if figure is None:
            problems.append(("feiten", f"{feit.sleutel} is geen cijfer van dit onderdeel"))
        else:
            found.append(figure)
    return tuple(found), problems


def _provenance(zin: Zin, facts: Sequence[Figure]) -> Problems:
    """Values are those of the figures, and what is "shown" stands in the sentence."""
    for feit, figure in zip(zin.feiten, facts, strict=False):
        if feit.nu != figure.value or feit.vorig != figure.before.waarde:
            yield "feiten", f"{feit.sleutel}: {feit.nu} en {feit.vorig} zijn niet de waarden van het cijfer"
        for shown in feit.getoond:
            if shown not in zin.tekst:
                yield "feiten", f"“{shown}” staat niet in de zin"


BRACKETS = r" \((?:(?P<toen>toen )?(?P<nu>#)|van (?P<van>#) naar (?P<naar>#))\)"
# What may stand behind a figure. Each is read and taken away, until nothing is left but openings and figures.
TAILS = tuple(
    (rf"(?P<f>@){tail}", soort)
    for tail, soort in (
        (r",? niet duidelijk anders dan in (?P<jaar>\d{4})", "onduidelijk"),
        (
            rf",? (?P<woord>#) (?P<voegwoord>dan in|als in|dan die over|aan die over) (?P<jaar>\d{{4}})(?:{BRACKETS})?",
            "verandering",
        ),
        (rf" (?P<voegwoord>dan in|als in) (?P<jaar>\d{{4}})(?:{BRACKETS})?", "vervolg"),
        (BRACKETS, "vervolg"),
        (r",? (?P<woord>#) (?P<voegwoord>dan) in (?:(?P<G>⟨G⟩)|(?P<elders>⟨E⟩)) \((?P<getal>#)\)", "naast"),
        (r" \(in (?:(?P<G>⟨G⟩)|(?P<elders>⟨E⟩)) (?P<ook>ook )?(?P<getal>#)\)", "naast"),
        (r" \((?P<jaar>\d{4}): (?P<getal>#)\)", "niveau"),
        (r": (?:rond het gemiddelde van|(?P<woord>#) dan gemiddeld in) (?:Nederland|⟨E⟩)", "gemiddelde"),
        (r" in ⟨S⟩", "plaats"),
        (", met nog voorlopige prijzen", "prijzen"),
    )
)
OPENINGS = (
    r"(?P<open>In (?P<jaar>\d{4}) |Op (?P<dag>⟨dag⟩) |Ook |In ⟨P⟩ |In (?P<elders>⟨E⟩) |Hier |Daarvan "
    r"|Daarnaast |Daarmee |Daardoor |Toch )?@(?:(?:, met |, | en )@)*\."
)
# A sentence about the figure of the sentence before, or about the share that those just counted are.
SHARE = r"Dat is (?P<wat>#) van de (?P<whom>[a-z]+(?: tot 25 jaar)?)(?=[,.]| \()"
AGAIN = r"Dat (?:is|zijn er)|In (?:(?P<jaar>\d{4})|⟨G⟩|(?P<elders>⟨E⟩)) (?P<was>was dat|waren dat er) (?P<wat>#)"


class _Parser:
    """Takes a sentence apart: figures, then what stands behind them; `rest` is what is left."""

    def __init__(self, read: Read) -> None:
        self.sentence, self.rest, self.problems = read, read.masked, list(read.problems)
        self.claims: list[Claim] = []
        # Per mark of a figure: that figure, and the number or comparative among the words that say it.
        self.own: dict[str, tuple[Figure, Token | None]] = {}

    def read(self) -> Read:
        share = pattern(SHARE).match(self.rest) if self.sentence.facts else None
        again = pattern(AGAIN).match(self.rest) if self.sentence.facts and share is None else None
        if (same := share or again) is not None:
            token = self.sentence.token(same["wat"]) if same["wat"] else None
            self.own[chr(FIRST_FIGURE)] = self.sentence.facts[0], token
            self.rest = chr(FIRST_FIGURE) + self.rest[same.end() :]
        else:
            self._names()
        done, there = self._tails(), again or pattern("In (?P<elders>⟨E⟩) (?P<jaar>)").match(self.rest)
        for mark, (figure, token) in self.own.items():
            if again is not None:
                self.problems += _grammar_again(again, figure, compared=bool(self.claims or token))
            if token is not None and mark not in done:
                self.claims.append(_own(figure, token, there))
        opening = pattern(OPENINGS).fullmatch(self.rest)
        if opening is None:
            self.problems.append(("niet gelezen", f"niet te plaatsen: {_readable(self.rest)}"))
        found = {"claims": tuple(self.claims), "opening": opening, "problems": tuple(self.problems)}
        whom = share["whom"] if share else ""
        return replace(self.sentence, refers=again is not None, of_whom=whom, **found)

    def _names(self) -> None:
        """Mark each figure where the sentence names it."""
        facts = self.sentence.facts
        for place, figure in enumerate(facts):
            if any(figure is other.gemeente for other in facts):
                continue
            match = pattern(f"(?:{naming(figure)[0]}){END}").search(self.rest)
            if match is None:
                self.problems.append(("naam", f"{figure.label} staat niet zo in de zin"))
                continue
            tokens = [self.sentence.token(found) for found in re.findall(MARK, match[0])]
            mark, token = chr(FIRST_FIGURE + place), next((t for t in tokens if t.is_number), tokens[0])
            self.problems += _grammar(match[0], token, figure)
            years = {int(year) for year in re.findall(r"\b20\d\d\b", match[0])}
            self.problems += [("jaar", f"{year} is niet {figure.jaar}") for year in years - {figure.jaar}]
            self.own[mark] = figure, token
            self.rest = self.rest[: match.start()] + mark + self.rest[match.end() :]

    def _tails(self) -> set[str]:
        """Claim what stands behind the figures; the marks of those whose own words it completes."""
        done = set()
        while found := next(((m, kind) for tail, kind in TAILS if (m := pattern(tail).search(self.rest))), None):
            match, kind = found
            self._tail(match.groupdict(), kind, *self.own[match["f"]])
            done |= {match["f"]} if kind == "vervolg" else set()
            self.rest = self.rest[: match.end("f")] + self.rest[match.end() :]
        return done

    def _tail(self, part: dict[str, str | None], kind: str, figure: Figure, token: Token | None) -> None:
        read = self.sentence
        found = {name: read.token(mark) for name in ("woord", "getal", "nu", "van", "naar") if (mark := part.get(name))}
        word, number = found.get("woord", token if kind == "vervolg" else None), found.get("getal")
        jaar, link = int(part.get("jaar") or 0) or None, part.get("voegwoord") or ""
        if kind in {"verandering", "vervolg"}:
            names = {"nu": "toen"} if part.get("toen") else {}
            haken = tuple((names.get(n, n), t) for n, t in found.items() if n not in {"woord", "getal"})
            if word is None or word.is_number:
                self.problems.append(("getal", f"er staat niet bij wat {figure.label} doet"))
            else:
                self.claims.append(Claim(figure, "verandering", word, None, jaar, haken, voegwoord=link))
        elif kind == "naast":
            plek = _elders(figure, part.get("elders")) or "G"
            self.claims.append(Claim(figure, "naast", word, number, plek=plek, voegwoord=link))
            self.problems += _also(token, number, also=bool(part.get("ook"))) if word is None else []
        elif kind == "niveau":
            self.claims.append(Claim(figure, "niveau", None, number, jaar))
            self.problems += [("jaar", f"{jaar} is niet het jaar ervoor")] if jaar != figure.vorig else []
        elif kind == "gemiddelde":
            self.claims.append(Claim(figure, "naast", word, plek="gemiddelde"))
        elif kind == "onduidelijk":
            self.problems += _unclear(read.facts if read.masked.startswith("Dat is") else [figure], jaar)
        elif kind == "plaats" and read.page.is_wijk:
            self.problems.append(("plaats", f"dit gaat over {read.page.plaats}"))
        elif kind == "prijzen" and (read.page.definitief or not figure.sleutel.endswith("gecorrigeerd")):
            self.problems.append(("prijzen", "alle prijzen zijn definitief, of doen er niet toe"))


def _own(figure: Figure, token: Token, there: re.Match[str] | None) -> Claim:
    """What the words of a figure claim by themselves: a level, here or elsewhere, or a change since the year before."""
    if not token.is_number:
        return Claim(figure, "verandering", token)
    if there is not None and (plek := _elders(figure, there["elders"])):
        return Claim(figure, "naast", getal=token, plek=plek)
    return Claim(figure, "niveau", getal=token, jaar=int(there["jaar"]) if there and there["jaar"] else figure.jaar)


def _also(own: Token | None, there: Token | None, *, also: bool) -> Problems:
    """In heel Hengelo ook 19%: exactly where both are printed the same."""
    here, other = (token.tekst.lower() if token else "" for token in (own, there))
    if also != (here == other):
        yield "ook", f"hier {here} en daar {other}"


def _elders(figure: Figure, mark: str | None) -> str:
    """The name of another area behind its mark."""
    return figure.elsewhere[ord(mark) - FIRST_OTHER].gebied if mark else ""


def _unclear(figures: Sequence[Figure], jaar: int | None) -> Problems:
    """Niet duidelijk anders dan in 2023: there is a change, and rounding can make it. Of a whole split: of one of its
    shares, while the others stand still."""
    for figure in figures:
        if jaar != figure.vorig:
            yield "jaar", f"{figure.label} wordt vergeleken met {figure.vorig}"
        if figure.now.verandering is None or ((move := moved(figure)) and not (move.still and len(figures) > 1)):
            yield "onduidelijk", f"{figure.label} verandert duidelijk, of laat zich niet vergelijken"
    if all(moved(figure) for figure in figures):
        yield "onduidelijk", "alles is duidelijk"


def _readable(rest: str) -> str:
    return re.sub(FIGURE, "@", re.sub(MARK, "#", rest)).replace(WHOLE, "⟨G⟩").replace(HERE, "⟨P⟩").replace(TOWN, "⟨S⟩")


SINGULAR = re.compile(r"\b(?:woonde|was|kreeg|had|werkte|is|woont|bestaat)\b")
PLURAL = re.compile(r"\b(?:woonden|waren|kregen|hadden|werkten|zijn|wonen|bestaan)\b")
ONE = re.compile(r"\b(?:persoon|inwoner|mens|huishouden|woning|indicatie)\b(?! kost)")


def _grammar(words: str, token: Token, figure: Figure) -> Problems:
    """One of something is singular, more of it plural, and so is a number that is compared; a share is singular."""
    if figure.sleutel.startswith("indicator."):
        return  # the words of an editor
    counts = figure.unit.soort in {"aantal", "verhouding"}
    many = counts and token.tekst != "1"
    if (PLURAL if not many else SINGULAR).search(words):
        yield "getal van het werkwoord", f"“{_readable(words)}” met {token.tekst}"
    noun = re.search(rf"(?<=# )(?:{ONE.pattern}|{MENS}|huishoudens|woningen|indicaties)\b", _readable(words))
    if counts and noun is not None and (ONE.fullmatch(noun[0]) is not None) == many:
        yield "enkelvoud", f"{token.tekst} {noun[0]}"


def _grammar_again(again: re.Match[str], figure: Figure, *, compared: bool) -> Problems:
    """Dat zijn er meer, van mensen; dat is meer, van euro's; dat is niet duidelijk anders, van alles."""
    many = figure.unit.soort == "aantal" and compared
    if (again[0] == "Dat zijn er" or again["was"] == "waren dat er") != many:
        yield "getal van het werkwoord", f"“{_readable(again[0])}” van {figure.label}"


# Form: what a sentence may never have, whatever it says

ENGLISH = re.compile(
    r"\b(?:the|and|with|from|than|year|last|more|less|increase[sd]?|decrease[sd]?|unknown|small|none|stable|compared|"
    r"this|that|rise[sn]?|fall|higher|lower|same|nan|null|true|false)\b",
    re.IGNORECASE,
)
HOLE = re.compile(r"\bNone\b|\bnan\b|\binf\b|[{}<>\[\]]|  |\s[.,;:)]|\(\s|\(\)|\.\.")
TWICE = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)


def _form(text: str, *, title: bool) -> Problems:
    """Capital, full stop, length, holes, English."""
    if not re.match(r"[‘“(]?[A-ZÀ-Þ]|'[a-z] [A-Z]", text):
        yield "hoofdletter", "begint niet met een hoofdletter"
    if text[:1].isdigit():
        yield "cijfer vooraan", "begint met een cijfer"
    if text.endswith(".") == title:
        yield "punt", "een kop heeft geen punt" if title else "punt ontbreekt"
    for rule, wrong in (("gat", HOLE), ("dubbel woord", TWICE), ("Engels", ENGLISH)):
        if match := wrong.search(text):
            yield rule, f"er staat “{match[0]}”"
    for sentence in re.split(r"(?<=[.!?]) ", text):
        if (count := len(sentence.split())) > (MOST_IN_TITLE if title else MOST_WORDS):
            yield "lengte", f"{count} woorden"


def _notation(token: Token) -> Problems:
    digits = re.sub(r"^[Mm]inder dan |[€\s+\-–−%]", "", token.tekst).split(",")[0].removesuffix("procentpunt")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})*(?:miljoen)?", digits) is None:
        yield "notatie", f"{token.tekst} is geen Nederlands getal"
    if token.euro and "€\u00a0" not in token.tekst:
        yield "notatie", "na € hoort een vaste spatie"
    if token.sign in {"–", "−"}:
        yield "notatie", f"{token.tekst}: het minteken is -"


# Sections and pages


def check_page(parts: Iterable[tuple[str, Sequence[Zin], Page]]) -> list[Wrong]:
    """Every error in the sections of one area: in each by itself, and what an earlier one told already."""
    wrong, told, texts = list[Wrong](), set[tuple[str, str, str]](), set[str]()
    for kop, zinnen, page in parts:
        reads = [read_sentence(zin, page) for zin in zinnen]
        wrong += _title_wrong(kop, page, reads) if kop else []
        for place, read in enumerate(reads):
            wrong += [Wrong(rule, read.tekst, why) for rule, why in _judged(read, reads[:place])]
        for passage in _passages(reads):
            first, text = passage[0].tekst, " ".join(read.tekst for read in passage)
            numbers = {number for read in passage for number in read.numbers()}
            if text in texts:
                wrong.append(Wrong("herhaling", first, "staat twee keer"))
            if numbers and numbers <= told:
                wrong.append(Wrong("dubbel verteld", first, "alle cijfers stonden er al"))
            texts.add(text)
            told |= numbers
    return wrong


def check_section(kop: str, zinnen: Sequence[Zin], page: Page) -> list[Wrong]:
    """Every error in the title and the sentences of one section of one area."""
    return check_page([(kop, zinnen, page)])


def _passages(reads: Sequence[Read]) -> Iterator[Sequence[Read]]:
    """Each sentence with those that follow it."""
    starts = [place for place, read in enumerate(reads) if not read.volgt or place == 0]
    for start, end in zip(starts, [*starts[1:], len(reads)], strict=False):
        yield reads[start:end]


def _judged(read: Read, earlier: Sequence[Read]) -> Problems:
    yield from read.problems
    yield from _form(read.tekst, title=False)
    for token in read.tokens:
        if token.is_number:
            yield from _notation(token)
    for claim in read.claims:
        yield from _claim(claim, read.page)
    if read.statement is not None:
        name, match = read.statement
        yield from next(judge for known, _, judge in STATEMENTS if known == name)(read, match, earlier)
    else:
        yield from _opened(read, earlier)
    if read.of_whom:
        yield from _share_of(read, earlier)
    for match in re.finditer(DAY, read.tekst):
        yield from _day(match[0], read)


def _day(day: str, read: Read) -> Problems:
    """1 januari of the year for what is counted then; for the layers the day of this count, or of the one before."""
    known = {f"1 januari {read.page.jaar}"} if read.keys & {"inwoners", "huishoudens", "woningen"} else set()
    compared = read.statement is not None and read.statement[0] == "dagen"
    for figure in read.page.figures if not known else ():
        years = (figure.jaar, figure.vorig) if compared else (figure.jaar,)
        known |= {_in_words(read.page.dagen[year]) for year in years if year in read.page.dagen}
    if day not in known:
        yield "datum", f"{day} hoort niet bij deze cijfers"


def _in_words(day: date) -> str:
    return f"{day.day} {MONTHS.split()[day.month - 1]} {day.year}"


def _passage(earlier: Sequence[Read]) -> list[Read]:
    """The sentences that one that follows can refer to: those after the last that stands by itself, and that."""
    found: list[Read] = []
    for read in reversed(earlier):
        found.insert(0, read)
        if not read.volgt:
            break
    return found


def _before(earlier: Sequence[Read]) -> set[str]:
    """The keys of all figures in the passage before."""
    return {key for read in _passage(earlier) for key in read.keys}


def _refers(read: Read, earlier: Sequence[Read]) -> Problems:
    if not read.facts or not read.keys <= _before(earlier):
        yield "verwijzing", "de zin ervoor gaat over iets anders"


def _opened(read: Read, earlier: Sequence[Read]) -> Problems:
    """The words that a sentence begins with are so, and refer to what stands before."""
    if read.refers:
        yield from _refers(read, earlier)
    heads = {key.split(".")[0] for key in read.keys}
    if ", met per persoon" in read.tekst and len(heads) > 1:
        yield "naam", f"het aantal en de verhouding horen niet bij elkaar: {heads}"
    opened = (read.opening["open"] or "").strip() if read.opening else ""
    told = {key for other in earlier for key in other.keys}
    if read.opening and read.opening["jaar"] and int(read.opening["jaar"]) != read.page.jaar:
        yield "jaar", f"{read.opening['jaar']} is niet het jaar van deze cijfers"
    if opened == "Ook" and not any(re.search(DAY, other.tekst) for other in earlier):
        yield "verwijzing", "er is nog geen dag genoemd"
    if read.opening and read.opening["elders"] and not read.keys <= told:
        yield "verwijzing", "van de eigen gemeente is dit nog niet gezegd"
    if opened == "Daarvan" and not ("wmo-en-jeugdwet.clienten" in _before(earlier) and heads <= {"wmo", "jeugdwet"}):
        yield "verwijzing", "de zin ervoor noemt niet het geheel"
    if opened in {"Daarnaast", "Ook"} and (not {key.split(".")[0] for key in told} & heads or read.keys <= told):
        yield "verwijzing", "er is nog niets waar dit naast staat"
    if opened == "Daarmee" and not any(key.startswith("uitgaven.") for key in _before(earlier)):
        yield "verwijzing", "de zin ervoor gaat niet over uitgaven"
    if read.page.is_wijk or opened == "Hier":
        yield from _in_wijk(read, opened, earlier)
    if opened == "Daardoor":
        yield from _therefore(read, earlier)
    if opened == "Toch":
        yield from _still(read, earlier)
    if "opnieuw" in read.tekst:
        yield from (p for figure in read.facts[:1] for p in _same_before(figure, 1))


def _in_wijk(read: Read, opened: str, earlier: Sequence[Read]) -> Problems:
    """The first that counts people names the wijk, and what comes later says "hier"."""
    named = any(HERE in other.masked for other in earlier)
    if opened == "Hier" and not named:
        yield "verwijzing", "er is nog geen wijk genoemd"
    if opened == f"In {HERE}" and named:
        yield "plaats", f"{read.page.plaats} is al genoemd"
    counts = any(claim.soort == "niveau" and claim.figure.unit.soort == "aantal" for claim in read.claims)
    if counts and opened != "Hier" and HERE not in read.masked:
        yield "plaats", "van welke wijk dit is, staat er niet bij"


def _share_of(read: Read, earlier: Sequence[Read]) -> Problems:
    """Dat is 12% van de inwoners: of those whom the sentence before counts, and of young people where that is known."""
    share = read.facts[0]
    whom, people = SHARES.get(share.sleutel, ("", ""))
    before = earlier[-1].claims if earlier else ()
    counted = {(claim.figure.sleutel, claim.jaar) for claim in before if claim.soort == "niveau"}
    if not read.volgt or (people, share.jaar) not in counted:
        yield "verwijzing", f"de zin ervoor zegt niet van hoeveel mensen {share.label} is"
    if read.of_whom != whom:
        yield "naam", f"{share.label} is niet van de {read.of_whom}"
    if share.sleutel == "jeugdwet.aandeel" and read.page.figure("jeugdwet.aandeel_jongeren"):
        yield "naam", "het aandeel van de jongeren is bekend"


def _therefore(read: Read, earlier: Sequence[Read]) -> Problems:
    """Daardoor: the sentence before tells a number and a ratio; this one their product."""
    before = earlier[-1].facts if earlier else ()
    if len(before) != 2 or len(read.facts) != 1:
        yield "daardoor", "de zin ervoor noemt geen aantal en verhouding"
        return
    number, ratio, total = *before, read.facts[0]
    n, r, t = (moved(figure) for figure in (number, ratio, total))
    each = ratio.value or 0.0
    if not number.value or abs((total.value or 0.0) / number.value - each) > 0.01 + 0.005 * each:
        yield "daardoor", f"{total.label} is niet {number.label} maal {ratio.label}"
    if n is None or r is None or t is None or r.still or r.sign != t.sign or not (n.still or n.sign == t.sign):
        yield "daardoor", "de richtingen volgen niet uit elkaar"


def _still(read: Read, earlier: Sequence[Read]) -> Problems:
    """Toch: the sentence before says that people, of whom this is the spending, do not move this way."""
    before = [claim for claim in (earlier[-1].claims if earlier else ()) if claim.woord]
    own = {claim.woord.richting for claim in read.claims if claim.woord}
    if not before or any(claim.woord and claim.woord.richting in own for claim in before):
        yield "toch", "de zin ervoor zegt niet het tegendeel"


# Claims


def _claim(claim: Claim, page: Page) -> Problems:
    yield from {"niveau": _level, "verandering": _change, "naast": _beside}[claim.soort](claim, page)


def _level(claim: Claim, page: Page) -> Problems:
    point = claim.figure.at(claim.jaar if claim.jaar is not None else claim.figure.jaar)
    if claim.getal is not None:
        yield from _printed(claim.getal, claim.figure, point)


def _printed(token: Token, figure: Figure, point: Point) -> Problems:
    if point.waarde is None:
        yield "jaar", f"{figure.label} is over {point.jaar} niet bekend"
    elif token.value == 0 and _is_few(point, figure.unit) and not token.below:
        yield "nul", f"{token.tekst}: door afronding, en niet werkelijk"
    elif not (_is_bound(token, point) if token.below else _is_value(token, point, figure.unit)):
        yield "getal", f"{token.tekst} is niet {figure.label} in {point.jaar}: {point.waarde}"


def _is_few(point: Point, unit: Unit) -> bool:
    """Whether a 0 is what rounding made of a few; a growth of exactly nothing is not."""
    return point.waarde == 0 and (point.marge > 0 or bool(point.precies)) and unit.soort != "score"


def _is_bound(token: Token, point: Point) -> bool:
    """Minder dan 10: what rounding made 0; minder dan 1%: what prints as 0% and is more."""
    if token.suffix == "%":
        return point.waarde == 0 and bool(point.precies or point.marge) and token.value == 1
    above = float(token.value) - (point.precies or 0.0) - point.marge
    return point.waarde == 0 and (
        0 <= above < 500 and token.value % 500 == 0 if token.euro else 0 < above <= 10 and token.value % 10 == 0
    )


def _is_value(token: Token, point: Point, unit: Unit, *, signed: bool = False) -> bool:
    """A value in the decimals and with the sign of its unit; in millions where the text says so."""
    if point.waarde is None or token.euro != (unit.soort == "euro") or token.suffix == "procentpunt":
        return False
    value, decimals = abs(point.waarde), unit.decimals
    if token.suffix == "miljoen":
        value, decimals = value / 1_000_000, 1
    expected = _rounded(value, decimals)
    minus = point.waarde < 0 and expected != 0 and not signed
    shape = (token.suffix == "%") == (unit.soort == "procent") and token.decimals == decimals
    return shape and token.sign == ("-" if minus else "") and token.value == expected


def _rounded(value: float, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _change(claim: Claim, _: Page) -> Problems:
    """A change against the year before: it may be told, its word is that of its band, and the numbers are printed."""
    figure, jaar = claim.figure, claim.jaar
    if all(point.waarde is None for point in figure.points if point.jaar < figure.jaar):
        yield "eerste jaar", f"{figure.label} heeft geen eerder jaar"
        return
    if jaar is not None and jaar != figure.vorig:
        yield "jaar", f"{figure.label} wordt vergeleken met {figure.vorig}, niet met {jaar}"
        return
    move = moved(figure)
    if move is None:
        yield "niet duidelijk", f"{figure.label}: van deze verandering mag niets gezegd worden"
        return
    if claim.woord is not None:
        yield from _word(claim, move.sign, {move.band})
    for kind, token in claim.haken:
        if kind == "nu":
            if not _is_change(token, figure):
                yield "getal", f"{token.tekst} is niet de verandering van {figure.label}: {figure.now.verandering}"
        else:
            yield from _printed(token, figure, figure.now if kind == "naar" else figure.before)


def _is_change(token: Token, figure: Figure) -> bool:
    """The printed change of this year, with its sign, decimals and unit."""
    point = figure.now
    if point.verandering is None or token.decimals != point.decimals or token.euro or point.grof:
        return False  # "grof": both numbers, and no percentage
    sign = {"+": 1, "-": -1}.get(token.sign, 0)
    suffix = {"procent": "procentpunt", "score": ""}.get(figure.unit.soort, "%")
    value = _rounded(abs(point.verandering), point.decimals)
    return sign == _sign(point.verandering) and token.suffix == suffix and token.value == value


def _word(claim: Claim, sign: int, bands: set[str]) -> Problems:
    """The comparative has the direction and the band, fits this kind of figure, and goes with its als or dan."""
    word, figure = claim.woord, claim.figure
    assert word is not None
    still = bands <= STILL_BANDS
    if (word.richting == 0) != still or (word.richting and word.richting != sign):
        yield "richting", f"“{word.tekst}”: {figure.label} {figure.now.verandering}"
    elif word.band not in bands:
        yield "woordschaal", f"“{word.tekst}” bij {', '.join(sorted(bands))}"
    if (figure.unit.soort == "score") != (word.woord in {"hoger", "lager", "gelijk"}):
        yield "woordkeus", f"“{word.tekst}” bij {figure.label}"
    wanted = "dan" if word.richting else "aan" if figure.unit.soort == "score" else "als"
    if claim.voegwoord and claim.voegwoord.split()[0] != wanted:
        yield "als of dan", f"“{word.tekst} {claim.voegwoord}”"


def _beside(claim: Claim, page: Page) -> Problems:
    """Beside the municipality or the Netherlands: its value is printed, and more or less is surely so."""
    figure = claim.figure
    if claim.plek == "gemiddelde":
        yield from _average(claim)
        return
    own = figure.gemeente.now if claim.plek == "G" and figure.gemeente else None
    others = (
        Point(figure.jaar, e.waarde, "bekend", precies=e.waarde) for e in figure.elsewhere if e.gebied == claim.plek
    )
    there = own if own is not None else next(others, None)
    if there is None or there.precies is None or figure.now.precies is None:
        yield "vergelijking", f"er is niets om {figure.label} mee te vergelijken"
        return
    if claim.getal is not None:
        yield from _printed(claim.getal, figure if figure.gemeente is None else figure.gemeente, there)
    if claim.woord is None:
        return
    distance = figure.now.precies - there.precies
    comparable = figure.unit.comparable or (figure.unit.per_hoofd and claim.plek != "G")
    if not comparable or abs(distance) <= figure.now.marge + there.marge or figure.value == there.waarde:
        yield "vergelijking", f"{figure.value} tegen {there.waarde}: dat kan afronding zijn"
        return
    yield from _word(claim, _sign(distance), _bands_beside(figure, there))


def _bands_beside(figure: Figure, there: Point) -> set[str]:
    """The bands of the distance between two places, as it is and as it is printed; it is never still. Where no band is
    named ("meer") any distance will do: the scale is that of changes."""
    bands = {"gewoon"}
    here = figure.now.precies or 0.0, figure.now.waarde or 0.0
    for own, other in zip(here, (there.precies or 0.0, there.waarde or 0.0), strict=True):
        if not figure.unit.in_points:
            bands.add(_band(100 * (own / other - 1) if other else math.inf, PERCENT))
        else:
            bands.add(_band(own - other, _scale(figure.unit)))
    return {"licht" if band in STILL_BANDS else band for band in bands}


def _average(claim: Claim) -> Problems:
    """Rond het gemiddelde van Nederland, which is about 0; hoger of lager dan dat."""
    value = claim.figure.value or 0.0
    wanted = 0 if abs(value) < AVERAGE_BELOW else _sign(value)
    said = claim.woord.richting if claim.woord else 0
    if claim.figure.unit.soort != "score" or said != wanted:
        yield "vergelijking", f"{value} is niet zo"


# Statements: sentences with a meaning of their own

Judge = Callable[[Read, "re.Match[str]", Sequence[Read]], Problems]


def _known(figure: Figure, jaar: int) -> bool:
    return figure.at(jaar).waarde is not None


def _named(read: Read, match: re.Match[str]) -> Problems:
    """The noun in a sentence is that of its figure, and its verb has the right number."""
    noun = re.sub(MARK, lambda mark: read.token(mark[0]).tekst, match["noun"])
    names = [naming(figure)[1] for figure in read.facts]
    if noun.lower() != "deze cijfers" and not any(pattern(f"(?:{name})").fullmatch(noun) for name in names):
        yield "naam", f"“{_readable(noun)}” is geen naam van dit cijfer"
    plural = noun.startswith(("deze cijfers", "de uitgaven", "de gemiddelde uitgaven"))
    if "verb" in match.groupdict() and (match["verb"] == "zijn") != plural:
        yield "getal van het werkwoord", f"“{match['verb']}” past niet bij “{noun}”"


def _not_there(read: Read, match: re.Match[str], _: Sequence[Read]) -> Problems:
    """Over 2024 is … niet bekend, of weggelaten vanwege privacy. With "vergelijken": only the year before lacks it."""
    yield from _named(read, match)
    jaar, wanted = int(match["jaar"]), "te klein" if match["why"].startswith("weg") else "onbekend"
    statuses = [figure.at(jaar).status for figure in read.facts]
    if not statuses or any(status != wanted for status in statuses):
        yield "ontbreekt", f"in {jaar}: {statuses}"
    now = match["toch"] is None
    for figure in read.facts:
        if jaar != (read.page.jaar if now else figure.vorig) or _known(figure, figure.jaar) == now:
            yield "ontbreekt", f"{figure.label} is over {figure.jaar} {figure.now.status}"


def _no_figures(read: Read, match: re.Match[str], _: Sequence[Read]) -> Problems:
    """Over 2023 hebben wij geen cijfers voor …"""
    jaar = int(match["jaar"])
    if jaar != read.page.jaar or any(_known(figure, jaar) for figure in read.page.figures):
        yield "ontbreekt", f"er zijn cijfers over {jaar}, of daar gaat het niet over"


def _first(read: Read, match: re.Match[str], _: Sequence[Read]) -> Problems:
    """Het eerste jaar met cijfers is 2021: no figure of the section has an earlier one."""
    year = int(match["jaar"])
    alike = [f for f in read.page.figures if not f.own_years or f in read.facts]
    if any(_known(figure, point.jaar) for figure in alike for point in figure.points if point.jaar < year):
        yield "ontbreekt", f"er zijn cijfers van voor {year}"
    if not any(_known(figure, year) for figure in read.facts):
        yield "ontbreekt", f"er zijn geen cijfers van {year}"


def _new(read: Read, match: re.Match[str], _: Sequence[Read]) -> Problems:
    """Nieuw in 2024: … Of figures that no earlier year has."""
    yield from _named(read, match)
    for figure in read.facts:
        if int(match["jaar"]) != read.page.jaar or any(
            _known(figure, p.jaar) for p in figure.points if p.jaar < figure.jaar
        ):
            yield "ontbreekt", f"{figure.label} is niet nieuw in {match['jaar']}"


def _same_again(read: Read, _: re.Match[str], __: Sequence[Read]) -> Problems:
    for figure in read.facts:
        if not figure.herhaald:
            yield "herhaald", f"{figure.label} is niet hetzelfde als vorig jaar"


def _two_days(read: Read, match: re.Match[str], _: Sequence[Read]) -> Problems:
    """Wij vergelijken 1 oktober 2024 met 31 december 2023: a later day, and not a year after the other."""
    now, then = (match[name].split() for name in ("nu", "toen"))
    apart = int(now[2]) - int(then[2])
    if apart < 0 or (now[:2] == then[:2] and apart < 2):
        yield "datum", "dat zijn geen twee dagen die anders zijn dan altijd"
    if all(figure.now.verandering is None for figure in read.page.figures):
        yield "datum", "er wordt niets vergeleken"


def _too_small(read: Read, match: re.Match[str], _: Sequence[Read]) -> Problems:
    """In 2023 was de groep te klein om te vergelijken; heel kleine groepen vergelijken wij niet."""
    for figure in read.facts:
        if figure.now.te_klein is None or figure.now.verandering is not None:
            yield "te klein", f"{figure.label} laat zich wel vergelijken, of heeft geen twee jaren"
        elif match["jaar"] and int(match["jaar"]) != figure.now.te_klein:
            yield "te klein", f"de groep van {figure.now.te_klein} is te klein"


def _adds_up_to(read: Read, match: re.Match[str], _: Sequence[Read]) -> Problems:
    total = sum(_rounded(figure.value or 0, 0) for figure in read.facts)
    if total != read.token(match["n"]).value or total == 100 or len(read.facts) < 2:
        yield "getal", f"de percentages tellen op tot {total}"


def _same_split(read: Read, match: re.Match[str], earlier: Sequence[Read]) -> Problems:
    """Die verdeling is (bijna) gelijk: every share stands still, and the word is the least of them."""
    yield from _refers(read, earlier)
    yield from _all_still(read.facts, read.token(match["woord"]))
    if {f.sleutel for f in read.page.figures if f.sleutel.endswith(".aandeel")} != read.keys:
        yield "verdeling", "niet alle aandelen tellen mee"
    if any(int(match["jaar"]) != figure.vorig for figure in read.facts):
        yield "jaar", f"{match['jaar']} is niet het jaar ervoor"


def _all_still(shares: Sequence[Figure], word: Token) -> Problems:
    bands = {move.band if (move := moved(figure)) else "onduidelijk" for figure in shares}
    if not bands <= STILL_BANDS or word.band != ("nagenoeg" if "nagenoeg" in bands else "gelijk"):
        yield "richting", f"de aandelen zijn {', '.join(sorted(bands))}"


def _since(read: Read, match: re.Match[str], earlier: Sequence[Read]) -> Problems:
    """Dat is 34,4% meer dan in 2021; na prijscorrectie is dat 4,2% meer: growth since the base year, of the amounts."""
    if "uitgaven.nominaal" not in _before(earlier) or len(read.facts) != 1:
        yield "verwijzing", "de zin ervoor noemt de uitgaven niet"
        return
    figure, year = read.facts[0], read.page.basisjaar
    if int(match["jaar"] or 0) != (year if match["jaar"] or not earlier[-1].statement else 0):
        yield "jaar", f"{match['jaar']} is niet het basisjaar"
    if figure.sleutel != f"uitgaven.{'gecorrigeerd' if match['na'] else 'nominaal'}{GROWTH}":
        yield "naam", f"de zin gaat niet over {figure.label}"
    yield from _grown(figure, match, read)
    whole = read.page.figure(figure.sleutel.removesuffix(GROWTH))
    then = whole.at(year or 0).waarde if whole else None
    if whole is None or whole.value is None or not then or figure.value is None:
        yield "sinds", "zonder bedragen is er geen groei"
    elif abs(100 * (whole.value / then - 1) - figure.value) > 0.06 + 300_000 / then:
        yield "sinds", f"van {then} naar {whole.value} is geen {figure.value}%"


def _grown(figure: Figure, match: re.Match[str], read: Read) -> Problems:
    """The number is the growth; a word without one is that of its band."""
    word, number = read.token(match["woord"]), read.token(match["n"]) if match["n"] else None
    sign, band = _sign(figure.value or 0.0), _band_of_growth(figure.now)
    if number is None:
        yield from _word(Claim(figure, "verandering", word, voegwoord=match["link"] or ""), sign, {band})
        return
    if not _is_value(number, figure.now, figure.unit, signed=True):
        yield "getal", f"{number.tekst} is niet {figure.value}"
    if word.richting != sign or word.band != "gewoon" or match["link"] == "als":
        yield "richting", f"“{word.tekst}”: {figure.value}"


def _band_of_growth(point: Point) -> str:
    """The band of a value that is itself a growth; it stands still as far as rounding leaves room, and is only "sterk"
    where all that rounding leaves room for is."""
    band = _band(point.waarde or 0.0, PERCENT)
    if band == "sterk" and abs(point.precies or 0.0) - point.marge < PERCENT[-1]:
        return "gewoon"
    furthest = _band(abs(point.precies or 0.0) + point.marge - HAIR, PERCENT)
    return furthest if band in STILL_BANDS and furthest in STILL_BANDS else band


def _too_few_moves(figure: Figure, many: int, sign: int, start: int) -> Problems:
    """Each of so many years in a row moved this way, and may be told to: from `start` back."""
    jaar = start
    for _ in range(many):
        move = moved(figure, jaar)
        if move is None or move.still or move.sign != sign:
            yield "twee jaren", f"{figure.label} bewoog in {jaar} niet zo"
        jaar = figure.at(jaar).tegen or jaar - 1


def _same_before(figure: Figure, many: int) -> Problems:
    """The years before moved the way that this one does."""
    move = moved(figure)
    yield from _too_few_moves(figure, many, move.sign if move and not move.still else 0, figure.vorig)


def _trend(read: Read, match: re.Match[str], earlier: Sequence[Read]) -> Problems:
    """Ook in 2023 steeg het aantal; het aantal steeg drie jaar op rij; de twee jaren daarvoor daalde het aantal."""
    yield from _refers(read, earlier)
    sign = 1 if match["way"] == "steeg" else -1
    for figure in read.facts[:1]:
        noun = "percentage" if figure.sleutel.startswith("indicator.") else COUNTING[figure.unit.soort]
        if match["what"].lower() != f"{'de' if noun == 'score' else 'het'} {noun}":
            yield "naam", f"“{match['what']}” bij {figure.label}"
        many = NUMERALS[match["many"]] if match["many"] else 1
        if match["jaar"] and int(match["jaar"]) != figure.vorig:
            yield "jaar", f"{match['jaar']} is niet het jaar ervoor"
        if match["rij"] or match["jaar"]:
            yield from _too_few_moves(figure, many if match["rij"] else 2, sign, figure.jaar)
        else:
            yield from _too_few_moves(figure, many, sign, figure.vorig)
            if (move := moved(figure)) is None or move.sign == sign:
                yield "twee jaren", f"{figure.label} keert nu niet om"
        if match["many"] and many < 2:
            yield "twee jaren", "één jaar is geen rij"


def _each_year(read: Read, match: re.Match[str], earlier: Sequence[Read]) -> Problems:
    """Over 2019 was dat -0,041: de score steeg elk jaar (een beetje)."""
    yield from _refers(read, earlier)
    figure, year, sign = read.facts[0], int(match["jaar"]), 1 if match["way"] == "steeg" else -1
    yield from _printed(read.token(match["n"]), figure, figure.at(year))
    values = [p.waarde for p in figure.points if year <= p.jaar <= figure.jaar and p.waarde is not None]
    steps = [later - before for before, later in itertools.pairwise(values)]
    if not steps or any(_sign(step) != sign for step in steps):
        yield "elk jaar", f"{values}"
    # Two prints, each rounded: a thousandth more or less.
    if match["little"] and any(abs(step) >= SCORES[2] + 0.001 for step in steps):
        yield "woordschaal", f"“een beetje”: {values}"


def _contribution(read: Read, match: re.Match[str], earlier: Sequence[Read]) -> Problems:
    """De stijging komt vooral door jeugdhulp (100 van de 150): the largest part, two thirds, and none the other way."""
    if len(read.facts) != 2:
        yield "vooral", "hoort een deel en een totaal te hebben"
        return
    part, total = read.facts
    if total.sleutel not in _before(earlier):
        yield "verwijzing", "de zin ervoor gaat over iets anders"
    own, whole, move = _difference(part), _difference(total), moved(total)
    if not whole or own is None or own / whole < MOST:
        yield "vooral", f"het deel is {own} van {whole}"
    for other in _parts(total, read.page):
        if (_difference(other) or 0.0) * (whole or 0.0) < 0:
            yield "vooral", f"{other.label} gaat de andere kant op"
    if move is None or move.still or move.sign != (1 if match["way"] == "stijging" else -1):
        yield "richting", f"{total.label} beweegt niet zo"
    for name, size in (("deel", own), ("geheel", whole)):
        yield from _amount(read.token(match[name]), size, total.unit)
    if LAWS.get(re.split(r"[._]", part.sleutel.removesuffix(".uitgaven_gecorrigeerd"))[-1]) != match["wet"]:
        yield "naam", f"{part.label} is niet {match['wet']}"


def _parts(total: Figure, page: Page) -> list[Figure]:
    if total.sleutel == "uitgaven.gecorrigeerd":
        return [figure for figure in page.figures if figure.sleutel.endswith(".uitgaven_gecorrigeerd")]
    return [figure for figure in page.figures if figure.sleutel.startswith(f"{total.sleutel}.")]


def _difference(figure: Figure) -> float | None:
    if figure.now.precies is None or figure.before.precies is None:
        return None
    return figure.now.precies - figure.before.precies


def _amount(token: Token, size: float | None, unit: Unit) -> Problems:
    """The size of a difference, as it is printed: in millions or thousands of euros, or a number of people."""
    step, decimals = (1_000_000, 1) if token.suffix else (1000, 0) if token.euro else (1, 0)
    factor = 1 if token.suffix or not token.euro else step
    printed = None if size is None else _rounded(abs(size) / step, decimals) * factor
    if printed != token.value or token.sign or token.below or token.euro != (unit.soort == "euro"):
        yield "bedrag", f"{token.tekst}: {size}"


def _amounts(read: Read, match: re.Match[str], earlier: Sequence[Read]) -> Problems:
    """Jeugdhulp kostte € 1,0 miljoen meer, bijstand € 0,5 miljoen meer en de Wmo € 0,4 miljoen minder."""
    if "uitgaven.gecorrigeerd" not in _before(earlier):
        yield "verwijzing", "de zin ervoor gaat niet over uitgaven na prijscorrectie"
    said = re.findall(pattern(COST), match[0])
    if len(said) != len(read.facts):
        yield "feiten", "niet elke wet heeft een feit"
    for (wet, number, word), figure in zip(said, read.facts, strict=False):
        size, way = _difference(figure), read.token(word)
        law = figure.sleutel.removesuffix(".uitgaven_gecorrigeerd")
        if LAWS.get(law) != wet[:1].lower() + wet[1:] and LAWS.get(law) != wet[:1].lower() + wet[1:].replace(
            "Wmo", "Wmo"
        ):
            yield "naam", f"{wet} is niet {figure.label}"
        yield from _amount(read.token(number), size, figure.unit)
        if way.richting != _sign(size or 0.0) or way.band != "gewoon":
            yield "richting", f"{wet} {way.tekst}: {size}"


def _small(read: Read, match: re.Match[str], earlier: Sequence[Read]) -> Problems:
    """Dit zijn kleine groepen vergeleken met alle mensen met hulp: each a small part of the last fact."""
    *groups, whole = read.facts
    told = {key for other in earlier for key in other.keys}
    if any(group.sleutel not in told for group in groups):
        yield "verwijzing", "de zinnen ervoor gaan over andere groepen"
    if not whole.value or any(g.value is None or g.value / whole.value >= SMALL_BELOW for g in groups):
        yield "kleine groep", "een groep is niet klein"
    if (len(groups) == 1) != match[0].startswith("Dit is") or whole.sleutel != "wmo-en-jeugdwet.clienten":
        yield "kleine groep", f"er zijn {len(groups)} groepen"


def _praise(read: Read, _: re.Match[str], earlier: Sequence[Read]) -> Problems:
    """A judgement only where the section says which way is better, and only of what the sentence before told."""
    yield from _refers(read, earlier)
    wanted = {"up": 1, "down": -1}.get(read.page.beter or "")
    for figure in read.facts:
        move = moved(figure)
        if wanted is None or move is None or move.still or move.sign != wanted:
            yield "oordeel", f"{figure.label}: {figure.now.verandering}, beter is {read.page.beter}"


def _none_lower(read: Read, match: re.Match[str], _: Sequence[Read]) -> Problems:
    """Geen van deze oordelen is duidelijk lager: of all that are known."""
    asked = {f.sleutel for f in read.page.figures if _known(f, read.page.jaar)}
    if len(asked) < 2 or asked != read.keys:
        yield "geen van de", "niet alle oordelen tellen mee, of er is er maar één"
    if read.tokens[0].tekst != "lager":
        yield "geen van de", f"duidelijk {read.tokens[0].tekst}"
    for figure in read.facts:
        if (move := moved(figure)) and move.sign < 0:
            yield "geen van de", f"{figure.label} is gedaald"
        if int(match["jaar"]) != figure.vorig:
            yield "jaar", f"{figure.label} wordt vergeleken met {figure.vorig}"


def _by_chance(read: Read, match: re.Match[str], earlier: Sequence[Read]) -> Problems:
    """De verschillen met 2023 kunnen toeval zijn: of surveys with a margin, which no change is beyond."""
    for figure in read.facts:
        now, then = figure.now, figure.before
        alike = now.waarde == then.waarde and _is_few(now, figure.unit) == _is_few(then, figure.unit)
        if int(match["jaar"]) != figure.vorig:
            yield "jaar", f"{figure.label} staat naast {figure.vorig}"
        if alike or now.verandering is None or not (now.steekproef or then.steekproef) or moved(figure):
            yield "toeval", f"{figure.label} verandert duidelijk, of niet bij toeval"
    if (len(read.facts) > 1) != match[0].startswith("De "):
        yield "toeval", f"er zijn {len(read.facts)} verschillen"
    if not read.keys <= {key for other in earlier for key in other.keys}:
        yield "verwijzing", "de zinnen ervoor gaan over iets anders"


def _goal(read: Read, match: re.Match[str], earlier: Sequence[Read]) -> Problems:
    """Het doel van 80% is (nog niet) gehaald; of het is gehaald, is niet te zeggen: by what chance leaves open.

    Where nobody knows how many were asked there is no margin (there is none around 0% and 100% either).
    """
    yield from _refers(read, earlier)
    for figure in read.facts:
        point, token, goal = figure.now, read.token(match["n"]), figure.doel.waarde if figure.doel else None
        if goal is None or point.precies is None or token.suffix != "%" or token.value != _rounded(goal, 0):
            yield "doel", f"het doel is {goal}"
            continue
        least, most = point.precies - point.marge, point.precies + point.marge
        how = "gehaald" if least >= goal else "nog niet gehaald" if most < goal else "gehaald, is niet te zeggen"
        right = {"gehaald, is niet te zeggen"} if not point.steekproef else {how}
        right |= {how} if point.precies in {0, 100} else set()
        if match["how"] not in right or match[0].startswith("Of") != match["how"].endswith("zeggen"):
            yield "doel", f"{least} tot {most} tegen {goal}"


COST = "((?:[Dd]e |[Jj]|[Bb])[A-Za-z]+)(?: kostte)? (#) (#)"
# (name, pattern, judge). A sentence that is one of these is read by its judge alone.
STATEMENTS: tuple[tuple[str, str, Judge], ...] = (
    ("opgeteld", r"Door afronding tellen de percentages op tot (?P<n>#)\.", _adds_up_to),
    ("eerste", r"Het eerste jaar met cijfers is (?P<jaar>\d{4})\. Vergelijken kan nog niet\.", _first),
    ("nieuw", r"Nieuw in (?P<jaar>\d{4}): (?P<noun>[^.]+)\. Vergelijken kan nog niet\.", _new),
    ("nieuw", r"(?P<noun>Deze cijfers) zijn nieuw in (?P<jaar>\d{4})\. Vergelijken kan nog niet\.", _new),
    (
        "ontbreekt",
        r"Over (?P<jaar>\d{4}) (?P<verb>is|zijn) (?P<noun>[^.]+) (?P<why>niet bekend|weggelaten vanwege privacy)\."
        r"(?P<toch> Vergelijken kan daarom niet\.)?",
        _not_there,
    ),
    ("geen cijfers", r"Over (?P<jaar>\d{4}) hebben wij geen cijfers voor [^.]+\.", _no_figures),
    ("te klein", r"In (?P<jaar>\d{4}) was de groep te klein om te vergelijken\.", _too_small),
    ("te klein", r"(?P<jaar>)Heel kleine groepen vergelijken wij niet met een jaar eerder\.", _too_small),
    ("herhaald", r"Het CBS heeft nog geen nieuwe score: deze stond hier al eerder\.", _same_again),
    ("herhaald", r"Er is nog geen nieuw cijfer\.", _same_again),
    ("herhaald", r"Dit is dezelfde telling als eerder, van ⟨dag⟩\.", _same_again),
    ("dagen", r"Wij vergelijken (?P<nu>⟨dag⟩) met (?P<toen>⟨dag⟩)\.", _two_days),
    (
        "reeks",
        r"(?P<rij>)(?P<many>)Ook in (?P<jaar>\d{4}) (?P<way>steeg|daalde) (?P<what>het \w+|de score)\.",
        _trend,
    ),
    (
        "reeks",
        r"(?P<jaar>)(?P<what>Het \w+|De score) (?P<way>steeg|daalde) (?P<many>\w+) (?P<rij>jaar op rij)\.",
        _trend,
    ),
    (
        "reeks",
        r"(?P<jaar>)(?P<rij>)De (?P<many>\w+) jaren daarvoor (?P<way>steeg|daalde) (?P<what>het \w+|de score)\.",
        _trend,
    ),
    (
        "elk jaar",
        r"Over (?P<jaar>\d{4}) was dat (?P<n>#): de score (?P<way>steeg|daalde) elk jaar(?P<little> een beetje)?\.",
        _each_year,
    ),
    (
        "vooral",
        r"De (?P<way>stijging|daling) komt vooral door (?P<wet>jeugdhulp|de Wmo|bijstand) "
        r"\((?P<deel>#) van de (?P<geheel>#)\)\.",
        _contribution,
    ),
    ("bedragen", rf"{COST}(?:(?:, | en ){COST})*\.", _amounts),
    (
        "sinds",
        r"(?:Dat is (?=# #)|(?P<na>Na prijscorrectie) is dat )(?:(?P<n>#) )?(?P<woord>#)"
        r"(?: (?P<link>dan|als) in (?P<jaar>\d{4}))?\.",
        _since,
    ),
    ("verdeling", r"Die verdeling is (?P<woord>#) aan die van (?P<jaar>\d{4})\.", _same_split),
    ("klein", r"Dit (?:is een kleine groep|zijn kleine groepen) vergeleken met alle mensen met hulp\.", _small),
    ("oordeel", r"Dat is goed nieuws\.", _praise),
    ("geen van", r"Geen van deze oordelen is duidelijk # dan in (?P<jaar>\d{4})\.", _none_lower),
    ("toeval", r"(?:De verschillen|Het verschil) met (?P<jaar>\d{4}) (?:kunnen|kan) toeval zijn\.", _by_chance),
    ("doel", r"(?:Het|Of het) doel van (?P<n>#) is (?P<how>(?:nog niet )?gehaald(?:, is niet te zeggen)?)\.", _goal),
)


# Titles


def _title_wrong(kop: str, page: Page, reads: Sequence[Read]) -> list[Wrong]:
    read = read_title(kop, page)
    problems = [*read.problems, *_form(kop, title=True)]
    for claim in read.claims:
        problems += [*_claim(claim, page), *_contradicted(claim, reads)]
    if read.statement is not None:
        name, match = read.statement
        problems += next(judge for known, _, judge in TITLES if known == name)(read, match, reads)
    return [Wrong(rule, kop, why) for rule, why in problems]


NOUNS = r"(?P<noun>[\w -]+?)(?:, (?P<kop2>#) (?P<noun2>[\w -]+?))?"
TITLE_CLAIMS = (
    (r"(?P<kop>#) deel (?P<noun>[\w -]+?) (?P<voegwoord>dan in) (?P<jaar>\d{4})", PARTS),
    (r"(?P<kop>#) (?P<noun>[\w -]+?) (?P<voegwoord>dan in|als in) (?P<jaar>\d{4})", TITLED),
    (rf"(?P<kop>#) {NOUNS}", TITLED),
    (rf"Naar verhouding (?P<kop>#) {NOUNS} (?P<voegwoord>dan) in (?P<plek>⟨S⟩)", RATES),
)


def read_title(kop: str, page: Page) -> Read:
    """A title with what it claims; nothing of one that only names its topic."""
    masked, tokens = _masked(kop, page, title=True)
    read = Read(kop, page, (), masked, tokens)
    if (topic := TOPICS.get(kop)) is not None:
        known = not topic or any(figure.sleutel.startswith(topic) for figure in page.figures)
        return replace(read, problems=() if known else (("titel", "dit onderdeel gaat daar niet over"),))
    for name, title, _ in TITLES:
        if match := pattern(title).fullmatch(masked):
            return replace(read, statement=(name, match))
    for title, nouns in TITLE_CLAIMS:
        if match := pattern(title).fullmatch(masked):
            return _title_claims(read, match.groupdict(), nouns)
    return replace(read, problems=(("titel", f"niet te plaatsen: {_readable(masked)}"),))


def _title_claims(read: Read, part: Mapping[str, str | None], nouns: Mapping[str, str]) -> Read:
    claims, problems = [], []
    for mark, noun in ((part["kop"], part["noun"]), (part.get("kop2"), part.get("noun2"))):
        if not mark or not noun:
            continue
        figure, word = read.page.figure(nouns.get(noun, "")), read.token(mark)
        if figure is None or word.is_number:
            problems.append(("titel", f"“{noun}” is geen cijfer van dit onderdeel"))
            continue
        jaar = int(part["jaar"]) if part.get("jaar") else None
        soort: Literal["naast", "verandering"] = "naast" if part.get("plek") else "verandering"
        if soort == "naast" and not read.page.is_wijk:
            problems.append(("titel", "dit gaat over de gemeente zelf"))
            continue
        plek = "G" if part.get("plek") else ""
        claims.append(Claim(figure, soort, word, None, jaar, (), plek, part.get("voegwoord") or ""))
    return replace(read, claims=tuple(claims), problems=tuple(problems))


def _contradicted(claim: Claim, reads: Sequence[Read]) -> Problems:
    """What a title says of a figure, the sentences say too, or say nothing of."""
    for other in (other for read in reads for other in read.claims):
        same = (other.figure.sleutel, other.soort, other.plek) == (claim.figure.sleutel, claim.soort, claim.plek)
        alike = other.figure.area == claim.figure.area and other.woord is not None and claim.woord is not None
        if same and alike and (other.woord.richting, other.woord.band) != (claim.woord.richting, claim.woord.band):
            yield "titel", f"een zin zegt “{other.woord.tekst}”"


def _title_amounts(read: Read, match: re.Match[str], _: Sequence[Read]) -> Problems:
    """Jeugdhulp en bijstand kosten meer, de Wmo minder (na prijscorrectie)."""
    named = []
    for part in filter(None, (match["a"], match["b"])):
        word = read.token(part[-1])
        for wet in re.split(r", | en ", part[:-1].strip().removesuffix(" kosten").removesuffix(" kost")):
            law = next((key for key, said in LAWS.items() if said == wet[:1].lower() + wet[1:]), "")
            figure = read.page.figure(f"{law}.uitgaven_gecorrigeerd")
            named.append(law)
            if figure is None or _sign(_difference(figure) or 0.0) != word.richting:
                yield "richting", f"{wet} {word.tekst}"
            elif word.band == "licht" and (move := moved(figure)) and move.band not in {"licht", *STILL_BANDS}:
                yield "woordschaal", f"{wet}: {move.band}"
            elif word.band not in {"gewoon", "licht"}:
                yield "woordschaal", f"“{word.tekst}”"
    if len(set(named)) != len(named):
        yield "titel", "noemt een wet twee keer"
    if (len(re.split(r", | en ", match["a"][:-1])) == 1) != match["a"][:-1].strip().endswith("kost"):
        yield "getal van het werkwoord", "kost, van één; kosten, van meer"


def _title_split(read: Read, match: re.Match[str], _: Sequence[Read]) -> Problems:
    yield from _all_still([f for f in read.page.figures if f.sleutel.endswith(".aandeel")], read.token(match["woord"]))


def _title_support(read: Read, match: re.Match[str], reads: Sequence[Read]) -> Problems:
    """Meer intensieve begeleiding, individueel en in groepen: both moved so, and where one word will do for both in the
    same band."""
    figures = [read.page.figure(f"begeleiding.{form}.intensief") for form in SUPPORT]
    moves = [moved(figure) if figure else None for figure in figures]
    bands = {move.band for move in moves if move}
    for figure, move in zip(figures, moves, strict=True):
        if figure is None or move is None:
            yield "titel", "niet allebei bekend"
        else:
            word = read.token(match["woord"])
            yield from _word(Claim(figure, "verandering", word), move.sign, bands if len(bands) == 1 else {"gewoon"})


def _title_score(read: Read, match: re.Match[str], _: Sequence[Read]) -> Problems:
    """Score hoger dan in Hengelo; hoger dan gemiddeld in, of rond het gemiddelde van Nederland."""
    word = read.token(match["woord"]) if match["woord"] else None
    figure, plek = read.page.figure("ses.score"), "G" if match["plek"] else "gemiddelde"
    if figure is None or (plek == "G" and not read.page.is_wijk):
        yield "titel", "er is geen score om te vergelijken"
        return
    yield from _beside(Claim(figure, "naast", word, plek=plek), read.page)


def _no_new_score(read: Read, _: re.Match[str], __: Sequence[Read]) -> Problems:
    if not all(figure.herhaald for figure in read.page.figures):
        yield "herhaald", "er is wel een nieuwe score"


def _title_surveys(read: Read, match: re.Match[str], _: Sequence[Read]) -> Problems:
    """Oordelen van gebruikers: twee gestegen en één gedaald; alle drie gestegen; één van de vier gedaald."""
    asked = [figure for figure in read.page.figures if figure.value is not None]
    moves = [move for figure in asked if (move := moved(figure)) and not move.still]
    up, down = sum(move.sign > 0 for move in moves), sum(move.sign < 0 for move in moves)
    way = {"gestegen": up, "gedaald": down}
    if match["about"]:
        right = not moves and all(figure.vorig == int(match["jaar"]) for figure in asked if figure.before.waarde)
    elif match["both"]:
        right = (NUMERALS.get(match["up"]), NUMERALS.get(match["down"])) == (up, down)
    elif match["some"]:
        some, of = NUMERALS.get(match["some"]), NUMERALS.get(match["of"])
        right = (some, of) == (way[match["w2"]], len(asked)) and up + down == some
    else:
        all_ = NUMERALS.get(match["all"] or "één")
        right = all_ == len(asked) == way[match["w1"] or match["w0"]]
    if not right:
        yield "getal", f"{up} gestegen en {down} gedaald van {len(asked)}"


KOSTEN = r"(?:(?:de Wmo|jeugdhulp|bijstand|De Wmo|Jeugdhulp|Bijstand)(?:, | en )?)+"
TITLES: tuple[tuple[str, str, Judge], ...] = (
    ("kosten", rf"(?P<a>{KOSTEN} (?:kost|kosten) #)(?:, (?P<b>{KOSTEN} #))? \(na prijscorrectie\)", _title_amounts),
    ("verdeling", r"Verdeling van koop en huur (?P<woord>#)", _title_split),
    ("begeleiding", r"(?P<woord>#) intensieve begeleiding, individueel en in groepen", _title_support),
    ("score", r"Score (?P<woord>#) dan in (?P<plek>⟨S⟩)", _title_score),
    ("score", r"(?P<plek>)Score (?:(?P<woord>#) dan gemiddeld in|rond het gemiddelde van) Nederland", _title_score),
    ("geen score", r"Nog geen nieuwe score", _no_new_score),
    (
        "oordelen",
        r"Oordelen van gebruikers(?: (?P<about>ongeveer als in (?P<jaar>\d{4}))| (?P<w0>gestegen|gedaald)"
        r"|: alle (?P<all>\w+) (?P<w1>gestegen|gedaald)|: (?P<some>\w+) van de (?P<of>\w+) (?P<w2>gestegen|gedaald)"
        r"|: (?P<both>(?P<up>\w+) gestegen en (?P<down>\w+) gedaald))",
        _title_surveys,
    ),
)

"""An independent reader of the narrative: is every number, direction, band word and connective so?

It shares nothing with `factsheet.narrate`: it reads the Dutch again, with its own word lists and its own word scale
(typed in from the domain), and holds it against the published figures. What it cannot place is wrong too: a direction
word without a subject, a number without a figure.

How it reads a sentence: the names of figures become marks (⟦a⟧, ⟦b⟧ …), the municipality behind a wijk becomes ⟦G⟧ and
the Netherlands ⟦NL⟧; what is left is a small language of verbs, adverbs, connectives and numbers.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

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


@dataclass(frozen=True)
class Page:
    """What is known when one section of one area is judged.

    `about`: the figures that the text of a wijk may choose from. `jaren` and `dagen`: years and dates that may be named
    beside the years of the figures (the base year, the year of a score, the reference date).
    """

    jaar: int
    plaats: str
    gemeente: str
    figures: tuple[Figure, ...]
    about: tuple[Figure, ...] = ()
    beter: str | None = None
    jaren: tuple[int, ...] = ()
    dagen: tuple[date, ...] = ()

    @property
    def is_wijk(self) -> bool:
        return self.plaats != self.gemeente


@dataclass(frozen=True)
class Wrong:
    """One error: the rule that is broken, the sentence, and why."""

    regel: str
    zin: str
    waarom: str

    def __str__(self) -> str:
        return f"{self.regel}: {self.waarom}\n    {self.zin}"


# The words. Forms are many on purpose: the engine may vary, the meaning may not.

UP = re.compile(
    r"\b(?:(?:neemt|nemen|nam|namen)\b[^,;:]*\btoe|toeneemt|toenemen|toegenomen|toename|stijg(?:t|en|ing)|gestegen|steeg|"
    r"stegen|groei(?:t|en|de)?|gegroeid|hoger|hogere|meer|omhoog|groter|oplop(?:en|end)|opgelopen|verdubbeld?|verdubbelt)\b"
)
DOWN = re.compile(
    r"\b(?:(?:neemt|nemen|nam|namen)\b[^,;:]*\baf|afneemt|afnemen|afgenomen|afname|daal(?:t|de|den)|dalen|daling|gedaald|"
    r"krimp(?:t|en)?|gekrompen|lager|lagere|minder|omlaag|kleiner|gehalveerd|halveert)\b"
)
STILL = re.compile(r"\b(?:gelijk|stabiliseert|stabiliseren|gestabiliseerd|stabiel|onveranderd|ongewijzigd)\b")
SETTLE = re.compile(r"\b(?:stabiliseert|stabiliseren|gestabiliseerd)\b")
AGAIN = re.compile(
    r"\b(?:verder|opnieuw|weer|nogmaals|nog steeds|nog altijd|ook dit jaar|blijft|blijven|bleef|bleven)\b"
)
NOT = re.compile(r"\b(?:niet|geen|nooit)\b")
ADVERBS = {
    "nagenoeg": "nagenoeg",
    "vrijwel": "nagenoeg",
    "bijna": "nagenoeg",
    "licht": "licht",
    "lichte": "licht",
    "iets": "licht",
    "enigszins": "licht",
    "sterk": "sterk",
    "sterke": "sterk",
    "fors": "sterk",
    "forse": "sterk",
    "flink": "sterk",
    "flinke": "sterk",
}
CONTRAST = ("maar", "hoewel", "terwijl", "echter", "daarentegen", "ondanks", "toch")
MOSTLY = re.compile(r"\b(?:met name|voornamelijk|vooral|grotendeels|hoofdzakelijk)\b")
CAUSE = re.compile(r"\b(?:hierdoor|daardoor|hiermee|dus|waardoor)\b", re.IGNORECASE)
PRAISE = re.compile(
    r"\b(?:positie(?:f|ve)|gunstige?|goed nieuws|verbetering|verslechtering|zorgelijk|helaas|negatieve?)\b"
)
SINGULAR = re.compile(
    r"\b(?:is|neemt|nam|stijgt|daalt|blijft|laat|stabiliseert|groeit|toeneemt|afneemt|ligt|heeft|krimpt|wordt|was)\b"
)
PLURAL = re.compile(
    r"\b(?:zijn|nemen|namen|stijgen|dalen|blijven|laten|stabiliseren|groeien|toenemen|afnemen|liggen|hebben|krimpen|"
    r"worden|waren)\b"
)
# Nouns in the plural that stand at the head of a figure's name; every other name is singular.
PLURAL_NAME = re.compile(r"^de (?:\w+ )?(?:uitgaven|kosten|bedragen)\b", re.IGNORECASE)
ENGLISH = re.compile(
    r"\b(?:the|and|with|from|than|year|last|more|less|increase[sd]?|decrease[sd]?|unknown|small|none|stable|compared|"
    r"this|that|rise[sn]?|fall|higher|lower|same|nan|null|true|false)\b",
    re.IGNORECASE,
)
NAME = re.compile(
    r"\b(?:het (?:totaal )?(?:aantal|aandeel|percentage)|de (?:\w+ )?uitgaven|de hoogte van|de omvang van)\b",
    re.IGNORECASE,
)
TWICE = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
BROKEN = re.compile(r"\b(?:zijn dat|is die|zijn de (?:groep|verdeling)|is er (?:\w+ )*cijfers)\b")
HOLE = re.compile(r"\bNone\b|\bnan\b|\binf\b|[{}<>\[\]]|  |\s[.,;:)]|\(\s|\(\)|\.\.")
MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)
DATE = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b")
MOST_WORDS = 25
# Words of a sentence that mean the same as another word in the name of a figure.
SYNONYMS = {"anderen": "samenwoont", "overige": "overige", "uitgegeven": "uitgaven"}
AGES = re.compile(r"\b(?:0|15|25|45|65) (?:tot (?:15|25|45|65) )?jaar\b")

# The word scale of the domain. A change belongs to the first band whose bound it is below.
Scale = tuple[tuple[float, str], ...]
PERCENT: Scale = ((0.05, "gelijk"), (0.75, "nagenoeg"), (2, "licht"), (25, "gewoon"), (math.inf, "sterk"))
POINTS: Scale = ((0.05, "gelijk"), (0.5, "nagenoeg"), (1.5, "licht"), (15, "gewoon"), (math.inf, "sterk"))
SCORES: Scale = (
    (0.0005, "gelijk"),
    (0.0045, "nagenoeg"),
    (0.0195, "licht"),
    (0.0995, "gewoon"),
    (math.inf, "sterk"),
)
STILL_BANDS = frozenset({"gelijk", "nagenoeg"})
GROWTH = ".groei"  # the key of a figure that is itself a growth since the base year
AVERAGE_BELOW = 0.05  # a score closer to 0 than this is "gemiddeld voor Nederland"
SMALL_BELOW = 0.10  # a group below this share of all who get support is small
MOST = 2 / 3  # of a change, before a part is "met name" where it comes from


@dataclass(frozen=True)
class Move:
    """A change that may be claimed: its sign and its band."""

    sign: int
    band: str

    @property
    def still(self) -> bool:
        return self.band in STILL_BANDS


def moved(figure: Figure) -> Move | None:
    """The change of this year, when it is printed and larger than rounding."""
    return _move(figure.now, figure.unit)


def moved_before(figure: Figure) -> Move | None:
    """The change that led to the year that this one is compared with."""
    return _move(figure.before, figure.unit)


def _move(point: Point, unit: Unit) -> Move | None:
    if point.verandering is None or not point.duidelijk:
        return None
    return Move(_sign(point.verandering), _band_between(point, _scale(unit)))


def _band_between(point: Point, scale: Scale) -> str:
    """The band of the printed change; "sterk" only where all that prints the same is that, and what stands still does
    so as far as rounding leaves room."""
    band = _band(point.verandering or 0.0, scale)
    bounds = [abs(bound) for bound in (point.laagste, point.hoogste) if bound is not None]
    if band == "sterk" and min(bounds, default=0.0) < scale[-2][0]:
        return scale[-2][1]
    if len(bounds) == 2 and (point.hoogste or 0.0) - (point.laagste or 0.0) < 1e-9:
        return _band(point.verandering or bounds[0], scale)  # nothing but its print is rounded
    furthest = _band(max(bounds, default=0.0) - 1e-9, scale)
    return furthest if band in STILL_BANDS and furthest in STILL_BANDS else band


def _scale(unit: Unit) -> Scale:
    return {"procent": POINTS, "score": SCORES}.get(unit.soort, PERCENT)


def _band(change: float, scale: Scale) -> str:
    return next((band for bound, band in scale if abs(change) < bound), scale[-1][1])


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


# A sentence, read


@dataclass(frozen=True)
class Mention:
    """A figure at a place in the masked sentence; `gemeente` when it is the municipality behind it."""

    plek: int
    figure: Figure


@dataclass(frozen=True)
class Getal:
    """A number as it is printed. `change`: it has a sign, is in procentpunt, or stands behind "met"."""

    plek: int
    eind: int
    tekst: str
    value: Decimal
    decimals: int
    sign: str
    euro: bool
    suffix: str
    in_brackets: bool
    after_met: bool

    @property
    def signed(self) -> bool:
        return bool(self.sign) or self.suffix == "procentpunt" or self.after_met


@dataclass(frozen=True)
class Claim:
    """What a clause says of some figures: direction (1, -1, 0 still), its adverb, and its connective."""

    figures: tuple[Figure, ...]
    richting: int
    woord: str
    clause: str
    link: str
    since: int | None
    negated: bool = False
    noun: bool = False

    @property
    def again(self) -> bool:
        return AGAIN.search(self.clause) is not None

    @property
    def settles(self) -> bool:
        return SETTLE.search(self.clause) is not None


@dataclass(frozen=True)
class Read:
    """A sentence with its names masked, the figures of its facts, and what it claims."""

    zin: Zin
    page: Page
    facts: tuple[Figure, ...]
    masked: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        return self.zin.tekst


Problems = Iterator[tuple[str, str]]


def check_section(kop: str, zinnen: Sequence[Zin], page: Page) -> list[Wrong]:
    """Every error in the heading and the sentences of one section of one area."""
    wrong = check_heading(kop, page) if kop else []
    earlier: list[Read] = []
    for zin in zinnen:
        read = read_sentence(zin, page)
        wrong += [Wrong(regel, zin.tekst, waarom) for regel, waarom in _judged(read, earlier)]
        earlier.append(read)
    texts = [zin.tekst for zin in zinnen]
    wrong += [Wrong("herhaling", text, "staat twee keer") for text in set(texts) if texts.count(text) > 1]
    return wrong


def check_heading(kop: str, page: Page) -> list[Wrong]:
    """Every error in a heading."""
    return [Wrong(regel, kop, waarom) for regel, waarom in (*_form(kop, stop=False), *_heading(kop, page))]


def _judged(read: Read, earlier: Sequence[Read]) -> Problems:
    yield from read.problems
    yield from _form(read.text, stop=True)
    yield from _facts(read)
    yield from _years(read)
    yield from _numbers(read)
    yield from _grammar(read)
    yield from _content(read, earlier)


# Form


def _form(text: str, *, stop: bool) -> Problems:
    """Capital, full stop, length, holes, English: what a sentence may never have, whatever it says."""
    if not re.match(r"[‘“(]?[A-ZÀ-Þ]|'[a-z] [A-Z]", text):
        yield "hoofdletter", "begint niet met een hoofdletter"
    if text[:1].isdigit():
        yield "cijfer vooraan", "begint met een cijfer"
    if text.endswith(".") != stop:
        yield "punt", "punt ontbreekt" if stop else "een kop heeft geen punt"
    if match := HOLE.search(text):
        yield "gat", f"er staat “{match[0]}”"
    if match := TWICE.search(text):
        yield "dubbel woord", match[0]
    if match := ENGLISH.search(text):
        yield "Engels", match[0]
    for sentence in re.split(r"(?<=[.!?]) ", text):
        if (count := len(sentence.split())) > MOST_WORDS:
            yield "lengte", f"{count} woorden"


# Reading: names, places, numbers, clauses


def read_sentence(zin: Zin, page: Page) -> Read:
    facts, problems = _figures_of(zin, page)
    masked, mentions, unknown = _masked(zin.tekst, page, facts)
    problems += [("feiten", f"noemt {name} zonder feit") for name in unknown]
    problems += [("naam", f"“{match[0]}” is geen naam van een cijfer") for match in NAME.finditer(masked)]
    read = Read(zin, page, facts, masked, mentions, problems=tuple(problems))
    return replace(read, claims=tuple(_claims(read)))


def _figures_of(zin: Zin, page: Page) -> tuple[tuple[Figure, ...], list[tuple[str, str]]]:
    """The figures of the facts; the second fact with one key is the municipality behind a wijk."""
    found: list[Figure] = []
    problems: list[tuple[str, str]] = []
    for feit in zin.feiten:
        own = [figure for figure in page.figures if figure.sleutel == feit.sleutel]
        seen = any(figure.sleutel == feit.sleutel for figure in found)
        options = [f.gemeente for f in own if f.gemeente] if seen else own
        if options:
            found.append(options[0])
        else:
            problems.append(("feiten", f"{feit.sleutel} is geen cijfer van dit onderdeel"))
    return tuple(found), problems


@functools.lru_cache(maxsize=512)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    """Every name of a figure, the longest first; its first letter may be a capital."""
    parts = [f"[{name[0].upper()}{name[0]}]{re.escape(name[1:])}" for name in sorted(names, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else re.compile(r"(?!)")


def _called(figure: Figure) -> tuple[str, ...]:
    naam = figure.naam
    return tuple(name for name in (naam.tekst, getattr(naam, "voluit", "")) if name)


def _masked(text: str, page: Page, facts: Sequence[Figure]) -> tuple[str, tuple[Mention, ...], list[str]]:
    """The sentence with marks for names and places, the figures behind the marks, and names without a fact."""
    names = tuple(dict.fromkeys(name for figure in page.figures for name in _called(figure)))
    mentioned: list[Figure] = []
    unknown: list[str] = []

    def mark(match: re.Match[str]) -> str:
        name = match[0][0].lower() + match[0][1:]
        figure = next((f for f in facts if name in _called_lower(f)), None)
        options = [f for f in page.figures if name in _called_lower(f)]
        if figure is None:
            figure = next((f for f in facts if any(f.sleutel == o.sleutel for o in options)), None)
        if figure is None:
            unknown.append(name)
            figure = options[0]
        mentioned.append(figure)
        return f"⟦{chr(ord('a') + len(mentioned) - 1)}⟧"

    masked = _places(_names(names).sub(mark, text), page)
    return masked, _mentions(masked, mentioned, facts), unknown


def _called_lower(figure: Figure) -> tuple[str, ...]:
    return tuple(name[0].lower() + name[1:] for name in _called(figure))


def _places(text: str, page: Page) -> str:
    if page.is_wijk:
        text = re.sub(rf"(?<!\w)(?:heel|gemiddeld in) {re.escape(page.gemeente)}(?!\w)", "⟦G⟧", text)
    text = re.sub(r"\bgemiddeld in Nederland\b", "⟦NL⟧", text)
    return re.sub(rf"(?<!\w)(?:{re.escape(page.plaats)}|{re.escape(page.gemeente)})(?!\w)", "⟦P⟧", text)


def _mentions(masked: str, mentioned: Sequence[Figure], facts: Sequence[Figure]) -> tuple[Mention, ...]:
    """The figure at every mark; ⟦G⟧ is the municipality behind the last one."""
    found: list[Mention] = []
    for match in re.finditer(r"⟦(\w+)⟧", masked):
        if len(match[1]) == 1 and match[1].islower():
            found.append(Mention(match.start(), mentioned[ord(match[1]) - ord("a")]))
        elif match[1] == "G":
            own = found[-1].figure if found else next(iter(facts), None)
            if own is not None and own.gemeente is not None:
                found.append(Mention(match.start(), own.gemeente))
    return tuple(found)


NUMBER = re.compile(
    r"(?P<euro>€\s?)?(?P<sign>[+\-–−])?(?P<digits>\d[\d.]*(?<!\.))(?P<frac>,\d+)?"
    r"(?P<suffix>%| procentpunt\b| miljoen\b| mln\b)?"
)


def _getallen(masked: str) -> Iterator[Getal]:
    for match in NUMBER.finditer(masked):
        before = masked[: match.start()]
        yield Getal(
            plek=match.start(),
            eind=match.end(),
            tekst=match[0],
            value=Decimal(match["digits"].replace(".", "") + (match["frac"] or "").replace(",", ".")),
            decimals=len(match["frac"] or ",") - 1,
            sign=match["sign"] or "",
            euro=bool(match["euro"]),
            suffix=(match["suffix"] or "").strip(),
            in_brackets=before.rfind("(") > before.rfind(")"),
            after_met=before.endswith("met "),
        )


def _claims(read: Read) -> Iterator[Claim]:
    """The claims of the clauses, in order. What other rules read (levels, quantifiers) is taken out first."""
    masked = _without_statements(read.masked)
    since = _since(masked)
    previous: Claim | None = None
    for clause in re.split(r"[,;:] ", re.sub(r" ?\([^()]*\)", "", masked).rstrip(".")):
        claim = _claim(read, clause, since, previous)
        if claim is not None:
            yield claim
            previous = claim


def _without_statements(masked: str) -> str:
    for pattern, _ in STATEMENTS:
        masked = pattern.sub("", masked)
    return masked


def _since(masked: str) -> int | None:
    """The year that a sentence compares with, when it names one."""
    match = re.search(r"\b(?:[Ss]inds|ten opzichte van|vergeleken met) (\d{4})\b", masked)
    return int(match[1]) if match else None


def _claim(read: Read, clause: str, since: int | None, previous: Claim | None) -> Claim | None:
    link = _link(clause)
    richting = direction(clause)
    if richting is None and link in {"net zoals", "net als"} and previous is not None:
        richting = previous.richting
    if richting is None:
        return None
    return Claim(
        figures=_subjects(read, clause),
        richting=richting,
        woord=adverb(clause),
        clause=clause,
        link=link,
        since=since,
        negated=NOT.search(clause) is not None,
        noun=re.search(r"\b(?:de|een) (?:stijging|daling|toename|afname|groei)\b", clause, re.IGNORECASE) is not None,
    )


def _link(clause: str) -> str:
    start = clause[:1].lower() + clause[1:]
    links = (*CONTRAST, "net zoals", "net als", "zowel", "hierdoor", "daardoor", "ook", "en", "sinds")
    return next((link for link in links if re.match(rf"{link}\b", start)), "")


def direction(clause: str) -> int | None:
    found = {1 for _ in UP.finditer(clause)} | {-1 for _ in DOWN.finditer(clause)} | {0 for _ in STILL.finditer(clause)}
    return found.pop() if len(found) == 1 else None if not found else 2


def _subjects(read: Read, clause: str) -> tuple[Figure, ...]:
    """Whom a clause is about: the figures it names; "dat" in ⟦G⟧; all facts for "dit" and "de verdeling"."""
    letters = re.findall(r"⟦([a-z])⟧", clause)
    if letters:
        by_letter = [m.figure for m in read.mentions if read.masked[m.plek + 1].islower()]
        return tuple(by_letter[ord(letter) - ord("a")] for letter in letters)
    if "⟦G⟧" in clause and re.search(r"\b(?:dat|die|deze|ze|zij)\b", clause):
        return tuple(m.figure for m in read.mentions if read.masked[m.plek + 1] == "G")[:1]
    if re.search(r"\b(?:dit|deze)\b", clause):
        return read.facts
    return ()


# Facts, years, numbers, grammar


def _facts(read: Read) -> Problems:
    """Provenance: values are those of the figures, and what is "shown" stands in the sentence."""
    for feit, figure in zip(read.zin.feiten, read.facts, strict=False):
        if feit.nu != figure.value or feit.vorig != figure.before.waarde:
            yield "feiten", f"{feit.sleutel}: {feit.nu} en {feit.vorig} zijn niet de waarden van het cijfer"
        for shown in feit.getoond:
            if shown not in read.text:
                yield "feiten", f"“{shown}” staat niet in de zin"


def _years(read: Read) -> Problems:
    """A year must be of this page; a date must be known."""
    page = read.page
    known = {page.jaar, page.jaar - 1, *page.jaren} | {p.jaar for f in read.facts for p in f.points}
    known |= {f.vorig for f in read.facts}
    days = {f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in page.dagen}
    for match in DATE.finditer(read.masked):
        if match[0] not in days:
            yield "datum", f"{match[0]} hoort niet bij deze cijfers"
    for year in _named_years(read.masked):
        if year not in known:
            yield "jaar", f"{year} hoort niet bij deze cijfers"
    if (now := re.match(r"In (\d{4})\b", read.masked)) and int(now[1]) != page.jaar:
        yield "jaar", f"{now[1]} is niet het jaar van deze cijfers"
    scores = {figure.jaar for figure in read.facts if figure.unit.soort == "score"}
    if (score := re.search(r"\bover (\d{4}) is\b", read.masked)) and int(score[1]) not in scores:
        yield "jaar", f"{score[1]} is niet het jaar van de score"


def _without_dates(masked: str) -> str:
    """Dates and ages count nothing; spaces keep the places of everything else."""
    for pattern in (DATE, AGES):
        masked = pattern.sub(_blank, masked)
    return masked


def _named_years(masked: str) -> list[int]:
    return [int(year) for year in re.findall(r"(?<![\d.,€+\-])\b(20\d\d)\b(?![.,]?\d|%)", _without_dates(masked))]


def _numbers(read: Read) -> Problems:
    """Every number is a published value or a printed change of a figure that the sentence stands on."""
    text = _without_dates(re.sub(rf"\btellen de percentages op tot \d+%|{AMOUNTS.pattern}", _blank, read.masked))
    loose: list[Getal] = []
    for getal in _getallen(text):
        if _is_year(getal):
            continue
        yield from _notation(getal)
        yield from _one_or_more(getal, text)
        mention = max((m for m in read.mentions if m.plek < getal.plek), key=lambda m: m.plek, default=None)
        if mention is None:
            loose.append(getal)
        elif not _matches(getal, mention.figure, read):
            yield "getal", f"{getal.tekst} is geen cijfer van {mention.figure.label}"
        elif not _supported(getal, mention, read):
            yield "getal", f"{getal.tekst}: er staat niet bij wat {mention.figure.label} doet"
    yield from _loose(loose, read, text)


def _supported(getal: Getal, mention: Mention, read: Read) -> bool:
    """A printed change stands beside words that say which way it goes: a claim, or a comparison with ⟦G⟧."""
    if not getal.signed or _is_value(getal, mention.figure.now, mention.figure.unit, signed=getal.sign == "-"):
        return True
    compared = re.search(r"\b(?:meer|minder|anders) dan in $", read.masked[: mention.plek]) is not None
    return compared or any(figure is mention.figure for claim in read.claims for figure in claim.figures)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_year(getal: Getal) -> bool:
    return re.fullmatch(r"20\d\d", getal.tekst) is not None


def _notation(getal: Getal) -> Problems:
    digits = getal.tekst.strip("€\u00a0 +-–−%").split(",")[0].split(" ")[0]
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})*", digits) is None:
        yield "notatie", f"{getal.tekst} is geen Nederlands getal"
    if getal.euro and not getal.tekst.startswith("€\u00a0"):
        yield "notatie", "na € hoort een vaste spatie"
    if getal.sign in {"–", "−"}:
        yield "notatie", f"{getal.tekst}: het minteken is -"


def _one_or_more(getal: Getal, text: str) -> Problems:
    """One of something is singular."""
    if getal.tekst == "1" and (after := re.match(r" (?!huishouden\b)(\w+(?:s|en))\b", text[getal.eind :])):
        yield "enkelvoud", f"1 {after[1]}"


def _loose(getallen: Sequence[Getal], read: Read, text: str) -> Problems:
    """Numbers in a sentence that names no figure before them: each is the value of a fact, and of the right one."""
    for place, getal in enumerate(getallen):
        fitting = [figure for figure in read.facts if _matches(getal, figure, read)]
        if not fitting:
            yield "getal", f"{getal.tekst} is geen cijfer van deze zin"
            continue
        end = getallen[place + 1].plek if place + 1 < len(getallen) else len(text)
        after = read.masked[getal.eind : end]
        ages = set(re.findall(r"\b\d+(?= jaar)", after))
        if not any(ages <= set(re.findall(r"\d+", figure.naam.tekst)) for figure in fitting):
            yield "getal", f"{getal.tekst} hoort bij een andere leeftijd: {after.strip()}"
        best = max(_overlap(after, figure) for figure in read.facts)
        if len(read.facts) > 1 and max(_overlap(after, figure) for figure in fitting) < best:
            yield "getal", f"{getal.tekst} staat bij de verkeerde woorden: {after.strip()}"


def _overlap(words: str, figure: Figure) -> int:
    """How many words after a number also stand in the name or label of the figure."""
    own = f"{figure.naam.tekst} {figure.label}".lower()
    found = [SYNONYMS.get(word, word) for word in re.findall(r"\w{3,}|\d+", words.lower())]
    return sum(word in own for word in set(found))


def _matches(getal: Getal, figure: Figure, read: Read) -> bool:
    since = _since(read.masked)
    if getal.signed and since not in {None, figure.vorig} and not read.masked.startswith("Sinds"):
        return False  # a printed change is against the year before
    if getal.after_met or getal.suffix == "procentpunt":
        return _is_change(getal, figure)
    if getal.sign and figure.sleutel.endswith(GROWTH) and read.masked.startswith("Sinds"):
        return _is_value(getal, figure.now, figure.unit, signed=True)
    if getal.sign or figure.unit.soort == "score":
        return _is_score(getal, figure, read) if figure.unit.soort == "score" else _is_change(getal, figure)
    return _is_level(getal, figure, read)


def _is_level(getal: Getal, figure: Figure, read: Read) -> bool:
    if read.masked[: getal.plek].endswith("minder dan "):
        return _is_bound(getal, figure.now) or _is_bound(getal, figure.before)
    return any(_is_value(getal, figure.at(year), figure.unit) for year in _years_of_value(getal, figure, read))


def _is_bound(getal: Getal, point: Point) -> bool:
    """Minder dan 10: what rounding made 0; minder dan 1%: what prints as 0% and is more."""
    if getal.suffix == "%":
        return point.waarde == 0 and bool(point.precies) and getal.value == 1
    above = float(getal.value) - (point.precies or 0.0) - point.marge
    return point.waarde == 0 and (0 <= above < 500 if getal.euro else 0 < above <= 10 and getal.value % 10 == 0)


def _is_score(getal: Getal, figure: Figure, read: Read) -> bool:
    """A score may be below zero, so only its place tells a change from a value."""
    value = _is_value(getal, figure.now, figure.unit, signed=getal.sign == "-")
    if getal.in_brackets and not (figure.area.naam == read.page.gemeente and read.page.is_wijk):
        return _is_change(getal, figure)
    return value or (getal.in_brackets and _is_change(getal, figure))


def _years_of_value(getal: Getal, figure: Figure, read: Read) -> set[int]:
    """The year of a value: this one, the year that "toen" refers to, or the year before in "van 80 naar 100"."""
    before, after = read.masked[: getal.plek], read.masked[getal.eind :]
    if re.match(r"\W*toen\b", after):
        return set(_named_years(read.masked)) - {figure.jaar}
    if before.endswith("(van ") and after.startswith(" naar "):
        return {figure.vorig}
    return {figure.jaar}


def _is_change(getal: Getal, figure: Figure) -> bool:
    """The printed change of this year, with its sign, decimals and unit, and only where it may be claimed."""
    point = figure.now
    if point.verandering is None or not point.duidelijk or getal.decimals != point.decimals or getal.euro:
        return False
    if point.grof:
        return False  # both numbers, and no percentage
    sign = {"+": 1, "-": -1, "": _sign(point.verandering) if getal.after_met else 0}.get(getal.sign, 2)
    suffix = {"procent": "procentpunt", "score": ""}.get(figure.unit.soort, "%")
    return (
        sign == _sign(point.verandering)
        and getal.suffix == suffix
        and getal.value == _rounded(abs(point.verandering), point.decimals)
    )


def _is_few(point: Point, unit: Unit) -> bool:
    """Whether a 0 is what rounding made of a few; a growth of exactly nothing is not."""
    return point.waarde == 0 and point.marge > 0 and not (unit.soort == "procent" and point.precies == 0)


def _is_value(getal: Getal, point: Point, unit: Unit, *, signed: bool = False) -> bool:
    """A value in the decimals and with the sign of its unit; in millions where the text says so."""
    if point.waarde is None or getal.euro != (unit.soort == "euro") or _is_few(point, unit):
        return False
    value, decimals = abs(point.waarde), unit.decimals
    if getal.suffix in {"miljoen", "mln"}:
        value, decimals = value / 1_000_000, getal.decimals
    if (getal.suffix == "%") != (unit.soort == "procent") or getal.decimals != decimals:
        return False
    expected = _rounded(value, decimals)
    minus = point.waarde < 0 and expected != 0
    sign = {"-": minus, "+": not minus and signed, "": not minus}[getal.sign]
    return sign and getal.value == expected


def _rounded(value: float, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _grammar(read: Read) -> Problems:
    """One subject, one number: "de uitgaven … zijn", "het aantal … is"."""
    if match := BROKEN.search(read.masked):
        yield "getal van het werkwoord", f"“{match[0]}”"
    for clause in re.split(r"[,;:] ", re.sub(r" ?\([^()]*\)", "", read.masked).rstrip(".")):
        letters = re.findall(r"⟦([a-z])⟧", clause)
        # The verb of a subject without a mark, such as "de groep", is not judged here.
        if not letters or re.search(r"\bmet name\b|\bdan\b", clause):
            continue
        names = [m.figure.naam.tekst for m in read.mentions if read.masked[m.plek + 1] in letters]
        plural = any(PLURAL_NAME.match(name) for name in names)
        yield from _number_of_verb(clause, plural=plural, many=len(names) > 1)


def _number_of_verb(clause: str, *, plural: bool, many: bool) -> Problems:
    singular, plurals = SINGULAR.search(clause), PLURAL.search(clause)
    first = min((m for m in (singular, plurals) if m), key=lambda m: m.start(), default=None)
    if first is None:
        return
    is_plural = first is plurals
    if many and "zowel" in clause.lower() and not plural:
        return  # "zowel het een als het ander neemt" and "nemen" are both right
    if is_plural != (plural or many):
        yield "getal van het werkwoord", f"“{first[0]}” past niet bij het onderwerp"


# Statements: sentences with a meaning of their own

Judge = Callable[[Read, "re.Match[str]"], Problems]


def _known(figure: Figure, jaar: int) -> bool:
    return figure.at(jaar).waarde is not None


def _not_there(read: Read, match: re.Match[str]) -> Problems:
    """Over 2024 is ⟦a⟧ niet bekend / weggelaten vanwege privacy."""
    if read.mentions and int(match["year"]) != read.page.jaar:
        yield "jaar", f"{match['year']} is niet het jaar van deze cijfers"
    for mention in read.mentions:
        wanted = "te klein" if match["why"].startswith("weggelaten") else "onbekend"
        status = mention.figure.at(int(match["year"])).status
        if status != wanted:
            yield "ontbreekt", f"{mention.figure.label} is {status}"
    if not read.mentions and all(_known(figure, int(match["year"])) for figure in read.facts):
        yield "ontbreekt", f"alle cijfers van {match['year']} zijn bekend"


def _no_figures(read: Read, match: re.Match[str]) -> Problems:
    """Over 2023 hebben wij geen cijfers voor …"""
    if any(_known(figure, int(match["year"])) for figure in read.page.figures):
        yield "ontbreekt", f"er zijn cijfers over {match['year']}"


def _first(read: Read, match: re.Match[str]) -> Problems:
    """Het eerste jaar met cijfers is 2021: no figure of the section has an earlier one."""
    year = int(match["year"])
    alike = [f for f in read.page.figures if not f.own_years or f in read.facts]
    if any(_known(figure, point.jaar) for figure in alike for point in figure.points if point.jaar < year):
        yield "ontbreekt", f"er zijn cijfers van voor {year}"


def _new(read: Read, match: re.Match[str]) -> Problems:
    """Nieuw in 2024: ⟦a⟧. Of figures that no earlier year has."""
    for figure in read.facts:
        if any(point.jaar < figure.jaar and point.waarde is not None for point in figure.points):
            yield "ontbreekt", f"{figure.label} is niet nieuw"


def _not_there_before(read: Read, match: re.Match[str]) -> Problems:
    """Over 2023 is ⟦a⟧ niet bekend, of zijn deze cijfers dat niet. Vergelijken kan daarom niet."""
    for figure in read.facts:
        if _known(figure, int(match["year"])) or not _known(figure, figure.jaar):
            yield "ontbreekt", f"{figure.label} is over {match['year']} wel bekend, of nu niet"
        elif (figure.at(int(match["year"])).status == "te klein") != match["why"].startswith("weggelaten"):
            yield "ontbreekt", f"{figure.label} is {figure.at(int(match['year'])).status}"


def _same_again(read: Read, _: re.Match[str]) -> Problems:
    for figure in read.facts:
        if not figure.herhaald:
            yield "herhaald", f"{figure.label} is niet hetzelfde als vorig jaar"


def _amounts(read: Read, match: re.Match[str]) -> Problems:
    """Na prijscorrectie kostte de Jeugdwet € 1,0 miljoen meer; bij de Wmo waren het er 30 minder."""
    for said in AMOUNT.finditer(match[0]):
        part = next((f for f in read.facts if (said["wet"] or said["of"]) in f.label), None)
        move = _difference(part) if part else None
        number = Decimal(said["number"].replace(".", "").replace(",", "."))
        unit, decimals = (1_000_000, 1) if said["million"] else (1000, 0) if said["euro"] else (1, 0)
        if move is None or _sign(move) != (1 if said["way"] == "meer" else -1):
            yield "bedrag", f"{said[0]}: {move}"
        elif _rounded(abs(move) / unit, decimals) * (1 if said["million"] or not said["euro"] else unit) != number:
            yield "bedrag", f"{move} is geen {said[0]}"


def _too_small_to_compare(read: Read, match: re.Match[str]) -> Problems:
    """Voor een vergelijking is de groep te klein; in 2023 was de groep te klein om te vergelijken."""
    for figure in read.facts:
        if figure.value is None or figure.before.waarde is None or figure.now.verandering is not None:
            yield "te klein", f"{figure.label} laat zich wel vergelijken, of heeft geen twee jaren"
        elif figure.now.te_klein != int(match["year"] or figure.jaar):
            yield "te klein", f"de groep van {figure.now.te_klein} is te klein"


def _unclear(read: Read, match: re.Match[str]) -> Problems:
    """Rounding can make this change. For a whole section of a wijk: nothing in it clearly moves."""
    if "cijfers" in match[0]:
        for figure in read.page.about or read.page.figures:
            move = moved(figure)
            if move is not None and not move.still:
                yield "onduidelijk", f"{figure.label} verandert wel"
        return
    for figure in read.facts:
        if _since(read.masked) not in {None, figure.vorig}:
            yield "jaar", "een onduidelijke verandering is tegen het jaar ervoor"
        if figure.now.verandering is None or (figure.now.duidelijk and "verdeling" not in read.masked):
            yield "onduidelijk", f"{figure.label} verandert duidelijk, of laat zich niet vergelijken"
    if all(figure.now.duidelijk for figure in read.facts):
        yield "onduidelijk", "alles verandert duidelijk"


def _too_few(read: Read, _: re.Match[str]) -> Problems:
    for figure in read.facts:
        if figure.value is not None and figure.before.waarde is not None:
            yield "ontbreekt", f"{figure.label} is over twee jaren bekend"


def _nothing_to_compare(read: Read, _: re.Match[str]) -> Problems:
    for figure in read.page.figures:
        if moved(figure) is not None:
            yield "ontbreekt", f"{figure.label} laat zich vergelijken"


def _adds_up_to(read: Read, match: re.Match[str]) -> Problems:
    total = sum(_rounded(figure.value or 0, 0) for figure in read.facts)
    if total != int(match["total"]) or total == 100 or len(read.facts) < 2:
        yield "getal", f"de percentages tellen op tot {total}"


def _same_split(read: Read, match: re.Match[str]) -> Problems:
    """De verdeling tussen … is (nagenoeg) gelijk gebleven: that is so of every share, and is the least of them."""
    yield from _all_still(read.facts, match["nearly"])
    if set(_keys(_shares(read.page))) != set(_keys(read.facts)):
        yield "verdeling", "niet alle aandelen tellen mee"


def _all_still(shares: Sequence[Figure], nearly: str | None) -> Problems:
    bands = {move.band if (move := moved(figure)) else "onduidelijk" for figure in shares}
    if not bands <= STILL_BANDS or ("nagenoeg" in bands) != bool(nearly):
        yield "richting", f"de aandelen zijn {', '.join(sorted(bands))}"


def _since_base(read: Read, match: re.Match[str]) -> Problems:
    """Sinds 2021: the base year, and the growth is that of the amounts beside it."""
    year = int(match["year"])
    if year not in read.page.jaren:
        yield "jaar", f"{year} is niet het basisjaar"
    for figure in read.facts:
        whole = next((f for f in read.page.figures if f.sleutel == figure.sleutel.removesuffix(GROWTH)), None)
        then = whole.at(year).waarde if whole else None
        if whole is None or whole.value is None or not then or figure.value is None:
            yield "sinds", "zonder bedragen is er geen groei"
        elif abs(100 * (whole.value / then - 1) - figure.value) > 0.06 + 300_000 / then:
            yield "sinds", f"van {then} naar {whole.value} is geen {figure.value}%"


def _small(read: Read, match: re.Match[str]) -> Problems:
    """Groups that moved, each a small part of the last fact."""
    *groups, whole = read.facts
    if not whole.value or any(g.value is None or g.value / whole.value >= SMALL_BELOW for g in groups):
        yield "kleine groep", "een groep is niet klein"
    if (len(groups) == 1) != match[0].lower().startswith("deze groep is"):
        yield "kleine groep", f"er zijn {len(groups)} groepen"


def _average(read: Read, _: re.Match[str]) -> Problems:
    for figure in read.facts:
        if figure.value is None or abs(figure.value) >= AVERAGE_BELOW:
            yield "vergelijking", f"{figure.label} is niet gemiddeld"


def _beside(read: Read, match: re.Match[str]) -> Problems:
    """Hoger of lager dan in heel Hengelo, of dan in Nederland: of the level as it is printed."""
    for figure in read.facts[:1]:
        there = figure.gemeente.now if figure.gemeente else None
        other = 0.0 if match["place"] == "NL" else there.precies if there else None
        if other is None or figure.value is None:
            yield "vergelijking", f"er is niets om {figure.label} mee te vergelijken"
        elif _surely(figure, other, there.marge if there else 0.0) != (1 if match["word"] == "hoger" else -1):
            yield "vergelijking", f"{figure.value} is niet {match['word']} dan {other}"
        if match["place"] == "NL" and figure.value is not None and abs(figure.value) < AVERAGE_BELOW:
            yield "vergelijking", f"{figure.value} is gemiddeld"


def _surely(figure: Figure, other: float, room: float) -> int:
    """Whether a figure is higher (1) or lower (-1) than another value of its unit, whatever was rounded; or neither."""
    distance = (figure.now.precies or 0.0) - other
    return _sign(distance) if abs(distance) > figure.now.marge + room else 0


def _as_printed(figure: Figure, other: float) -> int:
    """Whether a figure prints higher (1) or lower (-1) than another value of its unit, or the same."""
    here, there = (_rounded(value, figure.unit.decimals) for value in (figure.value or 0.0, other))
    return (here > there) - (here < there)


def _more_than(read: Read, match: re.Match[str]) -> Problems:
    """⟦a⟧ is toegenomen (+9%), meer dan in heel Hengelo (+2,5%); anders dan in heel Hengelo (-1%)."""
    own = read.facts[0]
    here, there = moved(own), moved(own.gemeente) if own.gemeente else None
    if here is None or there is None or here.still or there.still:
        yield "vergelijking", "een van de twee verandert niet duidelijk"
        return
    if (match["word"] == "anders") == (here.sign == there.sign):
        yield "vergelijking", "de richting van de twee past niet bij het woord"
    least, most = _between(own.now), _between(own.gemeente.now if own.gemeente else own.now)
    if (match["word"] == "meer" and least[0] <= most[1]) or (match["word"] == "minder" and least[1] >= most[0]):
        yield "vergelijking", f"de verandering is niet {match['word']} dan in de gemeente"


def _between(point: Point) -> tuple[float, float]:
    """The least and the most that a change can be, in size."""
    bounds = sorted(abs(bound or 0.0) for bound in (point.laagste, point.hoogste))
    return bounds[0], bounds[1]


def _equal_to(read: Read, _: re.Match[str]) -> Problems:
    for figure in read.facts[:1]:
        whole = figure.gemeente.value if figure.gemeente else None
        if whole is None or figure.value is None or _as_printed(figure, whole):
            yield "vergelijking", f"{figure.label} is niet gelijk aan die van de gemeente"


def _than_in_year(read: Read, match: re.Match[str]) -> Problems:
    for mention in read.mentions[:1]:
        then, now = mention.figure.at(int(match["year"])).precies, mention.figure.now.precies
        if then is None or now is None or _sign(now - then) != (1 if match["word"] == "hoger" else -1):
            yield "richting", f"{then} in {match['year']} en {now} nu"


def _none_fell(read: Read, match: re.Match[str]) -> Problems:
    """Geen van de percentages is gedaald ten opzichte van 2023: of all that are known, and truly none."""
    year = _since(read.masked) or read.page.jaar - 1
    asked = {f.sleutel: f for f in read.page.figures if _known(f, read.page.jaar)}
    if set(asked) - {f.sleutel for f in read.facts}:
        yield "geen van de", "niet alle percentages tellen mee"
    for figure in asked.values():
        then = figure.at(year).precies
        if then is None:
            yield "geen van de", f"{figure.label} is over {year} niet bekend"
        elif (figure.now.precies or 0.0) < then:
            yield "richting", f"{figure.label} is gedaald"
    if len(asked) < 2:
        yield "geen van de", "er is er maar één"


def _contribution(read: Read, match: re.Match[str]) -> Problems:
    """De stijging zit met name in ⟦a⟧: two thirds of the change of the total, and no other part goes the other way."""
    if len(read.facts) != 2:
        yield "met name", "hoort een totaal en een deel te hebben"
        return
    total, part = read.facts
    whole, own = _difference(total), _difference(part)
    move = moved(total)
    if not whole or own is None or own / whole < MOST:
        yield "met name", f"het deel is {own} van {whole}"
    for other in _parts(total, read.page):
        if (_difference(other) or 0.0) * (whole or 0.0) < 0:
            yield "met name", f"{other.label} gaat de andere kant op"
    if move is None or move.still or move.sign != (1 if UP.search(match[0]) else -1):
        yield "richting", f"{total.label} beweegt niet zo"
    wanted = re.search(r"de (\w+)\.$", read.text)
    if not any(m.figure is part for m in read.mentions) and not (wanted and wanted[1] in part.label):
        yield "met name", f"{part.label} is niet wat de zin noemt"
    about = re.search(r"\bbij (.+?) (?:betreft|zit)\b", read.text)
    if about and about[1].lower() not in total.label.lower():
        yield "met name", f"{total.label} is niet wat de zin noemt"


def _parts(total: Figure, page: Page) -> list[Figure]:
    if total.sleutel == "uitgaven.gecorrigeerd":
        return [figure for figure in page.figures if figure.sleutel.endswith(".uitgaven_gecorrigeerd")]
    return [figure for figure in page.figures if figure.sleutel.startswith(f"{total.sleutel}.")]


def _difference(figure: Figure) -> float | None:
    if figure.now.precies is None or figure.before.precies is None:
        return None
    return figure.now.precies - figure.before.precies


AMOUNT = re.compile(
    r"(?:de (?P<wet>\w+) (?P<euro>€\s))?(?P<number>\d[\d.]*(?:,\d)?)(?P<million> miljoen)? "
    r"(?P<way>meer|minder)(?: vanuit de (?P<of>\w+))?"
)
AMOUNTS = re.compile(r"(?:Na prijscorrectie kostte|Bij intensieve [\w ]+ waren het er) .*(?:meer|minder)[^.]*")


# Sentences that are nothing but this statement are judged by it alone; in others it is judged and then taken out.
STATEMENTS: tuple[tuple[re.Pattern[str], Judge], ...] = (
    (
        re.compile(
            r"Over (?P<year>\d{4}) (?:is|zijn) [^.]*(?P<why>niet bekend|weggelaten vanwege privacy)\. "
            r"Vergelijken kan daarom niet"
        ),
        _not_there_before,
    ),
    (
        re.compile(r"Over (?P<year>\d{4}) (?:is|zijn) [^.]*(?P<why>niet bekend|weggelaten vanwege privacy)\.$"),
        _not_there,
    ),
    (re.compile(r"Over (?P<year>\d{4}) hebben wij geen cijfers voor [^.]*"), _no_figures),
    (re.compile(r"Het eerste jaar met cijfers is (?P<year>\d{4})\. Vergelijken kan nog niet"), _first),
    (re.compile(r"(?:Nieuw in (?P<year>\d{4}): |Deze cijfers zijn nieuw)[^.]*\. Vergelijken kan nog niet"), _new),
    (re.compile(r"Een vergelijking kan nog niet"), _nothing_to_compare),
    (re.compile(r"\bminder dan (?:€\s)?[\d.]+%?"), lambda *_: iter(())),  # read as a number
    (
        re.compile(
            r"voor een vergelijking is de groep te klein|in (?P<year>\d{4}) was de groep te klein om te vergelijken"
        ),
        _too_small_to_compare,
    ),
    (
        re.compile(r"er is nog geen nieuw cijfer|nog geen nieuwe score: [^.]*|Dit is dezelfde telling [^.]*"),
        _same_again,
    ),
    (re.compile(r"Wij vergelijken .* met .*"), lambda *_: iter(())),  # dates, which are looked at by themselves
    (AMOUNTS, _amounts),
    (re.compile(r"(?:De cijfers van ⟦P⟧ )?(?:laat|laten) (?:hier )?geen duidelijke verandering zien"), _unclear),
    (re.compile(r"\bte weinig cijfers om te vergelijken"), _too_few),
    (re.compile(r"nog geen duidelijke vergelijking met vorig jaar mogelijk"), _nothing_to_compare),
    (re.compile(r"tellen de percentages op tot (?P<total>\d+)%"), _adds_up_to),
    (
        re.compile(r"De verdeling tussen [^.]* is (?P<nearly>nagenoeg )?gelijk gebleven ten opzichte van vorig jaar"),
        _same_split,
    ),
    (re.compile(r"[Dd]eze groep(?:en)? (?:is|zijn) klein ten opzichte van alle inwoners met ondersteuning"), _small),
    (re.compile(r"(?=Sinds (?P<year>\d{4}) )"), _since_base),
    (re.compile(r"\bgemiddeld voor Nederland"), _average),
    (re.compile(r"\b(?P<word>hoger|lager) dan (?:in )?⟦(?P<place>G|NL)⟧"), _beside),
    (re.compile(r"\b(?P<word>meer|minder|anders) dan in ⟦G⟧"), _more_than),
    (re.compile(r"\b(?:net zo|even) hoog als (?:in )?⟦G⟧"), _equal_to),
    (re.compile(r"\b(?P<word>hoger|lager) dan in (?P<year>\d{4})"), _than_in_year),
    (re.compile(r"\bgeen van de percentages is gedaald|\bgeen percentage lager", re.IGNORECASE), _none_fell),
    (re.compile(r"De (?:stijging|daling|toename|afname)\b.*\b(?:met name|voornamelijk|vooral)\b.*"), _contribution),
)


# Content: directions, bands, connectives


def _content(read: Read, earlier: Sequence[Read]) -> Problems:
    for pattern, judge in STATEMENTS:
        for match in pattern.finditer(read.masked):
            yield from judge(read, match)
    for claim in read.claims:
        yield from _claimed(claim, read)
    yield from _links(read)
    yield from _after(read, earlier)
    yield from _cause(read, earlier)
    yield from _praise(read, earlier)
    yield from _understood(read)


def _understood(read: Read) -> Problems:
    """A sentence that says nothing that can be checked is not trusted."""
    judges = [judge for pattern, judge in STATEMENTS if pattern.search(read.masked)]
    if MOSTLY.search(read.masked) and _contribution not in judges:
        yield "met name", "niet te plaatsen"
    numbers = [getal for getal in _getallen(_without_dates(read.masked)) if not _is_year(getal)]
    if not (judges or numbers or read.claims or PRAISE.search(read.masked)):
        yield "niet gelezen", "deze zin zegt niets dat te controleren is"


def _claimed(claim: Claim, read: Read) -> Problems:
    """One clause: every figure in it moves the way the verb says, in the band of the adverb."""
    if claim.richting == 2:
        yield "richting", f"twee richtingen in “{claim.clause}”"
        return
    if not claim.figures:
        yield "onderwerp", f"waar gaat “{claim.clause}” over?"
        return
    for figure in claim.figures:
        yield from _against_year(claim, figure, read.page.jaar)
    yield from _band_of(claim, read)


def _against_year(claim: Claim, figure: Figure, jaar: int) -> Problems:
    if "vorig jaar" in claim.clause and (figure.jaar, figure.vorig) != (jaar, jaar - 1):
        yield "jaar", f"{figure.label} is van {figure.jaar}, en wordt vergeleken met {figure.vorig}"
    if claim.since is not None and (claim.since != figure.vorig or claim.link == "sinds"):
        yield from _since_then(claim, figure, claim.since)
        return
    move = moved(figure)
    if move is None:
        yield "niet duidelijk", f"{figure.label}: van deze verandering mag niets gezegd worden"
        return
    yield from _way(claim, figure, move)
    if claim.settles:
        yield from _settles(figure, move)
    elif claim.again:
        yield from _again(figure, move)


def _since_then(claim: Claim, figure: Figure, year: int) -> Problems:
    """Since another year: growth since the base year is the value itself, anything else the difference."""
    if figure.sleutel.endswith(GROWTH) and figure.value is not None:
        yield from _way(claim, figure, Move(_sign(figure.value), _band(figure.value, PERCENT)))
        return
    then, now = figure.at(year).precies, figure.now.precies
    if then is None or now is None:
        yield "richting", f"{figure.label}: {year} is niet bekend"
    elif _sign(now - then) != claim.richting:
        yield "richting", f"{figure.label}: {then} in {year}, nu {now}"


def _way(claim: Claim, figure: Figure, move: Move) -> Problems:
    if claim.negated:
        if move.sign == claim.richting and not move.still:
            yield "richting", f"{figure.label} beweegt wel zo"
    elif claim.richting == 0:
        if not move.still:
            yield "richting", f"{figure.label} staat niet stil: {figure.now.verandering}"
    elif move.still or move.sign != claim.richting:
        yield "richting", f"{figure.label}: {figure.now.verandering}"


def _settles(figure: Figure, move: Move) -> Problems:
    before = moved_before(figure)
    if before is None or before.still or not move.still:
        yield "stabiliseert", f"{figure.label}: het jaar ervoor was er geen duidelijke beweging"


def _again(figure: Figure, move: Move) -> Problems:
    """Verder, opnieuw, blijft: the year before did the same."""
    before = moved_before(figure)
    same = before is not None and (before.still if move.still else not before.still and before.sign == move.sign)
    if not same:
        yield "twee jaren", f"{figure.label}: het jaar ervoor ging het anders, of is dat niet bekend"


def _band_of(claim: Claim, read: Read) -> Problems:
    """The adverb is that of the band of the printed change; together, of all of them, or none where they differ."""
    if claim.noun or claim.negated or claim.link in {"net zoals", "net als"}:
        return
    bands = [band for figure in claim.figures if (band := _band_here(claim, figure))]
    for band in set(bands):
        allowed = _words_for(band, claim)
        if claim.woord not in allowed and not (claim.woord == "" and len(set(bands)) > 1):
            yield "woordschaal", f"“{claim.woord or 'geen bijwoord'}” bij {band}"


def _band_here(claim: Claim, figure: Figure) -> str | None:
    if figure.sleutel.endswith(GROWTH) and claim.link == "sinds":
        return None if figure.value is None else _band_of_growth(figure.now)
    if claim.since is not None and claim.since != figure.vorig:
        return None
    move = moved(figure)
    return move.band if move else None


def _band_of_growth(point: Point) -> str:
    """The band of a value that is itself a growth; it stands still as far as rounding leaves room, and is only "sterk"
    where all that rounding leaves room for is."""
    band = _band(point.waarde or 0.0, PERCENT)
    if band == "sterk" and abs(point.precies or 0.0) - point.marge < PERCENT[-2][0]:
        return PERCENT[-2][1]
    furthest = _band(abs(point.precies or 0.0) + point.marge - 1e-9, PERCENT)
    return furthest if band in STILL_BANDS and furthest in STILL_BANDS else band


def _words_for(band: str, claim: Claim) -> set[str]:
    """The adverbs that a band allows. "Stabiliseert" needs none for nearly the same."""
    if claim.settles or re.search(r"\bstabiel\b", claim.clause):
        return {""}
    return {"gelijk": {""}, "gewoon": {""}}.get(band, {band})


def _links(read: Read) -> Problems:
    """Connectives between two clauses."""
    for first, second in zip(read.claims, read.claims[1:], strict=False):
        a, b = _moves(first, read), _moves(second, read)
        if not a or not b:
            continue
        if second.link in CONTRAST or first.link in CONTRAST:
            if _alike(a, b):
                yield "tegenstelling", f"“{second.link or first.link}”, maar beide doen hetzelfde"
        elif second.link in {"net zoals", "net als"}:
            yield from _just_as(first, a, b)
        elif second.link == "en" and _opposite(a, b):
            yield "tegenstelling", "“en” tussen twee die elkaar tegenspreken"
    for claim in read.claims:
        if claim.link == "zowel" and not _all_move_alike(_moves(claim, read), len(claim.figures)):
            yield "zowel", "niet allebei dezelfde kant op"


def _moves(claim: Claim, read: Read) -> list[Move]:
    return [move for figure in claim.figures if (move := moved(figure))]


def _alike(a: Sequence[Move], b: Sequence[Move]) -> bool:
    kinds = {0 if move.still else move.sign for move in (*a, *b)}
    return len(kinds) == 1


def _opposite(a: Sequence[Move], b: Sequence[Move]) -> bool:
    kinds = {0 if move.still else move.sign for move in (*a, *b)}
    return {1, -1} <= kinds


def _just_as(first: Claim, a: Sequence[Move], b: Sequence[Move]) -> Problems:
    """Net zoals: both really move, the same way; an adverb then speaks of both."""
    if not _all_move_alike([*a, *b], 2):
        yield "net zoals", "niet allebei dezelfde kant op"
    elif first.woord and any(move.band != first.woord for move in b):
        yield "woordschaal", f"“{first.woord}” geldt door “net zoals” ook voor het tweede"


def _all_move_alike(moves: Sequence[Move], many: int) -> bool:
    return len(moves) >= max(many, 2) and all(not m.still for m in moves) and len({m.sign for m in moves}) == 1


def _after(read: Read, earlier: Sequence[Read]) -> Problems:
    """ "Ook" and "juist" refer to what the section last claimed of a figure by name; "dit" to the sentence before."""
    before_keys = set(_keys(earlier[-1].facts)) if earlier else set()
    told = [before_keys, *([before_keys | set(_keys(earlier[-2].facts))] if len(earlier) > 1 else [])]
    if re.match(r"Deze groep(?:en)?\b", read.masked) and set(_keys(read.facts[:-1])) not in told:
        yield "verwijzing", "de zin ervoor gaat over andere groepen"
    if re.match(r"Ook ten opzichte van \d{4} is dit\b", read.masked) and set(_keys(read.facts)) != before_keys:
        yield "verwijzing", "“dit” slaat niet op de zin ervoor"
    ook = re.match(r"Ook ⟦", read.masked) is not None
    juist = re.search(r"\bjuist\b", read.masked) is not None
    if not (ook or juist):
        return
    last = next((r for r in reversed(earlier) if any(c.figures and not c.noun for c in r.claims)), None)
    before = {c.richting for c in last.claims} if last else set()
    for claim in read.claims:
        if ook and claim.richting not in before:
            yield "ook", "de zin ervoor zei iets anders"
        if juist and (not before or before <= {claim.richting}):
            yield "juist", "de zin ervoor zei niet het tegendeel"


def _cause(read: Read, earlier: Sequence[Read]) -> Problems:
    """Hierdoor: the sentence before tells a number and a ratio; this one their product."""
    if not CAUSE.search(read.masked):
        return
    before = earlier[-1].facts if earlier else ()
    if len(before) != 2 or len(read.facts) != 1:
        yield "hierdoor", "de zin ervoor noemt geen aantal en verhouding"
        return
    number, ratio, total = *before, read.facts[0]
    n, r, t = (moved(figure) for figure in (number, ratio, total))
    if not _is_product(number, ratio, total):
        yield "hierdoor", f"{total.label} is niet {number.label} maal {ratio.label}"
    if n is None or r is None or t is None or r.still or r.sign != t.sign or not (n.still or n.sign == t.sign):
        yield "hierdoor", "de richtingen volgen niet uit elkaar"


def _is_product(number: Figure, ratio: Figure, total: Figure) -> bool:
    """The ratio is rounded to what a reader sees, or better: a hundredth and half a percent may go astray."""
    if not number.value or ratio.value is None or total.value is None:
        return False
    return abs(total.value / number.value - ratio.value) <= 0.01 + 0.005 * ratio.value


def _praise(read: Read, earlier: Sequence[Read]) -> Problems:
    """A judgement only where the section says which way is better, and only of what the sentence before told."""
    if not PRAISE.search(read.masked):
        return
    if read.page.beter is None:
        yield "oordeel", "dit onderdeel zegt niet wat beter is"
        return
    wanted = 1 if read.page.beter == "up" else -1
    for figure in read.facts:
        move = moved(figure)
        if move is None or move.still or move.sign != wanted:
            yield "oordeel", f"{figure.label}: {figure.now.verandering}"
    if not read.facts or not earlier or not set(_keys(read.facts)) <= set(_keys(earlier[-1].facts)):
        yield "oordeel", "“dit” slaat niet op de zin ervoor"
    elif len({claim.richting for claim in earlier[-1].claims}) > 1:
        yield "oordeel", "“dit” slaat op twee dingen die elkaar tegenspreken"


def _keys(figures: Iterable[Figure]) -> list[str]:
    return [figure.sleutel for figure in figures]


# Headings


def _heading(kop: str, page: Page) -> Problems:
    """A heading claims as a sentence does; its subject is a figure, a group of figures, or a label."""
    for pattern, judge in HEADINGS:
        match = pattern.fullmatch(kop)
        if match is not None:
            yield from judge(match, page)
            return
    read = read_heading(kop, page)
    for claim in read.claims:
        yield from _claimed(claim, read)
        plural = any(PLURAL_NAME.match(figure.naam.tekst) for figure in claim.figures[:1])
        yield from _number_of_verb(kop, plural=plural, many=False)


def read_heading(kop: str, page: Page) -> Read:
    """A heading with what it claims; nothing of one that only names its topic."""
    richting = direction(kop)
    if richting is None:
        return Read(_Kop(kop), page, (), kop, ())
    figures = heading_figures(bare(kop), page)
    claim = Claim(figures, richting, adverb(kop), kop, "", None, negated=NOT.search(kop) is not None)
    return Read(_Kop(kop), page, figures, kop, (), (claim,))


@dataclass(frozen=True)
class _Kop:
    tekst: str
    feiten: tuple[Feit, ...] = ()


def adverb(text: str) -> str:
    """The band that the adverb of a clause stands for; two different ones together stand for none."""
    return " ".join(dict.fromkeys(ADVERBS[word] for word in re.findall(r"\w+", text) if word in ADVERBS))


def bare(kop: str) -> str:
    """The subject of a heading: all that stands before its verb."""
    verb = re.search(rf" (?:{SINGULAR.pattern}|{PLURAL.pattern})", kop)
    return kop[: verb.start()] if verb else kop


def heading_figures(subject: str, page: Page) -> tuple[Figure, ...]:
    words = set(re.findall(r"[\w-]+", subject.lower()))
    if words == {"omvang", "van", "begeleiding"}:
        return tuple(figure for figure in page.figures if figure.sleutel.endswith(".omvang"))
    return tuple(f for f in page.figures if words <= set(re.findall(r"[\w-]+", f"{f.naam.tekst} {f.label}".lower())))[
        :1
    ]


HeadingJudge = Callable[["re.Match[str]", Page], Problems]


def _more_and_less(match: re.Match[str], page: Page) -> Problems:
    """Minder maatwerk, meer sociale basis."""
    found = []
    for word, label in ((match["a"], match["x"]), (match["b"], match["y"])):
        figure = next((f for f in page.figures if f.label.split(",")[0].lower() == label.lower()), None)
        move = moved(figure) if figure else None
        if move is None or move.still or move.sign != (1 if word.lower() == "meer" else -1):
            yield "richting", f"{word} {label}"
        found.append(move.sign if move else 0)
    if (found[0] == found[1]) != (match["link"] == " en"):
        yield "tegenstelling", f"“{match['link']}” tussen {found}"


def _split_same(match: re.Match[str], page: Page) -> Problems:
    yield from _all_still(_shares(page), match["nearly"])
    for figure in _shares(page):
        before = moved_before(figure)
        if match["verb"] == "blijft" and (before is None or not before.still):
            yield "twee jaren", f"{figure.label}: het jaar ervoor was niet gelijk, of is niet bekend"


def _shares(page: Page) -> tuple[Figure, ...]:
    return tuple(figure for figure in page.figures if figure.sleutel.endswith(".aandeel"))


def _moved(page: Page, way: str) -> tuple[int, int]:
    """How many figures went this way, of all that there are."""
    moves = [move for figure in page.figures if (move := moved(figure))]
    return sum(move.sign == (1 if way == "gestegen" else -1) for move in moves), len(page.figures)


def _so_many(match: re.Match[str], page: Page) -> Problems:
    if (int(match["n"]), int(match["m"])) != _moved(page, match["way"]):
        yield "getal", f"{match['way']}: {_moved(page, match['way'])}"
    if match["m"] == "1":
        yield "enkelvoud", "van de 1"


def _all_moved(match: re.Match[str], page: Page) -> Problems:
    so_many, known = _moved(page, match["way"])
    if so_many != known or not known:
        yield "getal", f"{match['way']}: {so_many} van {known}"


def _no_new_score(_: re.Match[str], page: Page) -> Problems:
    if not all(figure.herhaald for figure in page.figures):
        yield "herhaald", "er is wel een nieuwe score"


def _fell(match: re.Match[str], page: Page) -> Problems:
    worse, asked = _moved(page, "gedaald")
    right = {"niet": worse == 0, "deels": 0 < worse < asked, None: 0 < worse == asked}
    if not right[match["how"]] or (match["how"] == "niet" and any(moved(figure) is None for figure in page.figures)):
        yield "richting", f"{worse} van {asked} gedaald"


HEADINGS: tuple[tuple[re.Pattern[str], HeadingJudge], ...] = (
    (
        re.compile(r"(?P<a>Meer|Minder) (?P<x>[^,]+?)(?P<link>,| en) (?P<b>meer|minder) (?P<y>.+)"),
        _more_and_less,
    ),
    (re.compile(r"Verdeling van de \w+ (?P<verb>blijft|is) (?P<nearly>nagenoeg )?gelijk"), _split_same),
    (re.compile(r"\w+: (?P<n>\d+) van de (?P<m>\d+) (?P<way>gestegen|gedaald)"), _so_many),
    (re.compile(r"\w+: alle (?P<way>gestegen|gedaald)"), _all_moved),
    (re.compile(r"Nog geen nieuwe sociaal-economische score"), _no_new_score),
    (re.compile(r"Oordeel van inwoners is (?:(?P<how>niet|deels) )?gedaald"), _fell),
)

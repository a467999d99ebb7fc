"""What a reader is told, held against the exact counts: is it so, beyond what the declared rounding allows?

The sentences are read by `checker`; what they claim is judged here by `exact` alone. Of a figure only its key, its
years and what is printed of it is taken, never how it was calculated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from tests import checker
from tests.checker import Claim, Page, Read, Wrong, Zin, read_heading, read_sentence
from tests.exact import Exact, Range

# The word scale of the domain, typed in again: up to here a figure stands still, and from here it moves "sterk".
SAME = {"procent": 0.05, "score": 0.0005}
NEARLY = {"procent": 0.5, "score": 0.0045}
STRONG = {"procent": 15.0, "score": 0.0995}
PERCENT = 0.05, 0.75, 25.0
AVERAGE, SMALL, COMPARED_FROM = 0.05, 0.10, 50
HAIR = 1e-6

Problems = Iterator[tuple[str, str]]


def untrue(exact: Exact, parts: Iterable[Any]) -> list[Wrong]:
    """Every claim of some sections (heading, sentences, table) that the exact counts contradict."""
    return [wrong for part in parts for wrong in _untrue_in(exact, part.kop, part.zinnen, part.page)]


def untrue_at_a_glance(exact: Exact, rows: Iterable[Any]) -> list[Wrong]:
    """Every cell of the table of wijken that says higher or lower than the municipality where it is not so."""
    found = []
    for row in rows:
        for cell in row.cells:
            here = there = None
            if cell.figure is not None and cell.afstand:
                here, there = _value(exact, cell.figure), _value(exact, cell.figure.gemeente)
            if here is not None and there is not None and _sign(here.exact - there.exact) != _sign(cell.afstand):
                found.append(Wrong("kaart", f"{cell.figure.label}, {row.area.naam}", f"{here} tegen {there}"))
    return found


def _untrue_in(exact: Exact, kop: str, zinnen: Sequence[Zin], page: Page) -> Iterator[Wrong]:
    for figure in _shown(page):
        yield from (
            Wrong(rule, f"(tabel) {figure.sleutel}, {figure.area.naam}", why) for rule, why in _table(exact, figure)
        )
    if kop:
        yield from (Wrong(rule, kop, why) for rule, why in _heading(exact, kop, page))
    for zin in zinnen:
        read = read_sentence(zin, page)
        yield from (Wrong(rule, zin.tekst, why) for rule, why in _sentence(exact, read))


def _shown(page: Page) -> Iterator[Any]:
    for figure in page.figures:
        yield figure
        if figure.gemeente is not None:
            yield figure.gemeente


# Tables: every value and every printed change


def _table(exact: Exact, figure: Any) -> Problems:
    for point in figure.points:
        if point.waarde is None:
            continue
        value = exact.value(figure.sleutel, figure.area.code, point.jaar)
        room = _print(figure, point.waarde)
        if value is None or not value.low - room <= point.waarde <= value.high + room:
            yield "waarde", f"{point.waarde} in {point.jaar}, precies {value}"
    now = figure.now
    if now.duidelijk and now.verandering is not None:
        yield from _printed_change(exact, figure)


def _printed_change(exact: Exact, figure: Any) -> Problems:
    """The sign is right, and the number is what rounding can make of it."""
    now = figure.now
    if figure.vorig != exact.before(figure.sleutel, figure.area.code, figure.jaar):
        yield "jaar", f"vergeleken met {figure.vorig}"
    change = _change(exact, figure, figure.jaar, figure.vorig)
    if change is None:
        yield "verandering", "precies is er niets om te vergelijken"
        return
    room = 0.5 * 10.0**-now.decimals + HAIR
    still = abs(now.verandering) < _bounds(figure)[1]
    if not still and _sign(now.verandering) != _sign(change.exact):
        yield "richting", f"{now.verandering}, precies {change.exact:.4f}"
    yield from _beyond_chance(exact, figure, change, figure.vorig, still=still)
    if not now.grof and not change.low - room <= now.verandering <= change.high + room:
        yield "verandering", f"{now.verandering}, precies {change}"
    if figure.unit.soort == "procent" and not now.grof and abs(now.verandering - change.exact) > 2 * room:
        yield "procentpunt", f"{now.verandering}, precies {change.exact:.4f}"


def _beyond_chance(exact: Exact, figure: Any, change: Range, since: int, *, still: bool) -> Problems:
    """What moves does so by more than chance in a survey, and what stands still does so however that fell."""
    chance = exact.chance(figure.sleutel, figure.jaar, since)
    if still and chance and abs(change.exact) + chance > _bounds(figure)[1] + HAIR:
        yield "marge", f"{change.exact:.4f} ± {chance:.4f} hoeft niet stil te staan"
    if not still and abs(change.exact) <= chance:
        yield "marge", f"{change.exact:.4f} ligt binnen {chance:.4f}"


def _print(figure: Any, value: float) -> float:
    """Half of the last digit that is printed."""
    unit = figure.unit
    if unit.per_hoofd and not figure.area.is_gemeente and value:
        return 0.5 * 10.0 ** (len(f"{abs(value):.0f}") - 2) + HAIR
    return (unit.stap / 2 if unit.stap > 1 else 0.5 * 10.0**-unit.decimals) + HAIR


def _change(exact: Exact, figure: Any, now: int, then: int) -> Range | None:
    return exact.change(
        figure.sleutel, figure.area.code, now, then, in_points=figure.unit.soort in {"procent", "score"}
    )


def _value(exact: Exact, figure: Any, jaar: int | None = None) -> Range | None:
    return exact.value(figure.sleutel, figure.area.code, figure.jaar if jaar is None else jaar)


def _sign(value: float) -> int:
    return (value > HAIR) - (value < -HAIR)


# Claims: directions and their words


def _claim(exact: Exact, claim: Claim, figure: Any) -> Problems:
    if figure.sleutel.endswith(".groei"):
        now = _value(exact, figure)
        yield from _moves(now.exact if now else 0.0, claim, PERCENT, 0.05)
        return
    since = claim.since if claim.since is not None else figure.vorig
    change = _change(exact, figure, figure.jaar, since)
    if change is None:
        yield "richting", f"{figure.label}: precies is er niets om te vergelijken"
        return
    yield from _moves(change.exact, claim, _bounds(figure), 0.5 * 10.0**-figure.now.decimals)
    if not claim.negated:
        yield from _beyond_chance(exact, figure, change, since, still=claim.richting == 0)
    if since == figure.vorig and not claim.negated and (claim.again or claim.settles):
        yield from _year_before(exact, claim, figure, change)


def _bounds(figure: Any) -> tuple[float, float, float]:
    soort = figure.unit.soort
    return (SAME[soort], NEARLY[soort], STRONG[soort]) if soort in SAME else PERCENT


def _moves(change: float, claim: Claim, bounds: tuple[float, float, float], room: float) -> Problems:
    same, nearly, strong = bounds
    if claim.negated:
        if _sign(change) == claim.richting and claim.richting:
            yield "richting", f"gaat wel zo: {change:.4f}"
    elif claim.richting == 0:
        allowed = same if not claim.woord and not claim.settles else nearly
        if abs(change) > allowed + room:
            yield "staat niet stil", f"{change:.4f}"
    elif _sign(change) != claim.richting:
        yield "richting", f"precies {change:.4f}"
    if claim.woord == "sterk" and claim.link not in {"net zoals", "net als"} and abs(change) < strong - HAIR:
        yield "sterk", f"precies {change:.4f}"


def _year_before(exact: Exact, claim: Claim, figure: Any, change: Range) -> Problems:
    """Verder, opnieuw, blijft; stabiliseert."""
    then = exact.before(figure.sleutel, figure.area.code, figure.vorig)
    earlier = _change(exact, figure, figure.vorig, then)
    if earlier is None:
        yield "twee jaren", "het jaar ervoor is niet bekend"
    elif claim.settles:
        if not _sign(earlier.exact):
            yield "stabiliseert", "het jaar ervoor was er geen beweging"
    else:
        still = abs(earlier.exact) <= _bounds(figure)[1] + 0.5 * 10.0**-figure.now.decimals
        if not (_sign(earlier.exact) == _sign(change.exact) if claim.richting else still):
            yield "twee jaren", f"het jaar ervoor {earlier.exact:.4f}"


def _sentence(exact: Exact, read: Read) -> Problems:
    for claim in read.claims:
        for figure in claim.figures:
            for rule, why in _claim(exact, claim, figure):
                yield rule, f"{figure.label} ({figure.area.naam}): {why}"
    for pattern, judge in STATEMENTS:
        for match in pattern.finditer(read.masked):
            yield from judge(exact, read, match)
    if re.search(r"(?<![\d.,+-])0(?![\d.,])", read.masked) and any(
        f.now.marge > 0 and f.value == 0 for f in read.facts
    ):
        yield "nul", "een afgeronde nul is geen nul"


# Statements


def _higher(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """Hoger dan gemiddeld in Hengelo, of in Nederland."""
    own = read.facts[0]
    here, there = _value(exact, own), 0.0
    if match["place"] == "G":
        whole = _value(exact, own.gemeente)
        there = whole.exact if whole else float("nan")
    wanted = 1 if match["word"] == "hoger" else -1
    if here is None or _sign(here.exact - there) != wanted:
        yield "vergelijking", f"precies {here and here.exact} tegen {there}"
    if match["place"] == "NL" and here is not None and abs(here.exact) < AVERAGE - _print(own, 0.0):
        yield "vergelijking", f"precies {here.exact} is gemiddeld"


def _average(exact: Exact, read: Read, _: re.Match[str]) -> Problems:
    here = _value(exact, read.facts[0])
    if here is None or abs(here.exact) > AVERAGE + _print(read.facts[0], 0.0):
        yield "vergelijking", f"precies {here}"


def _further(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """Meer dan in heel Hengelo; anders dan in heel Hengelo."""
    own = read.facts[0]
    here, there = (_change(exact, f, f.jaar, f.vorig) for f in (own, own.gemeente))
    if here is None or there is None:
        yield "vergelijking", "niet te vergelijken"
    elif match["word"] == "anders":
        if _sign(here.exact) == _sign(there.exact):
            yield "vergelijking", f"{here.exact:.4f} en {there.exact:.4f}"
    elif _sign(here.exact) != _sign(there.exact) or _sign(abs(here.exact) - abs(there.exact)) != (
        1 if match["word"] == "meer" else -1
    ):
        yield "vergelijking", f"{here.exact:.4f} tegen {there.exact:.4f}"


def _than_in_year(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    figure = read.facts[0]
    change = _change(exact, figure, figure.jaar, int(match["year"]))
    if change is None or _sign(change.exact) != (1 if match["word"] == "hoger" else -1):
        yield "richting", f"precies {change}"


def _none_fell(exact: Exact, read: Read, _: re.Match[str]) -> Problems:
    year = int(re.search(r"ten opzichte van (\d{4})", read.masked)[1])
    for figure in _asked(exact, read.page):
        change = _change(exact, figure, figure.jaar, year)
        if change is None or _sign(change.exact) < 0:
            yield "geen van de", f"{figure.label}: precies {change}"


def _asked(exact: Exact, page: Page) -> list[Any]:
    return [f for f in page.figures if f.sleutel.startswith("indicator.") and _value(exact, f) is not None]


def _mostly(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """The part that is named is the largest, over half, and no part goes the other way."""
    total, part = read.facts
    if total.sleutel == "uitgaven.gecorrigeerd":
        keys = [f"{wet}.uitgaven_gecorrigeerd" for wet in ("wmo", "jeugdwet", "participatiewet")]
    else:
        keys = [f"{total.sleutel}.{wet}" for wet in ("wmo", "jeugdwet")]
    ranges = {key: _difference(exact, key, total) for key in (total.sleutel, *keys)}
    moves = {key: found.exact for key, found in ranges.items()}
    whole, own = moves[total.sleutel], moves[part.sleutel]
    largest = max(keys, key=lambda key: abs(moves[key]))
    if largest != part.sleutel or own * whole <= 0 or abs(own) <= abs(whole) / 2:
        yield "met name", f"precies {moves}"
    if any((ranges[key].high if whole > 0 else -ranges[key].low) < 0 for key in keys):  # beyond what rounding hides
        yield "met name", f"niet allemaal dezelfde kant op: {moves}"
    if _sign(whole) != (1 if re.search("stijging|toename", match[0]) else -1):
        yield "richting", f"precies {whole}"


def _difference(exact: Exact, key: str, figure: Any) -> Range:
    now, then = (exact.value(key, figure.area.code, jaar) for jaar in (figure.jaar, figure.vorig))
    return now.minus(then) if now and then else Range(0, 0, 0)


def _amounts(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """Kostte de Jeugdwet € 1,0 miljoen meer; waren het er 30 minder."""
    for said in checker.AMOUNT.finditer(match[0]):
        part = next(f for f in read.facts if (said["wet"] or said["of"]) in f.label)
        now, then = _value(exact, part), _value(exact, part, part.vorig)
        change = now.minus(then) if now and then else Range(0, 0, 0)
        printed = float(said["number"].replace(".", "").replace(",", ".")) * (1_000_000 if said["million"] else 1)
        printed *= 1 if said["way"] == "meer" else -1
        room = 50_000 if said["million"] else 1000 if said["euro"] else 0
        if _sign(printed) != _sign(change.exact) or not change.low - room <= printed <= change.high + room:
            yield "bedrag", f"{said[0]}: precies {change}"


def _therefore(exact: Exact, read: Read, _: re.Match[str]) -> Problems:
    """Hierdoor: the number of people stands still, and what each gets moves the way the total does."""
    total = read.facts[0]
    head = total.sleutel.removesuffix(".indicaties")
    people, ratio, whole = (
        exact.change(key, total.area.code, total.jaar, total.vorig, in_points=False)
        for key in (f"{head}.clienten", f"{head}.indicaties_per_client", total.sleutel)
    )
    if people is None or ratio is None or whole is None:
        yield "hierdoor", "niet te vergelijken"
    elif abs(people.exact) > PERCENT[1] + 0.05 or _sign(ratio.exact) != _sign(whole.exact):
        yield "hierdoor", f"{people.exact:.3f} × {ratio.exact:.3f} = {whole.exact:.3f}"


def _small(exact: Exact, read: Read, _: re.Match[str]) -> Problems:
    *groups, whole = (_value(exact, figure) for figure in read.facts)
    if whole is None or any(group is None or group.exact >= SMALL * whole.exact for group in groups):
        yield "kleine groep", f"precies {groups} van {whole}"


def _same_split(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    yield from _shares_still(exact, read.facts, nearly=bool(match["nearly"]))


def _shares_still(exact: Exact, shares: Iterable[Any], *, nearly: bool) -> Problems:
    for figure in shares:
        change = _change(exact, figure, figure.jaar, figure.vorig)
        room = 0.5 * 10.0**-figure.now.decimals
        if change is None or abs(change.exact) > (NEARLY if nearly else SAME)["procent"] + room:
            yield "staat niet stil", f"{figure.label}: precies {change}"


def _not_known(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """Over 2023 is … niet bekend."""
    for figure in read.facts:
        # What is corrected for prices needs a whole chain of price changes, and what is left out is not known either.
        if "gecorrigeerd" in figure.sleutel or "per_client" in figure.sleutel:
            continue
        if figure.at(int(match["year"])).status != "te klein" and _value(exact, figure, int(match["year"])) is not None:
            yield "ontbreekt", f"{figure.label}: precies wel bekend"


def _new(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    for figure in read.facts:
        key, area = figure.sleutel, figure.area.code
        earlier = [y for y in exact.years(key, area) if y < figure.jaar and not exact.is_hidden(key, area, y)]
        if any(_value(exact, figure, y) for y in earlier):
            yield "ontbreekt", f"{figure.label} was er eerder"


def _first_year(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    first = exact.first_year
    if any(figure.sleutel == "ses.score" for figure in read.page.figures) and len(read.page.figures) == 1:
        first = min(exact.years("ses.score", read.page.figures[0].area.code), default=None)
    if first != int(match["year"]):
        yield "ontbreekt", f"het eerste jaar is {first}"


def _again(exact: Exact, read: Read, _: re.Match[str]) -> Problems:
    for figure in read.facts:
        if not exact.same_as_last_year(figure.sleutel, figure.area.code):
            yield "herhaald", f"{figure.label} is niet hetzelfde"


def _too_small(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """The group of that year is below what is compared, as far as rounding shows it."""
    for figure in read.facts:
        if figure.unit.soort != "aantal" or figure.sleutel.endswith(".indicaties"):
            continue
        value = _value(exact, figure, int(match["year"] or figure.jaar))
        if value is None or value.low >= COMPARED_FROM:
            yield "te klein", f"{figure.label}: precies {value}"


def _below(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """Minder dan 5: one of the figures of the sentence is below it."""
    bound = float(match["n"].replace(".", ""))
    shown = [(figure, p) for figure in read.facts for p in (figure.now, figure.before) if p.waarde == 0]
    values = [_value(exact, figure, point.jaar) for figure, point in shown]
    if not any(value is not None and value.exact < bound for value in values):
        yield "nul", f"precies {values}"


Judge = Callable[[Exact, Read, "re.Match[str]"], Problems]
STATEMENTS: tuple[tuple[re.Pattern[str], Judge], ...] = (
    (re.compile(r"\b(?P<word>hoger|lager) dan (?:in )?⟦(?P<place>G|NL)⟧"), _higher),
    (re.compile(r"\bgemiddeld voor Nederland"), _average),
    (re.compile(r"\b(?P<word>meer|minder|anders) dan in ⟦G⟧"), _further),
    (re.compile(r"\b(?P<word>hoger|lager) dan in (?P<year>\d{4})"), _than_in_year),
    (re.compile(r"\bgeen van de percentages is gedaald|\bgeen percentage lager", re.IGNORECASE), _none_fell),
    (re.compile(r"De (?:stijging|daling|toename|afname)\b.*\bmet name\b.*"), _mostly),
    (checker.AMOUNTS, _amounts),
    (re.compile(r"^Hierdoor"), _therefore),
    (re.compile(r"[Dd]eze groep(?:en)? (?:is|zijn) klein ten opzichte van alle inwoners"), _small),
    (re.compile(r"De verdeling tussen [^.]* is (?P<nearly>nagenoeg )?gelijk gebleven"), _same_split),
    (re.compile(r"Over (?P<year>\d{4}) (?:is|zijn) [^.]*niet bekend"), _not_known),
    (re.compile(r"Nieuw in \d{4}: |zijn nieuw in"), _new),
    (re.compile(r"Het eerste jaar met cijfers is (?P<year>\d{4})"), _first_year),
    (re.compile(r"er is nog geen nieuw cijfer|nog geen nieuwe score|dezelfde telling"), _again),
    (re.compile(r"voor een vergelijking is de groep te klein|in (?P<year>\d{4}) was de groep te klein"), _too_small),
    (re.compile(r"\bminder dan (?:€\s)?(?P<n>[\d.]*\d)\b"), _below),
)


# Headings


def _heading(exact: Exact, kop: str, page: Page) -> Problems:
    for pattern, judge in HEADINGS:
        match = pattern.fullmatch(kop)
        if match is not None:
            yield from judge(exact, page, match)
            return
    for claim in read_heading(kop, page).claims:
        for figure in claim.figures:
            yield from _claim(exact, claim, figure)


def _more_and_less(exact: Exact, page: Page, match: re.Match[str]) -> Problems:
    for word, label in ((match["a"], match["x"]), (match["b"], match["y"])):
        figure = next(f for f in page.figures if f.label.split(",")[0].lower() == label.lower())
        change = _change(exact, figure, figure.jaar, figure.vorig)
        if change is None or _sign(change.exact) != (1 if word.lower() == "meer" else -1):
            yield "richting", f"{word} {label}: precies {change}"


def _split(exact: Exact, page: Page, match: re.Match[str]) -> Problems:
    shares = [figure for figure in page.figures if figure.sleutel.endswith(".aandeel")]
    yield from _shares_still(exact, shares, nearly=bool(match["nearly"]))


def _counted(exact: Exact, page: Page, match: re.Match[str]) -> Problems:
    """2 van de 3 gestegen; alle gedaald: those that move by less than is printed may be left out."""
    way = 1 if match["way"] == "gestegen" else -1
    asked = _asked(exact, page)
    changes = [_change(exact, f, f.jaar, f.vorig) for f in asked]
    chances = [exact.chance(f.sleutel, f.jaar, f.vorig) for f in asked]
    moved = [(c.exact * way, chance) for c, chance in zip(changes, chances, strict=True) if c is not None]
    sure = sum(move >= 0.5 + HAIR and move > chance + HAIR for move, chance in moved)
    any_ = sum(move > chance + HAIR for move, chance in moved)
    said = len(changes) if match["n"] == "alle" else int(match["n"].split()[0])
    if not sure <= said <= any_ or (match["n"] != "alle" and int(match["n"].split()[-1]) != len(changes)):
        yield "getal", f"{sure} tot {any_} van {len(changes)}"


def _judged(exact: Exact, page: Page, match: re.Match[str]) -> Problems:
    changes = [_change(exact, f, f.jaar, f.vorig) for f in _asked(exact, page)]
    worse = sum(change is not None and _sign(change.exact) < 0 for change in changes)
    right = {"niet": worse == 0 and None not in changes, "deels": worse > 0, None: worse == len(changes)}
    if not right[match["how"]]:
        yield "richting", f"{worse} van {len(changes)} gedaald"


HEADINGS: tuple[tuple[re.Pattern[str], Callable[[Exact, Page, re.Match[str]], Problems]], ...] = (
    (re.compile(r"(?P<a>Meer|Minder) (?P<x>[^,]+?)(?:,| en) (?P<b>meer|minder) (?P<y>.+)"), _more_and_less),
    (re.compile(r"Verdeling van de \w+ (?:blijft|is) (?P<nearly>nagenoeg )?gelijk"), _split),
    (re.compile(r"\w+: (?P<n>alle|\d+ van de \d+) (?P<way>gestegen|gedaald)"), _counted),
    (re.compile(r"Oordeel van inwoners is (?:(?P<how>niet|deels) )?gedaald"), _judged),
)

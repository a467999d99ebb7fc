"""What a reader is told, held against the exact counts: is it so, beyond what the declared rounding allows?

The sentences are read by `checker`; what they claim is judged here by `exact` alone. Of a figure only its key, its
years and what is printed of it is taken, never how it was calculated.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from tests.checker import MARK, NUMERALS, Claim, Page, Read, Wrong, Zin, read_sentence, read_title
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
    title, said = [read_title(kop, page)] if kop else [], [read_sentence(zin, page) for zin in zinnen]
    for read in (*title, *said):
        yield from (Wrong(rule, read.tekst, why) for rule, why in _read(exact, read))
    for before, read in itertools.pairwise(said):
        if read.of_whom:
            yield from (Wrong(rule, read.tekst, why) for rule, why in _part(exact, read, before))


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


def _read(exact: Exact, read: Read) -> Problems:
    for claim in read.claims:
        for rule, why in {"niveau": _level, "verandering": _moved, "naast": _beside}[claim.soort](exact, claim):
            yield rule, f"{claim.figure.label} ({claim.figure.area.naam}): {why}"
    if read.statement is not None and read.statement[0] in STATEMENTS:
        yield from STATEMENTS[read.statement[0]](exact, read, read.statement[1])
    if read.tekst.startswith("Daardoor"):
        yield from _therefore(exact, read)
    if "opnieuw" in read.tekst:
        yield from _years_back(exact, read.facts[0], 2, read.facts[0].jaar)


def _level(exact: Exact, claim: Claim) -> Problems:
    """Minder dan 10: that is so; what else is printed of a value stands in the table too."""
    value = _value(exact, claim.figure, claim.jaar)
    if claim.getal and claim.getal.below and (value is None or value.exact >= float(claim.getal.value)):
        yield "nul", f"precies {value}"


def _moved(exact: Exact, claim: Claim) -> Problems:
    figure = claim.figure
    then = exact.before(figure.sleutel, figure.area.code, figure.jaar) if claim.jaar is None else claim.jaar
    change = _change(exact, figure, figure.jaar, then)
    if change is None:
        yield "richting", "precies is er niets om te vergelijken"
    elif claim.woord is not None:
        yield from _word(change.exact, claim, _bounds(figure), 0.5 * 10.0**-figure.now.decimals)
        yield from _beyond_chance(exact, figure, change, then, still=claim.woord.richting == 0)


def _bounds(figure: Any) -> tuple[float, float, float]:
    soort = figure.unit.soort
    return (SAME[soort], NEARLY[soort], STRONG[soort]) if soort in SAME else PERCENT


def _word(change: float, claim: Claim, bounds: tuple[float, float, float], room: float) -> Problems:
    """The comparative has the sign of the change, and says "veel" or "evenveel" of nothing less than that."""
    word, (same, nearly, strong) = claim.woord, bounds
    assert word is not None
    if word.richting == 0:
        if abs(change) > (same if word.band == "gelijk" else nearly) + room:
            yield "staat niet stil", f"{change:.4f}"
    elif _sign(change) != word.richting:
        yield "richting", f"precies {change:.4f}"
    if word.band == "sterk" and abs(change) < strong - HAIR:
        yield "sterk", f"precies {change:.4f}"


def _beside(exact: Exact, claim: Claim) -> Problems:
    """Higher or lower than the municipality, or than the average of the Netherlands, which is about 0."""
    figure, here = claim.figure, _value(exact, claim.figure)
    if here is None:
        return
    if claim.plek == "gemiddelde":
        room = _print(figure, 0.0)
        said = claim.woord.richting if claim.woord else 0
        if (said and (_sign(here.exact) != said or abs(here.exact) < AVERAGE - room)) or (
            not said and abs(here.exact) > AVERAGE + room
        ):
            yield "vergelijking", f"precies {here.exact}"
        return
    there = _value(exact, figure.gemeente) if claim.plek == "G" and figure.gemeente else None
    if claim.plek != "G":
        there = exact.elsewhere(figure.sleutel, claim.plek, figure.jaar)
        if there and claim.woord and abs(here.exact - there.exact) <= exact.chance(figure.sleutel, figure.jaar):
            yield "marge", f"{here.exact} ligt te dicht bij {there.exact}"
    if claim.woord is not None and (there is None or _sign(here.exact - there.exact) != claim.woord.richting):
        yield "vergelijking", f"precies {here.exact} tegen {there}"


def _part(exact: Exact, read: Read, before: Read) -> Problems:
    """Dat is 12% van de inwoners: so many are those whom the sentence before counts, of all of those."""
    said = next((claim for claim in read.claims if claim.soort == "niveau" and claim.getal), None)
    counted = next((claim for claim in before.claims if claim.soort == "niveau"), None)
    people = _value(exact, counted.figure, counted.jaar) if counted else None
    whole = _all(exact, read.of_whom, said.figure.area.code, said.figure.jaar) if said else None
    part = people.over(whole, 100) if people and whole else None
    if said is None or said.getal is None or part is None:
        yield "aandeel", f"precies {people} van {whole}"
        return
    number, room = float(said.getal.value), 0.0 if said.getal.below else _print(said.figure, 0.0)
    if part.low >= number + room + HAIR or (part.high < number - room and not said.getal.below):
        yield "aandeel", f"precies {part}"


def _all(exact: Exact, whom: str, area: str, jaar: int) -> Range | None:
    """All inwoners, huishoudens, or jongeren tot 25 jaar; nothing of others."""
    if whom in {"inwoners", "huishoudens"}:
        return exact.value(whom, area, jaar)
    if whom != "jongeren tot 25 jaar":
        return None
    ages = [exact.value(f"inwoners.{age}.aandeel", area, jaar) for age in ("0-15", "15-25")]
    people, shares = exact.value("inwoners", area, jaar), sum(age.exact for age in ages if age)
    return people.divided(100 / shares) if people and shares else None


def _years_back(exact: Exact, figure: Any, many: int, start: int, way: int | None = None) -> Problems:
    """So many years in a row it moved the same way, or this way."""
    jaar, signs = start, set[int]()
    for _ in range(many):
        then = exact.before(figure.sleutel, figure.area.code, jaar)
        change = _change(exact, figure, jaar, then)
        signs.add(0 if change is None else _sign(change.exact))
        jaar = then
    if 0 in signs or len(signs) > 1 or (way is not None and signs != {way}):
        yield "twee jaren", f"{figure.label}: vanaf {start} terug {signs}"


# Statements


def _trend(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """Ook in 2023 steeg het aantal; het aantal steeg drie jaar op rij; de twee jaren daarvoor daalde het aantal."""
    figure, way = read.facts[0], 1 if match["way"] == "steeg" else -1
    many = NUMERALS[match["many"]] if match["many"] else 2
    yield from _years_back(exact, figure, many, figure.jaar if match["rij"] or match["jaar"] else figure.vorig, way)


def _each_year(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    figure, way = read.facts[0], 1 if match["way"] == "steeg" else -1
    years = [y for y in exact.years(figure.sleutel, figure.area.code) if int(match["jaar"]) <= y <= figure.jaar]
    yield from _years_back(exact, figure, len(years) - 1, figure.jaar, way)


def _since(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """Dat is 34,4% meer dan in 2021: what was spent has grown so since the base year."""
    figure = read.facts[0]
    grown = _value(exact, figure)
    if grown is None:
        yield "sinds", "precies niet bekend"
    else:
        claim = Claim(figure, "verandering", read.token(match["woord"]))
        yield from _word(grown.exact, claim, PERCENT, 0.05)


def _none_fell(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """None of the answers is clearly lower: as far as is printed."""
    for figure in read.facts:
        change = _change(exact, figure, figure.jaar, int(match["jaar"]))
        chance = exact.chance(figure.sleutel, figure.jaar, int(match["jaar"]))
        if change is None or change.exact < -max(1 - HAIR, chance + HAIR):
            yield "geen van de", f"{figure.label}: precies {change}"


def _asked(exact: Exact, page: Page) -> list[Any]:
    return [f for f in page.figures if f.sleutel.startswith("indicator.") and _value(exact, f) is not None]


def _mostly(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """The part that is named is the largest, over half, and no part goes the other way."""
    part, total = read.facts
    if total.sleutel == "uitgaven.gecorrigeerd":
        keys = [f"{wet}.uitgaven_gecorrigeerd" for wet in ("wmo", "jeugdwet", "participatiewet")]
    else:
        keys = [f"{total.sleutel}.{wet}" for wet in ("wmo", "jeugdwet")]
    ranges = {key: _difference(exact, key, total) for key in (total.sleutel, *keys)}
    moves = {key: found.exact for key, found in ranges.items()}
    whole, own = moves[total.sleutel], moves[part.sleutel]
    largest = max(keys, key=lambda key: abs(moves[key]))
    if largest != part.sleutel or own * whole <= 0 or abs(own) <= abs(whole) / 2:
        yield "vooral", f"precies {moves}"
    if any((ranges[key].high if whole > 0 else -ranges[key].low) < 0 for key in keys):  # beyond what rounding hides
        yield "vooral", f"niet allemaal dezelfde kant op: {moves}"
    if _sign(whole) != (1 if match["way"] == "stijging" else -1):
        yield "richting", f"precies {whole}"
    for name, figure in (("deel", part), ("geheel", total)):
        yield from _amount(read.token(match[name]), ranges[figure.sleutel], _sign(moves[figure.sleutel]))


def _difference(exact: Exact, key: str, figure: Any) -> Range:
    now, then = (exact.value(key, figure.area.code, jaar) for jaar in (figure.jaar, figure.vorig))
    return now.minus(then) if now and then else Range(0, 0, 0)


def _amount(token: Any, change: Range, way: int) -> Problems:
    """A printed difference, and which way it goes."""
    printed = way * float(token.value) * (1_000_000 if token.suffix else 1)
    room = 50_000 if token.suffix else 1000 if token.euro else 0
    if way != _sign(change.exact) or not change.low - room <= printed <= change.high + room:
        yield "bedrag", f"{token.tekst}: precies {change}"


def _amounts(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """Jeugdhulp kostte € 1,0 miljoen meer en de Wmo € 0,4 miljoen minder."""
    marks = [read.token(mark) for mark in re.findall(MARK, match[0])]
    for figure, number, word in zip(read.facts, marks[::2], marks[1::2], strict=False):
        yield from _amount(number, _difference(exact, figure.sleutel, figure), word.richting or 0)


def _therefore(exact: Exact, read: Read) -> Problems:
    """Daardoor: what each gets moves the way that the total does, and the number of people not the other way."""
    total = read.facts[0]
    head = total.sleutel.removesuffix(".indicaties")
    people, ratio, whole = (
        exact.change(key, total.area.code, total.jaar, total.vorig, in_points=False)
        for key in (f"{head}.clienten", f"{head}.indicaties_per_client", total.sleutel)
    )
    if people is None or ratio is None or whole is None:
        yield "daardoor", "niet te vergelijken"
    elif _sign(ratio.exact) != _sign(whole.exact) or (
        abs(people.exact) > PERCENT[1] + 0.05 and _sign(people.exact) != _sign(whole.exact)
    ):
        yield "daardoor", f"{people.exact:.3f} × {ratio.exact:.3f} = {whole.exact:.3f}"


def _small(exact: Exact, read: Read, _: re.Match[str]) -> Problems:
    *groups, whole = (_value(exact, figure) for figure in read.facts)
    if whole is None or any(group is None or group.exact >= SMALL * whole.exact for group in groups):
        yield "kleine groep", f"precies {groups} van {whole}"


def _better(exact: Exact, read: Read, _: re.Match[str]) -> Problems:
    """Goed nieuws: it went the way that is better."""
    for figure in read.facts:
        change = _change(exact, figure, figure.jaar, figure.vorig)
        if change is None or _sign(change.exact) != (1 if read.page.beter == "up" else -1):
            yield "oordeel", f"{figure.label}: precies {change}"


def _same_split(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    nearly = read.token(match["woord"]).band == "nagenoeg"
    for figure in read.facts or [f for f in read.page.figures if f.sleutel.endswith(".aandeel")]:
        change = _change(exact, figure, figure.jaar, figure.vorig)
        room = 0.5 * 10.0**-figure.now.decimals
        if change is None or abs(change.exact) > (NEARLY if nearly else SAME)["procent"] + room:
            yield "staat niet stil", f"{figure.label}: precies {change}"


def _not_known(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """Over 2023 is … niet bekend."""
    jaar = int(match["jaar"])
    for figure in read.facts:
        # What is corrected for prices needs a whole chain of price changes, and what is left out is not known either.
        if "gecorrigeerd" in figure.sleutel or "per_client" in figure.sleutel:
            continue
        if exact.is_hidden(figure.sleutel, figure.area.code, jaar):
            continue
        if figure.at(jaar).status != "te klein" and _value(exact, figure, jaar) is not None:
            yield "ontbreekt", f"{figure.label}: precies wel bekend"


def _new(exact: Exact, read: Read, _: re.Match[str]) -> Problems:
    for figure in read.facts:
        key, area = figure.sleutel, figure.area.code
        earlier = [y for y in exact.years(key, area) if y < figure.jaar and not exact.is_hidden(key, area, y)]
        if any(_value(exact, figure, y) for y in earlier):
            yield "ontbreekt", f"{figure.label} was er eerder"


def _first_year(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    first = exact.first_year
    if any(figure.sleutel == "ses.score" for figure in read.page.figures) and len(read.page.figures) == 1:
        first = min(exact.years("ses.score", read.page.figures[0].area.code), default=None)
    if first != int(match["jaar"]):
        yield "ontbreekt", f"het eerste jaar is {first}"


def _again(exact: Exact, read: Read, _: re.Match[str]) -> Problems:
    for figure in read.facts or read.page.figures:
        if not exact.same_as_last_year(figure.sleutel, figure.area.code):
            yield "herhaald", f"{figure.label} is niet hetzelfde"


def _too_small(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """The group of that year, or of one of the two, is below what is compared, as far as rounding shows it."""
    for figure in read.facts:
        if figure.unit.soort != "aantal" or figure.sleutel.endswith(".indicaties"):
            continue
        years = [int(match["jaar"])] if match["jaar"] else [figure.jaar, figure.vorig]
        values = [_value(exact, figure, jaar) for jaar in years]
        if not any(value is not None and value.low < COMPARED_FROM for value in values):
            yield "te klein", f"{figure.label}: precies {values}"


def _goal(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """Het doel is (nog niet) gehaald, or nobody can say: by what was measured, among how many."""
    for figure in read.facts:
        least, most, aim = exact.aim(figure.sleutel, figure.jaar)
        how = "gehaald" if least >= aim else "nog niet gehaald" if most < aim else "gehaald, is niet te zeggen"
        if match["how"] != how:
            yield "doel", f"precies {least} tot {most}, het doel is {aim}"


# Titles


def _laws(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """Jeugdhulp en bijstand kosten meer, de Wmo minder."""
    names = {"jeugdhulp": "jeugdwet", "de wmo": "wmo", "bijstand": "participatiewet"}
    for part in filter(None, (match["a"], match["b"])):
        for name in re.findall("|".join(names), part.lower()):
            figure = next(f for f in read.page.figures if f.sleutel == f"{names[name]}.uitgaven_gecorrigeerd")
            if _sign(_difference(exact, figure.sleutel, figure).exact) != read.token(part[-1]).richting:
                yield "richting", f"{name}: precies {_difference(exact, figure.sleutel, figure)}"


def _both_forms(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    for figure in read.page.figures:
        if figure.sleutel in {"begeleiding.individueel.intensief", "begeleiding.groep.intensief"}:
            yield from _moved(exact, Claim(figure, "verandering", read.token(match["woord"])))


def _score(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    word = read.token(match["woord"]) if match["woord"] else None
    yield from _beside(exact, Claim(read.page.figures[0], "naast", word, plek="G" if match["plek"] else "gemiddelde"))


def _counted(exact: Exact, read: Read, match: re.Match[str]) -> Problems:
    """Twee gestegen en één gedaald; alle drie gestegen: those that move by less than is printed may be left out."""
    changes = [_change(exact, f, f.jaar, f.vorig) for f in _asked(exact, read.page)]
    if match["about"]:
        for figure, change in zip(_asked(exact, read.page), changes, strict=True):
            chance = exact.chance(figure.sleutel, figure.jaar, figure.vorig)
            if change is not None and abs(change.exact) > max(1, chance) + HAIR:
                yield "getal", f"{figure.label}: precies {change}"
        return
    said = {match["w0"]: len(changes), match["w1"]: len(changes), match["w2"]: NUMERALS.get(match["some"] or "")}
    if match["both"]:
        said = {"gestegen": NUMERALS.get(match["up"]), "gedaald": NUMERALS.get(match["down"])}
    chances = [exact.chance(f.sleutel, f.jaar, f.vorig) for f in _asked(exact, read.page)]
    for word, way in (("gestegen", 1), ("gedaald", -1)):
        moves = [(c.exact * way, chance) for c, chance in zip(changes, chances, strict=True) if c is not None]
        sure = sum(move >= 1 + HAIR and move > chance + HAIR for move, chance in moves)
        any_ = sum(move > chance + HAIR for move, chance in moves)
        if not sure <= (said.get(word) or 0) <= any_:
            yield "getal", f"{word}: {sure} tot {any_} van {len(changes)}"


Judge = Callable[[Exact, Read, "re.Match[str]"], Problems]
STATEMENTS: Mapping[str, Judge] = {
    "ontbreekt": _not_known,
    "nieuw": _new,
    "eerste": _first_year,
    "herhaald": _again,
    "geen score": _again,
    "te klein": _too_small,
    "reeks": _trend,
    "elk jaar": _each_year,
    "vooral": _mostly,
    "bedragen": _amounts,
    "sinds": _since,
    "verdeling": _same_split,
    "klein": _small,
    "oordeel": _better,
    "geen van": _none_fell,
    "doel": _goal,
    "kosten": _laws,
    "begeleiding": _both_forms,
    "score": _score,
    "oordelen": _counted,
}

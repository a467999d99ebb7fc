"""What holds between the keys of gemeente.toml: no two that cannot be told apart, and nothing that does not exist.

The parameters of a rule name the tables that it looks at; it is not asked while one of these has a mistake of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from string import Formatter
from typing import Any, get_args

from factsheet.settings.patterns import meet, precision
from factsheet.settings.problems import SettingsProblem, unknown
from factsheet.settings.shape import (
    Begeleidingsvorm,
    Gemeente,
    Piramide,
    Registratie,
    Teksten,
    Wijk,
    alike,
    called,
    vormen,
)
from factsheet.settings.values import Aanmelden, Band, Klasse, Product, Publicatie, Samenvatting, Vorm, Word, comparable
from schemas import domain

# The keys that figures have with these layers and forms, each with whether wijken can be compared by it.
Figures = Callable[[tuple[str, ...], tuple[Vorm, ...]], Mapping[str, bool]]
Problems = Iterator[SettingsProblem]

# What the title and the introduction may be filled with; see edition.words.
WORDS = ("jaar", "vorig", "plaats", "gemeente", "basisjaar", "intensief")
INDICATOR = "indicator."  # a new beleidsindicator is a row in a file: its name is not known here
NOT_A_NAME = "onbekend"
FORMULA = ("=", "+", "-", "@")  # with which Excel begins one


def codes(gemeente: Gemeente, wijken: Sequence[Wijk]) -> Problems:
    for wijk in wijken:
        if wijk.code[2:6] != gemeente.code[2:]:
            yield SettingsProblem(
                "[[wijken]]",
                f"De code {wijk.code} van {wijk.naam} hoort niet bij {gemeente.naam} ({gemeente.code}). "
                f"De codes van de wijken beginnen met WK{gemeente.code[2:]}.",
            )
    for code in _doubled(wijk.code for wijk in wijken):
        names = " en ".join(f"'{wijk.naam}'" for wijk in wijken if wijk.code == code)
        yield SettingsProblem("[[wijken]]", f"De code {code} staat bij {names}. Geef elke wijk haar eigen code.")


def names(wijken: Sequence[Wijk]) -> Problems:
    """Each way to write a wijk means one wijk in every file; in an address its code can tell them apart."""
    for wijk in wijken:
        if wijk.naam.startswith(FORMULA):
            yield SettingsProblem(
                "[[wijken]]",
                f"Excel maakt van '{wijk.naam}' ({wijk.code}) een formule. Laat de naam met een letter of een cijfer "
                "beginnen.",
            )
    ways = defaultdict[str, dict[int, str]](dict)
    for place, wijk in enumerate(wijken):
        for name in (wijk.naam, *wijk.schrijfwijzen):
            ways[comparable(name)].setdefault(place, name)
    for way, found in ways.items():
        written = " en ".join(f"'{name}' ({wijken[place].code})" for place, name in found.items())
        if way == NOT_A_NAME:
            yield SettingsProblem(
                "[[wijken]]", f"{written}: zo heet in elk bestand wie bij geen wijk hoort. Kies een andere naam."
            )
        elif len(found) > 1:
            yield SettingsProblem(
                "[[wijken]]",
                f"{written} zijn niet uit elkaar te houden. Geef elke wijk een eigen naam. "
                "Hoofdletters, accenten en soorten streepjes tellen niet mee.",
            )


def names_of_the_municipality(gemeente: Gemeente, wijken: Sequence[Wijk]) -> Problems:
    """A wijk may have the name of its municipality (see `called`), but no other way to write the one is the other."""
    own = {alike(name) for name in (gemeente.naam, *gemeente.schrijfwijzen)}
    taken = {comparable(name): wijk for wijk in wijken for name in (wijk.naam, *wijk.schrijfwijzen)}
    for wijk in wijken:
        for name in wijk.schrijfwijzen:
            if alike(name) in own and alike(name) != alike(wijk.naam):
                yield SettingsProblem(
                    "[[wijken]]",
                    f"'{name}' bij {wijk.naam} ({wijk.code}) is ook een naam van de gemeente. "
                    f"Haal deze schrijfwijze weg, of schrijf 'Wijk {name}'.",
                )
        new = called(wijk, gemeente)
        other = taken.get(comparable(new))
        if new != wijk.naam and other is not None and other is not wijk:
            yield SettingsProblem(
                "[[wijken]]",
                f"{wijk.naam} ({wijk.code}) heet net als de gemeente, en wordt daarom '{new}'. "
                f"Zo heet {other.code} al. Geef een van beide een andere naam.",
            )


def places(wijken: Sequence[Wijk]) -> Problems:
    """On the tile map every wijk has a place of its own, or none has one."""
    half = [wijk for wijk in wijken if (wijk.x is None) != (wijk.y is None)]
    for wijk in half:
        one, other = ("x", "y") if wijk.y is None else ("y", "x")
        yield SettingsProblem(
            "[[wijken]]",
            f"{wijk.naam} ({wijk.code}) heeft een {one} en geen {other}. Vul {other} in, of haal {one} weg.",
        )
    without = [wijk.naam for wijk in wijken if wijk.x is None and wijk.y is None]
    if without and len(without) < len(wijken):
        yield SettingsProblem(
            "[[wijken]]",
            f"Geen plaats op de tegelkaart (x en y) hebben: {', '.join(without)}. "
            "Geef elke wijk een plaats, of geen enkele.",
        )
    for x, y in _doubled((wijk.x, wijk.y) for wijk in wijken if wijk.x is not None and wijk.y is not None):
        names = " en ".join(f"'{wijk.naam}'" for wijk in wijken if (wijk.x, wijk.y) == (x, y))
        yield SettingsProblem(
            "[[wijken]]",
            f"{names} staan op dezelfde plaats van de tegelkaart: x = {x}, y = {y}. Geef elke wijk een eigen plaats.",
        )


def texts(teksten: Teksten) -> Problems:
    for key in ("titel", "intro"):
        try:
            holes = [name for _, name, _, _ in Formatter().parse(getattr(teksten, key)) if name is not None]
        except ValueError:
            yield SettingsProblem(
                f"[teksten] {key}", "Er staat een accolade { of } te veel of te weinig. Schrijf {{ voor een gewone."
            )
            continue
        for hole in holes:
            if hole.strip() not in WORDS:
                yield SettingsProblem(f"[teksten] {key}", unknown(hole, WORDS))


def layers(piramide: Piramide) -> Problems:
    place = "[piramide]"
    yield from _once(f"{place} lagen", piramide.lagen)
    yield from _exists(f"{place} verplicht", piramide.verplicht, piramide.lagen)
    yield from _once(f"{place} verplicht", piramide.verplicht)
    yield from _exists(f"{place} lidwoord", piramide.lidwoord, piramide.lagen)


def classes(begeleiding: Mapping[str, Begeleidingsvorm]) -> Problems:
    for vorm in vormen(begeleiding):
        place = f"[begeleiding.{vorm.sleutel}] klassen"
        yield from _once(place, [klasse.naam for klasse in vorm.klassen], comparable)
        yield from (SettingsProblem(place, wrong) for klasse in vorm.klassen for wrong in _within(klasse))
        yield from (SettingsProblem(place, wrong) for two in pairwise(vorm.klassen) for wrong in _in_order(*two))


def _within(klasse: Klasse) -> Iterator[str]:
    if klasse.tot is not None and klasse.tot <= klasse.van:
        yield f"De klasse '{klasse.naam}' gaat van {klasse.van:g} tot {klasse.tot:g}. Maak 'tot' groter dan 'van'."


def _in_order(klasse: Klasse, after: Klasse) -> Iterator[str]:
    if klasse.tot is None:
        yield f"De klasse '{klasse.naam}' heeft geen 'tot', en is toch niet de laatste. Vul 'tot' in."
    elif after.van < klasse.tot:
        yield (
            f"De klasse '{after.naam}' begint bij {after.van:g}, maar de klasse daarvoor loopt tot {klasse.tot:g}. "
            "Zet de klassen van licht naar zwaar, zonder dat zij elkaar raken."
        )
    if klasse.intensief and not after.intensief:
        yield (
            f"De klasse '{klasse.naam}' is intensief, en de zwaardere klasse '{after.naam}' niet. "
            "Zet bij een zwaardere klasse ook intensief = true."
        )


def products(registratie: Registratie, piramide: Piramide, begeleiding: Mapping[str, Begeleidingsvorm]) -> Problems:
    for number, product in enumerate(registratie.producten, start=1):
        place = f"[registratie] producten, nummer {number} ({product.wet})"
        yield from _exists(f"{place}, wet", [product.wet], domain.names(domain.WETTEN))
        yield from _exists(f"{place}, laag", [product.laag] if product.laag is not None else [], piramide.lagen)
        yield from _exists(f"{place}, vorm", [product.vorm] if product.vorm is not None else [], begeleiding)
        if not product.codes and not product.namen:
            yield SettingsProblem(place, "Hier staan geen codes en geen namen. Vul in waaraan het product te zien is.")
    for wet, way in _doubled(pair for product in registratie.producten for pair in _ways(product)):
        yield SettingsProblem(
            "[registratie] producten", f"'{way}' staat bij {wet} twee keer. Alleen de eerste telt: haal de tweede weg."
        )
    yield from _equally_precise(registratie.producten)


def _ways(product: Product) -> Iterator[tuple[str, str]]:
    return ((product.wet, way.casefold()) for way in (*product.codes, *product.namen))


def _equally_precise(producten: Sequence[Product]) -> Problems:
    """Two ways that fit the same text, mean something else and say as much: nothing tells which of them counts."""
    ways = [
        (number, product, way, precision(way, named=named))
        for number, product in enumerate(producten, start=1)
        for named, own in ((False, product.codes), (True, product.namen))
        for way in own
    ]
    for (number, one, way, says), (after, other, another, says_too) in combinations(ways, 2):
        differ = one.wet == other.wet and (one.laag, one.vorm) != (other.laag, other.vorm)
        if differ and says == says_too and way.casefold() != another.casefold() and meet(way, another):
            yield SettingsProblem(
                f"[registratie] producten, nummer {number} en {after} ({one.wet})",
                f"'{way}' en '{another}' passen bij dezelfde codes of namen, en zijn even precies. Maak één van de "
                "twee preciezer, bijvoorbeeld met een hele code.",
            )


def thresholds(publicatie: Publicatie) -> Problems:
    """None makes another one of them meaningless."""
    for low, high in (
        ("aandeel_vanaf", "aandeel_decimaal_vanaf"),
        ("verandering_vanaf", "verandering_decimaal_vanaf"),
    ):
        least, value = getattr(publicatie, low), getattr(publicatie, high)
        if value < least:
            yield SettingsProblem(
                f"[publicatie] {high}", f"Vul {least} of meer in, net als bij {low}. Er staat {value}."
            )


def words_of_percentages(woordschaal: Sequence[Band]) -> Problems:
    yield from _scale("[[woordschaal]]", woordschaal)
    found = {band.band for band in woordschaal}
    for word in get_args(Word):
        if word not in found:
            yield SettingsProblem("[[woordschaal]]", f"Het woord '{word}' ontbreekt. De uitleg voor lezers noemt het.")


def words_of_points(woordschaal_procentpunt: Sequence[Band]) -> Problems:
    yield from _scale("[[woordschaal_procentpunt]]", woordschaal_procentpunt)


def words_of_scores(woordschaal_score: Sequence[Band]) -> Problems:
    yield from _scale("[[woordschaal_score]]", woordschaal_score)


def _scale(place: str, bands: Sequence[Band]) -> Problems:
    """Every change has one word: from small to large, without gaps."""
    order: tuple[str, ...] = get_args(Word)
    words = [band.band for band in bands]
    yield from _once(place, words)
    if words != sorted(words, key=order.index) or words[0] != order[0]:
        yield SettingsProblem(place, f"Zet de woorden in deze volgorde, vanaf '{order[0]}': {', '.join(order)}.")
        return
    if (last := bands[-1]).tot is not None:
        yield SettingsProblem(
            place, f"'{last.band}' is het laatste woord en geldt voor al wat groter is. Haal 'tot' daar weg."
        )
    for band, after in pairwise(bands):
        if band.tot is None:
            yield SettingsProblem(place, f"Bij '{band.band}' ontbreekt 'tot'. Alleen het laatste woord heeft er geen.")
        elif after.tot is not None and after.tot <= band.tot:
            yield SettingsProblem(
                place,
                f"'{after.band}' gaat tot {after.tot:g}, maar '{band.band}' al tot {band.tot:g}. Maak 'tot' groter.",
            )


def summary(figures: Mapping[str, bool], samenvatting: Samenvatting) -> Problems:
    """Every figure exists, and what stands beside the municipality for a wijk can be compared with it."""
    compared = {
        "[samenvatting] kaart": [kolom.cijfer for kolom in samenvatting.kaart],
        "[samenvatting] wijkblad": [kolom.cijfer for kolom in samenvatting.wijkblad],
    }
    for place, wanted in (
        ("[samenvatting] kerncijfers", samenvatting.kerncijfers),
        *compared.items(),
        ("[samenvatting.gewicht]", samenvatting.gewicht),
    ):
        yield from _exists(place, [key for key in wanted if not key.startswith(INDICATOR)], figures)
        yield from _once(place, list(wanted))
    for place, key in ((place, key) for place, keys in compared.items() for key in keys):
        if not figures.get(key, True):
            yield SettingsProblem(
                place,
                f"'{key}' is per wijk niet te vergelijken met de hele gemeente. Kies een aandeel, een bedrag per "
                "inwoner of een score.",
            )


def single_sign_on(aanmelden: Aanmelden) -> Problems:
    """Somebody can log in, and manage; no group stands there twice; a wijkcoördinator has wijken, and nobody else."""
    place = "[aanmelden]"
    if not aanmelden.groepen and (aanmelden.mfa_vereist or not aanmelden.wachtwoorden):
        what = "mfa_vereist" if aanmelden.mfa_vereist else "wachtwoorden"
        yield SettingsProblem(
            f"{place} {what}",
            "Dit kan alleen met groepen: zonder groepen logt niemand in met een account van de gemeente. "
            "Voeg [[aanmelden.groepen]] toe.",
        )
    elif not aanmelden.wachtwoorden and not any("beheerder" in groep.rollen for groep in aanmelden.groepen):
        yield SettingsProblem(
            f"{place} wachtwoorden",
            "Niemand kan dan de app beheren. Geef een groep de rol beheerder, of laat wachtwoorden aan.",
        )
    for groep in _doubled(groep.groep for groep in aanmelden.groepen):
        yield SettingsProblem(f"{place} groepen", f"De groep '{groep}' staat er twee keer. Houd er één over.")
    for groep in aanmelden.groepen:
        own = f"{place} groepen, {groep.naam or groep.groep}"
        if not groep.rollen:
            yield SettingsProblem(own, "Geef deze groep een of meer rollen.")
        if ("wijkcoordinator" in groep.rollen) != bool(groep.wijken):
            yield SettingsProblem(own, "Geef een wijkcoördinator een of meer wijken, en alleen een wijkcoördinator.")


def wijken_of_groups(aanmelden: Aanmelden, wijken: Sequence[Wijk], gemeente: Gemeente) -> Problems:
    """The wijken of groups exist, by name, code or other spelling."""
    names = [called(wijk, gemeente) for wijk in wijken]
    ways = [*names, *(way for wijk in wijken for way in (wijk.code, *wijk.schrijfwijzen))]
    known = {way.casefold() for way in ways}
    for groep in aanmelden.groepen:
        for name in groep.wijken:
            if name.strip().casefold() not in known:
                place = f"[aanmelden] groepen, {groep.naam or groep.groep}, wijken"
                yield SettingsProblem(place, unknown(name, names))


RULES: tuple[Callable[..., Problems], ...] = (
    codes,
    names,
    names_of_the_municipality,
    places,
    texts,
    layers,
    classes,
    products,
    thresholds,
    words_of_percentages,
    words_of_points,
    words_of_scores,
    summary,
    single_sign_on,
    wijken_of_groups,
)


def _exists(place: str, wanted: Iterable[str], known: Collection[str]) -> Problems:
    return (SettingsProblem(place, unknown(name, known)) for name in wanted if name not in known)


def _once(place: str, found: Sequence[str], same: Callable[[str], str] = alike) -> Problems:
    """No two that look alike."""
    for first, *others in _groups(found, same).values():
        for name in others:
            yield SettingsProblem(place, f"'{first}' en '{name}' zijn niet uit elkaar te houden. Haal er één weg.")


def _groups(found: Sequence[str], same: Callable[[str], str]) -> dict[str, list[str]]:
    groups = defaultdict[str, list[str]](list)
    for name in found:
        groups[same(name)].append(name)
    return groups


def _doubled(found: Iterable[Any]) -> list[Any]:
    seen = list(found)
    return [one for one in dict.fromkeys(seen) if seen.count(one) > 1]

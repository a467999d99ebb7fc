"""What was counted and what was not, in Dutch, with its size. Never about one person: only numbers and codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from factsheet.parse import dutch, listed, shown
from factsheet.records.lines import BY_DAYS, BY_REASON, CLIENT
from factsheet.records.naming import NAMED_FROM, nameable
from factsheet.records.volume import (
    NO_END,
    NO_FREQUENCY,
    NO_UNIT,
    NO_VOLUME,
    OTHER_UNIT,
    OUTPUT,
    THOUSAND,
    countable,
)
from factsheet.settings import Settings
from schemas import domain
from schemas.codelists import WITHDRAWN
from schemas.columns import ONBEKEND

NAMED = 5  # codes that a sentence lists
REMOVED = {
    BY_REASON: f"Ingetrokken (reden wijziging {WITHDRAWN})",
    BY_DAYS: "De laatste dag is gelijk aan de eerste dag, dus gelezen als ingetrokken",
}
REASONS = {
    OUTPUT: "Begeleiding in stuks of in euro's",
    NO_VOLUME: "Begeleiding zonder omvang",
    NO_UNIT: "Begeleiding met een lege of onbekende eenheid",
    OTHER_UNIT: "Begeleiding in een eenheid die wij hier niet kunnen omrekenen",
    NO_FREQUENCY: "Begeleiding met een lege of onbekende frequentie",
    NO_END: "Begeleiding met een omvang voor de hele duur, maar zonder laatste dag",
}


@dataclass(frozen=True)
class Excluded:
    """Something that was not counted, in Dutch, with its size; `cents` is what it cost.

    The size is 0 when there was nothing to count: a wet or a layer of which the records hold nothing.
    """

    message: str
    indicaties: int = 0
    clienten: int = 0
    cents: int = 0


def outside(lines: pl.DataFrame, year: int) -> Iterator[Excluded]:
    yield from _excluded(f"Niet geldig in {year}", lines, "nergens mee")


def withdrawn(lines: pl.DataFrame) -> Iterator[Excluded]:
    for why, what in REMOVED.items():
        yield from _excluded(what, lines.filter(pl.col("withdrawn") == why), "niet mee")


def ignored(lines: pl.DataFrame) -> Iterator[Excluded]:
    """Products that count nowhere because an editor said so."""
    yield from _excluded(f"Volgens een redacteur geen hulp die meetelt{_named(lines)}", lines, "nergens mee")


def unknown_codes(lines: pl.DataFrame, settings: Settings) -> Iterator[Excluded]:
    if not settings.producten:
        yield Excluded(
            "In de instellingen staat niet welke productcategorie waarbij hoort. "
            "Daarom zijn piramide en begeleiding niet geteld. Vraag de beheerder om dit in te vullen."
        )
        return
    unknown = lines.filter(~pl.col("known"))
    advice = "Zeg op de pagina Uploaden per code wat het is."
    if not unknown.select(nameable("code").all()).item():
        advice += f" Namen met minder dan {NAMED_FROM} cliënten tonen wij niet: gebruik daarvoor een code."
    yield from _excluded(f"Onbekende codes{_named(unknown)}", unknown, "niet mee in piramide en begeleiding", advice)


def without_amount(lines: pl.DataFrame) -> Iterator[Excluded]:
    yield from _excluded("Zonder bedrag", lines.filter(pl.col("cents").is_null()), "niet mee in uitgaven")


def without_volume(support: pl.DataFrame) -> Iterator[Excluded]:
    for reason, what in REASONS.items():
        yield from _excluded(what, support.filter(pl.col("reden") == reason), "niet mee in begeleiding")


def absent(lines: pl.DataFrame, support: pl.DataFrame, year: int, settings: Settings) -> Iterator[Excluded]:
    """What the records hold nothing of. That is not zero: the editor fills it in."""
    if lines.is_empty():
        return  # nothing at all was counted, and that is told already
    wetten, with_amount = set(lines["wet"].unique()), set(lines.drop_nulls("cents")["wet"].unique())
    for wet in domain.names(domain.WETTEN):
        if wet not in wetten:
            yield Excluded(f"Geen indicaties van de {wet} in {year}. {_missing_of(wet)}")
        elif wet not in with_amount:
            yield Excluded(f"Geen bedragen van de {wet} in {year}. De uitgaven van deze wet zijn niet geteld.")
    if settings.producten:
        yield from _absent_layers(lines, year, settings)
        yield from _absent_support(lines, support, settings)


def counted(lines: pl.DataFrame, year: int) -> Iterator[str]:
    if lines.is_empty():
        yield f"Geen enkele indicatie was geldig in {year}. Er is niets geteld."
        return
    yield f"Geteld over {year}: {_size(lines)}."
    if lines["laag"].is_not_null().any():
        yield f"De piramide telt wie op 31-12-{year} een indicatie had."


def moved(lines: pl.DataFrame) -> Iterator[str]:
    """Clients whose lines name more than one wijk."""
    places = lines.filter(pl.col("gebied") != ONBEKEND).group_by(CLIENT).agg(pl.col("gebied").n_unique())
    number = places.filter(pl.col("gebied") > 1).height
    if number:
        count = "tellen" if number > 1 else "telt"
        yield (
            f"In meer dan één wijk: {_clients(number)}. Die {count} mee in de wijk van de indicatie "
            "die het laatst begon."
        )


def adjusted(volumes: pl.DataFrame, settings: Settings) -> Iterator[str]:
    """Clients whose volume fits no class, per vorm, and what that does to the volume."""
    for vorm in settings.vormen:
        other = volumes.filter(pl.col("vorm") == vorm.sleutel, pl.col("within") != pl.col("thousandths"))
        if other.is_empty():
            continue
        number = other[CLIENT].n_unique()
        count = "tellen" if number > 1 else "telt"
        more = int((other["within"] - other["thousandths"]).sum()) / THOUSAND
        change = "hoger" if more > 0 else "lager" if more else "niet anders"
        difference = f" Verschil in {vorm.eenheid}: {dutch(abs(more))}." if more else ""
        yield (
            f"{vorm.naam}, omvang past bij geen klasse: {_clients(number)}. Die {count} mee in de klasse die "
            f"het dichtst bij ligt. De omvang van alle cliënten samen is daardoor {change}.{difference}"
        )


def _missing_of(wet: str) -> str:
    """Which rows are missing, now that this wet is."""
    groups = [groep for groep, parts in domain.WETTEN_VAN_GROEP.items() if wet in parts]
    parts = [f"gebruik ({', '.join(groups)})", f"uitgaven ({wet})"]
    parts += [f"begeleiding ({wet})"] if wet in domain.names(domain.BEGELEIDING) else []
    return f"Deze cijfers zijn niet geteld: {listed(parts)}. Voeg ze zelf toe."


def _absent_layers(lines: pl.DataFrame, year: int, settings: Settings) -> Iterator[Excluded]:
    mapped = {product.laag for product in settings.producten}
    found = set(lines["laag"].unique())
    for laag in settings.lagen:
        if laag not in found and (laag in mapped or laag in settings.lagen_verplicht):
            yield Excluded(
                f"Geen indicaties van de laag '{laag}' in {year}. Deze laag is niet geteld. Voeg de cijfers zelf toe."
            )


def _absent_support(lines: pl.DataFrame, support: pl.DataFrame, settings: Settings) -> Iterator[Excluded]:
    kept = set(countable(lines, support, settings).rows())
    wetten = set(lines["wet"].unique())
    for wet in (wet for wet in domain.names(domain.BEGELEIDING) if wet in wetten):
        for vorm in settings.vormen:
            if (wet, vorm.sleutel) not in kept:
                yield Excluded(
                    f"{vorm.naam} vanuit de {wet} is niet geteld: van geen enkele indicatie is de omvang per week "
                    "bekend. Voeg de cijfers zelf toe."
                )


def _excluded(what: str, lines: pl.DataFrame, where: str, advice: str = "") -> Iterator[Excluded]:
    if lines.is_empty():
        return
    cents = int(lines["cents"].sum())
    count = "tellen" if lines.height > 1 else "telt"
    message = f"{what}: {_size(lines)}. Die {count} {where}. {advice}".rstrip()
    yield Excluded(message, lines.height, lines[CLIENT].n_unique(), cents)


def _size(lines: pl.DataFrame) -> str:
    """ "12 indicaties van 11 cliënten (€ 3.400)"; without the amount when there is none."""
    number, cents = lines.height, int(lines["cents"].sum())
    indications = "1 indicatie" if number == 1 else f"{dutch(number)} indicaties"
    amount = f" (€\u00a0{dutch(round(cents / 100))})" if cents else ""
    return f"{indications} van {_clients(lines[CLIENT].n_unique())}{amount}"


def _clients(number: int) -> str:
    return "1 cliënt" if number == 1 else f"{dutch(number)} cliënten"


def _named(lines: pl.DataFrame) -> str:
    """The codes, those that may be named with the most used first: " (3, zoals '77' en 'maaltijden')"."""
    safe = lines.filter(nameable("code")).group_by("code").agg(pl.col(CLIENT).n_unique().alias("clients"))
    names = safe.sort("clients", "code", descending=[True, False])["code"].head(NAMED)
    more = lines["code"].n_unique() - len(names)
    quoted = [f"'{shown(name)}'" for name in names] + ([f"nog {dutch(more)} andere"] if more and len(names) else [])
    return f" ({listed(quoted)})" if quoted else ""

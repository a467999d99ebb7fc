"""Writes the example files: every yearly CSV of 2021 to 2024, as Excel in Dutch saves "CSV UTF-8".

Run it (`python data/voorbeeld/maak.py`) after changing a number. The same script always gives the same bytes.

Which numbers are real? The figures of Hengelo for 2023 stand in the published factsheet over 2023, and the changes
from 2023 to 2024 in the one over 2024. Comments name the claims they meet: 23-06 is claim 6 of the factsheet over
2023. Everything else is made up: the years 2021 and 2022, all figures per wijk, and what the factsheets only say in
words. Only the names and order of the wijken, the inhabitants and dwellings in outline, and the inflation resemble
reality.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from pathlib import Path
from random import Random
from typing import TypeAlias

Cell: TypeAlias = str | int | None
Table: TypeAlias = list[tuple[Cell, ...]]
Counts: TypeAlias = dict[str, int]
Weights: TypeAlias = dict[str, float]

JAREN = (2021, 2022, 2023, 2024)
GEMEENTE = "Hengelo"
ONBEKEND = "onbekend"
WIJKEN = (
    "Binnenstad",
    "Hengelose Es",
    "Noord",
    "Hasseler Es",
    "Groot Driene",
    "Berflo Es",
    "Wilderinkshoek",
    "Woolde",
    "Slangenbeek",
    "Buitengebied",
)


# --- Helpers -----------------------------------------------------------------------------------------------------


def per_wijk(*values: float) -> Weights:
    """One value for each wijk, in the order of WIJKEN."""
    return dict(zip(WIJKEN, values, strict=True))


def per_year(*values: int) -> dict[int, int]:
    """One value for each year, 2021 first."""
    return dict(zip(JAREN, values, strict=True))


def spread(total: int, weights: Mapping[str, float]) -> Counts:
    """Divide a whole number by weights, so that the parts add up: the largest remainders get the last ones."""
    scale = total / fsum(weights.values())
    parts = {key: int(weight * scale) for key, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda key: parts[key] - weights[key] * scale)
    for key in by_remainder[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def areas(total: int, weights: Mapping[str, float], onbekend: int = 0) -> Counts:
    """The count of every wijk, of onbekend and of Hengelo, where the first two add up to the last."""
    return {**spread(total - onbekend, weights), ONBEKEND: onbekend, GEMEENTE: total}


def rake(profile: Mapping[str, Weights], rows: Mapping[str, float], columns: Mapping[str, float]) -> dict[str, Weights]:
    """Fit a profile per wijk to the totals of the wijken (rows) and then of the groups (columns)."""
    cells = {wijk: dict(groups) for wijk, groups in profile.items()}
    for _ in range(25):
        for wijk, groups in cells.items():
            scale = rows[wijk] / fsum(groups.values())
            cells[wijk] = {group: value * scale for group, value in groups.items()}
        for group, total in columns.items():
            scale = total / fsum(groups[group] for groups in cells.values())
            for groups in cells.values():
                groups[group] *= scale
    return cells


def fit(
    profile: Mapping[str, Weights],
    rows: Mapping[str, float],
    totals: Mapping[str, int],
    onbekend: Mapping[str, int],
) -> dict[str, Counts]:
    """Whole counts per group and area from a profile per wijk: group -> area -> count."""
    cells = rake(profile, rows, {group: float(total) for group, total in totals.items()})
    return {
        group: areas(total, {wijk: cells[wijk][group] for wijk in WIJKEN}, onbekend[group])
        for group, total in totals.items()
    }


def wobble(what: str, size: float = 0.01) -> Weights:
    """A factor near 1 for each wijk, always the same for the same `what`: real figures are never smooth."""
    rng = Random(f"Hengelo {what}")  # noqa: S311  # made-up example figures, nothing secret
    return {wijk: rng.uniform(1 - size, 1 + size) for wijk in WIJKEN}


def product(*factors: Mapping[str, float]) -> Weights:
    """Multiply weights per wijk."""
    result = dict.fromkeys(WIJKEN, 1.0)
    for factor in factors:
        result = {wijk: result[wijk] * factor[wijk] for wijk in WIJKEN}
    return result


def only_wijken(counts: Mapping[str, int]) -> Weights:
    """The counts of the wijken, to serve as weights for something else."""
    return {wijk: float(counts[wijk]) for wijk in WIJKEN}


def decimal(value: float, digits: int) -> str:
    """A number with a decimal comma and no thousands sign."""
    return f"{value:.{digits}f}".replace(".", ",")


# --- bevolking ---------------------------------------------------------------------------------------------------

# 2023: 23-06 (82.324 inhabitants) and 23-07 to 23-11 (14, 13, 25, 28 and 21%, together 101 by rounding).
# 2024: 24-09 (+0,9%). The other years are made up.
LEEFTIJD = {
    "0-15": per_year(11372, 11348, 11320, 11330),
    "15-25": per_year(10455, 10470, 10498, 10561),
    "25-45": per_year(19902, 20140, 20418, 20789),
    "45-65": per_year(23130, 23041, 22925, 22868),
    "65+": per_year(16559, 16874, 17163, 17513),
}
LEEFTIJD_ONBEKEND = {"0-15": 1, "15-25": 2, "25-45": 3, "45-65": 1, "65+": 0}

# Inhabitants of the wijken in outline; the totals of Hengelo decide the exact numbers.
INWONERS = {
    2021: per_wijk(3740, 9240, 8860, 15270, 9330, 9480, 7820, 7520, 8700, 1470),
    2022: per_wijk(3810, 9280, 8880, 15290, 9370, 9590, 7860, 7560, 8770, 1480),
    2023: per_wijk(3890, 9300, 8900, 15310, 9400, 9700, 7900, 7600, 8830, 1490),
    2024: per_wijk(3990, 9340, 8960, 15330, 9480, 9880, 7960, 7680, 8900, 1500),
}

# Students and elderly in the centre, families in Slangenbeek, older people in Woolde (percentages, in outline).
LEEFTIJD_PROFIEL = {
    wijk: dict(zip(LEEFTIJD, shares, strict=True))
    for wijk, shares in {
        "Binnenstad": (7.0, 14.0, 34.0, 22.0, 23.0),
        "Hengelose Es": (14.0, 13.0, 27.0, 26.0, 20.0),
        "Noord": (14.0, 12.0, 25.0, 28.0, 21.0),
        "Hasseler Es": (13.0, 12.0, 23.0, 28.0, 24.0),
        "Groot Driene": (14.0, 12.0, 25.0, 28.0, 21.0),
        "Berflo Es": (15.0, 13.0, 29.0, 26.0, 17.0),
        "Wilderinkshoek": (14.0, 13.0, 26.0, 28.0, 19.0),
        "Woolde": (13.0, 12.0, 19.0, 29.0, 27.0),
        "Slangenbeek": (17.0, 16.0, 22.0, 32.0, 13.0),
        "Buitengebied": (13.0, 14.0, 18.0, 34.0, 21.0),
    }.items()
}


def leeftijden(year: int) -> dict[str, Counts]:
    """Inhabitants: leeftijdsgroep -> area -> count."""
    totals = {groep: counts[year] for groep, counts in LEEFTIJD.items()}
    return fit(LEEFTIJD_PROFIEL, INWONERS[year], totals, LEEFTIJD_ONBEKEND)


def inwoners(year: int) -> Counts:
    """All inhabitants of each area."""
    groups = leeftijden(year).values()
    return {area: sum(group[area] for group in groups) for area in (*WIJKEN, ONBEKEND, GEMEENTE)}


def bevolking(year: int) -> Table:
    groups = leeftijden(year)
    return [(year, area, groep, groups[groep][area]) for area in inwoners(year) for groep in LEEFTIJD]


# --- huishoudens -------------------------------------------------------------------------------------------------

# 2023: 23-12 and 23-13 (19% of the inhabitants lives alone, 81% does not). 2024: 24-10 (+1,3% households).
ALLEEN = per_year(15190, 15420, 15671, 15948)
MEER = per_year(22980, 23170, 23346, 23576)
ALLEEN_ONBEKEND = 3
MEER_ONBEKEND = 1

# How much more or less often people live alone than in Hengelo, and the size of the other households.
ALLEEN_PROFIEL = per_wijk(2.1, 1.25, 1.0, 0.95, 1.05, 1.2, 0.95, 0.8, 0.5, 0.6)
MEER_GROOTTE = per_wijk(2.45, 2.80, 2.85, 2.75, 2.85, 2.85, 2.90, 2.85, 3.10, 3.00)


def huishoudens_per_soort(year: int) -> tuple[Counts, Counts, Counts]:
    """Households of one person, households of more, and the inhabitants of the latter, per area."""
    people = inwoners(year)
    alone = areas(ALLEEN[year], product(only_wijken(people), ALLEEN_PROFIEL), ALLEEN_ONBEKEND)
    together = {area: people[area] - alone[area] for area in people}
    size = {wijk: 1 / MEER_GROOTTE[wijk] for wijk in WIJKEN}
    more = areas(MEER[year], product(only_wijken(together), size), MEER_ONBEKEND)
    return alone, more, together


def huishoudens(year: int) -> Table:
    alone, more, together = huishoudens_per_soort(year)
    rows: Table = []
    for area in alone:
        rows.append((year, area, "1-persoons", alone[area], alone[area]))
        rows.append((year, area, "meerpersoons", more[area], together[area]))
    return rows


# --- woningen ----------------------------------------------------------------------------------------------------

# 2023: 23-14 to 23-16 (57, 31 and 12%). 2024: 24-11 (the same whole percentages).
WONINGEN = {
    "koop": per_year(21640, 21803, 21988, 22203),
    "corporatie": per_year(11842, 11893, 11950, 12081),
    "overige huur": per_year(4402, 4478, 4548, 4616),
    "onbekend": per_year(139, 131, 124, 119),
}
WONINGEN_ONBEKEND = {"koop": 2, "corporatie": 1, "overige huur": 1, "onbekend": 0}
WONINGEN_PROFIEL = {
    wijk: dict(zip(WONINGEN, shares, strict=True))
    for wijk, shares in {
        "Binnenstad": (38.0, 22.0, 39.0, 1.0),
        "Hengelose Es": (45.0, 44.0, 11.0, 0.3),
        "Noord": (58.0, 31.0, 11.0, 0.3),
        "Hasseler Es": (54.0, 37.0, 9.0, 0.3),
        "Groot Driene": (55.0, 34.0, 11.0, 0.3),
        "Berflo Es": (45.0, 43.0, 12.0, 0.3),
        "Wilderinkshoek": (63.0, 25.0, 12.0, 0.3),
        "Woolde": (76.0, 15.0, 9.0, 0.2),
        "Slangenbeek": (79.0, 15.0, 6.0, 0.2),
        "Buitengebied": (80.0, 5.0, 15.0, 1.0),
    }.items()
}


def woningen(year: int) -> Table:
    totals = {eigendom: counts[year] for eigendom, counts in WONINGEN.items()}
    alone, more, _ = huishoudens_per_soort(year)
    households = {wijk: float(alone[wijk] + more[wijk]) for wijk in WIJKEN}
    groups = fit(WONINGEN_PROFIEL, households, totals, WONINGEN_ONBEKEND)
    return [(year, area, eigendom, groups[eigendom][area]) for area in alone for eigendom in WONINGEN]


# --- ses ---------------------------------------------------------------------------------------------------------

# 2023: 23-17 (-0,033; the score of 2021, for scores come two years late). The other years are made up.
SES = {2021: -0.041, 2022: -0.038, 2023: -0.033, 2024: -0.030}
SES_PROFIEL = per_wijk(-0.131, -0.208, -0.024, -0.069, -0.058, -0.242, 0.031, 0.214, 0.165, 0.229)
SES_PER_JAAR = per_wijk(0.003, 0.001, 0.002, -0.002, 0.0, 0.006, 0.002, 0.003, -0.001, 0.002)


def ses(year: int) -> Table:
    """Scores per wijk whose mean, weighted by inhabitants, is the score of Hengelo."""
    people = only_wijken(inwoners(year))
    raw = {wijk: SES_PROFIEL[wijk] + SES_PER_JAAR[wijk] * (year - 2023) for wijk in WIJKEN}
    mean = fsum(raw[wijk] * people[wijk] for wijk in WIJKEN) / fsum(people.values())
    scores = {**{wijk: raw[wijk] - mean + SES[year] for wijk in WIJKEN}, GEMEENTE: SES[year]}
    return [(year, area, decimal(score, 3), year - 2) for area, score in scores.items()]


# --- gebruik -----------------------------------------------------------------------------------------------------

# 2023: 23-20 (7.370), 23-21 (2.820), 23-22 (2.120), printed in tens; the exact counts are made up.
# 2022 to 2023: 23-24 (Wmo en Jeugdwet nearly the same).
# 2023 to 2024: 24-07 (+0,3%), 24-08 and 24-12 (+3,1%), 24-15 (+0,5%), 24-19 (stable), 24-36 (stable).
GEBRUIK = {
    "Wmo": per_year(7131, 7269, 7371, 7408),
    "Jeugdwet": per_year(3010, 2931, 2819, 2828),
    "Wmo en Jeugdwet": per_year(9952, 10009, 9991, 10021),
    "Bijstand": per_year(2331, 2241, 2122, 2188),
    "Sociaal domein": per_year(11401, 11370, 11231, 11292),
}
# 2022 to 2023: 23-23, 23-25 and 23-26 (fewer, also per client).
# 2023 to 2024: 24-16 (Wmo: slightly more per client) and 24-20 (Jeugdwet: stable per client).
INDICATIES = {
    "Wmo": per_year(13310, 13081, 12641, 12869),
    "Jeugdwet": per_year(4960, 4749, 4470, 4491),
}
GEBRUIK_ONBEKEND = {"Wmo": 7, "Jeugdwet": 4, "Wmo en Jeugdwet": 10, "Bijstand": 6, "Sociaal domein": 14}
INDICATIES_ONBEKEND = {"Wmo": 11, "Jeugdwet": 6}

# Who moves within Hengelo counts in two wijken: their sum is this much above the municipality.
VERHUISD = {"Wmo": 1.016, "Jeugdwet": 1.018, "Wmo en Jeugdwet": 1.0165, "Bijstand": 1.012, "Sociaal domein": 1.0155}

# Users per hundred inhabitants, in outline: more where people are older (Wmo) or poorer.
GEBRUIK_PROFIEL = {
    "Wmo": per_wijk(12.6, 10.6, 9.0, 9.4, 9.8, 10.9, 8.6, 7.9, 4.7, 8.7),
    "Jeugdwet": per_wijk(1.9, 4.2, 3.4, 3.4, 3.6, 4.6, 3.3, 2.7, 3.0, 3.3),
    "Bijstand": per_wijk(4.0, 4.4, 2.3, 2.5, 2.6, 4.7, 1.9, 0.9, 0.9, 1.8),
}
INDICATIES_PROFIEL = {
    "Wmo": per_wijk(1.03, 1.04, 0.99, 1.0, 1.01, 1.05, 0.98, 0.96, 0.95, 0.94),
    "Jeugdwet": per_wijk(0.98, 1.04, 1.0, 1.0, 1.01, 1.07, 0.97, 0.94, 0.95, 0.95),
}

# The stories in the wijken: against Hengelo as a whole, 2021 to 2024.
TREND = {
    ("Wmo", "Slangenbeek"): (0.95, 0.97, 1.0, 1.09),
    ("Wmo", "Woolde"): (0.97, 0.99, 1.0, 1.02),
    ("Wmo", "Hengelose Es"): (1.03, 1.01, 1.0, 0.98),
    ("Jeugdwet", "Berflo Es"): (1.04, 1.02, 1.0, 0.95),
    ("Jeugdwet", "Noord"): (0.97, 0.99, 1.0, 1.04),
    ("Bijstand", "Binnenstad"): (0.94, 0.97, 1.0, 1.04),
    ("Bijstand", "Hengelose Es"): (1.03, 1.02, 1.0, 0.97),
}


def trend(groep: str, year: int) -> Weights:
    index = JAREN.index(year)
    return {wijk: TREND.get((groep, wijk), (1.0,) * len(JAREN))[index] for wijk in WIJKEN}


def with_moves(groep: str, total: int) -> int:
    """The sum of the wijken and onbekend, in which people who moved count twice."""
    return round(total * VERHUISD[groep])


def gebruik_van(groep: str, year: int) -> Counts:
    """Users of one law per area."""
    total = GEBRUIK[groep][year]
    people = only_wijken(inwoners(year))
    weights = product(people, GEBRUIK_PROFIEL[groep], trend(groep, year), wobble(f"gebruik {groep} {year}"))
    return {**areas(with_moves(groep, total), weights, GEBRUIK_ONBEKEND[groep]), GEMEENTE: total}


def union(groep: str, year: int, one: Counts, other: Counts, weights: Counts) -> Counts:
    """Who is in one group or the other, each counted once; the overlap is spread over the wijken by weights."""
    total = GEBRUIK[groep][year]
    in_wijken = with_moves(groep, total) - GEBRUIK_ONBEKEND[groep]
    overlap = spread(sum(one[wijk] + other[wijk] for wijk in WIJKEN) - in_wijken, only_wijken(weights))
    counts = {wijk: one[wijk] + other[wijk] - overlap[wijk] for wijk in WIJKEN}
    return {**counts, ONBEKEND: GEBRUIK_ONBEKEND[groep], GEMEENTE: total}


def gebruikers(year: int) -> dict[str, Counts]:
    """All five groups of users: groep -> area -> count."""
    wmo, jeugdwet, bijstand = (gebruik_van(wet, year) for wet in ("Wmo", "Jeugdwet", "Bijstand"))
    beide = union("Wmo en Jeugdwet", year, wmo, jeugdwet, jeugdwet)
    alles = union("Sociaal domein", year, beide, bijstand, bijstand)
    return {
        "Wmo": wmo,
        "Jeugdwet": jeugdwet,
        "Wmo en Jeugdwet": beide,
        "Bijstand": bijstand,
        "Sociaal domein": alles,
    }


def indicaties_van(wet: str, year: int, users: Counts) -> Counts:
    """Indications of one law per area, more for each user in a poorer wijk."""
    total = INDICATIES[wet][year]
    weights = product(only_wijken(users), INDICATIES_PROFIEL[wet], wobble(f"indicaties {wet} {year}", 0.005))
    return {**areas(with_moves(wet, total), weights, INDICATIES_ONBEKEND[wet]), GEMEENTE: total}


def indicaties(year: int, users: Mapping[str, Counts]) -> dict[str, Counts]:
    """Indications of the two laws that have them, and their sum: groep -> area -> count."""
    wmo, jeugdwet = (indicaties_van(wet, year, users[wet]) for wet in ("Wmo", "Jeugdwet"))
    return {"Wmo": wmo, "Jeugdwet": jeugdwet, "Wmo en Jeugdwet": {area: wmo[area] + jeugdwet[area] for area in wmo}}


def gebruik(year: int) -> Table:
    users = gebruikers(year)
    lines = indicaties(year, users)
    return [
        (year, area, groep, users[groep][area], lines[groep][area] if groep in lines else None)
        for area in users["Wmo"]
        for groep in users
    ]


# --- piramide ----------------------------------------------------------------------------------------------------

# 2023: 23-34 (6.750) and 23-35 (2.880). The direction of the other years follows 23-36; the numbers are made up.
PIRAMIDE = {
    "maatwerk": per_year(6930, 6841, 6751, 6689),
    "sociale basis": per_year(2561, 2711, 2879, 3050),
}
PIRAMIDE_ONBEKEND = {"maatwerk": 9, "sociale basis": 14}
PIRAMIDE_PROFIEL = {
    "maatwerk": per_wijk(1.0, 1.02, 1.0, 1.0, 0.99, 1.02, 1.0, 0.98, 0.97, 0.96),
    "sociale basis": per_wijk(1.15, 1.1, 0.95, 1.05, 1.1, 1.0, 0.85, 0.8, 0.75, 0.7),
}


def piramide(year: int) -> Table:
    users = only_wijken(gebruikers(year)["Wmo en Jeugdwet"])
    lagen = {
        laag: areas(counts[year], product(users, PIRAMIDE_PROFIEL[laag]), PIRAMIDE_ONBEKEND[laag])
        for laag, counts in PIRAMIDE.items()
    }
    return [(year, area, laag, lagen[laag][area], f"31-12-{year}") for area in lagen["maatwerk"] for laag in lagen]


# --- uitgaven and prijscorrectie ---------------------------------------------------------------------------------

# Nominal euros, all made up, chosen so that the claims about them come out:
# 23-29 and 23-32 (after correction a slight rise), 23-31 (nominal a strong rise since 2021), 24-13 and 24-14 (more per
# household with bijstand; after correction a slight rise), 24-17 (Wmo per client falls), 24-21 (Jeugdwet per client
# keeps rising), 24-37 (the rise is mostly Jeugdwet).
UITGAVEN = {
    "Wmo": per_year(32148310, 38211470, 43002150, 44939620),
    "Jeugdwet": per_year(33316240, 39662180, 44598730, 48735410),
    "Participatiewet": per_year(35642090, 38941360, 40301240, 42171380),
}
UITGAVEN_GROEP = {"Wmo": "Wmo", "Jeugdwet": "Jeugdwet", "Participatiewet": "Bijstand"}

# What a user costs against Hengelo as a whole, and the part of the euros that belongs to no wijk.
UITGAVEN_PROFIEL = {
    "Wmo": per_wijk(1.04, 1.03, 0.99, 1.01, 1.0, 1.04, 0.98, 0.97, 0.93, 0.95),
    "Jeugdwet": per_wijk(0.97, 1.05, 1.0, 1.0, 1.02, 1.06, 0.97, 0.93, 0.94, 0.96),
    "Participatiewet": per_wijk(0.98, 1.01, 1.0, 1.01, 1.0, 1.02, 0.99, 0.97, 0.98, 0.95),
}
UITGAVEN_ONBEKEND = 0.003

# Percentages against the year before. Inflation resembles the consumer price index; the real tariffs are made up.
INFLATIE = {2021: 2.7, 2022: 10.0, 2023: 3.8, 2024: 3.3}
REELE_TARIEVEN = {
    "Wmo": {2021: 2.2, 2022: 5.0, 2023: 6.5, 2024: 2.4},
    "Jeugdwet": {2021: 2.5, 2022: 4.5, 2023: 6.0, 2024: 2.8},
}


def uitgaven_van(wet: str, year: int, users: Counts) -> Counts:
    """Euros of one law per area."""
    total = UITGAVEN[wet][year]
    weights = product(only_wijken(users), UITGAVEN_PROFIEL[wet], wobble(f"uitgaven {wet} {year}"))
    return areas(total, weights, round(total * UITGAVEN_ONBEKEND))


def uitgaven(year: int) -> Table:
    users = gebruikers(year)
    euros = {wet: uitgaven_van(wet, year, users[UITGAVEN_GROEP[wet]]) for wet in UITGAVEN}
    return [(year, area, wet, euros[wet][area]) for area in euros["Wmo"] for wet in euros]


def prijscorrectie(year: int) -> Table:
    definitief = "nee" if year == JAREN[-1] else "ja"
    rows: Table = []
    for wet in UITGAVEN:
        inflatie = decimal(INFLATIE[year], 1)
        rows.append((year, wet, "inflatie", inflatie, "CBS, consumentenprijsindex", definitief))
        if wet in REELE_TARIEVEN:
            tarieven = decimal(REELE_TARIEVEN[wet][year], 1)
            rows.append((year, wet, "reële tarieven", tarieven, "Rapport reële tarieven", definitief))
    return rows


# --- begeleiding -------------------------------------------------------------------------------------------------

# Clients of Hengelo by class, lightest first; made up, but in tens they give:
# 23-39 (intensive groups fall: 640, 590, 540) and 23-40 (intensive individual support: 780, 740, 680),
# 24-27 (intensive individual support +22,1%: 680 to 830) and 24-28 (groups +14,8%: 540 to 620),
# 24-30 (two thirds of the former is Jeugdwet) and 24-31 (three quarters of the latter is Wmo),
# 24-32 (less intensive individual support grows: 1.800 to 1.860).
KLASSEN = {
    "individueel": ("tot 1 uur", "1 tot 2 uur", "2 tot 4 uur", "4 tot 8 uur", "8 uur of meer"),
    "groep": ("1 of 2 dagdelen", "3 of 4 dagdelen", "5 of 6 dagdelen", "7 of meer dagdelen"),
}
BEGELEIDING = {
    ("Wmo", "individueel"): (
        per_year(271, 280, 291, 300),
        per_year(400, 409, 420, 431),
        per_year(391, 380, 371, 380),
        per_year(280, 261, 241, 280),
        per_year(110, 101, 89, 101),
    ),
    ("Jeugdwet", "individueel"): (
        per_year(190, 200, 209, 219),
        per_year(270, 271, 280, 290),
        per_year(250, 239, 231, 240),
        per_year(249, 239, 220, 289),
        per_year(141, 139, 130, 160),
    ),
    ("Wmo", "groep"): (
        per_year(250, 260, 270, 281),
        per_year(331, 320, 310, 309),
        per_year(330, 301, 281, 330),
        per_year(130, 120, 109, 119),
    ),
    ("Jeugdwet", "groep"): (
        per_year(120, 119, 121, 120),
        per_year(110, 109, 100, 101),
        per_year(121, 109, 100, 110),
        per_year(59, 60, 50, 61),
    ),
}
# Clients whose wijk is unknown, by class.
BEGELEIDING_ONBEKEND = {
    ("Wmo", "individueel"): (1, 1, 1, 0, 0),
    ("Jeugdwet", "individueel"): (0, 1, 0, 1, 0),
    ("Wmo", "groep"): (1, 0, 1, 0),
    ("Jeugdwet", "groep"): (1, 0, 0, 0),
}

# Minutes, or dagdelen, per client per week in each class; well within the bounds of the class.
OMVANG = {
    "individueel": (41.0, 91.0, 174.0, 334.0, 612.0),
    "groep": (1.6, 3.5, 5.4, 8.2),
}
OMVANG_PER_JAAR = {2021: 1.01, 2022: 1.005, 2023: 1.0, 2024: 1.005}
OMVANG_EENHEID = {"individueel": 5, "groep": 1}


def omvang(vorm: str, index: int, year: int, clients: Counts) -> Counts:
    """Volume per area in whole units; that of Hengelo is the sum."""
    step = OMVANG_EENHEID[vorm]
    each = OMVANG[vorm][index] * OMVANG_PER_JAAR[year]
    factors = {**wobble(f"omvang {vorm} {index}", 0.04), ONBEKEND: 1.0}
    parts = {area: round(clients[area] * each * factor / step) * step for area, factor in factors.items()}
    return {**parts, GEMEENTE: sum(parts.values())}


def begeleiding_rows(wet: str, vorm: str, year: int, users: Counts) -> Table:
    """The rows of one law and form for all areas, class by class."""
    rows: Table = []
    for index, klasse in enumerate(KLASSEN[vorm]):
        weights = product(only_wijken(users), wobble(f"begeleiding {wet} {vorm} {index}", 0.2))
        total = BEGELEIDING[wet, vorm][index][year]
        clients = areas(total, weights, BEGELEIDING_ONBEKEND[wet, vorm][index])
        volume = omvang(vorm, index, year, clients)
        rows += [(year, area, wet, vorm, klasse, clients[area], volume[area]) for area in clients]
    return rows


def begeleiding(year: int) -> Table:
    users = gebruikers(year)
    rows = [row for wet, vorm in BEGELEIDING for row in begeleiding_rows(wet, vorm, year, users[wet])]
    order = [*WIJKEN, ONBEKEND, GEMEENTE]
    return sorted(rows, key=lambda row: order.index(str(row[1])))


# --- loonkostensubsidie ------------------------------------------------------------------------------------------

# 23-42 and 24-23 (more recipients, more euros for each, also after inflation); 23-48 (€ 3.132.000 in thousands).
LKS_ONTVANGERS = per_year(239, 261, 290, 321)
LKS_UITGAVEN = per_year(2174930, 2649180, 3131740, 3697860)
LKS_ONBEKEND = 2
LKS_PROFIEL = per_wijk(0.9, 1.0, 1.1, 1.1, 1.1, 0.95, 1.1, 1.2, 1.3, 1.1)


def loonkostensubsidie(year: int) -> Table:
    bijstand = only_wijken(gebruikers(year)["Bijstand"])
    people = areas(LKS_ONTVANGERS[year], product(bijstand, LKS_PROFIEL), LKS_ONBEKEND)
    total = LKS_UITGAVEN[year]
    unknown = round(total / people[GEMEENTE] * LKS_ONBEKEND)
    euros = areas(total, product(only_wijken(people), wobble("loonkostensubsidie", 0.03)), unknown)
    return [(year, area, people[area], euros[area]) for area in people]


# --- beleidsindicatoren ------------------------------------------------------------------------------------------

# 2021 to 2023: 23-49 to 23-57. The year 2024 and the numbers of respondents are made up.
INDICATOREN = {
    "Gebruikers van re-integratievoorzieningen die tevreden zijn over het bereikte resultaat": (
        "Van de mensen die hulp kregen bij het vinden van werk is % tevreden over het resultaat",
        "Cliëntervaringsonderzoek Participatiewet",
        per_year(65, 73, 77, 79),
        per_year(188, 204, 197, 211),
    ),
    "Gebruikers van Wmo die een of meer positieve effecten ervaren": (
        "Van de mensen met Wmo merkt % dat de hulp werkt",
        "Cliëntervaringsonderzoek Wmo",
        per_year(77, 86, 90, 89),
        per_year(612, 587, 634, 621),
    ),
    "Gebruikers van geïndiceerde jeugdhulp die positieve effecten ervaren": (
        "Van de ouders en kinderen met jeugdhulp merkt % dat de hulp werkt",
        "Cliëntervaringsonderzoek Jeugd",
        per_year(97, 88, 89, 90),
        per_year(143, 168, 176, 181),
    ),
}


def beleidsindicatoren(year: int) -> Table:
    return [
        (year, indicator, percentage[year], respondenten[year], None, kort, bron)
        for indicator, (kort, bron, percentage, respondenten) in INDICATOREN.items()
    ]


# --- vergelijking ------------------------------------------------------------------------------------------------

# Made up, but for the score, of which the Netherlands is the mean.
ELDERS = {
    2024: {
        "jeugdwet.aandeel_jongeren": "12",
        "wmo.aandeel": "7",
        "bijstand.aandeel": "5",
        "woningen.koop.aandeel": "57",
        "inwoners.65+.aandeel": "21",
        "ses.score": "0",
    }
}


def vergelijking(year: int) -> Table:
    return [(year, "Nederland", cijfer, waarde, "Voorbeeldcijfers") for cijfer, waarde in ELDERS.get(year, {}).items()]


# --- The files ---------------------------------------------------------------------------------------------------

# The columns, in the order in which the function of that dataset gives them.
DATASETS = {
    "bevolking": (bevolking, ("jaar", "gebied", "leeftijdsgroep", "inwoners")),
    "huishoudens": (huishoudens, ("jaar", "gebied", "soort", "huishoudens", "inwoners")),
    "woningen": (woningen, ("jaar", "gebied", "eigendom", "woningen")),
    "ses": (ses, ("jaar", "gebied", "score", "scorejaar")),
    "gebruik": (gebruik, ("jaar", "gebied", "groep", "aantal", "indicaties")),
    "piramide": (piramide, ("jaar", "gebied", "laag", "clienten", "peildatum")),
    "uitgaven": (uitgaven, ("jaar", "gebied", "wet", "uitgaven")),
    "prijscorrectie": (prijscorrectie, ("jaar", "wet", "reeks", "mutatie", "bron", "definitief")),
    "begeleiding": (begeleiding, ("jaar", "gebied", "wet", "vorm", "klasse", "clienten", "omvang")),
    "loonkostensubsidie": (loonkostensubsidie, ("jaar", "gebied", "ontvangers", "uitgaven")),
    "beleidsindicatoren": (
        beleidsindicatoren,
        ("jaar", "indicator", "percentage", "respondenten", "streefwaarde", "kort", "bron"),
    ),
    "vergelijking": (vergelijking, ("jaar", "gebied", "cijfer", "waarde", "bron")),
}


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """One file as Excel in Dutch saves it: a BOM, semicolons and CRLF."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(rows)


def write(folder: Path) -> None:
    """Write JAAR/DATASET.csv for all years and datasets in this folder; of what a year lacks, nothing."""
    for year in JAREN:
        (folder / str(year)).mkdir(parents=True, exist_ok=True)
        for name, (table, header) in DATASETS.items():
            if rows := table(year):
                write_csv(folder / str(year) / f"{name}.csv", header, rows)


if __name__ == "__main__":
    write(Path(__file__).parent)

from __future__ import annotations

import polars as pl

from schemas.base import Municipality, Rule, YearlyCsv, adds_up, column

# Volumes may be averages: the last decimals of a product are no reason to refuse a file.
ROUNDING = 0.001


class Begeleiding(YearlyCsv, grid=("gebied", "wet", "vorm", "klasse")):
    """Hoeveel cliënten begeleiding kregen, en hoeveel per week.

    Periode: het hele jaar. Bron: de administratie van de gemeente.
    De omvang is van alle cliënten van de rij samen, per week: minuten (individueel) of dagdelen (groep).
    """

    wet: str = column(
        "Wet", isin=["Wmo", "Jeugdwet"], spelled={"Wmo": ["Wmo 2015"], "Jeugdwet": ["Jeugd", "Jeugdhulp", "jeugdzorg"]}
    )
    vorm: str = column(
        "Vorm",
        isin=lambda gemeente: [vorm.sleutel for vorm in gemeente.vormen],
        synonyms=["soort begeleiding"],
        spelled={"individueel": ["individuele begeleiding"], "groep": ["groepsbegeleiding", "groepsgewijs"]},
    )
    klasse: str = column(
        "Klasse", isin=lambda gemeente: [klasse.naam for vorm in gemeente.vormen for klasse in vorm.klassen]
    )
    clienten: int = column("Cliënten", unit="cliënten", ge=0, people=True, synonyms=["aantal cliënten"])
    omvang: float = column("Omvang", unit="minuten of dagdelen per week", ge=0)

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        return [_klasse_of_vorm(gemeente), *_bounds(gemeente), _clienten_add_up(gemeente)]

    @classmethod
    def combinations(cls, gemeente: Municipality, rows: pl.DataFrame) -> pl.DataFrame:
        """Each klasse with its own vorm only."""
        return super().combinations(gemeente, rows).filter(_pair().is_in(list(_klassen(gemeente))))


def _pair() -> pl.Expr:
    return pl.concat_str("vorm", "klasse", separator=" | ")


def _klassen(gemeente: Municipality) -> dict[str, tuple[float, float | None, str]]:
    """Lower bound, upper bound and unit of each klasse, by the text of `_pair`."""
    return {
        f"{vorm.sleutel} | {klasse.naam}": (klasse.van, klasse.tot, vorm.eenheid)
        for vorm in gemeente.vormen
        for klasse in vorm.klassen
    }


def _klasse_of_vorm(gemeente: Municipality) -> Rule:
    return Rule(
        "klasse",
        _pair().is_in(list(_klassen(gemeente))),
        "De klasse '{klasse}' hoort niet bij de vorm '{vorm}'.",
        help="De klasse hoort bij de vorm.",
    )


def _bounds(gemeente: Municipality) -> list[Rule]:
    klassen = _klassen(gemeente)
    unit = _look_up({pair: unit for pair, (_, _, unit) in klassen.items()})
    least = _look_up({pair: float(van) for pair, (van, _, _) in klassen.items()}) * pl.col("clienten")
    most = _look_up({pair: float(tot) for pair, (_, tot, _) in klassen.items() if tot is not None}) * pl.col("clienten")
    about = "Voor dit aantal cliënten ({clienten}) in de klasse '{klasse}' is de omvang"
    return [
        Rule(
            "omvang",
            pl.col("omvang") >= least - ROUNDING,
            f"De omvang is te laag: {{omvang}}. {about} minstens {{grens}} {{eenheid}}.",
            help="De omvang is minstens het aantal cliënten maal de ondergrens van de klasse.",
            facts={"grens": least, "eenheid": unit},
        ),
        Rule(
            "omvang",
            pl.col("omvang") <= most + ROUNDING,
            f"De omvang is te hoog: {{omvang}}. {about} hoogstens {{grens}} {{eenheid}}.",
            help="De omvang is hoogstens het aantal cliënten maal de bovengrens van de klasse.",
            facts={"grens": most, "eenheid": unit},
        ),
    ]


def _look_up(values: dict[str, float] | dict[str, str]) -> pl.Expr:
    return _pair().replace_strict(list(values), list(values.values()), default=None)


def _clienten_add_up(gemeente: Municipality) -> Rule:
    return adds_up(gemeente, "clienten", per=["wet", "vorm", "klasse"], severity="waarschuwing", why="Klopt dit?")

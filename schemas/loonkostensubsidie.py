from __future__ import annotations

import polars as pl

from schemas.columns import IS_GEMEENTE, column
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality
from schemas.rule import CrossDatasetRule, Rule
from schemas.rules.cross_dataset import no_more_than_inwoners
from schemas.rules.sums import adds_up
from schemas.rules.thresholds import PER_LKS, PER_LKS_FROM


class Loonkostensubsidie(
    YearlyCsv,
    title="Werk met loonkostensubsidie",
    source="de administratie van de gemeente",
    grid=("gebied",),
):
    """Wie met loonkostensubsidie werkt, en wat dat kost.

    Periode: het hele jaar, niet een peildatum.
    """

    ontvangers: int = column(
        "Inwoners met loonkostensubsidie",
        unit="inwoners",
        ge=0,
        people=True,
        synonyms=["aantal ontvangers", "aantal ontvangers lks", "ontvangers lks"],
    )
    uitgaven: float = column(
        "Uitgaven aan loonkostensubsidie", unit="euro", ge=0, synonyms=["bedrag", "kosten", "uitgaven lks", "lasten"]
    )

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        return [adds_up(gemeente, "ontvangers", severity="waarschuwing"), *_per_ontvanger()]

    @classmethod
    def cross_dataset_rules(cls) -> list[CrossDatasetRule]:
        # Who works with a subsidy mostly has no bijstand (any more): nothing holds between those two.
        return [no_more_than_inwoners("ontvangers", "ontvangers")]


def _per_ontvanger() -> list[Rule]:
    few = ~IS_GEMEENTE | (pl.col("ontvangers") < PER_LKS_FROM)
    each = pl.col("uitgaven") / pl.col("ontvangers")
    return [
        _usual_amount(few | (each >= PER_LKS[0]), "weinig", "Staan de bedragen in duizenden euro's?"),
        _usual_amount(few | (each <= PER_LKS[1]), "veel", "Staan de bedragen in centen?"),
    ]


def _usual_amount(holds: pl.Expr, how_much: str, question: str) -> Rule:
    return Rule(
        "uitgaven",
        holds,
        "{gebied}: {uitgaven} voor {ontvangers} ontvangers is {gemiddeld} per ontvanger. "
        f"Zo {how_much} komt bijna nooit voor. {question} Vul dan hele euro's in.",
        help="Is het bedrag per ontvanger van de gemeente ongewoon, dan krijgt u een waarschuwing.",
        facts={"gemiddeld": (pl.col("uitgaven") / pl.col("ontvangers")).round(0)},
        severity="waarschuwing",
        whole_file=True,
    )

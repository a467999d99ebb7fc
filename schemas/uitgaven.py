from __future__ import annotations

import polars as pl

from schemas import domain
from schemas.columns import IS_GEMEENTE, column
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality
from schemas.protection import Group
from schemas.rule import HERE, THERE, CrossDatasetRule, Operand, Rule
from schemas.rules.sums import adds_up
from schemas.rules.thresholds import PER_CLIENT, PER_CLIENT_FROM

# Whom the euros of a wet are for: the columns of gebruik that equal the keys of this file. A union is of no wet.
CLIENTEN = {"gebied": pl.col("gebied"), "wet": pl.col("groep").replace_strict(domain.WET_VAN_GROEP, default=None)}


class Uitgaven(
    YearlyCsv,
    title="Uitgaven per wet",
    source="de jaarrekening",
    grid=("gebied", "wet"),
    missing_wijk=None,
):
    """Wat de gemeente per wet uitgeeft, zonder correctie voor prijzen.

    Periode: het hele jaar. Uitgaven per wijk zijn niet verplicht.
    """

    wet: str = column(
        "Wet",
        isin=domain.names(domain.WETTEN),
        synonyms=["taakveld", "regeling"],
        spelled=domain.spelled(domain.WETTEN),
    )
    uitgaven: float = column(
        "Uitgaven",
        unit="euro",
        ge=0,
        of=Group("gebruik", "aantal", on=CLIENTEN),
        synonyms=["bedrag", "kosten", "lasten", "totale uitgaven"],
    )

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        # A thousand euro is what readers see: smaller differences come from rounding each wijk.
        return [adds_up(gemeente, "uitgaven", per=["wet"], severity="waarschuwing", tolerance=1000)]

    @classmethod
    def cross_dataset_rules(cls) -> list[CrossDatasetRule]:
        few, each = ~IS_GEMEENTE | (THERE < PER_CLIENT_FROM), HERE / THERE
        return [
            _per_client(few | (each >= PER_CLIENT[0]), "weinig", "Staan de bedragen in duizenden euro's?"),
            _per_client(few | (each <= PER_CLIENT[1]), "veel", "Staan de bedragen in centen?"),
        ]


def _per_client(holds: pl.Expr, how_much: str, question: str) -> CrossDatasetRule:
    return CrossDatasetRule(
        "gebruik",
        Operand("uitgaven"),
        Operand("aantal", pl.col("groep").is_in(list(domain.WET_VAN_GROEP))),
        holds=holds,
        message="{gebied}, wet '{wet}': de uitgaven zijn {hier}. In het bestand gebruik is het aantal {daar}. "
        f"Dat is {{gemiddeld}} per cliënt of huishouden, en zo {how_much} komt bijna nooit voor. "
        f"{question} Vul dan hele euro's in.",
        help="Zijn de uitgaven per cliënt van de gemeente ongewoon, dan krijgt u een waarschuwing.",
        per=("gebied", "wet"),
        on=CLIENTEN,
        facts={"gemiddeld": (HERE / THERE).round(0)},
    )

from __future__ import annotations

import datetime

import polars as pl

from schemas.columns import column
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality
from schemas.rule import HERE, THERE, CrossDatasetRule, Operand, Rule
from schemas.rules.cross_dataset import no_more_than_inwoners
from schemas.rules.sums import adds_up
from schemas.rules.thresholds import HANDFUL


class Piramide(
    YearlyCsv,
    title="Transformatiepiramide",
    source="de administratie van de gemeente",
    grid=("gebied", "laag"),
):
    """Hoeveel cliënten elke laag van de transformatiepiramide heeft.

    Periode: één dag, de peildatum.
    De lagen overlappen. Tel ze dus nooit bij elkaar op.
    """

    laag: str = column("Laag", isin=lambda gemeente: gemeente.lagen, synonyms=["laag piramide", "soort ondersteuning"])
    clienten: int = column("Cliënten", unit="cliënten", ge=0, people=True, synonyms=["aantal cliënten", "aantal"])
    peildatum: datetime.date = column("Peildatum", synonyms=["datum", "peilmoment"])

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        day, year = pl.col("peildatum").dt, pl.col("jaar")
        new_year = (day.year() == year + 1) & (day.ordinal_day() == 1)
        return [
            Rule(
                "peildatum",
                (day.year() == year) | new_year,
                "De peildatum {peildatum} ligt niet in {jaar}. Klopt dit? Verbeter anders de datum.",
                help="Ligt de peildatum niet in het jaar (of op 1 januari daarna), dan krijgt u een waarschuwing.",
                severity="waarschuwing",
            ),
            adds_up(gemeente, "clienten", per=["laag"], severity="waarschuwing"),
        ]

    @classmethod
    def combinations(cls, gemeente: Municipality, rows: pl.DataFrame) -> pl.DataFrame:
        """The required layers, and any other layer that is in the file."""
        wanted = {*gemeente.lagen_verplicht, *(rows["laag"].unique() if "laag" in rows.columns else ())}
        return pl.DataFrame({"laag": [laag for laag in gemeente.lagen if laag in wanted]})

    @classmethod
    def cross_dataset_rules(cls) -> list[CrossDatasetRule]:
        return [
            no_more_than_inwoners("clienten", "cliënten", per=("gebied", "laag")),
            CrossDatasetRule(
                "gebruik",
                Operand("clienten", pl.col("laag") == "maatwerk"),
                Operand("aantal", pl.col("groep") == "Sociaal domein"),
                # The day may be the one after the year, and who began then is not in the year.
                holds=HERE - THERE < HANDFUL,
                message="{gebied}: het aantal cliënten in de laag 'maatwerk' is {hier}, maar in het bestand gebruik is "
                "het hele sociaal domein {daar}. Wie op één dag maatwerk heeft, telt ook in het jaar mee. "
                "Klopt dit? Kijk anders beide getallen na.",
                help="De laag 'maatwerk' heeft hoogstens zo veel cliënten als het hele sociaal domein.",
            ),
        ]

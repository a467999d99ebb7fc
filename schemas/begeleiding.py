from __future__ import annotations

import itertools
from collections.abc import Callable

import polars as pl

from schemas import domain
from schemas.columns import column
from schemas.dataset import YearlyCsv
from schemas.municipality import Klasse, Municipality, Vorm
from schemas.protection import OfGemeente, PerPerson
from schemas.rule import HERE, THERE, CrossDatasetRule, Operand, Rule, Sums
from schemas.rules.sums import adds_up
from schemas.rules.thresholds import FACTOR_SHARE, PlausibleChange

# Volumes may be averages: the last decimals of a product are no reason to refuse a file.
ROUNDING = 0.001


class Begeleiding(
    YearlyCsv,
    title="Omvang van begeleiding",
    source="de administratie van de gemeente",
    grid=("gebied", "wet", "vorm", "klasse"),
):
    """Hoeveel cliënten begeleiding kregen, en hoeveel per week.

    Periode: het hele jaar.
    De omvang is van alle cliënten van de rij samen, per week: in minuten of dagdelen, net als de klasse.
    """

    wet: str = column("Wet", isin=domain.names(domain.BEGELEIDING), spelled=domain.spelled(domain.BEGELEIDING))
    vorm: str = column(
        "Vorm",
        isin=lambda gemeente: [vorm.sleutel for vorm in gemeente.vormen],
        synonyms=["soort begeleiding"],
        spelled={"individueel": ["individuele begeleiding"], "groep": ["groepsbegeleiding", "groepsgewijs"]},
    )
    klasse: str = column(
        "Klasse",
        # Forms may have a class of the same name.
        isin=lambda gemeente: list(dict.fromkeys(klasse.naam for vorm in gemeente.vormen for klasse in vorm.klassen)),
    )
    clienten: int = column("Cliënten", unit="cliënten", ge=0, people=True, synonyms=["aantal cliënten"])
    omvang: float = column("Omvang", unit="minuten of dagdelen per week", ge=0, of=OfGemeente(per=("vorm",)))

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        return [_klasse_of_vorm(gemeente), *_bounds(gemeente), _clienten_add_up(gemeente)]

    @classmethod
    def sums(cls) -> list[Sums]:
        return [
            Sums("zwaarte", ("gebied", "vorm", "zwaarte", "wet"), _by_zwaarte),
            # Of both wetten together, as charts have them.
            Sums("klasse", ("gebied", "vorm", "klasse"), lambda rows, _: rows),
        ]

    @classmethod
    def per_person(cls, gemeente: Municipality) -> list[PerPerson]:
        return [
            PerPerson("omvang", {"vorm": vorm.sleutel, "klasse": klasse.naam}, klasse.van, klasse.tot)
            for vorm in gemeente.vormen
            for klasse in vorm.klassen
        ]

    @classmethod
    def may_move(cls, measure: str) -> PlausibleChange | None:
        # The volume lies within bounds that follow the clients: what moves is told of those.
        return None if measure == "omvang" else super().may_move(measure)

    @classmethod
    def cross_dataset_rules(cls) -> list[CrossDatasetRule]:
        return [
            CrossDatasetRule(
                "gebruik",
                Operand("clienten"),
                Operand("aantal"),
                holds=HERE <= THERE,
                message="{gebied}, klasse '{klasse}' van de {wet}: het aantal cliënten is {hier}, maar in het bestand "
                "gebruik is het aantal cliënten van de hele {wet} {daar}. Klopt dit? Kijk anders beide getallen na.",
                help="Een klasse heeft nooit meer cliënten dan de wet in het bestand gebruik.",
                per=("gebied", "wet", "vorm", "klasse"),
                on={"gebied": pl.col("gebied"), "wet": pl.col("groep")},
            )
        ]

    @classmethod
    def combinations(cls, gemeente: Municipality, rows: pl.DataFrame) -> pl.DataFrame:
        """Each klasse with its own vorm only."""
        return super().combinations(gemeente, rows).filter(_is_of_vorm(gemeente))


def _is_of_vorm(gemeente: Municipality) -> pl.Expr:
    return pl.any_horizontal(
        (pl.col("vorm") == vorm.sleutel) & pl.col("klasse").is_in([klasse.naam for klasse in vorm.klassen])
        for vorm in gemeente.vormen
    )


def _by_zwaarte(rows: pl.DataFrame, gemeente: Municipality) -> pl.DataFrame:
    """Each row as intensive or lighter, of its own wet and of both wetten together."""
    heavy = pl.any_horizontal(
        (pl.col("vorm") == vorm.sleutel) & pl.col("klasse").is_in([k.naam for k in vorm.klassen if k.intensief])
        for vorm in gemeente.vormen
    )
    rows = rows.with_columns(zwaarte=pl.when(heavy).then(pl.lit("intensief")).otherwise(pl.lit("lichter")))
    return pl.concat([rows, rows.with_columns(wet=pl.lit("samen"))])


def _klasse_of_vorm(gemeente: Municipality) -> Rule:
    return Rule(
        "klasse",
        _is_of_vorm(gemeente),
        "De klasse '{klasse}' hoort niet bij de vorm '{vorm}'. Verbeter de klasse of de vorm.",
        help="De klasse hoort bij de vorm.",
    )


def _bounds(gemeente: Municipality) -> list[Rule]:
    unit = _of_klasse(gemeente, lambda vorm, _: vorm.eenheid, pl.String)
    least = _of_klasse(gemeente, lambda _, klasse: klasse.van, pl.Float64) * pl.col("clienten")
    most = _of_klasse(gemeente, lambda _, klasse: klasse.tot, pl.Float64) * pl.col("clienten")
    about = "Voor dit aantal cliënten ({clienten}) in de klasse '{klasse}' is de omvang"
    return [
        Rule(
            "omvang",
            pl.col("omvang") >= least - ROUNDING,
            f"De omvang is te laag: {{omvang}}. {about} minstens {{grens}} {{eenheid}}. Kijk beide getallen na.",
            help="De omvang is minstens het aantal cliënten maal de ondergrens van de klasse.",
            facts={"grens": least, "eenheid": unit},
            instead=(
                _other_unit(
                    _fits(pl.col("omvang") * 60, least, most),
                    unit.str.starts_with("minuten"),
                    "in uren te staan",
                    "Vul minuten per week in: 60 keer zo veel.",
                ),
                _other_unit(
                    _fits(pl.col("omvang") * pl.col("clienten"), least, most),
                    pl.col("clienten") > 1,
                    "van één cliënt te zijn",
                    "Vul de omvang van alle cliënten van de rij samen in.",
                ),
            ),
        ),
        Rule(
            "omvang",
            pl.col("omvang") <= most + ROUNDING,
            f"De omvang is te hoog: {{omvang}}. {about} hoogstens {{grens}} {{eenheid}}. Kijk beide getallen na.",
            help="De omvang is hoogstens het aantal cliënten maal de bovengrens van de klasse.",
            facts={"grens": most, "eenheid": unit},
            instead=(
                _other_unit(
                    _fits(pl.col("omvang") / 52, least, most),
                    most.is_not_null(),
                    "van een heel jaar te zijn",
                    "Vul de omvang per week in: gedeeld door 52.",
                ),
            ),
        ),
    ]


def _fits(omvang: pl.Expr, least: pl.Expr, most: pl.Expr) -> pl.Expr:
    return (omvang >= least - ROUNDING) & (omvang <= most + ROUNDING).fill_null(True)


def _other_unit(would_fit: pl.Expr, judged: pl.Expr, seems: str, advice: str) -> Rule:
    """Nearly the whole column fits when it is read in another unit. Told once, in the first row with clients."""
    among = judged & (pl.col("clienten") > 0)
    whole_column = would_fit.filter(among).mean() >= FACTOR_SHARE
    first = among & (among.cum_sum() == 1)
    return Rule(
        "omvang",
        ~(whole_column & first),
        f"In bijna alle rijen lijkt de omvang {seems}. Hier staat {{omvang}}; het aantal cliënten is {{clienten}}. "
        f"{advice}",
        help="",
    )


def _of_klasse(gemeente: Municipality, what: Callable[[Vorm, Klasse], object], dtype: type[pl.DataType]) -> pl.Expr:
    """A fact of the klasse of each row; null where its klasse is not of its vorm."""
    columns = Begeleiding.columns()
    vorm, klasse = (pl.Enum(columns[name].values(gemeente) or ()) for name in ("vorm", "klasse"))
    known = {(of.sleutel, one.naam): what(of, one) for of in gemeente.vormen for one in of.klassen}
    facts = pl.Series([known.get(pair) for pair in itertools.product(vorm.categories, klasse.categories)], dtype=dtype)
    # A million rows are looked up by their place in a list in a tenth of the time that their texts take.
    return pl.lit(facts).gather(_code("vorm", vorm) * len(klasse.categories) + _code("klasse", klasse))


def _code(name: str, known: pl.Enum) -> pl.Expr:
    """The place of a text among those that are known; null for another one."""
    return pl.col(name).cast(known, strict=False).to_physical().cast(pl.UInt32)


def _clienten_add_up(gemeente: Municipality) -> Rule:
    return adds_up(gemeente, "clienten", per=["wet", "vorm", "klasse"], severity="waarschuwing")

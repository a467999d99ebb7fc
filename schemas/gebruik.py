from __future__ import annotations

import polars as pl

from schemas import domain
from schemas.columns import column
from schemas.dataset import YearlyCsv
from schemas.municipality import Municipality
from schemas.rule import CrossDatasetRule, Operand, Rule, Union
from schemas.rules.cross_dataset import at_most_those_who_live_there
from schemas.rules.sums import covers, is_rounded
from schemas.rules.thresholds import PERSONS_PER_HOUSEHOLD, ROUNDED

# Counts households, where the other groups count persons.
HOUSEHOLDS = next(groep.naam for groep in domain.GROEPEN if groep.telt == "huishoudens")


class Gebruik(
    YearlyCsv,
    title="Gebruik van ondersteuning",
    source="de administratie van de gemeente, of CBS (GMSD en BUS)",
    grid=("gebied", "groep"),
):
    """Hoeveel inwoners ondersteuning kregen, en met hoeveel indicaties. Bij bijstand gaat het om huishoudens.

    Periode: het hele jaar.
    Wie uit twee wetten ondersteuning krijgt, telt bij 'Wmo en Jeugdwet' en 'Sociaal domein' één keer mee.
    """

    groep: str = column(
        "Groep",
        isin=domain.names(domain.GROEPEN),
        synonyms=["wet", "regeling"],
        spelled=domain.spelled(domain.GROEPEN),
    )
    aantal: int = column(
        "Cliënten (bijstand: huishoudens)",
        unit="cliënten",
        ge=0,
        people=True,
        synonyms=["aantal cliënten", "clienten", "aantal unieke cliënten", "unieke cliënten"],
    )
    indicaties: int = column(
        "Indicaties", unit="indicaties", ge=0, people=True, optional=True, synonyms=["aantal indicaties"]
    )

    @classmethod
    def rules(cls, gemeente: Municipality) -> list[Rule]:
        unions = [rule for column in cls.people() for union in cls.unions() for rule in _counted_once(column, union)]
        return [
            *unions,
            *covers(gemeente, "aantal", per=["groep"], over=3),
            *covers(gemeente, "indicaties", per=["groep"], over=3),
        ]

    @classmethod
    def unions(cls) -> list[Union]:
        return [Union("groep", one.naam, domain.names(one.delen)) for one in domain.GROEPEN if one.delen]

    @classmethod
    def at_most(cls) -> list[tuple[str, str]]:
        return [("aantal", "indicaties")]

    @classmethod
    def cross_dataset_rules(cls) -> list[CrossDatasetRule]:
        young = Operand("inwoners", pl.col("leeftijdsgroep").is_in(["0-15", "15-25"]))
        return [
            _at_most("bevolking", "Wmo en Jeugdwet", "cliënten", Operand("inwoners"), "inwoners"),
            _at_most("bevolking", "Jeugdwet", "cliënten", young, "inwoners onder de 25 jaar"),
            _at_most("huishoudens", "Bijstand", "huishoudens", Operand("huishoudens"), "huishoudens"),
        ]


def _at_most(dataset: str, groep: str, who: str, there: Operand, all_of_them: str) -> CrossDatasetRule:
    return CrossDatasetRule(
        dataset,
        Operand("aantal", pl.col("groep") == groep),
        there,
        holds=at_most_those_who_live_there(),
        message=f"{{gebied}}, groep '{groep}': het aantal {who} is {{hier}}, "
        f"maar in het bestand {dataset} is het aantal {all_of_them} {{daar}}. Dat kan niet. Kijk beide getallen na.",
        help=f"De groep '{groep}' is nooit groter dan het aantal {all_of_them}.",
        severity="fout",
    )


def _counted_once(column: str, union: Union) -> list[Rule]:
    """A union counts everybody once: at least its largest part, at most the sum of its parts.

    Where a part counts households, the union counts more persons than that: beyond what a household holds is doubtful.
    """
    whole, parts = union.whole, union.parts
    figures = [pl.col(column).filter(pl.col("groep") == part).first().over("gebied") for part in parts]
    largest, together = pl.max_horizontal(figures), figures[0] + figures[1]
    other = pl.col("groep") != whole
    names = " en ".join(f"'{part}'" for part in parts)
    # Each of these figures may be a sum of rounded ones.
    slack = pl.when(is_rounded(column)).then(len(figures) * ROUNDED).otherwise(0)
    least = Rule(
        column,
        other | (pl.col(column) + slack >= largest),
        f"Bij {{gebied}} staat {{{column}}} voor '{whole}'. "
        f"Dat is minder dan het grootste deel daarvan: {{grootste}}. De delen zijn {names}. Kijk de getallen na.",
        help=f"'{whole}' is minstens zo groot als het grootste deel ({names}).",
        facts={"grootste": largest},
        whole_file=True,
    )
    if column == "aantal" and HOUSEHOLDS in parts:
        times = [PERSONS_PER_HOUSEHOLD if part == HOUSEHOLDS else 1 for part in parts]
        most = Rule(
            column,
            other | (pl.col(column) <= figures[0] * times[0] + figures[1] * times[1] + slack),
            f"Bij {{gebied}} staat {{{column}}} voor '{whole}'. Dat is veel meer dan de delen samen: {{samen}}. De "
            f"delen zijn {names}. '{HOUSEHOLDS}' telt huishoudens, maar zo veel personen zijn dat bijna nooit. Klopt "
            "dit? Kijk anders de getallen na.",
            help=f"'{whole}' telt personen en '{HOUSEHOLDS}' huishoudens. Is '{whole}' veel groter dan de delen samen "
            f"({names}), dan krijgt u een waarschuwing.",
            facts={"samen": together},
            severity="waarschuwing",
            whole_file=True,
        )
        return [least, most]
    most = Rule(
        column,
        other | (pl.col(column) <= together + slack),
        f"Bij {{gebied}} staat {{{column}}} voor '{whole}'. "
        f"Dat is meer dan de delen samen: {{samen}}. De delen zijn {names}. Kijk de getallen na.",
        help=f"'{whole}' is hoogstens zo groot als de delen samen ({names}).",
        facts={"samen": together},
        whole_file=True,
    )
    return [least, most]

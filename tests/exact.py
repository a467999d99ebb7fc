"""Every figure once more, from the exact counts: plain Python over the rows as they were uploaded.

Written from what a figure is called, not from how the program calculates it. Rounding is known here as the rule that is
told to readers: a count of people is at most 9 away from what is printed, that of the municipality at most 5, unless
the published table says that it is more; an amount at most 500 euros.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

# What rounding may do to a count of people in a wijk and in the municipality, to a volume, and to an amount.
IN_WIJK, IN_GEMEENTE, VOLUME, AMOUNT = 9.0, 5.0, 5.0, 500.0
COUNTS = ("aantal", "indicaties", "clienten", "ontvangers")
GROEPEN = {
    "wmo": "Wmo",
    "jeugdwet": "Jeugdwet",
    "wmo-en-jeugdwet": "Wmo en Jeugdwet",
    "bijstand": "Bijstand",
    "participatiewet": "Bijstand",
    "sociaal-domein": "Sociaal domein",
}
WETTEN = {"wmo": "Wmo", "jeugdwet": "Jeugdwet", "participatiewet": "Participatiewet"}
OWN_YEARS = ("ses.", "piramide.")  # figures that are about other years than that of their file

Row = dict[str, Any]


@dataclass(frozen=True)
class Range:
    """What a figure is, and between what it may be published."""

    exact: float
    low: float
    high: float

    def plus(self, other: Range) -> Range:
        return Range(self.exact + other.exact, self.low + other.low, self.high + other.high)

    def minus(self, other: Range) -> Range:
        return Range(self.exact - other.exact, self.low - other.high, self.high - other.low)

    def over(self, other: Range, times: float = 1.0) -> Range | None:
        if other.exact <= 0:
            return None
        low, high = self.low / other.high, self.high / other.low if other.low > 0 else math.inf
        return Range(times * self.exact / other.exact, times * low, times * high)

    def divided(self, number: float) -> Range:
        return Range(self.exact / number, self.low / number, self.high / number)

    def growth_from(self, before: Range) -> Range:
        """In percent; without end from nothing."""
        if before.exact <= 0:
            grown = math.inf if self.exact > 0 else 0.0
            return Range(grown, 0.0, math.inf)
        ratio = self.over(before, 100)
        assert ratio is not None
        return Range(ratio.exact - 100, ratio.low - 100, ratio.high - 100)


class Exact:
    """What is so, of one edition: all that was uploaded about the years up to its own."""

    def __init__(
        self,
        true: Mapping[int, Mapping[str, pl.DataFrame]],
        year: int,
        settings: Any,
        published: Mapping[str, pl.DataFrame] | None = None,
    ) -> None:
        """`published`: tables that may say that a count is further away than the rule has it."""
        self._wider = dict(_wider(published or {}))
        self.rows: dict[str, list[Row]] = {}
        for jaar in sorted(true):
            for dataset, frame in true[jaar].items():
                if jaar <= year:
                    self.rows.setdefault(dataset, []).extend(frame.to_dicts())
        self._of_area: dict[tuple[str, str, int], list[Row]] = {}
        for dataset, rows in self.rows.items():
            for row in rows:
                self._of_area.setdefault((dataset, row.get("gebied", ""), row["jaar"]), []).append(row)
        self.year, self.gm, self.base = year, settings.gemeente.code, settings.basisjaar
        self.klassen = {vorm.sleutel: [(k.naam, k.intensief) for k in vorm.klassen] for vorm in settings.vormen}
        self.first_year = min((row["jaar"] for rows in self.rows.values() for row in rows), default=None)

    def years(self, key: str, area: str) -> list[int]:
        """The years that a figure is about, oldest first."""
        if key.startswith(OWN_YEARS):
            return sorted(self._own(key, area))
        return sorted({row["jaar"] for rows in self.rows.values() for row in rows})

    def is_hidden(self, key: str, area: str, jaar: int) -> bool:
        """Whether an amount cannot be published because nobody counted whom it is about."""
        return "uitgaven" in key and not key.startswith("loonkosten") and ("gebruik", area, jaar) not in self._of_area

    def before(self, key: str, area: str, jaar: int) -> int:
        """The year that a figure is to be compared with."""
        if key.startswith(OWN_YEARS):
            return max((year for year in self.years(key, area) if year < jaar), default=jaar - 1)
        return jaar - 1

    def same_as_last_year(self, key: str, area: str) -> bool:
        """Whether this year's file says the same as an earlier one: the same score, the same count."""
        marks = [self._mark(row) for row in self._about(key, area) if row["jaar"] == self.year]
        earlier = [self._mark(row) for row in self._about(key, area) if row["jaar"] < self.year]
        return any(mark in earlier for mark in marks)

    @functools.cache  # noqa: B019 - as short-lived as the data set
    def value(self, key: str, area: str, jaar: int) -> Range | None:  # noqa: PLR0911 - one line for each kind of figure
        """A figure of an area about a year; None when it cannot be known.

        Raises KeyError for a figure that this calculation does not know.
        """
        at = functools.partial(self._sum, area=area, jaar=jaar)
        head, _, tail = key.partition(".")
        if key.startswith(OWN_YEARS):
            row = self._own(key, area).get(jaar)
            if row is None:
                return None
            room = 0.0 if head == "ses" else self._count("piramide", area, row["jaar"])
            return self._range(row, "score" if head == "ses" else "clienten", room)
        if head in {"inwoners", "huishoudens", "woningen"}:
            return self._public(head, tail, at)
        if head == "indicator":
            return self._answer(tail, area, jaar)
        if head == "begeleiding":
            return self._support(tail, at)
        if head == "loonkostensubsidie":
            people, euros = (at("loonkostensubsidie", column) for column in ("ontvangers", "uitgaven"))
            return {"ontvangers": people, "uitgaven": euros, "uitgaven_per_ontvanger": _per(euros, people)}[tail]
        if head == "uitgaven" or tail.startswith("uitgaven") or tail == "uitkering":
            return self._euros(head, tail, at, area, jaar)
        return self._use(GROEPEN[head], tail, at)

    def change(self, key: str, area: str, jaar: int, then: int, *, in_points: bool) -> Range | None:
        """From one year to another: a difference, or in percent."""
        now, before = self.value(key, area, jaar), self.value(key, area, then)
        if now is None or before is None:
            return None
        return now.minus(before) if in_points else now.growth_from(before)

    # Kinds of figures

    def _public(self, head: str, tail: str, at: Any) -> Range | None:
        """Public statistics and their shares: exact."""
        dataset = "bevolking" if head == "inwoners" else head
        what, noun = {
            "inwoners": ("leeftijdsgroep", "inwoners"),
            "huishoudens": ("soort", "inwoners"),
            "woningen": ("eigendom", "woningen"),
        }[head]
        if not tail:
            return at(dataset, head)
        of, how = tail.split(".")
        noun = "huishoudens" if how == "van_huishoudens" else noun
        return _per(at(dataset, noun, **{what: of.replace("-huur", " huur")}), at(dataset, noun), 100)

    def _use(self, groep: str, tail: str, at: Any) -> Range | None:
        people = at("gebruik", "aantal", groep=groep)
        if tail in {"clienten", "huishoudens"}:
            return people
        if tail == "aandeel":
            whole = at("huishoudens", "huishoudens") if groep == "Bijstand" else at("bevolking", "inwoners")
            return _per(people, whole, 100)
        if tail == "aandeel_jongeren":
            return _per(people, at("bevolking", "inwoners", leeftijdsgroep=("0-15", "15-25")), 100)
        lines = at("gebruik", "indicaties", groep=groep)
        return {"indicaties": lines, "indicaties_per_client": _per(lines, people)}[tail]

    def _support(self, tail: str, at: Any) -> Range | None:
        """Clients of a form of support: of a class, of the intensive or other classes, and what they get a week."""
        vorm, kind, *more = tail.split(".")
        if kind == "omvang":
            return at("begeleiding", "omvang", vorm=vorm, once="omvang")
        if kind == "klasse":
            return at(
                "begeleiding", "clienten", vorm=vorm, klasse=self.klassen[vorm][int(more[0]) - 1][0], once="klasse"
            )
        klassen = [naam for naam, intensive in self.klassen[vorm] if intensive == (kind == "intensief")]
        wet = {"wet": WETTEN[more[0]]} if more else {}
        return at("begeleiding", "clienten", vorm=vorm, klasse=klassen, once="zwaarte", **wet)

    def _euros(self, head: str, tail: str, at: Any, area: str, jaar: int) -> Range | None:
        if head == "uitgaven":
            if tail.endswith("groei"):
                total = f"uitgaven.{tail.removesuffix('.groei')}"
                now, then = self.value(total, area, jaar), self.value(total, area, self.base)
                return None if now is None or then is None else now.growth_from(then)
            kind = "uitgaven" if tail == "nominaal" else "uitgaven_gecorrigeerd"
            parts = [self.value(f"{wet}.{kind}", area, jaar) for wet in WETTEN]
            return None if None in parts else functools.reduce(Range.plus, parts)
        wet = "participatiewet" if head == "bijstand" else head
        euros = at("uitgaven", "uitgaven", wet=WETTEN[wet])
        if tail == "uitgaven":
            return euros
        if tail == "uitkering":
            return _per(euros, at("gebruik", "aantal", groep="Bijstand"))
        index = self._index(WETTEN[wet], jaar)
        if euros is None or index is None:
            return None
        real = euros.divided(index)
        return real if tail == "uitgaven_gecorrigeerd" else _per(real, at("gebruik", "aantal", groep=GROEPEN[head]))

    def _answer(self, slug: str, area: str, jaar: int) -> Range | None:
        found = self._asked(slug, jaar)
        return self._range(found, "percentage", 0.0) if found and area == self.gm else None

    def chance(self, key: str, *years: int) -> float:
        """How far the difference of two surveys, or one survey, can be by chance (95%); 0 for all that was counted.

        No rounding: what was measured is printed as it is.
        """
        head, _, slug = key.partition(".")
        rows = [self._asked(slug, jaar) for jaar in years] if head == "indicator" else []
        asked = [(row["percentage"], row["respondenten"]) for row in rows if row and row["respondenten"]]
        return 1.96 * math.sqrt(sum(p * (100 - p) / n for p, n in asked))

    def aim(self, key: str, jaar: int) -> tuple[float, float, float]:
        """The least and the most that an answer can be by chance (without end where nobody tells how many were asked),
        and what is aimed at."""
        row = self._asked(key.partition(".")[2], jaar)
        assert row is not None
        room = self.chance(key, jaar) if row["respondenten"] else math.inf
        return row["percentage"] - room, row["percentage"] + room, row["streefwaarde"]

    def elsewhere(self, key: str, area: str, jaar: int) -> Range | None:
        """The same figure in another area."""
        names = {"gebied": area, "cijfer": key, "jaar": jaar}
        rows = [
            row for row in self.rows.get("vergelijking", ()) if all(row[name] == is_ for name, is_ in names.items())
        ]
        return self._range(rows[-1], "waarde", 0.0) if rows else None

    def _asked(self, slug: str, jaar: int) -> Row | None:
        rows = self.rows.get("beleidsindicatoren", ())
        return next((r for r in rows if r["jaar"] == jaar and _slug(r["indicator"]) == slug), None)

    # Rows

    def _sum(self, dataset: str, column: str, *, area: str, jaar: int, once: str = "", **where: Any) -> Range | None:
        """The sum over the rows that match; `once`: the table in which that sum is printed, otherwise each row is."""
        found = [
            row
            for row in self._of_area.get((dataset, area, jaar), ())
            if all(_is(row[name], wanted) for name, wanted in where.items())
        ]
        if not found or any(row[column] is None for row in found):
            return None
        total = float(sum(row[column] for row in found))
        each = {"uitgaven": AMOUNT, "omvang": VOLUME}.get(column, 0.0)
        if column in COUNTS:
            each = self._count(f"{dataset}_{once}" if once else dataset, area, jaar)
        room = each if once else each * len(found)
        return Range(total, max(0.0, total - room), total + room)

    def _count(self, table: str, area: str, jaar: int) -> float:
        """What rounding may do to a count of people."""
        return self._wider.get((table, area, jaar), IN_GEMEENTE if area == self.gm else IN_WIJK)

    @staticmethod
    def _range(row: Row, column: str, room: float) -> Range:
        return Range(row[column], row[column] - room, row[column] + room)

    def _about(self, key: str, area: str) -> list[Row]:
        head, _, tail = key.partition(".")
        rows = self.rows.get(head, ())
        return [r for r in rows if r["gebied"] == area and (head == "ses" or r["laag"].replace(" ", "-") == tail)]

    @staticmethod
    def _mark(row: Row) -> Any:
        return row.get("scorejaar") or row["peildatum"]

    @functools.cache  # noqa: B019
    def _own(self, key: str, area: str) -> dict[int, Row]:
        """Rows by the year that they are about: of the score, or of the first file with that count. The last counts."""
        found: dict[int, Row] = {}
        first: dict[Any, int] = {}
        for row in self._about(key, area):
            mark = self._mark(row)
            first.setdefault(mark, row["jaar"])
            found[row["scorejaar"] if "scorejaar" in row else first[mark]] = row
        return found

    def _index(self, wet: str, jaar: int) -> float | None:
        """The product of all price changes since the base year; None where a year of them is missing."""
        index = 1.0
        for year in range(self.base, jaar + 1):
            found = [r for r in self.rows.get("prijscorrectie", ()) if r["jaar"] == year and r["wet"] == wet]
            if not found and year > self.base:
                return None
            for row in found if year > self.base else ():
                index *= 1 + row["mutatie"] / 100
        return index if jaar >= self.base else None


def _wider(published: Mapping[str, pl.DataFrame]) -> Iterator[tuple[tuple[str, str, int], float]]:
    for table, rows in published.items():
        for column in COUNTS:
            if f"{column}_marge" in rows.columns and "gebied" in rows.columns:
                for gebied, jaar, room in rows.select("gebied", "jaar", f"{column}_marge").drop_nulls().iter_rows():
                    if room > IN_WIJK or (gebied.startswith("GM") and room > IN_GEMEENTE):
                        yield (table, gebied, jaar), room


def _per(top: Range | None, bottom: Range | None, times: float = 1.0) -> Range | None:
    return None if top is None or bottom is None else top.over(bottom, times)


def _is(value: Any, wanted: Any) -> bool:
    return value in wanted if isinstance(wanted, Sequence) and not isinstance(wanted, str) else value == wanted


def _slug(name: str) -> str:
    plain = name.lower().replace("ï", "i").replace("ë", "e").replace("é", "e")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")

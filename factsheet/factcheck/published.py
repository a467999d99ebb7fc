"""What is published of a figure: its values and changes as they print, and which way it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from factsheet.factcheck.amounts import Amount, Kind
from factsheet.figures import STILL, Figure, Point, half_up
from factsheet.narrate import notation
from factsheet.settings import Band, Settings

Fit = Literal["", "precies", "grof"]
_ALL = {"aantal", "euro", "procent", "score", "verhouding"}
_BEARERS = {"euro": {"euro"}, "punt": {"procent"}, "getal": {"aantal", "score", "verhouding"}}
_BY_DECIMALS = {2: "verhouding", 3: "score"}
# How far a part ("een kwart") or a multiple ("twee keer") may lie from the figure, as a share of itself.
NEAR = Decimal("0.05")


@dataclass(frozen=True)
class Print:
    """A number that a reader may find: the value of a year, or (with `basis`) a change since that year.

    `onder`: it prints as "minder dan" this.
    """

    soort: Kind
    waarde: Decimal
    decimals: int
    jaar: int
    basis: int | None = None
    verschil: bool = False
    onder: bool = False


# A figure, and a number that it publishes.
Found = tuple[Figure, Print]


@dataclass(frozen=True)
class Change:
    """Which way a figure went: `richting` -1, 0, 1; `band` of the word scale; `tekst` as the reader sees it.

    `duidelijk`: more than what rounding can do.
    """

    richting: int
    band: str
    duidelijk: bool
    tekst: str

    @property
    def still(self) -> bool:
        return self.band in STILL


def prints_as(amount: Amount, figures: Mapping[str, Figure], *, moved: bool) -> frozenset[str]:
    """The keys of the figures that can print such an amount: as a value, or as a change where something `moved`."""
    soort = amount.soort
    if soort == "getal" and amount.decimals in _BY_DECIMALS:
        return frozenset(key for key, f in figures.items() if f.unit.soort == _BY_DECIMALS[amount.decimals])
    bearers = {"procent"} if soort == "procent" and not moved else _BEARERS.get(soort, _ALL)
    return frozenset(key for key, figure in figures.items() if figure.unit.soort in bearers)


def values(figure: Figure, jaar: int) -> Iterator[Print]:
    """The value of a year."""
    point, decimals = figure.at(jaar), figure.unit.decimals
    if point.waarde is None:
        return
    kinds: dict[str, Kind] = {"euro": "euro", "procent": "procent"}
    below = notation.below(point, figure.unit)
    value = half_up(point.waarde if below is None else below, decimals)
    yield Print(kinds.get(figure.unit.soort, "getal"), value, decimals, jaar, onder=below is not None)


def changes(figure: Figure, jaar: int, basis: int) -> Iterator[Print]:
    """The change since another year: as it prints, and the difference itself."""
    point, then = figure.at(jaar), figure.at(basis)
    if point.waarde is None or then.waarde is None:
        return
    kinds: dict[str, Kind] = {"procent": "punt", "score": "getal"}
    kind = kinds.get(figure.unit.soort, "procent")
    if basis == _compared_with(point):
        if point.verandering is not None and point.duidelijk and not point.grof:
            yield Print(kind, half_up(point.verandering, point.decimals), point.decimals, jaar, basis)
        elif point.steekproef:
            yield Print(kind, half_up(point.waarde - then.waarde, 0), 0, jaar, basis)
    elif figure.unit.in_points:
        yield Print(kind, half_up(point.waarde - then.waarde, figure.unit.decimals), figure.unit.decimals, jaar, basis)
    elif then.waarde > 0:
        for decimals in (0, 1):
            yield Print(kind, half_up(100 * (point.waarde / then.waarde - 1), decimals), decimals, jaar, basis)
    if not figure.unit.in_points:
        own: Kind = "euro" if figure.unit.soort == "euro" else "getal"
        decimals = figure.unit.decimals
        printed = half_up(point.waarde, decimals) - half_up(then.waarde, decimals)
        for size in dict.fromkeys((half_up(point.waarde - then.waarde, decimals), printed)):
            yield Print(own, size, decimals, jaar, basis, verschil=True)


def everything(figure: Figure) -> Iterator[Print]:
    """The values and yearly changes of all years."""
    for point in figure.points:
        yield from values(figure, point.jaar)
        yield from (shown for shown in changes(figure, point.jaar, _compared_with(point)) if not shown.verschil)


def by_size(places: Iterable[tuple[Figure, Figure]]) -> dict[tuple[str, Decimal], list[Found]]:
    """All that is published, by kind and size; of each figure with itself in some area."""
    found: dict[tuple[str, Decimal], list[Found]] = {}
    for figure, place in places:
        for shown in everything(place):
            found.setdefault((shown.soort, abs(shown.waarde)), []).append((figure, shown))
    return found


def change(figure: Figure, jaar: int, basis: int, settings: Settings) -> Change | None:
    """Which way a figure went between two years; None where one of them is not published."""
    point, then = figure.at(jaar), figure.at(basis)
    if point.waarde is None or then.waarde is None:
        return None
    if basis == _compared_with(point):
        return _printed(figure, point)
    return _computed(figure, point, then, settings)


def _compared_with(point: Point) -> int:
    return point.jaar - 1 if point.tegen is None else point.tegen


def _printed(figure: Figure, point: Point) -> Change:
    if point.verandering is None:
        return Change(0, "", duidelijk=False, tekst="te klein om te vergelijken")
    text = notation.change(point, figure.unit)
    if not point.duidelijk:
        return Change(0, "", duidelijk=False, tekst="kleiner dan wat afronding kan doen")
    return Change(_sign(point.verandering), point.band.band, duidelijk=True, tekst=text)


def _computed(figure: Figure, point: Point, then: Point, settings: Settings) -> Change | None:
    if point.waarde is None or then.waarde is None:
        return None
    difference = point.waarde - then.waarde
    text = f"van {notation.point(then, figure.unit)} naar {notation.point(point, figure.unit)}"
    clear = abs(difference) > point.marge + then.marge or point.marge + then.marge == 0
    if not figure.unit.in_points and then.waarde <= 0:
        return Change(_sign(difference), "", clear, text)
    size = difference if figure.unit.in_points else round(100 * difference / then.waarde, 1)
    return Change(_sign(difference), _band(figure, round(size, 3), settings), clear, text)


def _band(figure: Figure, size: float, settings: Settings) -> str:
    scales = {"procent": settings.woordschaal_procentpunt, "score": settings.woordschaal_score}
    scale: tuple[Band, ...] = scales.get(figure.unit.soort, settings.woordschaal)
    return next((band.band for band in scale if band.tot is None or abs(size) < band.tot), "")


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def fit(amount: Amount, shown: Print) -> Fit:
    """Whether an amount is this number: exactly, or rounded further than it is published."""
    same = amount.waarde is not None and amount.soort == shown.soort
    wanted = _signed(amount, shown) if same else None
    if wanted is None or (amount.miljoen and not wanted):
        return ""
    if shown.onder:
        return "precies" if amount.ongeveer == "minder dan" and wanted == shown.waarde else ""
    if amount.ongeveer:
        return "precies" if about(amount.ongeveer, wanted, shown.waarde, _step(amount)) else ""
    if wanted == shown.waarde:
        return "precies" if amount.decimals == shown.decimals or amount.miljoen else "grof"
    if amount.miljoen:
        return "precies" if _rounded(shown.waarde, amount.stap) == wanted else ""
    return "grof" if _is_coarser(amount, wanted, shown) else ""


def _signed(amount: Amount, shown: Print) -> Decimal | None:
    """The amount with its sign, or the sign of the change that it is where it bears none; None where it cannot be."""
    if amount.waarde is None:
        return None
    if shown.basis is None:
        return None if amount.teken > 0 else amount.teken * amount.waarde if amount.teken else amount.waarde
    if amount.teken:
        return amount.teken * amount.waarde
    return amount.waarde if shown.waarde >= 0 else -amount.waarde


def _is_coarser(amount: Amount, wanted: Decimal, shown: Print) -> bool:
    step = _step(amount)
    if not wanted or step <= Decimal(1).scaleb(-shown.decimals):
        return False
    close = abs(shown.waarde - wanted) <= max(abs(shown.waarde) * NEAR, step / 2 if amount.soort == "procent" else 0)
    return close and _rounded(shown.waarde, step) == wanted


def _step(amount: Amount) -> Decimal:
    """The size of the last digit that counts: 1.000 in "82.000"."""
    if (
        amount.soort in {"procent", "punt"}
        or amount.waarde is None
        or amount.decimals
        or amount.miljoen
        or not amount.waarde
    ):
        return amount.stap
    digits = str(int(amount.waarde))
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


def about(word: str, wanted: Decimal, real: Decimal, step: Decimal) -> bool:
    """Whether "ruim 82.000", "bijna 3" or "meer dan de helft" may be said of the real value."""
    wanted, real = abs(wanted), abs(real)
    room = max(step, wanted * NEAR)
    match word:
        case "ruim":
            return wanted <= real < wanted + room
        case "bijna":
            return wanted - room <= real <= wanted
        case "meer dan":
            return wanted < real < 2 * wanted
        case "minder dan":
            return wanted / 2 < real < wanted
    return abs(real - wanted) <= max(step / 2, wanted * NEAR)

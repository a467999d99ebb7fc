"""The document of one editorial text: read, judge, and write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from factsheet.editorial.holes import Refusal, parse, refusal_at
from factsheet.editorial.outside import claims_from_outside, is_link
from factsheet.figures import Figure
from factsheet.letters import clean
from factsheet.narrate import notation
from factsheet.narrate.move import course
from factsheet.store import Store, StoreError

MAX = 2000
Memory = Mapping[str, tuple[int, str] | None]
"""Key of a figure → direction (-1, 0, 1) and word band of its change; None where no change could be claimed."""


class Unreadable(StoreError):  # noqa: N818 - a refusal reads better without "Error"
    """A text that was kept cannot be read back."""


class Refused(StoreError):  # noqa: N818
    """A text cannot be kept; `refusals` say why and where."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__(" ".join(str(refusal) for refusal in refusals))
        self.refusals = tuple(refusals)


@dataclass(frozen=True)
class Live:
    """What a hole prints now, and the figure that it comes from; none for a word such as the year.

    `known` is false when there is no such value: the text then says so in words.
    """

    tekst: str
    figure: Figure | None = None
    known: bool = True


@dataclass(frozen=True)
class Duiding:
    """An editorial text.

    `geheugen` has what its live figures did when it was written, `redenen` why a fragment that the fact check flagged
    may stay, `gecontroleerd` the year for which an editor last wrote or confirmed it. `door`, `op` and `jaar` come from
    the store: who kept it, when, and for which year.
    """

    tekst: str
    bron: str | None = None
    geheugen: Memory = field(default_factory=dict, hash=False)
    redenen: Mapping[str, str] = field(default_factory=dict, hash=False)
    gecontroleerd: int | None = None
    door: str = ""
    op: datetime | None = None
    jaar: int | None = None


def read(body: str) -> Duiding:
    """A text as it is kept in the store or in an edition. Raises Unreadable for anything else."""
    try:
        return _duiding(json.loads(body))
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Unreadable("De duiding kan niet gelezen worden. Schrijf de tekst opnieuw.") from error


def write(duiding: Duiding) -> str:
    """What the store keeps; who, when and for which year stand beside it there."""
    document = {
        "tekst": duiding.tekst,
        "bron": duiding.bron,
        "geheugen": duiding.geheugen,
        "redenen": duiding.redenen,
        "gecontroleerd": duiding.gecontroleerd,
    }
    return json.dumps(document)


def refuse(tekst: str, bron: str | None, names: Mapping[str, Live]) -> tuple[Refusal, ...]:
    """Why this text cannot be used; `names` are the holes that it may have (see `filling.live`)."""
    if len(tekst) > MAX:
        counts = f"{notation.number(len(tekst))} tekens lang. Er passen er {notation.number(MAX)}"
        return (Refusal(0, "", f"De tekst is {counts}. Maak hem korter."),)
    found = (*parse(tekst, names)[1], *_source_refused(tekst, bron))
    return tuple(sorted(found, key=lambda refusal: refusal.zin))


def compose(tekst: str, bron: str | None, names: Mapping[str, Live], jaar: int) -> Duiding:
    """A text for this year that remembers what its figures do now. Raises Refused."""
    tekst, bron = clean(tekst), clean(bron or "") or None
    refusals = (*refuse(tekst, bron, names), *_nothing_to_print(tekst, names))
    if refusals:
        raise Refused(refusals)
    used = [names[part.naam].figure for part in parse(tekst, names)[0] if part.naam is not None]
    memory = remember([figure for figure in used if figure is not None])
    return Duiding(tekst, bron, memory, gecontroleerd=jaar)


def with_reasons(duiding: Duiding, fragments: Sequence[str], reden: str | None) -> Duiding:
    """The text with the reason why flagged fragments may stay. Raises Refused when there is none."""
    reden = clean(reden or "")
    if not fragments:
        return duiding
    if not reden:
        found = ", ".join(f"“{fragment}”" for fragment in dict.fromkeys(fragments))
        message = f"De controle twijfelt aan {found}. Verbeter dat, of schrijf op waarom het toch klopt."
        raise Refused([Refusal(0, fragments[0], message)])
    return replace(duiding, redenen=dict.fromkeys(fragments, reden))


def keep(store: Store, section: str, duiding: Duiding, *, year: int, who: str, based_on: int | None = None) -> None:
    """Keep a text of a section for the next edition of a year; the log gets the reasons.

    Raises TextConflict when another text counts by now than `based_on`, see `set_text`.
    """
    reasons = "; ".join(f"“{fragment}”: {reason}" for fragment, reason in duiding.redenen.items())
    why = f"ondanks de controle: {reasons}" if reasons else ""
    store.set_text(year, f"{section}.duiding", write(duiding), who, source=duiding.bron, based_on=based_on, why=why)


def remember(figures: Iterable[Figure]) -> dict[str, tuple[int, str] | None]:
    """What these figures do now."""
    found = {figure.sleutel: course(figure) for figure in figures}
    return {key: (told.now.direction, told.now.band) if told else None for key, told in found.items()}


def _source_refused(tekst: str, bron: str | None) -> Iterator[Refusal]:
    if bron and not is_link(bron):
        yield Refusal(0, "", "De bron is geen webadres. Schrijf het hele adres, zoals https://www.cbs.nl.")
    if not bron:
        for words in claims_from_outside(tekst):
            message = f"“{words}” vraagt om een bron. Vul het webadres van de bron in."
            yield refusal_at(tekst, tekst.find(words), words, message)


def _nothing_to_print(tekst: str, names: Mapping[str, Live]) -> Iterator[Refusal]:
    """Holes whose figure has no such value this year."""
    for name in dict.fromkeys(part.naam for part in parse(tekst, names)[0] if part.naam is not None):
        if not names[name].known:
            hole = f"{{{name}}}"
            message = f"{hole} heeft nu geen waarde: {names[name].tekst}. Kies een ander cijfer."
            yield refusal_at(tekst, max(tekst.find(hole), 0), hole, message)


def _duiding(raw: dict[str, Any]) -> Duiding:
    bron, moment = raw.get("bron"), raw.get("op")
    if bron is not None and not is_link(bron):
        raise ValueError("a source must be a link")
    return Duiding(
        tekst=_string(raw["tekst"]),
        bron=bron,
        geheugen={key: _remembered(value) for key, value in raw.get("geheugen", {}).items()},
        redenen={key: _string(value) for key, value in raw.get("redenen", {}).items()},
        gecontroleerd=_year(raw.get("gecontroleerd")),
        door=_string(raw.get("door", "")),
        op=None if moment is None else datetime.fromisoformat(moment),
        jaar=_year(raw.get("jaar")),
    )


def _remembered(value: Any) -> tuple[int, str] | None:
    if value is None:
        return None
    direction, band = value
    return int(direction), _string(band)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text expected, not {type(value).__name__}")
    return value


def _year(value: Any) -> int | None:
    return None if value is None else int(value)

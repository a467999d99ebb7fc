"""What a reader will see change: two states of one year beside each other, each as readers get it.

It reads published tables only, so it can tell nothing that an edition would not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from factsheet import consistency
from factsheet.consistency import Caution
from factsheet.edition import Factsheet, SectionResult, to_check
from factsheet.figures import Figure
from factsheet.narrate import notation, reference
from factsheet.release.snapshot import Concept, Snapshot
from factsheet.settings import Area

ALIKE = 0.5  # of their words: from here on two sentences are one that changed
FRONT = "Titel en inleiding"
# A word with the space behind it; a no-break space, as in "€ 3.132.000", belongs to its word.
WORD = re.compile(r"[^ \n]+[ \n]*|[ \n]+")
Both = tuple[SectionResult | None, SectionResult | None]


@dataclass(frozen=True)
class FigureMoved:
    """A figure that prints differently, with its change in brackets where that moves: "7.370 (+0,3%)".

    None: it was not there, or disappears. A figure that stands in more sections is told in the first.
    """

    sectie: str
    label: str
    was: str | None
    wordt: str | None


@dataclass(frozen=True)
class Piece:
    """Some words of a changed sentence, with the spaces behind them."""

    text: str
    kind: Literal["same", "gone", "new"]


@dataclass(frozen=True)
class SentenceChanged:
    """A sentence, title, heading or explanation that reads differently; where `was` is `wordt`, it only moves.

    `pieces` are the words of both in reading order: "same" and "gone" make `was`, "same" and "new" make `wordt`.
    """

    sectie: str
    was: str | None
    wordt: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class AreaEffect:
    """All that changes for one area.

    `charts` are the titles of charts that are drawn differently; a new section has none, for its figures say it all.
    Cautions are for the editor, about the municipality: warnings about the edition, and texts that ask to be checked;
    their `sectie` is a title here.
    """

    area: Area
    figures: tuple[FigureMoved, ...] = ()
    sentences: tuple[SentenceChanged, ...] = ()
    charts: tuple[str, ...] = ()
    cautions_new: tuple[Caution, ...] = ()
    cautions_gone: tuple[Caution, ...] = ()

    @property
    def same_for_reader(self) -> bool:
        """Whether the factsheet of this area stays as it is."""
        return not (self.figures or self.sentences or self.charts)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to tell, to the editor neither."""
        return self.same_for_reader and not (self.cautions_new or self.cautions_gone)


def between(before: Snapshot | None, after: Snapshot, areas: Iterable[Area]) -> tuple[AreaEffect, ...]:
    """What changes in the factsheet of each area, the municipality first.

    `before` is None when nothing was published yet: then everything is new. An area that is only in one of the two
    comes, or goes, as a whole.
    """
    return tuple(one_by_one(before, after, areas))


def one_by_one(before: Snapshot | None, after: Snapshot, areas: Iterable[Area]) -> Iterator[AreaEffect]:
    """The same, each area when it is asked for. One that cannot have changed costs nothing."""
    for area in sorted(areas, key=lambda area: not area.is_gemeente):
        if isinstance(after, Concept) and after.is_as_in(before, area):
            yield AreaEffect(area)
        else:
            yield _effect(area, _sheet(before, area), _sheet(after, area))


def _sheet(snapshot: Snapshot | None, area: Area) -> Factsheet | None:
    if snapshot is None or area.code not in {known.code for known in snapshot.front.areas}:
        return None
    return snapshot.sheet(area)


def areas_of(before: Snapshot | None, after: Snapshot) -> tuple[Area, ...]:
    """The areas of both, under the names that they will have."""
    known = {area.code: area for snapshot in (before, after) if snapshot for area in snapshot.front.areas}
    return tuple(known.values())


def summary(effects: Sequence[AreaEffect]) -> str:
    """The effects in one sentence: "In 3 van de 11 gebieden veranderen 7 cijfers en 2 zinnen."."""
    seen = [effect for effect in effects if not effect.same_for_reader]
    if not seen:
        return "Voor de lezer verandert er niets."
    where = f"in {len(seen)} van de {len(effects)} gebieden" if len(effects) > 1 else f"in {seen[0].area.naam}"
    counts = {
        ("cijfer", "cijfers"): sum(len(effect.figures) for effect in seen),
        ("zin", "zinnen"): sum(len(effect.sentences) for effect in seen),
        ("grafiek", "grafieken"): sum(len(effect.charts) for effect in seen),
    }
    parts = [f"{notation.number(n)} {one if n == 1 else more}" for (one, more), n in counts.items() if n]
    what = " en ".join([*filter(None, [", ".join(parts[:-1])]), parts[-1]])
    if _is_new(seen):
        return f"Nieuw {where}: {what}."
    verb = "verandert" if sum(counts.values()) == 1 else "veranderen"
    return f"{where[0].upper()}{where[1:]} {verb} {what}."


def _is_new(effects: Iterable[AreaEffect]) -> bool:
    """Whether nothing of this was there before."""
    before = [figure.was for effect in effects for figure in effect.figures]
    before += [said.was for effect in effects for said in effect.sentences]
    return bool(before) and all(was is None for was in before)


def _effect(area: Area, was: Factsheet | None, now: Factsheet | None) -> AreaEffect:
    both = [pair for pair in _beside(was, now) if pair[0] is not pair[1]]  # one that was taken over says the same
    old, new = (_cautions(sheet) if sheet else {} for sheet in (was, now))
    return AreaEffect(
        area=area,
        figures=tuple(_figures(both)),
        sentences=(*_front(was, now), *(said for pair in both for said in _sentences(*pair))),
        charts=tuple(now.grafiek_titel for was, now in both if was and now and now.tekening != was.tekening),
        cautions_new=tuple(told for caution, told in new.items() if caution not in old),
        cautions_gone=tuple(told for caution, told in old.items() if caution not in new),
    )


def _beside(was: Factsheet | None, now: Factsheet | None) -> list[Both]:
    """The sections of both by key, in the order of now; those that disappear at the end."""
    old, new = ({part.sleutel: part for part in sheet.secties} if sheet else {} for sheet in (was, now))
    return [(old.get(key), new.get(key)) for key in dict.fromkeys([*new, *old])]


def _cautions(sheet: Factsheet) -> dict[Caution, Caution]:
    """What the editor must look at; beside each the same with the title of its section."""
    if not sheet.area.is_gemeente:
        return {}
    titles = {part.sleutel: part.titel for part in sheet.secties}
    found = (*(Caution(key, why, ()) for key, why in to_check(sheet)), *consistency.warnings(sheet))
    return {caution: replace(caution, sectie=titles[caution.sectie]) for caution in found}


def _figures(both: Iterable[Both]) -> Iterator[FigureMoved]:
    told: set[str] = set()
    for was, now in both:
        old, new = ({figure.sleutel: figure for figure in part.cijfers} if part else {} for part in (was, now))
        for key in [key for key in dict.fromkeys([*new, *old]) if key not in told]:
            told.add(key)
            if old.get(key) != new.get(key):
                yield from _moved(_title(was, now), old.get(key), new.get(key))


def _moved(sectie: str, was: Figure | None, now: Figure | None) -> Iterator[FigureMoved]:
    if was and now:
        yield from _printed_differently(sectie, was, now)
    elif now:
        yield FigureMoved(sectie, now.label, None, _printed(now, change=True))
    elif was:
        yield FigureMoved(sectie, was.label, _printed(was, change=True), None)


def _printed_differently(sectie: str, was: Figure, now: Figure) -> Iterator[FigureMoved]:
    """A figure of an area, and that of the municipality which stands beside it."""
    change = notation.claimed(was) != notation.claimed(now)
    old, new = _printed(was, change=change), _printed(now, change=change)
    if old != new:
        yield FigureMoved(sectie, now.label, old, new)
    if was.gemeente and now.gemeente and notation.shown(was.gemeente) != notation.shown(now.gemeente):
        label = f"{now.label}, {now.gemeente.area.naam}"
        yield FigureMoved(sectie, label, notation.shown(was.gemeente), notation.shown(now.gemeente))
    yield from _compared_with(sectie, was, now)


def _compared_with(sectie: str, was: Figure, now: Figure) -> Iterator[FigureMoved]:
    """What is aimed at, and what other areas have, with where that comes from."""
    old, new = ({"doel": reference.target(figure), **_elsewhere(figure)} for figure in (was, now))
    for what in dict.fromkeys([*old, *new]):
        if old.get(what) != new.get(what):
            yield FigureMoved(sectie, f"{now.label}, {what}", old.get(what) or None, new.get(what) or None)


def _elsewhere(figure: Figure) -> dict[str, str]:
    return {other.gebied: f"{reference.value(figure, other)} ({other.bron})" for other in figure.elsewhere}


def _printed(figure: Figure, *, change: bool) -> str:
    claimed = notation.claimed(figure) if change else ""
    return f"{notation.shown(figure)} ({claimed})" if claimed else notation.shown(figure)


def _front(was: Factsheet | None, now: Factsheet | None) -> Iterator[SentenceChanged]:
    yield from _in_place(FRONT, *((sheet.titel, sheet.intro) if sheet else (None, None) for sheet in (was, now)))


def _sentences(was: SectionResult | None, now: SectionResult | None) -> Iterator[SentenceChanged]:
    title = _title(was, now)
    fixed = ((part.titel, part.kop, part.uitleg) if part else (None, None, None) for part in (was, now))
    yield from _in_place(title, *fixed)
    for before, after in _matched(*(_said(part) if part else [] for part in (was, now))):
        yield _changed(title, before, after)


def _title(was: SectionResult | None, now: SectionResult | None) -> str:
    part = now or was
    assert part is not None  # noqa: S101 - a section of neither is not looked at
    return part.titel


def _in_place(sectie: str, was: Sequence[str | None], now: Sequence[str | None]) -> Iterator[SentenceChanged]:
    """Texts that each have their own place, such as a title."""
    for before, after in zip(was, now, strict=True):
        if before != after:
            yield _changed(sectie, before, after)


def _said(part: SectionResult) -> list[str]:
    """The sentences of a section; the source of its duiding stands below them."""
    source = part.duiding.bron if part.duiding and part.duiding.geldt else None
    return [*(said.tekst for said in part.zinnen), *([f"Bron: {source}"] if source else [])]


def _matched(was: Sequence[str], now: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """What differs between two lists of sentences: pairs that are alike, best first; the rest goes or comes alone."""
    blocks = [b for b in SequenceMatcher(None, was, now, autojunk=False).get_opcodes() if b[0] != "equal"]
    gone = [i for _, start, end, _, _ in blocks for i in range(start, end)]
    come = [j for _, _, _, start, end in blocks for j in range(start, end)]
    found = [(_likeness(was[i], now[j]), -abs(i - j), i, j) for i in gone for j in come]
    pairs: dict[int, int] = {}
    for likeness, _, i, j in sorted(found, reverse=True):
        if likeness >= ALIKE and j not in pairs and i not in pairs.values():
            pairs[j] = i
    alone = [i for i in gone if i not in pairs.values()]
    placed = [(j, 1, was[pairs[j]] if j in pairs else None, now[j]) for j in come]
    ordered = sorted([*placed, *((i, 0, was[i], None) for i in alone)], key=lambda item: item[:2])
    return [(before, after) for _, _, before, after in ordered]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(" "), other.split(" "), autojunk=False).ratio()


def _changed(sectie: str, was: str | None, now: str | None) -> SentenceChanged:
    return SentenceChanged(sectie, was, now, pieces(was or "", now or ""))


def pieces(was: str, now: str) -> tuple[Piece, ...]:
    """The words of two texts in reading order, none of them empty; see `SentenceChanged`."""
    return tuple(piece for piece in _pieces(was, now) if piece.text)


def _pieces(was: str, now: str) -> Iterator[Piece]:
    old, new = WORD.findall(was), WORD.findall(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:  # a few words that happen to be the same would only be in the way
        yield from (Piece(was, "gone"), Piece(now, "new"))
        return
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("".join(old[i:j]), "same")
        else:
            yield from (Piece("".join(old[i:j]), "gone"), Piece("".join(new[k:m]), "new"))

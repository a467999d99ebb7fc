"""A year on its way to readers: concept, offered, approved or sent back.

Where a year stands is never kept: it follows from the last step about exactly what would be published now. Once a
figure, a text, a setting or the program changes, an approval counts no more.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from factsheet.release.snapshot import made_with
from factsheet.settings import Settings
from factsheet.store import Edition, Step, StepKind, Store, StoreError

Stand = Literal["concept", "aangeboden", "teruggestuurd", "goedgekeurd"]
STANDS: dict[StepKind, Stand] = {
    "aangeboden": "aangeboden",
    "goedgekeurd": "goedgekeurd",
    "teruggestuurd": "teruggestuurd",
}
# What a confirmation of leaving something out is about begins with this.
LEAVE_OUT = "weglaten "
HALF = "U hebt de wijzigingen van uw collega goedgekeurd. Die van uzelf heeft nog niemand anders goedgekeurd."
OWN_WORK = "U hebt zelf iets veranderd dat nog niet gepubliceerd is. Vraag een collega om het goed te keuren."


class NotAllowed(StoreError):  # noqa: N818 - a refusal reads better without "Error"
    """This step cannot be taken now, or not by this account."""


@dataclass(frozen=True)
class Standing:
    """Where a year stands. `step` brought it there; of a concept that changed after a step, `overtaken` is that step.

    `content` is the state that all this is about; `makers` made what is in it and not yet published. `approvers`
    approved it so far: nobody's approval counts for their own work, so where two people made changes it may take both.
    `offered_by` asked for a look at it last; "" when nobody did.
    """

    year: int
    stand: Stand
    content: str
    makers: frozenset[str]
    step: Step | None = None
    overtaken: Step | None = None
    approvers: frozenset[str] = frozenset()
    offered_by: str = ""

    def may_approve(self, who: str) -> bool:
        """Whether there is anything in it that this account may approve: only what others made."""
        return who not in self.approvers and bool(self.makers - {who} or not self.makers)

    def is_own(self, who: str) -> bool:
        """Whether this account offered it, or made any of it."""
        return who in self.makers or who == self.offered_by


def content(store: Store, year: int, settings: Settings) -> str:
    """The state of a year that steps are about: its figures and texts, and the program and settings that make it."""
    return store.content(year, made(store, year, settings))


def made(store: Store, year: int, settings: Settings) -> str:
    """The program, the settings and what is left out, as one short text."""
    return " ".join((made_with(settings), *left_out(store, year)))


def left_out(store: Store, year: int) -> list[str]:
    """What editors chose to leave out of this year, because it tells too much of a small count."""
    about = (name for name in confirmed(store, year) if name.startswith(LEAVE_OUT))
    return sorted(name.removeprefix(LEAVE_OUT) for name in about)


def standing(store: Store, year: int, settings: Settings) -> Standing:
    """Where this year stands now."""
    state = content(store, year, settings)
    steps = [step for step in store.steps(year) if step.kind in STANDS]
    last = steps[-1] if steps else None
    makers = frozenset(_makers(store, year))
    if last is None:
        return Standing(year, "concept", state, makers)
    if last.content != state:
        edition = store.last_edition(year)
        published_since = edition is not None and edition.at >= last.at
        return Standing(year, "concept", state, makers, overtaken=None if published_since else last)
    approvers = _approvers(steps) if last.kind == "goedgekeurd" else frozenset()
    stand = STANDS[last.kind] if _is_covered(makers, approvers) else "aangeboden"
    offered_by = next((step.who for step in reversed(steps) if step.kind == "aangeboden"), "")
    return Standing(year, stand, state, makers, step=last, approvers=approvers, offered_by=offered_by)


def _approvers(steps: Sequence[Step]) -> frozenset[str]:
    """Who approved since the year was offered last."""
    return frozenset(step.who for step in itertools.takewhile(lambda one: one.kind == "goedgekeurd", reversed(steps)))


def _is_covered(makers: frozenset[str], approvers: frozenset[str]) -> bool:
    """Whether somebody else approved what each of them made."""
    return not approvers or all(approvers - {maker} for maker in makers)


def offer(store: Store, year: int, *, who: str, content: str, note: str | None, settings: Settings) -> None:
    """Ask for a look at this year, as it is in `content`. Raises Moved when it is not so any more."""
    _take(store, year, "aangeboden", who=who, content=content, note=note, settings=settings)


def approve(store: Store, year: int, *, who: str, content: str, note: str | None, settings: Settings) -> None:
    """Approve what was offered. Raises NotAllowed where nobody else made anything in it; Moved as above."""
    now = standing(store, year, settings)
    if now.stand != "aangeboden":
        raise NotAllowed(f"Er ligt nu niets van {year} ter controle. Bied het jaar eerst aan.")
    if not now.may_approve(who):
        raise NotAllowed(OWN_WORK)
    _take(store, year, "goedgekeurd", who=who, content=content, note=note, settings=settings, after=now.step)


def send_back(store: Store, year: int, *, who: str, content: str, note: str | None, settings: Settings) -> None:
    """Send back what was offered or approved, with what has to change. Raises NotAllowed without it, Moved as above."""
    now = standing(store, year, settings)
    if now.stand not in {"aangeboden", "goedgekeurd"}:
        raise NotAllowed(f"Er ligt nu niets van {year} ter controle.")
    if not (note or "").strip():
        raise NotAllowed("Schrijf op wat er anders moet. Er is nog niets teruggestuurd.")
    _take(store, year, "teruggestuurd", who=who, content=content, note=note, settings=settings, after=now.step)


def confirm(store: Store, year: int, about: str, *, who: str, note: str, title: str = "") -> None:
    """Keep why something that deserves a look is right as it is; `title` says what, in the log.

    Raises NotAllowed without a reason.
    """
    if not note.strip():
        raise NotAllowed("Schrijf op waarom het klopt. Er is nog niets bevestigd.")
    store.add_step(year, "bevestigd", who, content=store.content(year), note=note, about=about, title=title)


def confirmed(store: Store, year: int) -> dict[str, Step]:
    """What was confirmed for this year, by what it is about; the last one of each."""
    return {step.about: step for step in store.steps(year) if step.kind == "bevestigd"}


def _take(
    store: Store,
    year: int,
    kind: StepKind,
    *,
    who: str,
    content: str,
    note: str | None,
    settings: Settings,
    after: Step | None = None,
) -> None:
    seen = after.id if after else None
    store.add_step(year, kind, who, content=content, note=note, made_with=made(store, year, settings), after=seen)


def _makers(store: Store, year: int) -> Iterator[str]:
    """Who made a version or text since what readers see, also where somebody else went on with it."""
    edition = _first_alike(store, year)
    published = dict(edition.versions) if edition else {}
    for name in store.versions(year):
        yield from (one.who for one in store.history(name, year) if one.id > published.get(name, 0))
    texts = [text for earlier in store.years() if earlier <= year for text in store.text_history(earlier)]
    counts = {text.key: text.year for text in texts}
    seen = {earlier: _seen(store, earlier, year) for earlier in {text.year for text in texts}}
    for text in texts:
        since = seen[text.year]
        if text.year == counts[text.key] and (since is None or text.at > since):
            yield text.who


def _seen(store: Store, text_year: int, year: int) -> datetime | None:
    """Until when readers have the texts of a year, which go along to the next: from the editions up to `year`."""
    years = [one for one in store.published_years() if text_year <= one <= year]
    return max((edition.at for one in years if (edition := _first_alike(store, one)) is not None), default=None)


def put_back(store: Store, year: int) -> Edition | None:
    """The last edition, when it is an older one that was put back; None when it was made of what was there."""
    editions, alike = store.editions(year), _alike(store, year)
    return alike[0] if len(alike) > 1 and alike[1] != editions[1] else None


def _first_alike(store: Store, year: int) -> Edition | None:
    """What readers see; when an edition was put back, the first that was the same, for what came after it is not in."""
    return next(reversed(_alike(store, year)), None)


def _alike(store: Store, year: int) -> list[Edition]:
    """What readers see and the editions that were the same, newest first."""
    editions = store.editions(year)
    if not editions:
        return []
    last, texts = editions[0], store.texts_of(editions[0].id)
    return [one for one in editions if one.versions == last.versions and store.texts_of(one.id) == texts]

"""What the edit page works with: the table as it is typed now, what it started from, and the draft in the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import Visitor, writes
from factsheet.editing import sheet
from factsheet.editing.merge import merge
from factsheet.editing.numbering import ROW, Table, as_body, from_body
from factsheet.editing.sheet import Judged
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.screen import grid, outcome
from factsheet.screen.grid import Round, texts_of
from factsheet.screen.links import link
from factsheet.store import Draft, Remark, StoreError, Version
from factsheet.validate import Checked
from schemas import SCHEMAS, YearlyCsv, of_year, required, titled

DATASET = "bewerken gegevens"
RESULT = "bewerken resultaat"
TOO_LARGE = (
    "Deze tabel heeft {} rijen. Dat is te veel om hier te bewerken: {} is het meeste. "
    "Verbeter het bestand in Excel en upload het opnieuw."
)


@dataclass
class Work:
    """The work on one table: its round of the grid, the version that it started from (0: none), and what is kept of it.

    `revision` is that of the draft that this screen wrote or read last, `known` the table in it.
    """

    round: Round
    base: int
    revision: int
    known: pl.DataFrame


@dataclass(frozen=True)
class EditSession:
    """One table of one year on the screen of one editor."""

    dataset: str
    year: int
    visitor: Visitor
    work: Work
    last: Version | None
    judged: Judged
    remarks: tuple[Remark, ...] = ()

    @property
    def schema(self) -> type[YearlyCsv]:
        return SCHEMAS[self.dataset]

    @property
    def table(self) -> Table:
        return self.judged.table

    @property
    def checked(self) -> Checked:
        return self.judged.checked

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody kept another version since this work began."""
        return (self.last.id if self.last else 0) != self.work.base

    @property
    def other(self) -> str:
        """Who kept the last version, as colleagues know them."""
        return stores.current().display_name(self.last.who) if self.last else "De ander"

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to keep."""
        return not self.table.filled.drop(ROW).equals(texts_of(self.dataset, self.work.base))

    @property
    def grid_key(self) -> str:
        return grid_key(self.dataset, self.year)


def choose_dataset(year: int) -> str:
    """The dataset in the address (?gegevens=), with a control to choose another."""
    names, versions, needed = list(of_year(year)), stores.current().versions(year), required(year)
    asked = st.query_params.get("gegevens", "")
    asked = asked if asked in names else _last_changed(versions, names)
    st.session_state[DATASET] = st.query_params["gegevens"] = asked
    st.selectbox(
        "Gegevens",
        names,
        format_func=lambda name: (
            titled(name)
            if name in versions
            else f"{titled(name)}, {'ontbreekt nog' if name in needed else 'mag ontbreken'}"
        ),
        key=DATASET,
        on_change=_to_address,
        width=320,
    )
    return asked


def _last_changed(versions: Mapping[str, Version], names: Sequence[str]) -> str:
    """Where somebody worked last: nobody needs to look for it."""
    known = [version for name, version in versions.items() if name in names]
    return max(known, key=lambda version: version.id).dataset if known else names[0]


def open_session(dataset: str, year: int, visitor: Visitor) -> EditSession | None:
    """The table as this editor left it, or else as it was kept last; None for one that is too large for a screen."""
    last = stores.current().last_version(dataset, year)
    if last and last.row_count > sheet.MOST_ROWS:
        st.warning(_too_large(last.row_count))
        link("uploaden", "Naar uploaden")
        return None
    going = st.session_state.get(_name(dataset, year))
    # What the grid remembers is gone once another page was on the screen.
    if going is None or not grid.is_there(grid_key(dataset, year)):
        begin_round(dataset, year, visitor)
    return session_now(dataset, year, visitor)


def session_now(dataset: str, year: int, visitor: Visitor) -> EditSession:
    """The table as it stands in the grid at this moment; in a callback that is later than what the page has shown."""
    going: Work = st.session_state[_name(dataset, year)]
    store = stores.current()
    last, remarks = store.last_version(dataset, year), tuple(store.remarks(year, dataset))
    return EditSession(dataset, year, visitor, going, last, judge(going, dataset, year), remarks)


def judge(going: Work, dataset: str, year: int) -> Judged:
    """The table as it is typed now, with all that is wrong with it."""
    store = stores.current()
    return sheet.judge(
        typed(going, dataset, year),
        dataset,
        year,
        factsheet_settings.current(),
        last_year=store.last_rows,
        siblings=store.last_rows,
    )


def typed(going: Work, dataset: str, year: int) -> Table:
    """The table as the browser has it."""
    return grid.typed(grid_key(dataset, year), going.round, SCHEMAS[dataset])


def begin_round(dataset: str, year: int, visitor: Visitor) -> Work:
    """Put the table on the screen as it is in the draft, or else in the last version, or else empty."""
    store, settings, schema = stores.current(), factsheet_settings.current(), SCHEMAS[dataset]
    draft = store.draft(visitor.name, draft_name(dataset), year)
    kept = from_body(draft.body, list(sheet.columns(schema))) if draft else None
    last = store.last_version(dataset, year)
    base = draft.base if draft and kept is not None else (last.id if last else 0)
    texts = sheet.tidied(kept, schema, settings) if kept is not None else texts_of(dataset, base)
    before: Work | None = st.session_state.get(_name(dataset, year))
    going = grid.begin(Table.of(texts), before.round if before else None)
    work = Work(going, base, draft.revision if draft else 0, texts)
    st.session_state[_name(dataset, year)] = work
    return work


@writes
def keep_draft(dataset: str, year: int, visitor: Visitor) -> None:
    """Callback of the grid: what was typed goes into the store at once."""
    work: Work = st.session_state[_name(dataset, year)]
    going = work.round
    if not grid.hear(grid_key(dataset, year), going):
        return
    mine = typed(work, dataset, year).filled.drop(ROW)
    if mine.height > sheet.MOST_ROWS:
        going.failed = _too_large(mine.height)
        return
    try:
        _keep_typed(work, mine, dataset, year, visitor)
    except StoreError as error:
        # It still stands in the grid, and is sent again.
        going.failed = f"Uw laatste wijziging staat alleen nog op dit scherm. {error}"
    else:
        going.kept, going.failed = going.heard, ""


def _keep_typed(work: Work, mine: pl.DataFrame, dataset: str, year: int, visitor: Visitor) -> None:
    elsewhere = _changed_elsewhere(work, dataset, year, visitor)
    if elsewhere is not None:
        both = merge(work.known, elsewhere, mine, schema_keys(dataset))
        write_draft(dataset, year, visitor, both.texts, base=work.base)
        outcome.keep(RESULT, "let op", "U werkt op twee plekken aan deze tabel. De wijzigingen van beide staan erin.")
    elif mine.equals(texts_of(dataset, work.base)):
        stores.current().drop_draft(visitor.name, draft_name(dataset), year)
        work.revision, work.known = 0, mine
    else:
        draft = _keep(dataset, year, visitor, mine, base=work.base)
        work.revision, work.known = draft.revision, mine


def write_draft(dataset: str, year: int, visitor: Visitor, texts: pl.DataFrame, *, base: int) -> None:
    """Keep a whole table as the draft, and begin a new round with it."""
    _keep(dataset, year, visitor, texts, base=base)
    begin_round(dataset, year, visitor)


def _keep(dataset: str, year: int, visitor: Visitor, texts: pl.DataFrame, *, base: int) -> Draft:
    if sheet.holds_persons(texts, SCHEMAS[dataset]):
        raise StoreError("In de tabel lijken persoonsgegevens te staan. Haal ze weg: die bewaren wij nooit.")
    return stores.current().keep_draft(visitor.name, draft_name(dataset), year, as_body(texts), base=base)


def drop_draft(dataset: str, year: int, visitor: Visitor) -> None:
    """Forget what was not kept, and begin again with the last version."""
    stores.current().drop_draft(visitor.name, draft_name(dataset), year)
    begin_round(dataset, year, visitor)


def draft_name(dataset: str) -> str:
    return f"tabel {dataset}"


def schema_keys(dataset: str) -> list[str]:
    """The columns that together name a row."""
    return list(SCHEMAS[dataset].grid)


def _too_large(rows: int) -> str:
    return TOO_LARGE.format(notation.number(rows), notation.number(sheet.MOST_ROWS))


def _changed_elsewhere(work: Work, dataset: str, year: int, visitor: Visitor) -> pl.DataFrame | None:
    """The draft in the store, when another screen of this editor changed it since this one looked."""
    draft = stores.current().draft(visitor.name, draft_name(dataset), year)
    if draft is None or draft.revision == work.revision or draft.base != work.base:
        return None
    found = from_body(draft.body, work.known.columns)
    return None if found is None else sheet.tidied(found, SCHEMAS[dataset], factsheet_settings.current())


def _name(dataset: str, year: int) -> str:
    return f"bewerken {dataset} {year}"


def grid_key(dataset: str, year: int) -> str:
    """Where the grid of a table stands: the same one for as long as its page is open."""
    return f"bewerken tabel {dataset} {year}"


def _to_address() -> None:
    st.query_params["gegevens"] = st.session_state[DATASET]

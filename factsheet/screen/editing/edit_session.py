"""What the edit page works with: the table as it is typed now, what it started from, and the draft in the store.

The grid of Streamlit begins anew whenever its input changes, so its input stays the same for a whole round; what was
typed in that round is what the grid remembers. A round begins when the table comes on the screen, and when something
else than typing changes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import Visitor, writes
from factsheet.editing import sheet
from factsheet.editing.merge import merge
from factsheet.editing.numbering import Table, as_body, from_body
from factsheet.editing.sheet import Judged
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.screen.links import link
from factsheet.store import Draft, StoreError, Version
from factsheet.validate import Checked
from schemas import SCHEMAS, YearlyCsv, of_year, required

DATASET = "bewerken gegevens"
RESULT = "bewerken resultaat"
TOO_LARGE = (
    "Deze tabel heeft {} rijen. Dat is te veel om hier te bewerken: {} is het meeste. "
    "Verbeter het bestand in Excel en upload het opnieuw."
)


@dataclass
class Round:
    """One round of the grid: its input, the version that the work started from (0: none), and what the store has.

    `revision` is that of the draft that this screen wrote or read last, `known` the table in it.
    """

    number: int
    texts: pl.DataFrame
    base: int
    revision: int
    known: pl.DataFrame


@dataclass(frozen=True)
class EditSession:
    """One table of one year on the screen of one editor."""

    dataset: str
    year: int
    visitor: Visitor
    round: Round
    last: Version | None
    judged: Judged

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
        return (self.last.id if self.last else 0) != self.round.base

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to keep."""
        return not self.table.filled.drop("rij").equals(texts_of(self.dataset, self.round.base))

    @property
    def grid_key(self) -> str:
        return _grid_key(self.dataset, self.year, self.round.number)


def choose_dataset(year: int) -> str:
    """The dataset in the address (?gegevens=), with a control to choose another."""
    names = list(of_year(year))
    asked = st.query_params.get("gegevens", names[0])
    asked = asked if asked in names else names[0]
    st.session_state[DATASET] = st.query_params["gegevens"] = asked
    versions, needed = stores.current().versions(year), required(year)
    st.selectbox(
        "Gegevens",
        names,
        format_func=lambda name: (
            name if name in versions else f"{name} ({'ontbreekt nog' if name in needed else 'mag ontbreken'})"
        ),
        key=DATASET,
        on_change=_to_address,
        width=320,
    )
    return asked


def open_session(dataset: str, year: int, visitor: Visitor) -> EditSession | None:
    """The table as this editor left it, or else as it was kept last; None for one that is too large for a screen."""
    last = stores.current().last_version(dataset, year)
    if last and last.row_count > sheet.MOST_ROWS:
        st.warning(_too_large(last.row_count))
        link("uploaden", "Naar uploaden")
        return None
    going = st.session_state.get(_name(dataset, year))
    # What the grid remembers is gone once another page was on the screen.
    if going is None or _grid_key(dataset, year, going.number) not in st.session_state:
        begin_round(dataset, year, visitor)
    return session_now(dataset, year, visitor)


def session_now(dataset: str, year: int, visitor: Visitor) -> EditSession:
    """The table as it stands in the grid at this moment; in a callback that is later than what the page has shown."""
    going: Round = st.session_state[_name(dataset, year)]
    last = stores.current().last_version(dataset, year)
    return EditSession(dataset, year, visitor, going, last, judge(going, dataset, year))


def judge(going: Round, dataset: str, year: int) -> Judged:
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


def typed(going: Round, dataset: str, year: int) -> Table:
    """The input of the grid with what was typed in it since."""
    state = st.session_state.get(_grid_key(dataset, year, going.number), {})
    return Table.of(going.texts).changed(state if isinstance(state, Mapping) else {})


def begin_round(dataset: str, year: int, visitor: Visitor) -> Round:
    """Put the table on the screen as it is in the draft, or else in the last version, or else empty."""
    store, name = stores.current(), _name(dataset, year)
    before = st.session_state.get(name)
    draft = store.draft(visitor.name, draft_name(dataset), year)
    kept = from_body(draft.body, list(sheet.columns(SCHEMAS[dataset]))) if draft else None
    last = store.last_version(dataset, year)
    base = draft.base if draft and kept is not None else (last.id if last else 0)
    texts = kept if kept is not None else texts_of(dataset, base)
    number = before.number + 1 if before else 1
    going = Round(number, texts, base, draft.revision if draft else 0, texts)
    st.session_state[name] = going
    return going


def texts_of(dataset: str, version: int) -> pl.DataFrame:
    """A version as texts; of none, the rows that a new file begins with."""
    settings, schema = factsheet_settings.current(), SCHEMAS[dataset]
    if not version:
        return sheet.empty(schema, settings)
    return _texts_of(dataset, version, stores.current().version(version).at.isoformat())


@writes
def keep_draft(dataset: str, year: int, visitor: Visitor) -> None:
    """Callback of the grid: what was typed goes into the store at once."""
    going: Round = st.session_state[_name(dataset, year)]
    mine = typed(going, dataset, year).filled.drop("rij")
    if mine.height > sheet.MOST_ROWS:
        # It stands in the grid as long as the page does; a table of this size is a file to upload.
        st.session_state[RESULT] = ("fout", _too_large(mine.height))
        return
    try:
        elsewhere = _changed_elsewhere(going, dataset, year, visitor)
        if elsewhere is not None:
            both = merge(going.known, elsewhere, mine, schema_keys(dataset))
            write_draft(dataset, year, visitor, both.texts, base=going.base)
            st.session_state[RESULT] = (
                "let op",
                "U werkt op twee plekken aan deze tabel. De wijzigingen van beide staan erin.",
            )
        elif mine.equals(texts_of(dataset, going.base)):
            stores.current().drop_draft(visitor.name, draft_name(dataset), year)
            going.revision, going.known = 0, mine
        else:
            draft = _keep(dataset, year, visitor, mine, base=going.base)
            going.revision, going.known = draft.revision, mine
    except StoreError as error:
        # It still stands in the grid, and goes along with the next change.
        st.session_state[RESULT] = ("fout", f"Uw laatste wijziging staat alleen nog op dit scherm. {error}")


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


def _changed_elsewhere(going: Round, dataset: str, year: int, visitor: Visitor) -> pl.DataFrame | None:
    """The draft in the store, when another screen of this editor changed it since this one looked."""
    draft = stores.current().draft(visitor.name, draft_name(dataset), year)
    if draft is None or draft.revision == going.revision or draft.base != going.base:
        return None
    return from_body(draft.body, going.texts.columns)


@st.cache_data(max_entries=100, show_spinner=False)
def _texts_of(dataset: str, version: int, at: str) -> pl.DataFrame:  # noqa: ARG001 - a backup gives numbers out again
    rows = stores.current().rows(version)
    return sheet.as_texts(rows, SCHEMAS[dataset], factsheet_settings.current())


def _name(dataset: str, year: int) -> str:
    return f"bewerken {dataset} {year}"


def _grid_key(dataset: str, year: int, number: int) -> str:
    return f"bewerken tabel {dataset} {year} {number}"


def _to_address() -> None:
    st.query_params["gegevens"] = st.session_state[DATASET]

"""The grid: lists for wijken and categories, and every other cell as text, so that what was typed stays."""

from __future__ import annotations

from typing import Any, Literal

import polars as pl

from factsheet import settings as factsheet_settings
from factsheet import store
from factsheet.editing import sheet
from factsheet.editing.numbering import ROW, Table
from factsheet.literal import st
from factsheet.screen.editing.edit_session import EditSession, keep_draft, texts_of
from factsheet.template import describe

Side = Literal["left", "right"]
ROWS_HIGH = 16
ROW_HEIGHT = 36


def grid(at: EditSession) -> None:
    """The table to type in. Every change goes into the draft, and is judged when the page is drawn again."""
    st.caption(
        "Klik twee keer op een cel om te typen. Kopieer gerust cellen uit Excel en plak ze hier. "
        "Een rij toevoegen: klik op de onderste rij, en vul daarna de cellen. Een wijk of groep kiest u uit de lijst."
    )
    st.data_editor(
        _with_last_year(at),
        key=at.grid_key,
        num_rows="dynamic",
        column_config=_columns(at),
        disabled=[ROW, *_last_year_columns(at)],
        hide_index=True,
        height=ROW_HEIGHT * min(ROWS_HIGH, at.round.texts.height + 2),
        placeholder="",
        on_change=keep_draft,
        args=(at.dataset, at.year, at.visitor),
        alt=f"De cijfers van {at.dataset} over {at.year}, om te bewerken",
    )


def _with_last_year(at: EditSession) -> pl.DataFrame:
    """The input of this round, with the figures of last year behind it, only to look at."""
    cells, keys, shown = Table.of(at.round.texts).cells, list(at.schema.grid), _last_year_columns(at)
    before = store.current().last_version(at.dataset, at.year - 1)
    if not shown or before is None:
        return cells
    texts = texts_of(at.dataset, before.id).unique(keys, keep="first")
    renamed = texts.select(*keys, **{name: pl.col(measure) for name, measure in shown.items()})
    return cells.join(renamed, on=keys, how="left", maintain_order="left", nulls_equal=True)


def _last_year_columns(at: EditSession) -> dict[str, str]:
    """Column of last year on the screen → the column it belongs to; none when there is no such year."""
    if store.current().last_version(at.dataset, at.year - 1) is None:
        return {}
    return {f"{measure} in {at.year - 1}": measure for measure in at.schema.measures()}


def _columns(at: EditSession) -> dict[str, Any]:
    settings = factsheet_settings.current()
    help_of = {told.column: f"{told.title}. {told.rule}" for told in describe(at.dataset, settings)}
    config: dict[str, Any] = {ROW: st.column_config.NumberColumn("rij", width=60, pinned=True)}
    for name, info in sheet.columns(at.schema).items():
        options = sheet.choices(at.schema, name, settings)
        label = f"{name} ({info.unit})" if info.unit and info.unit != name else name
        if options:
            config[name] = st.column_config.SelectboxColumn(label, options=options, help=help_of[name])
        else:
            side: Side = "right" if info.dtype.is_numeric() else "left"
            config[name] = st.column_config.TextColumn(label, help=help_of[name], alignment=side)
    for name in _last_year_columns(at):
        config[name] = st.column_config.TextColumn(name, alignment="right", disabled=True)
    return config

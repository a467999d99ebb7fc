"""The upload page in parts: drop, report per file, reason, save. Writing happens in the callback of the button only."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from factsheet import publish as publication
from factsheet import settings, store
from factsheet.access import Visitor
from factsheet.narrate import notation
from factsheet.parse import Problem
from factsheet.screen.links import link
from factsheet.screen.tables import table
from factsheet.store import StoreError
from factsheet.template import describe, template
from factsheet.validate import Checked, check
from schemas import SCHEMAS

CHECKED = "uploads gecontroleerd"
ROUND = "uploads ronde"
RESULT = "uploads resultaat"
REASON = "uploads reden"
PROBLEMS_SHOWN = 50


def dropped() -> list[Checked]:
    """The files in the drop zone, each read and checked once."""
    files = st.file_uploader(
        "CSV-bestanden",
        type=["csv", "txt"],
        accept_multiple_files=True,
        key=f"uploads-{st.session_state.get(ROUND, 0)}",
        help="U kunt alle bestanden van een jaar tegelijk kiezen of hierheen slepen.",
    )
    known: dict[str, Checked] = st.session_state.get(CHECKED, {})
    new = [file for file in files if file.file_id not in known]
    compare, town = publication.last_year(store.current()), settings.current()
    bar = st.progress(0.0, "Bestanden lezen…") if new else None
    for number, file in enumerate(new, start=1):
        known[file.file_id] = check(file.getvalue(), town, name=file.name, last_year=compare)
        if bar:
            bar.progress(number / len(new), f"{file.name} gelezen")
    if bar:
        bar.empty()
    st.session_state[CHECKED] = {file.file_id: known[file.file_id] for file in files}
    return sorted(st.session_state[CHECKED].values(), key=lambda checked: (-len(checked.errors), checked.name))


def overview(files: Sequence[Checked]) -> None:
    """One line per file: what it is, how it was read, and how many problems it has; worst first."""
    rows = [
        (
            file.name,
            f"{file.dataset} {file.year}" if file.dataset else "niet herkend",
            notation.number(file.rows.height),
            _dialect(file),
            _verdict(file),
        )
        for file in files
    ]
    st.html(table("Gelezen bestanden", ("Bestand", "Gegevens", "Rijen", "Gelezen als", "Oordeel"), rows, words=True))


def report(file: Checked) -> None:
    """What is wrong with one file, with the row in Excel, the column, the value and the way out."""
    if not file.problems:
        return
    # Not as a Streamlit heading: those read a name such as *a*.csv as markup.
    st.html(f"<h2>{escape(file.name)}</h2>")
    st.html(
        table(_verdict(file), ("Soort", "Rij", "Kolom", "Waarde", "Wat is er aan de hand"), _problems(file), words=True)
    )
    more = len(file.problems) - PROBLEMS_SHOWN
    if more > 0:
        st.caption(f"En nog {notation.number(more)} meldingen. Verbeter eerst deze en upload het bestand opnieuw.")


def save_button(files: Sequence[Checked], visitor: Visitor) -> None:
    """Keep all files together or none. Warnings need a reason."""
    if any(file.errors for file in files):
        st.error(
            "Er staan nog fouten in. Verbeter ze in Excel, haal het bestand hierboven weg en kies het opnieuw. "
            "Er wordt niets bewaard zolang er een fout in staat."
        )
        return
    warnings = sum(len(file.warnings) for file in files)
    if warnings:
        st.text_area(
            "Waarom kloppen de cijfers, ondanks de waarschuwingen?",
            key=REASON,
            max_chars=1000,
            placeholder="Bijvoorbeeld: gecontroleerd met de afdeling; de daling komt door de nieuwe regeling.",
        )
    _told()
    st.button(
        "Bewaar 1 bestand" if len(files) == 1 else f"Bewaar {len(files)} bestanden",
        type="primary",
        on_click=_save,
        args=(list(files), visitor),
    )


def last_result() -> None:
    """After saving: what was kept, and where to go now."""
    kept = st.session_state.pop(RESULT, None)
    if isinstance(kept, dict):
        for year, datasets in kept.items():
            st.success(f"Bewaard voor {year}: {', '.join(datasets)}.")
            link("publiceren", f"Naar publiceren van {year}", jaar=str(year))
    elif kept:
        st.error(kept)


def help_per_dataset() -> None:
    """Which files there are, what stands in them, and an empty one to begin with."""
    town = settings.current()
    st.header("Welke bestanden?", anchor=False)
    st.markdown(f"Een factsheet heeft {len(SCHEMAS)} bestanden. De app herkent een bestand aan de kolommen.")
    year = max([*store.current().years(), 0]) + 1
    for dataset, schema in SCHEMAS.items():
        with st.expander(dataset):
            st.markdown(escape(schema.__doc__ or ""))
            rows = [(c.column, c.title, c.unit, c.rule) for c in describe(dataset, town)]
            st.html(table(f"Kolommen van {dataset}", ("Kolom", "Betekenis", "Eenheid", "Regels"), rows, words=True))
            st.download_button(
                f"Leeg bestand {dataset}",
                data=template(dataset, year, town),
                file_name=f"{dataset}-{year}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"sjabloon-{dataset}",
            )


def _save(files: list[Checked], visitor: Visitor) -> None:
    shelves = store.current()
    try:
        versions = shelves.save(files, who=visitor.name, reason=st.session_state.get(REASON))
    except StoreError as error:
        st.session_state[RESULT] = str(error)
        return
    kept: dict[int, list[str]] = {}
    for version in versions:
        kept.setdefault(version.year, []).append(version.dataset)
    st.session_state[RESULT] = kept
    st.session_state[CHECKED] = {}
    # A drop zone with another key is an empty one.
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _told() -> None:
    if isinstance(st.session_state.get(RESULT), str):
        st.error(st.session_state.pop(RESULT))


def _dialect(file: Checked) -> str:
    names = {"\t": "tab", ";": "puntkomma", ",": "komma", ".": "punt"}
    read = file.read_as
    separator, decimal = names.get(read.separator, read.separator), names.get(read.decimal, read.decimal)
    return f"{read.encoding}, kolommen met {separator}, decimalen met {decimal}"


def _verdict(file: Checked) -> str:
    parts = [
        _count(len(file.errors), "fout", "fouten"),
        _count(len(file.warnings), "waarschuwing", "waarschuwingen"),
    ]
    return ", ".join(part for part in parts if part) or "goed"


def _count(number: int, one: str, many: str) -> str:
    return f"{notation.number(number)} {one if number == 1 else many}" if number else ""


def _problems(file: Checked) -> list[tuple[str, ...]]:
    worst_first = sorted(file.problems, key=lambda problem: problem.severity)
    return [_row(problem) for problem in worst_first[:PROBLEMS_SHOWN]]


def _row(problem: Problem) -> tuple[str, ...]:
    row = notation.number(problem.row) if problem.row else ""
    return problem.severity, row, problem.column or "", problem.value or "", problem.message

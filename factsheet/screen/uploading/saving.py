"""Keep what was dropped: all files together or none, with a reason where there are warnings."""

from __future__ import annotations

from collections.abc import Sequence

from factsheet import settings, store
from factsheet.access import Visitor, writes
from factsheet.editing import sheet
from factsheet.editing.compare import differences
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.narrate.text import listing
from factsheet.release import publish as publication
from factsheet.report import count_of
from factsheet.screen import differing, outcome
from factsheet.screen.editing import edit_session as editing
from factsheet.screen.links import go, link
from factsheet.screen.progressing import RESULT as AT_PUBLISHING
from factsheet.screen.uploading.drop import keep_saved
from factsheet.screen.uploading.mending import correction_messages
from factsheet.screen.uploading.upload_session import Table, Upload, bases, replace_the_last
from factsheet.store import Conflict, StoreError
from schemas import SCHEMAS

RESULT = "uploads resultaat"
REASON = "uploads reden"
UNSAVED = (
    "U hebt op de pagina Bewerken al iets veranderd aan {} van {}, en nog niet bewaard. "
    "Bewaar dat eerst, of gooi het weg. Uw bestand is nog niet bewaard."
)
NAMED = 3  # files in one sentence
LIKE = "Bijvoorbeeld: gecontroleerd met de afdeling; de daling komt door de nieuwe regeling."


def save_button(files: Sequence[Upload], visitor: Visitor) -> None:
    """The bar that stays in view: keep all files that are good, together or none. Warnings need a reason."""
    with st.container(key="uploaden balk"):
        # Of records only the tables are kept that were counted from them.
        tables = [file for file in files if not file.found.recorded]
        wrong = [file for file in files if file.checked.errors]
        good = [file for file in tables if not _is_held_up(file, wrong)]
        overtaken = [file for file in good if _is_overtaken(file)]
        for file in overtaken:
            _overtaken(file, visitor)
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        with left:
            if any(file.checked.warnings for file in good):
                st.text_area(_question(good), key=REASON, max_chars=1000, height=68, placeholder=LIKE)
            elif wrong:
                st.caption(_still_wrong(wrong))
        with right:
            if wrong and any(file.checked.warnings for file in good):
                st.caption(_still_wrong(wrong))
            if good and not overtaken:
                st.button(_label(good, wrong), type="primary", on_click=_save, args=(good, visitor))
        _flash()


def _is_held_up(file: Upload, wrong: Sequence[Upload]) -> bool:
    """Whether a table cannot be kept: for its own faults, or those of another table from the same records."""
    own = {file.key, file.records} - {""}
    return any(own & {other.key, other.records} for other in wrong)


def _question(good: Sequence[Upload]) -> str:
    warned = [file for file in good if file.checked.warnings]
    return f"Waarom kloppen de cijfers, ondanks de waarschuwingen bij {_named(warned)}?"


def _still_wrong(wrong: Sequence[Upload]) -> str:
    errors = count_of(sum(len(file.checked.errors) for file in wrong), "fout", "fouten")
    return f"Nog {errors} in {_named(wrong)}. Verbeter dat hierboven, of kies een beter bestand."


def _named(files: Sequence[Upload]) -> str:
    return listing([file.name for file in files]) if len(files) <= NAMED else f"{len(files)} bestanden"


def _label(good: Sequence[Upload], wrong: Sequence[Upload]) -> str:
    if not wrong:
        return f"Bewaar {count_of(len(good), 'bestand', 'bestanden')}"
    return f"Bewaar vast {count_of(len(good), 'goed bestand', 'goede bestanden')}"


def last_result() -> None:
    """After saving: what was kept. When a year is complete with it, on to publishing; else a link to it."""
    kept = st.session_state.pop(RESULT, None)
    if isinstance(kept, dict):
        said = {year: f"Bewaard voor {year}: {', '.join(datasets)}." for year, datasets in kept.items()}
        if len(kept) == 1 and not publication.missing(store.current(), *kept):
            st.session_state[AT_PUBLISHING] = ("goed", *said.values())
            go("publiceren", jaar=str(*kept))
        for year, message in said.items():
            outcome.box(f"{RESULT} {year}", "goed", message)
            link("publiceren", f"Naar publiceren van {year}", jaar=str(year))
    elif kept:
        outcome.box(RESULT, "fout", kept)


def _table(file: Upload) -> Table:
    return file.checked.dataset or "", file.checked.year or 0


def _is_overtaken(file: Upload) -> bool:
    """Whether somebody kept another version since this file was dropped."""
    table = _table(file)
    last = store.current().last_version(*table)
    return table in bases() and (last.id if last else None) != bases()[table]


def _overtaken(file: Upload, visitor: Visitor) -> None:
    """Say who kept what, and how the file differs from it; then replace it, or put both together."""
    table = _table(file)
    last = store.current().last_version(*table)
    if last is None:
        return
    who = store.current().display_name(last.who)
    st.warning(
        f"{who} heeft op {notation.moment(last.at)} een nieuwere versie van {last.dataset} van {last.year} "
        "bewaard. Uw bestand is nog niet bewaard."
    )
    found = differences(store.current().rows(last.id), file.checked.rows, SCHEMAS[last.dataset], settings.current())
    differing.show(found, was=f"Versie van {who}", wordt="Uw bestand")
    left, right = st.columns(2)
    with left:
        st.button(
            f"Zet mijn bestand in de plaats van de versie van {who}",
            on_click=replace_the_last,
            args=([table],),
            key=f"toch {file.key}",
        )
    with right:
        st.button("Voeg samen op de pagina Bewerken", on_click=_merge, args=(file, visitor), key=f"samen {file.key}")


@writes
def _merge(file: Upload, visitor: Visitor) -> None:
    """Callback: the file becomes the draft of this editor, on top of the version that it was to replace."""
    table = _table(file)
    dataset, year = table
    texts = sheet.as_texts(file.checked.rows, SCHEMAS[dataset], settings.current())
    try:
        if store.current().draft(visitor.name, editing.draft_name(dataset), year):
            st.session_state[RESULT] = UNSAVED.format(dataset, year)
            return
        editing.write_draft(dataset, year, visitor, texts, base=bases()[table] or 0)
    except StoreError as error:
        st.session_state[RESULT] = str(error)
        return
    st.session_state[RESULT] = table


@writes
def _save(files: list[Upload], visitor: Visitor) -> None:
    checked = [file.checked for file in files]
    mended = {_table(file): correction_messages(file) for file in files}
    reason = st.session_state.get(REASON)
    try:
        versions = store.current().save(checked, who=visitor.name, reason=reason, mended=mended, based_on=bases())
    except Conflict:
        # The page shows who kept what, and how the file differs from it.
        return
    except StoreError as error:
        st.session_state[RESULT] = str(error)
        return
    kept: dict[int, list[str]] = {}
    for version in versions:
        kept.setdefault(version.year, []).append(version.dataset)
    st.session_state[RESULT] = kept
    keep_saved(files)


def _flash() -> None:
    """What the last button did, while the files are still there."""
    result = st.session_state.pop(RESULT, None)
    if isinstance(result, tuple):
        dataset, year = result
        outcome.box(RESULT, "goed", f"Uw bestand staat nu als uw wijziging bij {dataset} van {year}.")
        link("bewerken", f"Ga verder op de pagina Bewerken: {dataset}", jaar=str(year), gegevens=dataset)
    elif isinstance(result, dict):
        for year, datasets in result.items():
            outcome.box(RESULT, "goed", f"Bewaard voor {year}: {', '.join(datasets)}.")
    elif result:
        outcome.box(RESULT, "fout", result)

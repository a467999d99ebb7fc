"""What is wrong: a count over all files, one line per file, and a report per file; how they were read comes last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from markupsafe import Markup

from factsheet import settings, store
from factsheet.editing.compare import differences
from factsheet.intake import GROUPS_SHOWN
from factsheet.literal import st
from factsheet.markup.tables import bullets, table
from factsheet.narrate import notation
from factsheet.report import count_of, counted, holds_persons, marked
from factsheet.screen.uploading import by_hand, counting, mending
from factsheet.screen.uploading.excerpts import group_message
from factsheet.screen.uploading.upload_session import Upload, work_on
from schemas import SCHEMAS

OPENED = 1  # groups whose rows are shown at once
FIRST = 3  # groups that are shown before the others
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIGNS = {"\t": "tab", ";": "puntkomma", ",": "komma", ".": "punt", "|": "streepje (|)"}


def overview(files: Sequence[Upload]) -> None:
    """How many problems there are, and one line per file: what it is and what is wrong; worst first."""
    st.header(_total(files), anchor=False)
    rows = [
        (
            file.name,
            f"{file.checked.dataset} {file.checked.year or ''}".strip() if file.checked.dataset else "niet herkend",
            _verdict(file),
            notation.number(file.found.recorded.indicaties if file.found.recorded else file.checked.rows.height),
        )
        for file in files
    ]
    st.html(table("Gelezen bestanden", ("Bestand", "Gegevens", "Oordeel", "Rijen"), rows, words=True))
    mending.take_all_button(files)


def reports(files: Sequence[Upload]) -> None:
    """Per file what is wrong and the way out, worst first; how they were read comes last.

    The file in whose grid somebody types stands first and stays there, whatever becomes of its faults.
    """
    for file in files:
        counting.messages(file)
    here = by_hand.chosen([file for file in files if not mending.asked_about(file)])
    wrong = [file for file in files if file.checked.errors and file is not here]
    others = [file for file in files if not file.checked.errors and file is not here and _has_anything(file)]
    if here:
        with st.container(key="uploads open"):
            _report(here)
            by_hand.type_figures(here)
    for file in wrong:
        _report(file, by_hand.open_button)
    if others:
        # What can be kept already stands in nobody's way; what a button just did to it stands outside.
        for file in others:
            mending.told(file)
        title = f"Zonder fouten: {count_of(len(others), 'bestand', 'bestanden')}"
        with st.expander(title, expanded=not (wrong or here)):
            for file in others:
                _report(file, by_hand.open_button)
    with st.expander("Zo zijn de bestanden gelezen"):
        line = Markup("<strong>{}</strong>: {}")
        st.html(bullets(line.format(file.name, _read_as(file)) for file in files if file.file.data))


def _has_anything(file: Upload) -> bool:
    return bool(file.checked.problems) or mending.is_mended(file)


def _report(file: Upload, button: Callable[[Upload], None] | None = None) -> None:
    st.html(Markup('<h3 class="sd-bestand">{}</h3>').format(file.name))
    mending.told(file)
    mending.mended(file)
    mending.question(file)
    asked = mending.asked_about(file)
    shown = [place for place, group in enumerate(file.found.groups) if group not in asked]
    for number, place in enumerate(shown[:FIRST]):
        _group(file, place, opened=number < OPENED)
    rest = shown[FIRST:GROUPS_SHOWN]
    if rest:
        with st.expander(f"Nog {count_of(len(rest), 'melding', 'meldingen')} over {file.name}"):
            for place in rest:
                _group(file, place, opened=False)
            _more(sum(max(1, len(file.found.groups[place].rows)) for place in shown[GROUPS_SHOWN:]))
    with st.container(horizontal=True):
        if button and not asked:
            button(file)
        _download(file)


def _verdict(file: Upload) -> str:
    """What is wrong with a file; of a good one whether it brings anything new."""
    if file.checked.problems:
        return counted(file.checked.problems)
    dataset, year = file.checked.dataset, file.checked.year
    kept = store.current().last_rows(dataset, year) if dataset in SCHEMAS and year else None
    same = kept is not None and differences(kept, file.checked.rows, SCHEMAS[dataset or ""], settings.current()).nothing
    return "goed, gelijk aan wat er al is" if same else "goed"


def _total(files: Sequence[Upload]) -> str:
    """ "3 fouten en 2 waarschuwingen in 2 bestanden"."""
    wrong = [file for file in files if file.checked.problems]
    if wrong:
        problems = counted(problem for file in wrong for problem in file.checked.problems)
        return f"{problems} in {count_of(len(wrong), 'bestand', 'bestanden')}"
    return "Het bestand is goed" if len(files) == 1 else f"Alle {len(files)} bestanden zijn goed"


def _read_as(file: Upload) -> str:
    """The dialect that was found, and everything that was interpreted."""
    checked, read = file.checked, file.checked.read_as
    parts = [read.encoding]
    if read.separator:
        parts.append(f"kolommen met {SIGNS.get(read.separator, read.separator)}")
    parts.append(f"decimalen met {SIGNS.get(read.decimal, read.decimal)}")
    return ". ".join([", ".join(parts), *(note.rstrip(".") for note in checked.notes)]) + ("." if checked.notes else "")


def _group(file: Upload, place: int, *, opened: bool) -> None:
    group = file.found.groups[place]
    # Once its table was typed in, the rows are no longer those of the file.
    excerpt = None if work_on(file.key).typed else file.found.excerpts.get(place)
    st.html(group_message(group, excerpt, file.name, opened=opened))
    mending.take_button(file, place)


def _more(number: int) -> None:
    if number:
        many = count_of(number, "melding", "meldingen")
        st.caption(f"En nog {many}. Verbeter eerst wat hierboven staat, of kijk in het bestand met meldingen.")


def _download(file: Upload) -> None:
    if holds_persons(file.checked.problems) or not file.checked.problems or work_on(file.key).typed:
        return
    stem = file.name.rpartition(".")[0] or file.name
    st.download_button(
        "Download het bestand met meldingen (.xlsx)",
        data=partial(marked, file.file.data, file.name, file.checked, file.file.corrections),
        file_name=f"{stem}-meldingen.xlsx",
        mime=EXCEL,
        on_click="ignore",
        key=f"meldingen-{file.key}",
    )

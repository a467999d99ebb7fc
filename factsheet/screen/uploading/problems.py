"""What is wrong: a count over all files, one line per file on how it was read, and a report per file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from factsheet.intake import GROUPS_SHOWN
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.report import count_of, counted, holds_persons, marked
from factsheet.screen.tables import bullets, table
from factsheet.screen.uploading import counting, mending
from factsheet.screen.uploading.excerpts import group_message
from factsheet.screen.uploading.upload_session import Upload

OPENED = 3  # groups whose rows are shown at once
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIGNS = {"\t": "tab", ";": "puntkomma", ",": "komma", ".": "punt", "|": "streepje (|)"}


def overview(files: Sequence[Upload]) -> None:
    """How many problems there are, and one line per file: what it is, how it was read, what is wrong; worst first."""
    st.header(_total(files), anchor=False)
    rows = [
        (
            file.name,
            f"{file.checked.dataset} {file.checked.year or ''}".strip() if file.checked.dataset else "niet herkend",
            counted(file.checked.problems) or "goed",
            notation.number(file.found.recorded.indicaties if file.found.recorded else file.checked.rows.height),
        )
        for file in files
    ]
    st.html(table("Gelezen bestanden", ("Bestand", "Gegevens", "Oordeel", "Rijen"), rows, words=True))
    # Not a column: on a phone a table of long sentences is mostly empty.
    line = Markup("<strong>{}</strong>: {}")
    read = bullets(line.format(file.name, _read_as(file)) for file in files if file.file.data)
    st.html(Markup('<p class="sd-soort">Zo zijn de bestanden gelezen</p>{}').format(read))
    mending.take_all_button(files)


def report(file: Upload) -> None:
    """What is wrong with one file: each group with its rows and the way out, and the file back with the messages."""
    counting.messages(file)
    if not file.checked.problems and not mending.is_mended(file):
        return
    st.html(Markup("<h2>{}</h2>").format(file.name))
    mending.mended(file)
    if not file.checked.problems:
        return
    mending.question(file)
    asked = mending.asked_about(file)
    shown = [place for place, group in enumerate(file.found.groups) if group not in asked]
    for number, place in enumerate(shown[:GROUPS_SHOWN]):
        _group(file, place, opened=number < OPENED)
    _more(sum(max(1, len(file.found.groups[place].rows)) for place in shown[GROUPS_SHOWN:]))
    _download(file)


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
    st.html(group_message(group, file.found.excerpts.get(place), file.name, opened=opened))
    mending.take_button(file, place)


def _more(number: int) -> None:
    if number:
        many = count_of(number, "melding", "meldingen")
        st.caption(f"En nog {many}. Verbeter eerst wat hierboven staat, of kijk in het bestand met meldingen.")


def _download(file: Upload) -> None:
    if holds_persons(file.checked.problems):
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

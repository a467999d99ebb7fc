"""Small faults mended on the spot: suggestions that are taken over and turned back, and what a point means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from factsheet.intake import Cell
from factsheet.literal import st
from factsheet.parse import Decimal, Problem
from factsheet.report import Correction, by_correction, count_of
from factsheet.screen import outcome
from factsheet.screen.uploading import by_hand
from factsheet.screen.uploading.upload_session import Upload, Work, work_on
from factsheet.validate.grouping import Group

UNCLEAR = re.compile(r"Bij '(?P<value>[^']+)' is niet duidelijk wat de (?P<sign>punt|komma) betekent")
OTHER: Mapping[str, Decimal] = {",": ".", ".": ","}
CORRECTIONS_SHOWN = 50
MENDS_OPEN = 5
MENDED = "uploads verbeterd"


def take_all_button(files: Sequence[Upload]) -> None:
    """One button for every suggestion in all files, when there is more than one."""
    number = sum(len(file.found.suggestions) for file in files)
    if number > 1:
        st.button(
            "Neem beide voorstellen over" if number == 2 else f"Neem alle {number} voorstellen over",  # noqa: PLR2004
            on_click=_take_all,
            args=(list(files),),
            key="alle voorstellen",
        )
    outcome.show(f"{MENDED} alle")


def take_button(file: Upload, place: int) -> None:
    """The button under one group that puts the suggested value in its cells."""
    group = file.found.groups[place]
    cells = file.found.suggestions_of(group)
    if cells:
        where = "" if len(cells) == 1 else f" in {len(cells)} rijen"
        label = f"Neem over{where}: {group.suggestion or ''}"
        st.button(label, on_click=_take, args=(file.key, cells), key=f"over-{file.key}-{place}")


def mended(file: Upload) -> None:
    """What was mended in this file so far, each with a way back."""
    work = work_on(file.key)
    changes = by_correction(work.corrections)
    # What is typed in the grid later is undone there.
    if changes and work.typed is None:
        said = count_of(len(work.corrections), "voorstel overgenomen", "voorstellen overgenomen")
        with st.expander(said, expanded=len(changes) <= MENDS_OPEN, key=f"verbeterd-{file.key}"):
            for number, (correction, rows) in enumerate(list(changes.items())[:CORRECTIONS_SHOWN]):
                _change(file.key, number, correction, rows)
            if len(changes) > 1:
                st.button(
                    "Draai alles terug",
                    on_click=_undo,
                    args=(file.key, list(work.corrections)),
                    key=f"alles-{file.key}",
                )
    if work.decimal and work.typed is None:
        text, button = st.columns([3, 1], vertical_alignment="center")
        with text:
            st.html(Markup("<p>{}</p>").format(_answer(work.decimal)))
        with button:
            st.button("Draai dit terug", on_click=_answered, args=(file.key, None), key=f"punt-terug-{file.key}")


def told(file: Upload) -> None:
    """What the last button of this file did."""
    outcome.show(f"{MENDED} {file.key}")


def is_mended(file: Upload) -> bool:
    work = work_on(file.key)
    return bool(work.corrections or work.decimal or work.typed)


def correction_messages(file: Upload) -> list[str]:
    """All that was mended in this file, in words for the log."""
    work = work_on(file.key)
    answers = [_answer(work.decimal)] if work.decimal else []
    return [
        *(correction.message(rows) for correction, rows in by_correction(work.corrections).items()),
        *(f"{answer[0].lower()}{answer[1:].rstrip('.')}" for answer in answers),
        *by_hand.typed_messages(work),
    ]


def asked_about(file: Upload) -> list[Group]:
    """The groups that the question about the point covers."""
    return [group for group in file.found.groups if UNCLEAR.match(group.message)]


def question(file: Upload) -> None:
    """One question for the file when its numbers can be read in two ways."""
    groups = asked_about(file)
    found = UNCLEAR.match(groups[0].message) if groups else None
    if not found:
        return
    value, sign = found["value"], found["sign"]
    html = Markup(
        '<div class="sd-melding sd-fout"><p class="sd-soort"><span aria-hidden="true">?</span> '
        "Wat betekent de {} in {}?</p><p>{}</p></div>"
    )
    st.html(html.format(sign, value, _how_many(groups)))
    mark = "." if sign == "punt" else ","
    bare = re.sub(r"[^0-9.,]", "", value)
    readings = ((bare.replace(mark, ""), "duizendteken", OTHER[mark]), (bare.replace(mark, ","), "komma", mark))
    for number, meant, decimal in readings:
        label = f"Lees {bare} als {number} ({meant})"
        st.button(label, on_click=_answered, args=(file.key, decimal), key=f"punt-{decimal}-{file.key}")


def _how_many(groups: Sequence[Group]) -> str:
    number = sum(max(1, len(group.rows)) for group in groups)
    if number == 1:
        return "Dat getal is op twee manieren te lezen. Uw antwoord geldt voor het hele bestand."
    return f"{number} getallen zijn op twee manieren te lezen. Uw antwoord geldt voor het hele bestand."


def _change(key: str, number: int, correction: Correction, rows: list[int]) -> None:
    text, button = st.columns([3, 1], vertical_alignment="center")
    said = correction.message(rows)
    with text:
        st.html(Markup("<p>{}</p>").format(said[:1].upper() + said[1:]))
    cells = [(row, correction.column) for row in rows]
    which = f"rij {rows[0]}" if len(rows) == 1 else f"{len(rows)} rijen"
    with button:
        st.button(f"Draai {which} terug", on_click=_undo, args=(key, cells), key=f"terug-{key}-{number}")


def _answer(decimal: str) -> str:
    what = {
        ",": "Een punt in een getal is gelezen als duizendteken.",
        ".": "Een punt in een getal is gelezen als komma.",
    }
    return what[decimal]


def _take_all(files: Sequence[Upload]) -> None:
    for file in files:
        _put(file.key, file.found.suggestions)
    number = sum(len(file.found.suggestions) for file in files)
    outcome.keep(f"{MENDED} alle", "goed", f"{number} voorstellen overgenomen. Wat er nog over is, staat hieronder.")


def _take(key: str, cells: Mapping[Cell, Problem]) -> None:
    _put(key, cells)
    taken = count_of(len(cells), "voorstel", "voorstellen")
    outcome.keep(f"{MENDED} {key}", "goed", f"{taken} overgenomen.")


def _put(key: str, cells: Mapping[Cell, Problem]) -> None:
    work = work_on(key)
    if work.typed is not None:
        by_hand.take_over(work, {cell: problem.suggestion or "" for cell, problem in cells.items()})
        return
    for cell, problem in cells.items():
        work.corrections[cell] = _correction(work, cell, problem)
    if cells:
        work.changed()


def _correction(work: Work, cell: Cell, problem: Problem) -> Correction:
    """What stood there first is what is remembered, also when a mend is mended again."""
    earlier = work.corrections.get(cell)
    return Correction(cell[1], earlier.old if earlier else problem.value or "", problem.suggestion or "")


def _undo(key: str, cells: Sequence[Cell]) -> None:
    work = work_on(key)
    for cell in cells:
        work.corrections.pop(cell, None)
    work.changed()
    outcome.keep(f"{MENDED} {key}", "let op", "Teruggedraaid: er staat weer wat in uw bestand stond.")


def _answered(key: str, decimal: Decimal | None) -> None:
    work = work_on(key)
    work.decimal = decimal
    work.changed()
    said = "Uw antwoord geldt voor alle getallen van dit bestand." if decimal else "Uw antwoord is teruggedraaid."
    outcome.keep(f"{MENDED} {key}", "goed", said)

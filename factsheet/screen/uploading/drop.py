"""The drop zone: every file is read once, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from streamlit.delta_generator import DeltaGenerator

from factsheet import settings, store
from factsheet.intake import Dropped, answering, examine_in_subprocess, is_large, judge, read, unpacked
from factsheet.literal import st
from factsheet.parse import Parsed
from factsheet.report import count_of
from factsheet.screen.uploading.held import HeldFile, ask_before_leaving, drop_zone, empty
from factsheet.screen.uploading.upload_session import Upload, found, keep_only, known, values_of, work_on
from schemas import SCHEMAS

SHOWN_FROM = 2  # seconds that reading takes before they are counted aloud


@dataclass(frozen=True)
class Part:
    """A file in the drop zone, or one of the tables in it; with one table it has the key of the file itself."""

    file_id: str
    file: Dropped

    @property
    def name(self) -> str:
        return self.file.name


def dropped() -> list[Upload]:
    """The files of this editor that were read, worst first."""
    uploaded = drop_zone()
    # A part that is new is judged with the others; one that is gone went with its file.
    files = [part for file in uploaded for part in _parts(file)]
    keep_only([*(file.file_id for file in uploaded), *(file.file_id for file in files)])
    going = [file for file in files if not work_on(file.file_id).stopped and not work_on(file.file_id).kept]
    _read([file for file in going if not work_on(file.file_id).read and not work_on(file.file_id).found])
    going = _without_replaced(going)
    _judge([file for file in going if work_on(file.file_id).read])
    _offer_again([file.file_id for file in files if work_on(file.file_id).stopped])
    ask_before_leaving(ask=any(not work_on(file.file_id).kept for file in files))
    uploads = [Upload(file.file_id, _with_work(file), one) for file in going if (one := work_on(file.file_id).found)]
    worst_first = sorted(uploads, key=lambda upload: (-len(upload.checked.errors), upload.name))
    return [one for upload in worst_first for one in (upload, *upload.counted)]


def _parts(file: HeldFile) -> Iterator[Part]:
    """The tables in a file of a source such as the CBS; any other file as it is."""
    work = work_on(file.file_id)
    if not work.parts:
        whole = Dropped(file.name, file.data, year=work.year)
        # A large workbook is read in a process of its own, as one file: here it would keep everybody waiting.
        split = not is_large(whole.data)
        work.parts = tuple(unpacked(whole, store.current(), settings.current(), split=split))
    for number, part in enumerate(work.parts):
        yield Part(f"{file.file_id}-{number}" if number else file.file_id, part)


def _without_replaced(files: Sequence[Part]) -> list[Part]:
    """Of files with the same figures of the same year the last one; who dropped both meant that one."""
    last = {_table_in(file) or file.file_id: file for file in files}
    for file in files:
        table = _table_in(file)
        new = last[table or file.file_id]
        if table and new is not file:
            what = f"{table[0]} van {table[1]}"
            st.info(f"{new.name} komt in de plaats van {file.name}: allebei zijn het {what}. Alleen het laatste telt.")
    return [file for file in files if file in last.values()]


def _table_in(file: Part) -> tuple[str, int] | None:
    work = work_on(file.file_id)
    # A large file was judged as it was read; of records there may be more than one.
    one = work.read if isinstance(work.read, Parsed) else work.found.checked if work.found else None
    return (one.dataset, one.year) if one and one.dataset in SCHEMAS and one.year else None


def keep_saved(files: Collection[Upload]) -> None:
    """After these files were saved: only the others are left; without others the drop zone is emptied."""
    for file in files:
        work_on(file.records or file.key).kept = True
    if all(work.kept for work in known().values()):
        keep_only([])
        empty()


def _with_work(file: Part) -> Dropped:
    work = work_on(file.file_id)
    # A table of a workbook tells itself what its commas mean; what the editor answered goes before.
    decimal = work.decimal or file.file.decimal
    return replace(file.file, decimal=decimal, year=work.year, corrections=values_of(work.corrections))


def _read(files: Sequence[Part]) -> None:
    """Read these files one by one. A click on the button ends this run of the script, wherever it is."""
    if not files:
        return
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, "Bestanden lezen…")
        st.button("Stop met lezen", on_click=_stop, args=([file.file_id for file in files],))
    for number, file in enumerate(files):
        tell = partial(_tell, bar, number, len(files))
        tell(0)
        _read_one(file, tell)
    place.empty()


def _read_one(file: Part, tell: Callable[[float], None]) -> None:
    """A large file is read and judged apart; the others are judged together, when all of them are read."""
    work, dropped_file = work_on(file.file_id), _with_work(file)
    if is_large(dropped_file.data):
        found(work, examine_in_subprocess(dropped_file, tell))
    else:
        work.read = read(dropped_file, settings.current(), answering(store.current()))


def _judge(files: Sequence[Part]) -> None:
    """Judge the files that were read beside each other, when anything changed."""
    works = [work_on(file.file_id) for file in files]
    if all(work.found for work in works):
        return
    known = [(_with_work(file), work.read) for file, work in zip(files, works, strict=True) if work.read]
    judged = judge([file for file, _ in known], [one for _, one in known], store.current(), settings.current())
    for work, examined in zip(works, judged, strict=True):
        found(work, examined)


def _tell(bar: DeltaGenerator, number: int, many: int, seconds: float) -> None:
    # Also when there is nothing new to say: this is where a click can come between.
    said = f"Bestand {number + 1} van {many} lezen…"
    bar.progress(number / many, f"{said} Dat duurt al {int(seconds)} seconden." if seconds >= SHOWN_FROM else said)


def _stop(keys: Sequence[str]) -> None:
    for key in keys:
        work = work_on(key)
        work.stopped = work.read is None and work.found is None


def _offer_again(keys: Sequence[str]) -> None:
    if not keys:
        return
    many = count_of(len(keys), "bestand", "bestanden")
    st.warning(f"U hebt het lezen gestopt. {many} {'is' if len(keys) == 1 else 'zijn'} niet gelezen.")
    st.button(f"Lees {many} alsnog", on_click=_again, args=(keys,))


def _again(keys: Sequence[str]) -> None:
    for key in keys:
        work_on(key).changed()

"""All files of an edition in one archive, made while the editor does something else."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import Visitor
from factsheet.access.writing import writes
from factsheet.export import everything
from factsheet.export.taken import Taken, taken
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.release import publish as publication
from factsheet.settings import Settings
from factsheet.store import new_reference, places

JOB = "_alles"
EVERY = 0.5  # seconds between two looks at how far it is
LOGGER = logging.getLogger("factsheet")


@dataclass
class Job:
    """The work on one archive, in a thread of its own; who started it looks how far it is."""

    edition: Taken
    settings: Settings
    total: int = 0
    done: int = 0
    busy_with: str = ""
    archive: bytes | None = None
    reference: str = ""
    stopped: threading.Event = field(default_factory=threading.Event)

    def start(self) -> threading.Thread:
        """Begin; the thread ends when it is done, stopped or broken."""
        thread = threading.Thread(target=self._work, daemon=True)
        thread.start()
        return thread

    @property
    def running(self) -> bool:
        return self.archive is None and not self.reference and not self.stopped.is_set()

    def _work(self) -> None:
        try:
            parts = everything.parts(self.edition, self.edition.front.areas, self.settings)
            self.total, made = len(parts), []
            for part in parts:
                if self.stopped.is_set():
                    return
                self.busy_with = part.wat
                made.append(part.make())
                self.done += 1
            self.archive = everything.zipped(self.edition, made)
        except Exception as error:
            self.reference = new_reference()
            LOGGER.error("%s the files of an edition were not made: %s", self.reference, places(error))


def everything_of(year: int, visitor: Visitor) -> None:
    """One archive of the edition that counts; nothing while the year has none."""
    edition = publication.seen(stores.current(), year, early=visitor.early)
    if edition is None:
        return
    st.markdown(
        "Alles van een editie in één zip: pdf's, de website, de cijfers en de grafieken. Bewaar hem in uw archief."
    )
    job: Job | None = st.session_state.get(JOB)
    _show(job if job and job.edition.edition.id == edition.id else None, year, visitor)


def _show(job: Job | None, year: int, visitor: Visitor) -> None:
    if job is None or job.stopped.is_set():
        st.button("Maak de zip", on_click=_start, args=(year, visitor), key="maak-zip")
    elif job.running:
        _progress(job)
    elif job.reference:
        st.error(f"Dat is niet gelukt. Meld het de beheerder, met dit kenmerk: {job.reference}.")
        st.button("Probeer het opnieuw", on_click=_start, args=(year, visitor), key="maak-zip")
    else:
        assert job.archive is not None  # noqa: S101 - it is neither running nor stopped nor broken
        name = f"sociaal-domein-{year}-editie-{job.edition.edition.number}.zip"
        size = notation.number(len(job.archive) / notation.MILLION, 1)
        st.download_button(f"Bewaar de zip ({size} MB)", job.archive, name, "application/zip", on_click="ignore")


@st.fragment(run_every=EVERY)
def _progress(job: Job) -> None:
    if not job.running:
        st.rerun()
    st.progress(job.done / job.total if job.total else 0.0, f"Bezig met {job.busy_with or 'beginnen'}…")
    st.button("Stop", on_click=job.stopped.set, key="stop-zip")


@writes
def _start(year: int, visitor: Visitor) -> None:
    """Callback: begin the archive of the edition that counts."""
    store = stores.current()
    edition = publication.seen(store, year, early=visitor.early)
    if edition is None:
        return
    store.log(visitor.name, "editie meegenomen", f"alle bestanden van editie {edition.number}", year=year)
    settings = factsheet_settings.current()
    job = Job(taken(store, edition, settings), settings)
    if (before := st.session_state.get(JOB)) is not None:
        before.stopped.set()
    st.session_state[JOB] = job
    job.start()

"""The files of an editor: in the drop zone, and those that lay there before the editor went to another page.

They live as long as the session does, and are never written anywhere: nobody knows yet whether there are persons in
them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from factsheet.access.http_guard import MOST_HELD
from factsheet.literal import st
from factsheet.screen.component import mount
from factsheet.screen.uploading.upload_session import is_kept

ROUND = "uploads ronde"
HELD = "uploads vastgehouden"


@dataclass(frozen=True)
class HeldFile:
    """One file; `file_id` is how Streamlit knows it."""

    file_id: str
    name: str
    data: bytes = field(repr=False)


@dataclass
class _Held:
    """By id: what lies in the drop zone, and what lay in one that is no longer on the screen."""

    here: dict[str, HeldFile] = field(default_factory=dict)
    before: dict[str, HeldFile] = field(default_factory=dict)


def drop_zone() -> list[HeldFile]:
    """Show the drop zone, which takes any file; gives all files of this editor, the oldest first."""
    held: _Held = st.session_state.setdefault(HELD, _Held())
    key = f"uploads-{st.session_state.get(ROUND, 0)}"
    if key not in st.session_state:
        # A new drop zone is empty: on the first visit, and when the editor comes back from another page.
        held.before = {name: file for name, file in (held.before | held.here).items() if not is_kept(name)}
    uploaded = st.file_uploader(
        "Bestanden van een jaar",
        # Any kind: a file that cannot be read is told so in a sentence, with a way out.
        type=None,
        accept_multiple_files=True,
        key=key,
        help="U kunt alle bestanden van een jaar tegelijk kiezen of hierheen slepen.",
    )
    held.here = {file.file_id: HeldFile(file.file_id, file.name, file.getvalue()) for file in uploaded}
    _show_earlier(held.before)
    return _within_limits([*held.before.values(), *held.here.values()])


def ask_before_leaving(*, ask: bool) -> None:
    """Whether the browser asks before it closes or reloads the page: with that, the files and what was mended go."""
    mount("leaving", key="uploads verlaten", data={"ask": ask})


def empty() -> None:
    """Let go of every file; the drop zone is a new one."""
    st.session_state[HELD] = _Held()
    # One with another key is another one.
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _show_earlier(files: Mapping[str, HeldFile]) -> None:
    if not files:
        return
    st.caption("Deze bestanden koos u eerder. Ze zijn nog niet bewaard.")
    with st.container(key="uploads eerder", horizontal=True):
        for file in files.values():
            st.button(f"✕ {file.name}", help="Haal dit bestand weg", on_click=_let_go, args=(file.file_id,))


def _let_go(file_id: str) -> None:
    held: _Held = st.session_state[HELD]
    held.before.pop(file_id, None)


def _within_limits(files: Sequence[HeldFile]) -> list[HeldFile]:
    kept, room = [], MOST_HELD
    for file in files:
        room -= len(file.data)
        if room >= 0:
            kept.append(file)
        else:
            st.error(
                f"{file.name} is niet gelezen: samen zijn uw bestanden groter dan {MOST_HELD // 1_000_000} MB. "
                "Bewaar eerst de andere bestanden, of haal er een weg."
            )
    return kept

"""A site on disk: readers see all of the old one or all of the new one."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from factsheet.export.web.frame import MADE_BY


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write a site in the place of the one in this folder; what else was in there goes too.

    It is written beside the folder, which then takes its name. Whatever breaks this off, one of the two is complete:
    under its name, or for the moment between two renames under `….oud`, from where the next call puts it back.
    Raises FileExistsError, in Dutch, for a folder with anything but a site in it: that would be lost.
    """
    new, old = (folder.with_name(f"{folder.name}.{name}") for name in ("nieuw", "oud"))
    if old.exists() and not folder.exists():
        old.rename(folder)
    _refuse_others(folder)
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    for name, body in files.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _refuse_others(folder: Path) -> None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    start = folder / "index.html"
    if not start.is_file() or MADE_BY not in start.read_text(encoding="utf-8", errors="replace"):
        raise FileExistsError(f"In '{folder}' staat iets anders dan deze site. Kies een nieuwe of een lege map.")

"""A folder that cannot be written, also not by root: it gives up the right to pass over modes for as long as it lasts.

A thread or program that is started meanwhile cannot write in it either.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VERSION_3 = 0x20080522
DAC_OVERRIDE = 1 << 1


class Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class Rights(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing can be written in this folder, nor in the files that stand in it."""
    modes = {path: path.stat().st_mode for path in [folder, *folder.iterdir()] if path == folder or path.is_file()}
    for path in modes:
        path.chmod(0o500 if path == folder else 0o400)
    try:
        with _obeying_modes():
            assert not os.access(folder, os.W_OK, effective_ids=True)
            yield
    finally:
        for path, mode in modes.items():
            if path.exists():
                path.chmod(mode)


@contextmanager
def _obeying_modes() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, rights = Header(VERSION_3, 0), (Rights * 2)()
    assert libc.capget(ctypes.byref(header), rights) == 0
    before = rights[0].effective
    rights[0].effective = before & ~DAC_OVERRIDE
    assert libc.capset(ctypes.byref(header), rights) == 0
    try:
        yield
    finally:
        rights[0].effective = before
        assert libc.capset(ctypes.byref(header), rights) == 0

"""The program that makes an edition, as one short text: another one as soon as its code is."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import factsheet
import schemas

NAME = "sociaal-domein-in-beeld"
# What numbers, charts and tables come from: another version of these may print or draw another thing.
LIBRARIES = ("altair", "babel", "polars")


@functools.cache
def program() -> str:
    """The version of this program and a digest of its code: "0.1.0+3f2a9c…". Read once per process."""
    digest = hashlib.sha256("\n".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
    for package in (factsheet, schemas):
        root = Path(package.__path__[0])
        for file in sorted(root.rglob("*.py")):
            digest.update(f"\n{root.name}/{file.relative_to(root).as_posix()}\n".encode())
            digest.update(file.read_bytes())
    return f"{_version()}+{digest.hexdigest()[:12]}"


def _version() -> str:
    try:
        return version(NAME)
    except PackageNotFoundError:  # the package is there without having been installed
        return "0"

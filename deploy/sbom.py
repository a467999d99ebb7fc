"""Writes deploy/sbom.cdx.json (CycloneDX 1.6) from the locked versions. The same versions give the same bytes."""

from __future__ import annotations

import json
import re
import tomllib
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;]+)", re.MULTILINE)


def bom() -> dict[str, Any]:
    """The program and all that it is made of. What only PostgreSQL or accounts of the municipality need is optional."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    always = _pinned("requirements.lock")
    components = [
        _component("library", name, version) | {"scope": "required" if (name, version) in always else "optional"}
        for name, version in sorted(always | _pinned("requirements-postgres.lock") | _pinned("requirements-sso.lock"))
    ]
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component("application", project["name"], project["version"])},
        "components": components,
    }
    return {**whole, "serialNumber": uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(whole, sort_keys=True)).urn}


def text() -> str:
    return json.dumps(bom(), indent=2, sort_keys=True) + "\n"


def _pinned(lock: str) -> set[tuple[str, str]]:
    """Name and version of each package; of one that depends on the machine all versions."""
    return {(name.lower(), version) for name, version in PINNED.findall((ROOT / lock).read_text(encoding="utf-8"))}


def _component(kind: str, name: str, version: str) -> dict[str, str]:
    address = f"pkg:pypi/{name.lower()}@{version}"
    return {"type": kind, "name": name, "version": version, "purl": address, "bom-ref": address}


if __name__ == "__main__":
    (ROOT / "deploy" / "sbom.cdx.json").write_text(text(), encoding="utf-8")

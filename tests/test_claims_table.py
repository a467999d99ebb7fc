"""Each of the 100 claims has its row: a generated text, a chart, or an editorial text.

The rows themselves are tested
where they stand: PRINTED and DRAWN in test_claims.py, CLAIMS in test_editorial.py."""

from __future__ import annotations

import re

from tests.test_claims import DRAWN, PRINTED
from tests.test_claims_opposite import OPPOSITE, SILENT
from tests.test_editorial import CLAIMS as EDITORIAL

ALL = {f"23-{n:02}" for n in range(1, 62)} | {f"24-{n:02}" for n in range(1, 40)}


def ids(row: str) -> set[str]:
    """The claims that a row is about: "23-49..51" is three, "23-61 and 2021" is one."""
    found = re.match(r"(2[34])-(\d\d)(?:\.\.(\d\d))?", row)
    assert found is not None, row
    first, last = int(found[2]), int(found[3] or found[2])
    return {f"{found[1]}-{n:02}" for n in range(first, last + 1)}


def claims(*tables: dict[str, object]) -> set[str]:
    return {claim for table in tables for row in table for claim in ids(row)}


def test_every_claim_has_its_row() -> None:
    rows = claims(dict(PRINTED), dict(DRAWN), dict(EDITORIAL))

    assert len(ALL) == 100
    assert sorted(ALL - rows) == []
    assert rows <= ALL


def test_every_comparison_has_its_opposite_case() -> None:
    """The claims of kind T and B that speak of a change; a share alone has no opposite."""
    compared = {
        row
        for row in PRINTED
        if re.search(r"[+-]\d|neemt|nemen|stijg|gestegen|gedaald|stabil|toename", PRINTED[row][2])
    }

    turned = claims(dict(OPPOSITE), dict(SILENT))

    assert sorted(claims(dict.fromkeys(compared)) - turned - {"23-17", "23-34", "23-35"}) == []


def test_the_opposite_cases_are_about_claims_that_are_printed() -> None:
    assert claims(dict(OPPOSITE), dict(SILENT)) <= claims(dict(PRINTED), dict(EDITORIAL))

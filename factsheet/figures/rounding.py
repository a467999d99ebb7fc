"""Rounding as people do: a half goes away from zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def half_up(value: float, decimals: int) -> Decimal:
    """A finite number with so many decimals. Via str: the shortest decimal that means this float, as it is written."""
    # Adding nothing takes the sign from a zero.
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0

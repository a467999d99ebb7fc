"""A figure that was typed wrong: two digits that changed places, one digit too many, one too few."""

from __future__ import annotations

import math

SWAPPED, TOO_MANY, TOO_FEW = "twee cijfers omgewisseld", "een cijfer te veel", "een cijfer te weinig"
# A figure that was meant is this near to last year's (nearer where no sum tells it too), and at least twice as near as
# what was typed.
NEAR, NEARER = 0.25, 0.1


def meant(typed: float) -> dict[int, str]:
    """Every whole number that one slip turns into this one, with the slip in Dutch."""
    if not math.isfinite(typed) or typed <= 0 or typed != int(typed):
        return {}
    digits = str(int(typed))
    places = range(len(digits))
    found = {f"{digits[:at]}{digit}{digits[at:]}": TOO_FEW for at in (*places, len(digits)) for digit in "0123456789"}
    found |= {digits[:at] + digits[at + 1 :]: TOO_MANY for at in places}
    found |= {digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :]: SWAPPED for at in places}
    return {int(one): slip for one, slip in found.items() if one and one[0] != "0" and one != digits}


def is_nearer(value: float, typed: float, before: float, near: float = NEAR) -> bool:
    """Whether a value is far nearer to the figure of the year before than what was typed."""
    return abs(value - before) <= min(near * before, abs(typed - before) / 2)


def meant_beside(typed: float, before: float) -> tuple[int, str] | None:
    """The only number that could have been meant, when last year's figure points it out."""
    found = [(value, slip) for value, slip in meant(typed).items() if is_nearer(value, typed, before, NEARER)]
    return found[0] if len(found) == 1 else None

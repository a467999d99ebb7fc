"""How many random examples a test looks at: few in the suite and always the same, many and others in the bench."""

from __future__ import annotations

import os
from typing import Any

import hypothesis

# The bench sets how many times as many.
TIMES = int(os.environ.get("FACTSHEET_EXAMPLES", "1"))


def examples(few: int, **more: Any) -> hypothesis.settings:
    """The settings of a test with this many examples in the suite.

    How long an example takes says something about the machine, not about the code; and a test that looks for something
    else every time fails now and then.
    """
    return hypothesis.settings(max_examples=few * TIMES, deadline=None, derandomize=TIMES == 1, **more)

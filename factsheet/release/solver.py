"""Integer programmes, solved by HiGHS: the same answer on every machine, and nothing on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

INFINITE = highspy.kHighsInf
OPTIMAL = highspy.HighsModelStatus.kOptimal
INFEASIBLE = highspy.HighsModelStatus.kInfeasible
TIME_OUT = highspy.HighsModelStatus.kTimeLimit
# Costs are whole: what is less than a half apart is the same.
WHOLE = 0.5
# What floats may cost a whole number.
HAIR = 1e-6


@dataclass(frozen=True)
class Row:
    """Variables (by number) times something, together between `least` and `most`."""

    terms: Mapping[int, float]
    least: float = -INFINITE
    most: float = INFINITE


class _Solver(highspy.Highs):
    """HiGHS, silent from the start: its own constructor switches callbacks on, which prints a banner, and stdout may be
    a JSON document."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        # One thread and a fixed seed: no chance in the answer.
        for option, value in {"output_flag": False, "threads": 1, "random_seed": 0, "mip_abs_gap": WHOLE}.items():
            self.setOptionValue(option, value)


def relaxed_first(run: Callable[[bool], highspy.Highs]) -> highspy.Highs:
    """The answer of a programme that must be whole; `run` solves it, with True whole and with False of all numbers.

    Where the cheapest of all numbers happens to be whole, or there is none, no other has to be sought: a hundred times
    as fast.
    """
    relaxed = run(False)
    status, values = relaxed.getModelStatus(), relaxed.getSolution().col_value
    if status == INFEASIBLE or (status == OPTIMAL and all(abs(value - round(value)) < HAIR for value in values)):
        return relaxed
    return run(True)


def solve(
    costs: Sequence[float],
    most: Sequence[float],
    rows: Sequence[Row],
    *,
    seconds: float,
    gap: float = 0.0,
    whole: bool = True,
) -> highspy.Highs:
    """The cheapest whole numbers from 0 to `most` that keep to all rows; of all numbers where they need not be `whole`.

    `gap`: how far from the cheapest an answer may be, as a share. Whether there is one, stands in the model status.
    """
    model, size = highspy.HighsModel(), len(costs)
    lp = model.lp_
    lp.num_col_, lp.num_row_ = size, len(rows)
    lp.col_cost_ = np.array(costs, dtype=float)
    lp.col_lower_ = np.zeros(size)
    lp.col_upper_ = np.array(most, dtype=float)
    lp.row_lower_ = np.array([row.least for row in rows], dtype=float)
    lp.row_upper_ = np.array([row.most for row in rows], dtype=float)
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * size
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in rows)])
    lp.a_matrix_.index_ = np.array([number for row in rows for number in row.terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([times for row in rows for times in row.terms.values()], dtype=float)
    solver = _Solver()
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("mip_rel_gap", gap)
    solver.passModel(model)
    solver.run()
    return solver

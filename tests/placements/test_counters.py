"""The two counters: each adds to itself, and they never meet."""

from fractions import Fraction
from operator import add, eq, ge, gt, le, lt, ne
from typing import Any

import pytest

from banenbrug.placements.rules import StatutoryJobs, ViaProcurementJobs


@pytest.mark.parametrize("operation", [add, lt, le, gt, ge, eq, ne])
@pytest.mark.parametrize("other", [ViaProcurementJobs(Fraction(1)), Fraction(1), 0, None])
def test_the_two_counters_cannot_meet(operation: Any, other: object) -> None:
    with pytest.raises(TypeError, match=r"counted apart|not supported between"):
        operation(StatutoryJobs(Fraction(1)), other)


def test_the_two_counters_cannot_meet_from_the_other_side_or_in_a_sum() -> None:
    with pytest.raises(TypeError, match="counted apart"):
        assert ViaProcurementJobs() == StatutoryJobs()
    with pytest.raises(TypeError, match="unsupported operand"):
        sum([StatutoryJobs(), ViaProcurementJobs()])  # type: ignore[list-item]


def test_one_counter_adds_and_compares_with_itself() -> None:
    half = StatutoryJobs(Fraction(1, 2))
    assert half + half == StatutoryJobs(Fraction(1))
    assert sum([half, half], StatutoryJobs()) > half >= half
    assert type(half + half) is StatutoryJobs


def test_a_figure_is_rounded_once_and_halves_go_up() -> None:
    assert str(ViaProcurementJobs(Fraction(1, 8)).rounded(2)) == "0.13"
    thirds = [StatutoryJobs(Fraction(1, 3))] * 3
    assert str(sum(thirds, StatutoryJobs()).rounded(4)) == "1.0000"

"""Rulebooks are dated and say what no source confirms."""

from datetime import date
from itertools import pairwise

import pytest

from banenbrug.foundation.refusals import Refused
from banenbrug.placements.rulebooks import RULEBOOKS, rulebook_on


def test_the_rulebook_of_a_day_is_the_one_in_force() -> None:
    assert rulebook_on(date(2026, 7, 1)).code == "banenafspraak-2015"
    assert rulebook_on(date(2015, 5, 1)).holds_on(date(2015, 5, 1))
    with pytest.raises(Refused, match="No counting rules are known for 30-04-2015") as refused:
        rulebook_on(date(2015, 4, 30))
    assert refused.value.code == "no_rulebook"


def test_rulebooks_do_not_overlap_and_say_what_no_source_confirms() -> None:
    for earlier, later in pairwise(RULEBOOKS):
        assert earlier.valid_until is not None
        assert earlier.valid_until < later.valid_from
    for rulebook in RULEBOOKS:
        assert {source.confirmed for source in rulebook.sources} == {True, False}
        assert all(bool(source.url) is source.confirmed for source in rulebook.sources)

"""What the employer declares of the register can be corrected, and the count follows."""

from datetime import date
from decimal import Decimal

import pytest

from banenbrug.foundation.months import Month
from banenbrug.foundation.refusals import Refused
from banenbrug.placements.actions import record_hours
from banenbrug.placements.checking import declare_register
from banenbrug.placements.models import Placement
from tests.cast import Cast, Enter
from tests.placements.conftest import Walk, at, entered

pytestmark = pytest.mark.django_db

NOT_COUNTED = "Only hours of people in the register count."


def test_a_wrong_answer_is_mended_on_its_own_page(walk: Walk, cast: Cast, enter: Enter) -> None:
    placement = walk.placed(walk.commitment())
    with entered(cast.waterland.hr) as hr:
        record_hours(
            by=hr,
            placement=placement,
            employer=placement.employer,
            hours={Month(2026, 10): Decimal("110.5")},
            today=date(2026, 11, 23),
        )
        declare_register(
            by=hr,
            placement=placement,
            in_register=False,
            register_from=None,
            register_until=None,
            checked_on=None,
            today=date(2026, 11, 23),
        )
    client = enter(cast.waterland.hr)
    page = client.get(at("placement", placement.pk)).content.decode()
    assert NOT_COUNTED in page
    assert at("declare", placement.pk) in page

    said = {"in_register": "on", "checked_on": "12-11-2026"}
    answer = client.post(at("declare", placement.pk), said)
    assert answer.headers["Location"] == at("placement", placement.pk)
    mended = client.get(at("placement", placement.pk)).content.decode()
    assert NOT_COUNTED not in mended
    with entered(cast.waterland.hr):
        assert Placement.objects.get().checked_on == date(2026, 11, 12)


def test_a_yes_without_the_day_of_the_check_is_refused(walk: Walk, cast: Cast) -> None:
    placement = walk.placed(walk.commitment())
    with entered(cast.waterland.hr) as hr, pytest.raises(Refused) as refused:
        declare_register(
            by=hr,
            placement=placement,
            in_register=True,
            register_from=None,
            register_until=None,
            checked_on=None,
            today=date(2026, 11, 23),
        )
    assert refused.value.code == "register_not_checked"

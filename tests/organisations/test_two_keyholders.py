"""Two keyholders who leave at the same moment: one of them stays."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations import actions
from banenbrug.organisations.models import Membership
from banenbrug.organisations.queries import active_people
from tests.cast import Cast, Member
from tests.organisations.conftest import entered


def leave(member: Membership) -> None:
    actions.end_membership(member=member, now=timezone.now())


def hand_in_the_keys(member: Membership) -> None:
    actions.change_roles(member=member, roles=["reader"])


@pytest.mark.parametrize(
    ("first", "second"),
    [(leave, leave), (hand_in_the_keys, hand_in_the_keys), (leave, hand_in_the_keys)],
)
def test_one_keyholder_stays_whatever_two_of_them_do_at_once(
    own_database: str,
    cast: Cast,
    first: Callable[[Membership], None],
    second: Callable[[Membership], None],
) -> None:
    school = cast.waterland
    with entered(school.reader) as reader:
        actions.change_roles(member=reader, roles=["keyholder"])
    both_looked = Barrier(2, timeout=30)

    def act(member: Member, step: Callable[[Membership], None]) -> str:
        try:
            with entered(member) as row:
                both_looked.wait()
                step(row)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        outcomes = pool.map(act, (school.keyholder, school.reader), (first, second))
    assert sorted(outcomes) == ["done", "last_keyholder"]
    with entered(school.buyer) as buyer:
        roles = [person.roles for person in active_people(buyer.organisation_id)]
    assert sum("keyholder" in held for held in roles) == 1

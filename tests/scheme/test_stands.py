"""Where a line in the order of receipt stands."""

import pytest

from banenbrug.scheme.rules.stands import STAND_MEANINGS, STAND_NAMES, Stand, stand_of
from banenbrug.scheme.rules.states import ApplicationState, RequestState

R, A = RequestState, ApplicationState


@pytest.mark.parametrize(
    ("request_state", "application", "has_adviser", "stand"),
    [
        (R.SUBMITTED, None, False, Stand.NEW),
        (R.SUBMITTED, None, True, Stand.ASSIGNED),
        (R.SUBMITTED, A.DRAFT, False, Stand.NEW),  # with a place from the request on
        (R.INTAKE, None, True, Stand.INTAKE),
        (R.PLANNING, A.DRAFT, True, Stand.PLANNING),
        (R.PLANNING, A.SUBMITTED, True, Stand.DECISION),
        (R.PLANNING, A.WAITING, True, Stand.WAITING),
        (R.PLANNING, A.RETURNED, True, Stand.RETURNED),
        (R.PLANNING, A.GRANTED, True, Stand.GRANTED),
        (R.PLANNING, A.RUNNING, True, Stand.RUNNING),
        (R.PLANNING, A.COMPLETED, True, Stand.COMPLETED),
        (R.CLOSED, A.SETTLED, True, Stand.SETTLED),
        (R.PLANNING, A.REJECTED, True, Stand.REJECTED),
        (R.WITHDRAWN, A.WITHDRAWN, True, Stand.ENDED),
        (R.LAPSED, None, False, Stand.ENDED),
    ],
)
def test_the_plan_tells_more_than_the_request_once_it_was_submitted(
    request_state: RequestState,
    application: ApplicationState | None,
    has_adviser: bool,
    stand: Stand,
) -> None:
    assert (
        stand_of(
            request=request_state,
            application=application,
            has_adviser=has_adviser,
            is_late=False,
        )
        is stand
    )


def test_a_late_evaluation_goes_before_all_and_then_what_can_be_settled() -> None:
    def stand(*, is_late: bool) -> Stand:
        return stand_of(
            request=R.PLANNING,
            application=A.COMPLETED,
            has_adviser=True,
            is_late=is_late,
        )

    assert (stand(is_late=True), stand(is_late=False)) == (Stand.LATE, Stand.COMPLETED)


def test_every_stand_has_a_name_and_a_meaning_that_a_badge_knows() -> None:
    assert set(STAND_NAMES) == set(STAND_MEANINGS) == set(Stand)
    assert set(STAND_MEANINGS.values()) <= {"done", "busy", "waits", "late", "quiet"}

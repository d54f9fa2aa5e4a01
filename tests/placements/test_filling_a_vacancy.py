"""From a commitment to a vacancy to a person at work, by the actions."""

from datetime import date
from decimal import Decimal

import pytest

from banenbrug.dialogue.models import Commitment
from banenbrug.foundation.months import Month
from banenbrug.foundation.refusals import Refused
from banenbrug.placements import actions, queries
from banenbrug.placements.models import Placement, PublicVacancy, Vacancy
from banenbrug.placements.rules import EndReason
from tests.cast import Cast
from tests.placements.conftest import NOW, TODAY, Walk, entered


def test_a_vacancy_is_shared_with_the_supplier_of_its_commitment(walk: Walk) -> None:
    vacancy = walk.vacancy(walk.commitment())
    with entered(walk.cast.cleaner):
        assert Vacancy.objects.get().pk == vacancy.pk
    with entered(walk.cast.zilver):
        assert not Vacancy.objects.exists()


def test_an_activity_or_a_withdrawn_commitment_gives_no_vacancy_and_no_placement(
    walk: Walk,
) -> None:
    activity = walk.commitment("C-1", kind="activity")
    withdrawn = walk.commitment("C-2")
    with entered(walk.school.hr):
        Commitment.objects.filter(pk=withdrawn.pk).update(withdrawn_at=NOW)
        withdrawn.refresh_from_db()
    for commitment, code in (
        (activity, "commitment_without_places"),
        (withdrawn, "commitment_withdrawn"),
    ):
        with pytest.raises(Refused) as refused:
            walk.vacancy(commitment)
        assert refused.value.code == code
        with pytest.raises(Refused) as refused:
            walk.placed(commitment)
        assert refused.value.code == code


def test_a_text_with_a_bsn_is_refused_at_its_field(walk: Walk) -> None:
    commitment = walk.commitment()
    with pytest.raises(Refused) as refused:
        walk.vacancy(commitment, tasks="Voor de kandidaat met 123456782")
    assert (refused.value.code, refused.value.field) == ("looks_like_bsn", "tasks")


def test_everybody_reads_a_vacancy_from_publishing_until_withdrawing_or_closing(
    walk: Walk,
) -> None:
    vacancy = walk.vacancy(walk.commitment())
    other = walk.vacancy(walk.commitment("C-2"), title="Portier")
    assert not PublicVacancy.objects.exists()
    with entered(walk.school.hr) as by:
        actions.publish_vacancy(by=by, vacancy=vacancy, today=TODAY)
        actions.publish_vacancy(by=by, vacancy=other, today=TODAY)
    found = {public.title: public.school for public in queries.public_vacancies()}
    assert found == {
        "Medewerker schoonmaak": "Hogeschool Waterland",
        "Portier": "Hogeschool Waterland",
    }
    with entered(walk.school.hr) as by:
        actions.withdraw_publication(by=by, vacancy=vacancy)
        actions.close_vacancy(by=by, vacancy=other, today=TODAY)
    assert not PublicVacancy.objects.exists()


def test_what_was_done_to_a_vacancy_cannot_be_done_again(walk: Walk) -> None:
    vacancy = walk.vacancy(walk.commitment())
    with entered(walk.school.hr) as by:
        with pytest.raises(Refused, match="does not stand on the public page"):
            actions.withdraw_publication(by=by, vacancy=vacancy)
        actions.publish_vacancy(by=by, vacancy=vacancy, today=TODAY)
        with pytest.raises(Refused, match="already"):
            actions.publish_vacancy(by=by, vacancy=vacancy, today=TODAY)
        actions.close_vacancy(by=by, vacancy=vacancy, today=TODAY)
        with pytest.raises(Refused, match="closed"):
            actions.close_vacancy(by=by, vacancy=vacancy, today=TODAY)
        with pytest.raises(Refused, match="closed"):
            actions.publish_vacancy(by=by, vacancy=vacancy, today=TODAY)


def test_people_get_the_next_number_of_their_school(walk: Walk, neighbour: Walk) -> None:
    here, there = walk.commitment(), neighbour.commitment()
    assert [walk.placed(here).pseudonym for _ in range(2)] == ["W-001", "W-002"]
    assert neighbour.placed(there).pseudonym == "W-001"


def test_an_anonymised_number_does_not_stop_the_next(walk: Walk) -> None:
    commitment = walk.commitment()
    first = walk.placed(commitment)
    walk.placed(commitment)
    with entered(walk.school.hr):
        Placement.objects.filter(pk=first.pk).update(pseudonym="weggehaald")
    assert walk.placed(commitment).pseudonym == "W-003"


def test_a_vacancy_is_full_until_somebody_leaves(walk: Walk) -> None:
    commitment = walk.commitment()
    vacancy = walk.vacancy(commitment, places=1)
    placement = walk.placed(commitment, vacancy=vacancy)
    with pytest.raises(Refused) as refused:
        walk.placed(commitment, vacancy=vacancy)
    assert refused.value.code == "vacancy_full"
    with entered(walk.school.hr) as by:
        actions.end_placement(by=by, placement=placement, ended_on=date(2026, 11, 22), reason=None)
    assert walk.placed(commitment, vacancy=vacancy).vacancy_id == vacancy.pk


def test_who_leaves_next_month_still_has_the_place(walk: Walk) -> None:
    commitment = walk.commitment()
    vacancy = walk.vacancy(commitment, places=1)
    placement = walk.placed(commitment, vacancy=vacancy)
    with entered(walk.school.hr) as by:
        actions.end_placement(by=by, placement=placement, ended_on=date(2026, 12, 31), reason=None)
        assert queries.filled_places(vacancy, today=TODAY) == 1


def test_nobody_is_placed_on_a_closed_vacancy_or_that_of_another_commitment(walk: Walk) -> None:
    commitment = walk.commitment()
    vacancy = walk.vacancy(commitment)
    with pytest.raises(ValueError, match="another commitment"):
        walk.placed(walk.commitment("C-2"), vacancy=vacancy)
    with entered(walk.school.hr) as by:
        actions.close_vacancy(by=by, vacancy=vacancy, today=TODAY)
    with pytest.raises(Refused) as refused:
        walk.placed(commitment, vacancy=vacancy)
    assert refused.value.code == "vacancy_closed"


def test_a_refused_placement_names_its_field_and_writes_nothing(walk: Walk) -> None:
    commitment = walk.commitment()
    for facts, field in (
        ({"route": "via_supplier"}, "employer"),
        ({"contract_form": "bol_internship"}, "contract_form"),
        ({"checked_on": None}, "in_register"),
    ):
        with pytest.raises(Refused) as refused:
            walk.placed(commitment, **facts)
        assert refused.value.field == field
    with entered(walk.school.hr):
        assert not Placement.objects.exists()


def test_the_end_can_be_mended_but_not_before_the_last_paid_hours(walk: Walk) -> None:
    placement = walk.placed(walk.commitment())
    walk.paid(placement, {Month(2026, 5): Decimal(80), Month(2026, 6): Decimal(0)})
    with entered(walk.school.hr) as by:
        with pytest.raises(Refused) as refused:
            actions.end_placement(
                by=by, placement=placement, ended_on=date(2026, 4, 30), reason=None
            )
        assert refused.value.field == "ended_on"
        for day in (date(2026, 5, 31), date(2026, 5, 15)):
            ended = actions.end_placement(
                by=by, placement=placement, ended_on=day, reason=EndReason.MOVED_ON
            )
            assert (ended.ended_on, ended.end_reason) == (day, "moved_on")


def test_the_chain_of_a_contract_leads_to_its_vacancies_and_placements(
    walk: Walk, cast: Cast
) -> None:
    commitment = walk.commitment()
    vacancy = walk.vacancy(commitment)
    placement = walk.placed(commitment, vacancy=vacancy)
    walk.placed(walk.commitment("C-2"))
    with entered(cast.waterland.reader):
        assert list(queries.vacancies_of_contract(commitment.contract)) == [vacancy]
        assert list(queries.placements_of_contract(commitment.contract)) == [placement]
        assert list(queries.placements_of_commitment(commitment)) == [placement]
        assert list(queries.placements_on_vacancy(vacancy)) == [placement]


def test_commitments_wait_for_a_vacancy_until_there_is_one_or_a_placement(walk: Walk) -> None:
    first, second, third = (walk.commitment(number) for number in ("C-1", "C-2", "C-3"))
    walk.commitment("C-4", kind="activity")
    walk.commitment("C-5", kind="purchase")
    walk.vacancy(first)
    walk.placed(second)
    with entered(walk.school.hr) as by:
        assert list(queries.commitments_without_vacancy(by.organisation_id)) == [third]

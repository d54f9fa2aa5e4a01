"""Every move of a request, for the machine: asking, the intake talk, plans, and its ends."""

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from banenbrug.scheme.actions import intake, requests
from banenbrug.scheme.models import Request
from tests.cast import School
from tests.scheme.course import acting
from tests.scheme.machine import Machine
from tests.scheme.reference import ENDS, Asked

HOURS = st.sampled_from([Decimal(hours) for hours in ("0.25", "4", "6", "7.5", "12", "20")])
SCHOOL = st.integers(0, 2)
SOME = st.integers(0, 99)


class MovesOfRequests(Machine):
    """A hogeschool has any number of requests, and each of them any number of plans."""

    @rule(school=SCHOOL, wished=HOURS)
    def ask(self, school: int, wished: Decimal) -> None:
        """Hand in a new request; or the one that was refused before, with another wish."""
        who = self.ground.schools[school]
        drafts = [
            number
            for number in self.asked_in("draft")
            if self.reference.requests[number].school == who.slug
        ]
        if not drafts:
            self.dossiers.append(self.course.draft(self.scheme, who).pk)
            self.reference.requests.append(Asked(who.slug))
            drafts = [len(self.dossiers) - 1]
        request, asked = self.request(drafts[0]), self.reference.requests[drafts[0]]
        asked.wished = wished
        self._wish(who, request, wished)
        is_in = self.move(
            lambda: self._hand_in(who, request), lambda: self.reference.submit_request(asked)
        )
        if is_in and asked.plans:
            self.find_plans(asked)
            self.came_in(len(self.keys) - 1)

    def _wish(self, who: School, request: Request, wished: Decimal) -> None:
        with acting(who.hr) as hr:
            requests.save_request(by=hr, request=request, wishes=["talk"], hours_wished=wished)

    def _hand_in(self, who: School, request: Request) -> None:
        with acting(who.hr) as hr:
            requests.submit_request(
                by=hr, request=request, now=self.course.now, today=self.course.today
            )

    @precondition(lambda self: self.asked_in("submitted", "intake"))
    @rule(some=SOME, is_held=st.booleans())
    def talk(self, some: int, is_held: bool) -> None:
        """Agree on an intake talk, or hold it as well."""
        request, asked = self.pick_asked(some, "submitted", "intake")
        now, cast = self.course.now, self.course.cast
        with acting(cast.officer) as officer:
            intake.assign_adviser(
                by=officer, request=request, adviser=cast.adviser.organisation, now=now
            )
        with acting(cast.adviser) as adviser:
            intake.plan_intake(by=adviser, request=request, at=now, place="Kade 2", now=now)
            if is_held:
                intake.hold_intake(
                    by=adviser,
                    request=request,
                    held_on=self.course.today,
                    notes="",
                    homework=[],
                    now=now,
                    today=self.course.today,
                )
        asked.state, asked.has_adviser = "planning" if is_held else "intake", True

    @precondition(lambda self: self.advised())
    @rule(some=SOME, hours=HOURS)
    def offer(self, some: int, hours: Decimal) -> None:
        """The adviser offers a plan for any request of its own."""
        there = self.advised()
        self.offer_for(there[some % len(there)], hours)

    def advised(self) -> list[int]:
        """The numbers of requests that have an adviser, who else does not see them."""
        found = enumerate(self.reference.requests)
        return [number for number, asked in found if asked.has_adviser]

    def offer_for(self, number: int, hours: Decimal) -> None:
        """Offer a plan: the first one, another version, or one more."""
        request, asked = self.request(number), self.reference.requests[number]
        is_made = self.move(
            lambda: self.course.plan(request, hours=str(hours)),
            lambda: self.reference.offer(asked, hours),
        )
        if is_made:
            self.find_plans(asked)

    @precondition(lambda self: self.dossiers)
    @rule(some=SOME, how=st.sampled_from(sorted(ENDS)))
    def end(self, some: int, how: str) -> None:
        """The hogeschool withdraws a request, the fund closes one, or it lapses."""
        request, asked = self.pick_asked(some)
        self.move(lambda: self._end(how, request, asked), lambda: self.reference.end(how, asked))

    def _end(self, how: str, request: Request, asked: Asked) -> None:
        now, officer = self.course.now, self.course.cast.officer
        with acting(self.school(asked.school).hr if how == "withdraw" else officer) as by:
            if how == "withdraw":
                requests.withdraw_request(by=by, request=request, reason="Later", now=now)
            elif how == "close":
                requests.close_request(by=by, request=request, reason="Stil", now=now)
            else:
                requests.lapse_request(request=request, now=now)

"""The steps of a scheme, each by the person of the cast whose work it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import Membership
from banenbrug.scheme.actions import (
    activities,
    applications,
    decisions,
    evaluations,
    hands,
    intake,
    plans,
    requests,
    schemes,
)
from banenbrug.scheme.actions.evaluations import Told
from banenbrug.scheme.actions.plans import Planned, Texts
from banenbrug.scheme.models import Activity, Application, Evaluation, Request, Scheme, Work
from banenbrug.scheme.rules.schemes import Terms
from banenbrug.scheme.rules.support import SupportKind
from tests.cast import Cast, Member, School

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = NOW.date()
TERMS = Terms(
    total=Decimal(400),
    cap=Decimal(40),
    cap_period="once",
    opens=date(2026, 1, 1),
    closes=date(2026, 12, 31),
    runs_until=date(2027, 6, 30),
    evaluation_days=14,
    kinds=tuple(kind.value for kind in SupportKind),
    applicants=("hr", "buyer", "coordinator"),
    place_from="application",
    claim_from="application",
)
FAR: dict[str, Any] = {"closes": date(2098, 11, 30), "runs_until": date(2099, 6, 30)}
"""Days of a scheme that is changed after a receipt: its instant is that of the real clock."""

VALUES: dict[str, Any] = {
    "name": "De Brug",
    "goal": "Meer banen door sociale inkoop.",
    "contact_email": "regeling@sectorfonds.example",
    "rate": 12_500,
    "needs_hands": True,
}
TOLD = Told(results="Twee leveranciers doen mee.", may_share=True, vacancies=2, rating=4)


@contextmanager
def acting(member: Member) -> Iterator[Membership]:
    """Be a member, in the scope of its organisation, in a transaction."""
    with transaction.atomic(), scope(organisation_id=member.organisation.pk):
        yield member.row


@dataclass
class Course:
    """Takes the steps. Each gives the row that it made or changed, as it is afterwards."""

    cast: Cast = field(default_factory=Cast)
    now: datetime = NOW

    @property
    def today(self) -> date:
        """The day of `now`."""
        return self.now.date()

    def scheme(self, *, publish: bool = True, slug: str = "de-brug", **terms: Any) -> Scheme:
        """A scheme of the fund, on its public page."""
        values = {**VALUES, **{k: terms.pop(k) for k in list(terms) if k in VALUES}}
        with acting(self.cast.officer) as officer:
            made = schemes.make_scheme(
                by=officer,
                terms=Terms(**{**TERMS.__dict__, **terms}),
                values=values,
                now=self.now,
                slug=slug,
            )
            return schemes.publish_scheme(by=officer, scheme=made) if publish else made

    def draft(self, scheme: Scheme, school: School | None = None) -> Request:
        """A request that is written and not yet submitted, without hands."""
        school = school or self.cast.waterland
        with acting(school.hr) as hr:
            request = requests.start_request(
                by=hr, scheme=scheme, applicant="hr_central", now=self.now, today=self.today
            )
            return requests.save_request(
                by=hr,
                request=request,
                question="Hoe krijgen we leveranciers mee?",
                phase="no_action",
                wishes=["presentation", "lab"],
                hours_wished=Decimal(40),
            )

    def with_hands(self, request: Request, school: School | None = None) -> Request:
        """Both departments say that they take part."""
        school = school or self.cast.waterland
        for member, hand in ((school.buyer, "procurement"), (school.hr, "hr")):
            with acting(member) as by:
                hands.give_hand(by=by, request=request, hand=hand, now=self.now)
        return request

    def submitted(self, scheme: Scheme, school: School | None = None) -> Request:
        """A request that was submitted."""
        school = school or self.cast.waterland
        request = self.with_hands(self.draft(scheme, school), school)
        with acting(school.hr) as hr:
            return requests.submit_request(by=hr, request=request, now=self.now, today=self.today)

    def planning(self, scheme: Scheme, school: School | None = None) -> Request:
        """A request with an adviser, whose intake talk was held."""
        request = self.submitted(scheme, school)
        with acting(self.cast.officer) as officer:
            intake.assign_adviser(
                by=officer,
                request=request,
                adviser=self.cast.adviser.organisation,
                now=self.now,
            )
        with acting(self.cast.adviser) as adviser:
            intake.plan_intake(
                by=adviser, request=request, at=self.now, place="Kade 2.14", now=self.now
            )
            return intake.hold_intake(
                by=adviser,
                request=request,
                held_on=self.today,
                notes="Er is beleid, maar het komt niet tot actie.",
                homework=[intake.Task("list_contracts", "Bram de Wit", date(2026, 3, 20))],
                now=self.now,
                today=self.today,
            )

    def plan(
        self, request: Request, *, hours: str = "24", kind: str = "presentation", days: int = 1
    ) -> Application:
        """A plan of one activity, that was offered."""
        with acting(self.cast.adviser) as adviser:
            application = plans.start_plan(
                by=adviser, request=request, now=self.now, today=self.today
            )
            return self.offer(application, hours=hours, kind=kind, days=days)

    def offer(
        self,
        application: Application,
        *,
        hours: str = "24",
        kind: str = "presentation",
        days: int = 1,
    ) -> Application:
        """The next version of a plan, offered."""
        planned = Planned(
            kind=kind,
            title="Kennismaken met sociale inkoop",
            hours=Decimal(hours),
            days=tuple(date(2026, 4, 1 + n) for n in range(days)),
            procurement="Bram de Wit",
            hr="Samira Haddad",
            supplier="Helder" if kind == "lab" else "",
        )
        with acting(self.cast.adviser) as adviser:
            plans.write_plan(
                by=adviser,
                application=application,
                texts=Texts(goal="Draagvlak", approach="Samen beginnen"),
                activities=[planned],
                now=self.now,
            )
            plans.offer_plan(by=adviser, application=application, now=self.now)
            return self.fresh(application)

    def submit(self, application: Application, school: School | None = None) -> Application:
        """The latest offered version, handed in."""
        school = school or self.cast.waterland
        with acting(school.hr) as hr:
            version = application.versions.order_by("-number").values_list("number", flat=True)[0]
            return applications.submit_application(
                by=hr,
                application=application,
                version=version,
                expected="Twee plekken",
                mandate_name="Ans Verbeek",
                mandate_role="Directeur",
                now=self.now,
                today=self.today,
            )

    def application(
        self, scheme: Scheme, *, hours: str = "24", school: School | None = None, **plan: Any
    ) -> Application:
        """An application that was submitted."""
        request = self.planning(scheme, school)
        return self.submit(self.plan(request, hours=hours, **plan), school)

    def granted(
        self, scheme: Scheme, *, hours: str = "24", school: School | None = None, **plan: Any
    ) -> Application:
        """An application that was granted."""
        application = self.application(scheme, hours=hours, school=school, **plan)
        with acting(self.cast.officer) as officer:
            return decisions.grant(by=officer, application=application, remark="", now=self.now)

    def granted_again(self, request: Request, *, hours: str) -> Application:
        """One more application of a request, granted."""
        application = self.submit(self.plan(request, hours=hours))
        with acting(self.cast.officer) as officer:
            return decisions.grant(by=officer, application=application, remark="", now=self.now)

    def fill(self, scheme: Scheme, school: School, *, hours: str) -> Application:
        """Another hogeschool takes hours, so that there is no room for more."""
        return self.application(scheme, hours=hours, school=school)

    def activity(self, application: Application) -> Activity:
        """The first activity of an application that was granted."""
        with acting(self.cast.officer):
            return application.activities.order_by("position")[0]

    def held(self, application: Application) -> Activity:
        """The first activity, held today."""
        activity = self.activity(application)
        with acting(self.cast.adviser) as adviser:
            return activities.hold_activity(
                by=adviser, activity=activity, held_on=self.today, now=self.now, today=self.today
            )

    def entered(self, activity: Activity, *, hours: str = "6") -> Work:
        """Hours that the adviser entered."""
        with acting(self.cast.adviser) as adviser:
            return activities.enter_work(
                by=adviser,
                activity=activity,
                on=self.today,
                hours=Decimal(hours),
                what="Presentatie gegeven",
                now=self.now,
                today=self.today,
            )

    def confirmed(self, work: Work, school: School | None = None) -> Work:
        """Hours that the hogeschool confirmed."""
        with acting((school or self.cast.waterland).hr) as hr:
            return activities.confirm_work(by=hr, work=work, now=self.now)

    def evaluated(self, activity: Activity, school: School | None = None) -> Evaluation:
        """An evaluation that was submitted."""
        with acting((school or self.cast.waterland).hr) as hr:
            return evaluations.submit_evaluation(
                by=hr,
                evaluation=Evaluation.objects.get(activity=activity),
                told=TOLD,
                now=self.now,
            )

    def accepted(self, activity: Activity, school: School | None = None) -> Evaluation:
        """An evaluation that was accepted."""
        evaluation = self.evaluated(activity, school)
        with acting(self.cast.officer) as officer:
            return evaluations.accept_evaluation(by=officer, evaluation=evaluation, now=self.now)

    def settled(
        self,
        scheme: Scheme,
        *,
        hours: str = "24",
        worked: str = "18",
        school: School | None = None,
    ) -> Application:
        """An application that went the whole way."""
        application = self.granted(scheme, hours=hours, school=school)
        activity = self.held(application)
        self.confirmed(self.entered(activity, hours=worked), school)
        self.accepted(activity, school)
        return self.settle(application)

    def settle(self, application: Application) -> Application:
        """The hours, settled."""
        with acting(self.cast.officer) as officer:
            return evaluations.settle(by=officer, application=application, now=self.now)

    def fresh(self, application: Application) -> Application:
        """An application as it is now, seen by the fund."""
        return Application.objects.select_related("request__scheme", "scheme").get(
            pk=application.pk
        )

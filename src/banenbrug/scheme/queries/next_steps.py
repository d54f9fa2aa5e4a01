"""What is open in dossiers, for any number of them in one query."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from banenbrug.scheme.models import (
    Activity,
    Application,
    Evaluation,
    Hand,
    Homework,
    PlanVersion,
    Request,
    Work,
)
from banenbrug.scheme.rules.facts import ActivityFacts, ApplicationFacts, DossierFacts
from banenbrug.scheme.rules.next_steps import OpenStep, open_steps, place_in_course
from banenbrug.scheme.rules.states import Side, WorkState


@dataclass(frozen=True)
class Progress:
    """A dossier with all that is open in it, and how far it is (from 1; 8 when it is over)."""

    request: Request
    steps: Sequence[OpenStep]
    place: int

    def of(self, side: Side) -> list[OpenStep]:
        """What one party has to do."""
        return [step for step in self.steps if step.side is side]

    @property
    def next_step(self) -> OpenStep | None:
        """What comes first: the first step of the course that is open."""
        return self.steps[0] if self.steps else None


def progress_of(request: Request) -> Progress:
    """One dossier."""
    return progress([request])[0]


def progress(requests: Iterable[Request]) -> list[Progress]:
    """Dossiers in the order that they are given; each request with its scheme."""
    found = list(requests)
    facts = facts_of(found)
    return [
        Progress(request, tuple(open_steps(facts[request.pk])), place_in_course(facts[request.pk]))
        for request in found
    ]


def facts_of(requests: Sequence[Request]) -> dict[int, DossierFacts]:
    """The facts of dossiers by the key of the request."""
    found = Request.objects.filter(pk__in=[request.pk for request in requests])
    return {row["pk"]: read(row) for row in found.values_list(facts_as_json(), flat=True)}


def facts_as_json() -> JSONObject:
    """The facts of a request in one expression, for `read`; also for use within another query."""
    homework = _beside(Homework).filter(request=OuterRef("pk"), done_on=None)
    task = JSONObject(pk="pk", text="text", kind="kind", due="due")
    return JSONObject(
        pk="pk",
        state="state",
        adviser="adviser_id",
        needs_hands="scheme__needs_hands",
        received_at="received_at",
        intake_at="intake_at",
        scheme="scheme__name",
        hands=ArraySubquery(
            _beside(Hand)
            .filter(request=OuterRef("pk"), given_at__isnull=False)
            .order_by("pk")
            .values("hand")
        ),
        homework=ArraySubquery(homework.order_by("due", "pk").values(json=task)),
        applications=ArraySubquery(
            _beside(Application)
            .filter(request=OuterRef("pk"))
            .order_by("number")
            .values(json=_application())
        ),
    )


def read(row: Mapping[str, Any]) -> DossierFacts:
    """The facts of one dossier, out of `facts_as_json`."""
    return DossierFacts(
        pk=row["pk"],
        state=row["state"],
        has_adviser=row["adviser"] is not None,
        needs_hands=row["needs_hands"],
        hands=row["hands"],
        received_on=_local(row["received_at"]),
        intake_on=_local(row["intake_at"]),
        homework=[
            (task["pk"], task["text"] or task["kind"], date.fromisoformat(task["due"]))
            for task in row["homework"]
        ],
        applications=[_read_application(one) for one in row["applications"]],
    )


def _beside(model: type[Model]) -> QuerySet[Any]:
    """Rows of the dossier that the outer query is at, by the index of its school and fund."""
    here = {"school": OuterRef("school_id"), "fund": OuterRef("fund_id")}
    return model._default_manager.filter(**here).order_by()


def _application() -> JSONObject:
    versions = _beside(PlanVersion).filter(application=OuterRef("pk")).order_by("-number")
    return JSONObject(
        pk="pk",
        state="state",
        received_at="received_at",
        submitted_at="submitted_at",
        offered_at=Subquery(versions.values("offered_at")[:1]),
        activities=ArraySubquery(
            _beside(Activity)
            .filter(application=OuterRef("pk"))
            .order_by("position")
            .values(json=_activity())
        ),
    )


def _activity() -> JSONObject:
    account = _beside(Evaluation).filter(activity=OuterRef("pk"))
    return JSONObject(
        pk="pk",
        state="state",
        title="title",
        days="days",
        entered=_number_of_work(WorkState.ENTERED),
        disputed=_number_of_work(WorkState.DISPUTED),
        evaluation=Subquery(account.values("state")[:1]),
        due=Subquery(account.values("due_on")[:1]),
    )


def _number_of_work(state: WorkState) -> Subquery:
    rows = _beside(Work).filter(activity=OuterRef("pk"), state=state.value)
    return Subquery(rows.values("activity").annotate(number=Count("pk")).values("number"))


def _read_application(row: Mapping[str, Any]) -> ApplicationFacts:
    offered, submitted = _instant(row["offered_at"]), _instant(row["submitted_at"])
    return ApplicationFacts(
        pk=row["pk"],
        state=row["state"],
        # With the school: offered, and after it came back if it was submitted.
        offered=offered is not None and (submitted is None or offered > submitted),
        received_on=_local(row["received_at"]),
        activities=[_read_activity(one) for one in row["activities"]],
    )


def _read_activity(row: Mapping[str, Any]) -> ActivityFacts:
    return ActivityFacts(
        pk=row["pk"],
        state=row["state"],
        title=row["title"],
        last_day=max(map(date.fromisoformat, row["days"]), default=None),
        entered=row["entered"] or 0,
        disputed=row["disputed"] or 0,
        evaluation=row["evaluation"],
        due=date.fromisoformat(row["due"]) if row["due"] else None,
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _local(text: str | None) -> date | None:
    instant = _instant(text)
    return timezone.localtime(instant).date() if instant else None

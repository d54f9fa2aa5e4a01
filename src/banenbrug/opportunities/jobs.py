"""Weighing that a page need not wait for."""

from django.utils import timezone
from procrastinate.contrib.django import app

from banenbrug.engine.work import job
from banenbrug.opportunities.queries import scale_of, weighed_of
from banenbrug.opportunities.weighing import weigh_anew
from banenbrug.organisations.models import Organisation
from banenbrug.organisations.roles import Kind


@job(name="opportunities.weigh")
def weigh_school(*, organisation_id: int) -> None:
    """Weigh all contracts of a school as of today, unless somebody did so already."""
    weighed = weighed_of(organisation_id)
    today = timezone.localdate()
    if weighed.is_due or weighed.on != today:
        weigh_anew(weighed, scale=scale_of(organisation_id), today=today)


@app.periodic(cron="5 22,23 * * *")  # UTC: five past midnight in summer and in winter
@app.task(name="opportunities.weigh_all", queueing_lock="opportunities.weigh_all")
def weigh_all(timestamp: int) -> None:
    """A new day: every school's contracts are a day closer to their moments."""
    schools = Organisation.objects.filter(kind=Kind.SCHOOL.value)
    for pk in schools.values_list("pk", flat=True):
        weigh_school.defer(organisation_id=pk)

"""Rows that are held until the end of the transaction, so that nobody acts on what was.

Nobody changes a key, so the locks leave keys free (`no_key`): what somebody adds to a dossier is
compared with its parent on commit, and would else wait for who waits for him.
"""

from django.db import connection

from banenbrug.scheme.models import Activity, Application, Evaluation, Request, Work


def locked_request(pk: int) -> Request:
    """A request with its scheme."""
    return (
        Request.objects.select_for_update(of=("self",), no_key=True)
        .select_related("scheme")
        .get(pk=pk)
    )


def locked_application(pk: int) -> Application:
    """An application with its request and scheme."""
    return (
        Application.objects.select_for_update(of=("self",), no_key=True)
        .select_related("request__scheme", "scheme", "school")
        .get(pk=pk)
    )


def locked_activity(pk: int) -> Activity:
    """An activity with its application, which is held first: its totals may change as well."""
    application_id = Activity.objects.values_list("application_id", flat=True).get(pk=pk)
    application = locked_application(application_id)
    activity = Activity.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    activity.application = application
    return activity


def locked_work(pk: int) -> Work:
    """Hours that were entered, with their activity and application."""
    activity = locked_activity(Work.objects.values_list("activity_id", flat=True).get(pk=pk))
    work = Work.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    work.activity = activity
    return work


def locked_evaluation(activity_id: int) -> Evaluation:
    """The account of an activity, with its activity and application."""
    activity = locked_activity(activity_id)
    evaluation = Evaluation.objects.select_for_update(of=("self",), no_key=True).get(
        activity_id=activity_id
    )
    evaluation.activity = activity
    return evaluation


def hold_terms(scheme_id: int) -> None:
    """Let nobody change the terms of a scheme now; several may hold them.

    For a hogeschool, which reads the row of the scheme and cannot lock it.
    """
    _lock_terms("pg_advisory_xact_lock_shared", scheme_id)


def change_terms(scheme_id: int) -> None:
    """Wait until nobody holds the terms of a scheme, and let nobody hold them meanwhile."""
    _lock_terms("pg_advisory_xact_lock", scheme_id)


def _lock_terms(function: str, scheme_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended('scheme terms', %s))", [scheme_id])

"""Who writes the running totals of a scheme: its fund, and every school that takes part."""

from django.db.models import Model

from banenbrug.engine.policies import ORGANISATION, PublishedRows


class PurseRows(PublishedRows):
    """Hours left are public; they change when the fund or a school of the scheme acts."""

    def writes(self, model: type[Model]) -> str:
        return (
            f"fund_id = {ORGANISATION} OR EXISTS (SELECT 1 FROM scheme_allowance AS allowance"
            f" WHERE allowance.scheme_id = {model._meta.db_table}.scheme_id"
            f" AND allowance.school_id = {ORGANISATION})"
        )

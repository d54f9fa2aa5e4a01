"""The tables of support schemes: what a fund offers, dossiers of hogescholen, and the ledger."""

from banenbrug.scheme.models.activities import Activity, Evaluation, Work
from banenbrug.scheme.models.dossiers import Hand, Homework, Letter, Mark, Request
from banenbrug.scheme.models.entrance import Entry, Question
from banenbrug.scheme.models.ledger import Allowance, HoursEntry
from banenbrug.scheme.models.plans import Application, PlanActivity, PlanComment, PlanVersion
from banenbrug.scheme.models.schemes import Purse, Scheme

__all__ = [
    "Activity",
    "Allowance",
    "Application",
    "Entry",
    "Evaluation",
    "Hand",
    "Homework",
    "HoursEntry",
    "Letter",
    "Mark",
    "PlanActivity",
    "PlanComment",
    "PlanVersion",
    "Purse",
    "Question",
    "Request",
    "Scheme",
    "Work",
]

"""All addresses. Each one has a row in the table of doors (tests/house/doors.py)."""

from allauth.account import urls
from django.urls import include, path

from banenbrug.organisations.signin import closed

SIGN_IN = [page for page in urls.urlpatterns if page.name != "account_email"]
"""allauth's pages, without the one on which people give themselves another address."""

urlpatterns = [
    path("", include("banenbrug.desk.urls")),
    path("", include("banenbrug.organisations.urls")),
    path("", include("banenbrug.contracts.urls")),
    path("", include("banenbrug.opportunities.urls")),
    path("", include("banenbrug.dialogue.urls")),
    path("", include("banenbrug.placements.urls")),
    path("", include("banenbrug.story.urls")),
    path("", include("banenbrug.web.urls")),
    path("account/email/", closed, name="account_email"),
    path("account/", include(SIGN_IN)),
]

"""All addresses. Each one has a row in the table of doors (tests/house/doors.py)."""

from django.urls import include, path

urlpatterns = [
    path("", include("banenbrug.desk.urls")),
    path("", include("banenbrug.organisations.urls")),
    path("", include("banenbrug.contracts.urls")),
    path("", include("banenbrug.opportunities.urls")),
    path("", include("banenbrug.dialogue.urls")),
    path("", include("banenbrug.placements.urls")),
    path("", include("banenbrug.story.urls")),
    path("", include("banenbrug.web.urls")),
    path("account/", include("allauth.urls")),
]

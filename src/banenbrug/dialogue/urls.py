"""Addresses of conversations and commitments, at the door of the school and of the supplier."""

from django.urls import path

from banenbrug.dialogue.views import commitments, conversations, sharing, talks

app_name = "dialogue"

_TALK = "h/<slug:school>/gesprekken/<int:pk>/"
_COMMITMENT = "h/<slug:school>/afspraken/<int:pk>/"
_SUPPLIER = "leverancier/<slug:supplier>/"
_SHARED = f"{_SUPPLIER}afspraken/<int:pk>/"

urlpatterns = [
    path("h/<slug:school>/gesprekken/", conversations.conversations, name="conversations"),
    path("h/<slug:school>/contracten/<int:pk>/gesprek/", conversations.plan, name="plan"),
    path(_TALK, talks.conversation, name="conversation"),
    path(f"{_TALK}verslag/", talks.hold, name="hold"),
    path(f"{_TALK}gedeeld/", sharing.write_shared, name="write_shared"),
    path(f"{_TALK}delen/", sharing.share, name="share"),
    path(f"{_TALK}uitnodiging/", sharing.invite, name="invite"),
    path(f"{_TALK}afspraken/", talks.agreements, name="agreements"),
    path(f"{_TALK}geschiedenis/", talks.history, name="history"),
    path(f"{_TALK}afzeggen/", conversations.cancel, name="cancel"),
    path(f"{_TALK}opnieuw/", conversations.plan_again, name="plan_again"),
    path(f"{_TALK}deelnemers/", conversations.participants, name="participants"),
    path(f"{_TALK}afspraak/", conversations.agree, name="agree"),
    path(_COMMITMENT, commitments.commitment, name="commitment"),
    path(f"{_COMMITMENT}bevestigen/", commitments.confirm, name="confirm"),
    path(f"{_COMMITMENT}intrekken/", commitments.withdraw, name="withdraw"),
    path(_SHARED, commitments.shared_commitment, name="shared_commitment"),
    path(f"{_SHARED}bevestigen/", commitments.confirm_shared, name="confirm_shared"),
    path(f"{_SHARED}antwoord/", sharing.answer, name="answer"),
    path(f"{_SUPPLIER}verslagen/<int:pk>/", sharing.shared_minutes, name="shared_minutes"),
    path("partner/<slug:partner>/afspraken/<int:pk>/antwoord/", sharing.join, name="join"),
]

"""Addresses of conversations and commitments, at the door of the school and of the supplier."""

from django.urls import path

from banenbrug.dialogue.views import commitments, conversations

app_name = "dialogue"

_TALK = "h/<slug:school>/gesprekken/<int:pk>/"
_COMMITMENT = "h/<slug:school>/afspraken/<int:pk>/"
_SHARED = "leverancier/<slug:supplier>/afspraken/<int:pk>/"

urlpatterns = [
    path("h/<slug:school>/gesprekken/", conversations.conversations, name="conversations"),
    path("h/<slug:school>/contracten/<int:pk>/gesprek/", conversations.plan, name="plan"),
    path(_TALK, conversations.conversation, name="conversation"),
    path(f"{_TALK}verslag/", conversations.hold, name="hold"),
    path(f"{_TALK}afzeggen/", conversations.cancel, name="cancel"),
    path(f"{_TALK}opnieuw/", conversations.plan_again, name="plan_again"),
    path(f"{_TALK}deelnemers/", conversations.participants, name="participants"),
    path(f"{_TALK}afspraak/", conversations.agree, name="agree"),
    path(_COMMITMENT, commitments.commitment, name="commitment"),
    path(f"{_COMMITMENT}bevestigen/", commitments.confirm, name="confirm"),
    path(f"{_COMMITMENT}intrekken/", commitments.withdraw, name="withdraw"),
    path(_SHARED, commitments.shared_commitment, name="shared_commitment"),
    path(f"{_SHARED}bevestigen/", commitments.confirm_shared, name="confirm_shared"),
]

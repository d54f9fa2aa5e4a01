"""What stands above every view of one conversation."""

from typing import TypedDict

from django.urls import reverse
from django.utils.translation import gettext

from banenbrug.dialogue.models import Conversation
from banenbrug.dialogue.queries import Talk, count_agreed, talk
from banenbrug.dialogue.rules import ConversationState
from banenbrug.foundation.refusals import N_
from banenbrug.web.parts import View

VIEWS = {
    "desk:brief": N_("Preparation"),
    "dialogue:conversation": N_("Minutes"),
    "dialogue:agreements": N_("Commitments"),
    "dialogue:history": N_("History"),
}
"""The views of a conversation by the name of their address, in the order of the work."""


class Head(TypedDict):
    """The context of the template `dialogue/talk.html`."""

    conversation: Conversation
    talk: Talk
    talk_views: list[View]
    is_planned: bool
    is_held: bool


def head_of(conversation: Conversation, *, school: str, current: str) -> Head:
    """The head of a view; `current` is its address in `VIEWS`, `school` the slug of the door."""
    agreed = count_agreed(conversation)
    return {
        "conversation": conversation,
        "talk": talk(conversation),
        "talk_views": [
            View(
                gettext(label),
                reverse(name, kwargs={"school": school, "pk": conversation.pk}),
                name == current,
                agreed if name == "dialogue:agreements" else None,
            )
            for name, label in VIEWS.items()
        ],
        "is_planned": conversation.state == ConversationState.PLANNED.value,
        "is_held": conversation.state == ConversationState.HELD.value,
    }

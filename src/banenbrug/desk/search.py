"""What words find across the rooms, grouped by kind; each kind only for who may see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from banenbrug.contracts import words
from banenbrug.contracts.models import Contract, Supplier, Words
from banenbrug.dialogue.models import Commitment, Conversation
from banenbrug.foundation.refusals import N_
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Right
from banenbrug.placements.models import Vacancy

SHOWN = 10
"""Things of a kind that are shown."""


MANY = 100
"""Contracts or suppliers that are put in order; of more, the page shows some and leads to all."""


@dataclass(frozen=True)
class Hit:
    """One thing that was found: what it is called, a line about it, and where it is."""

    title: str
    under: str
    url: str


@dataclass(frozen=True)
class Kind:
    """What can be found: how it is called, who sees it, and where one thing of it stands.

    `rows` gives what holds the words; `told` its title and the line under it.
    """

    name: str
    icon: str
    right: Right
    page: str
    rows: Callable[[Membership, str], QuerySet[Any]]
    told: Callable[[Any], tuple[str, str]]


@dataclass(frozen=True)
class Group:
    """What was found of one kind. `has_more`: than is shown here."""

    kind: Kind
    hits: Sequence[Hit]
    has_more: bool


def search(member: Membership, text: str) -> list[Group]:
    """Everything that the words find, for this reader; each kind in at most two queries."""
    if not words.question(text, organisation_id=member.organisation_id):
        return []
    seen = (_group(member, text, kind) for kind in KINDS if member.has(kind.right))
    return [group for group in seen if group.hits]


def _group(member: Membership, text: str, kind: Kind) -> Group:
    found = list(kind.rows(member, text)[: SHOWN + 1])
    hits = [
        Hit(*kind.told(one), reverse(kind.page, args=[member.organisation.slug, one.pk]))
        for one in found[:SHOWN]
    ]
    return Group(kind, hits, len(found) > SHOWN)


def _contracts(member: Membership, text: str) -> QuerySet[Contract]:
    here = Contract.objects.filter(organisation_id=member.organisation_id)
    return (
        here.filter(pk__in=_first_keys(member, text, Words.Kind.CONTRACT))
        .select_related("supplier")
        .order_by("title", "pk")
    )


def _suppliers(member: Membership, text: str) -> QuerySet[Supplier]:
    here = Supplier.objects.filter(organisation_id=member.organisation_id)
    return here.filter(pk__in=_first_keys(member, text, Words.Kind.SUPPLIER)).order_by(
        "sort_key", "pk"
    )


def _conversations(member: Membership, text: str) -> QuerySet[Conversation]:
    """Conversations about contracts that hold the words, or in whose minutes they stand."""
    here = Conversation.objects.filter(organisation_id=member.organisation_id)
    about = Q(contract__in=_keys(member, text, Words.Kind.CONTRACT))
    said = _all_words("minutes", text) | _all_words("place", text)
    return here.filter(about | said).select_related("contract").order_by("-planned_at", "-pk")


def _commitments(member: Membership, text: str) -> QuerySet[Commitment]:
    here = Commitment.objects.filter(organisation_id=member.organisation_id, withdrawn_at=None)
    about = Q(contract__in=_keys(member, text, Words.Kind.CONTRACT))
    found = here.filter(about | _all_words("what", text))
    return found.select_related("contract").order_by("-made_at", "-pk")


def _vacancies(member: Membership, text: str) -> QuerySet[Vacancy]:
    here = Vacancy.objects.filter(organisation_id=member.organisation_id)
    about = Q(commitment__contract__in=_keys(member, text, Words.Kind.CONTRACT))
    said = _all_words("title", text) | _all_words("tasks", text)
    found = here.filter(about | said).select_related("commitment__contract")
    return found.order_by("-opened_on", "-pk")


def _keys(member: Membership, text: str, kind: Words.Kind) -> QuerySet[Any, int]:
    found = words.found(text, organisation_id=member.organisation_id, kind=kind)
    return found.values_list("object_id", flat=True)


def _first_keys(member: Membership, text: str, kind: Words.Kind) -> list[int]:
    """The keys of some that hold the words: enough for a page, however many there are."""
    return list(_keys(member, text, kind)[:MANY])


def _all_words(field: str, text: str) -> Q:
    """Rows with every word somewhere in a text: few enough in one school to be read through."""
    return Q(*(Q(**{f"{field}__icontains": word}) for word in text.replace("\0", "").split()[:10]))


KINDS = (
    Kind(
        name=N_("Contracts"),
        icon="file-text",
        right=Right.SEE_CONTRACTS,
        page="desk:contract",
        rows=_contracts,
        told=lambda one: (one.title, f"{one.number} · {one.supplier.name}"),
    ),
    Kind(
        name=N_("Suppliers"),
        icon="users",
        right=Right.SEE_CONTRACTS,
        page="desk:supplier_record",
        rows=_suppliers,
        told=lambda one: (one.name, one.city),
    ),
    Kind(
        name=N_("Conversations"),
        icon="message-circle",
        right=Right.SEE_CONVERSATIONS,
        page="dialogue:conversation",
        rows=_conversations,
        told=lambda one: (one.contract.title, one.place),
    ),
    Kind(
        name=N_("Commitments"),
        icon="heart-handshake",
        right=Right.SEE_CONVERSATIONS,
        page="dialogue:commitment",
        rows=_commitments,
        told=lambda one: (one.what, one.contract.title),
    ),
    Kind(
        name=N_("Vacancies"),
        icon="briefcase",
        right=Right.SEE_PLACEMENTS,
        page="placements:vacancy",
        rows=_vacancies,
        told=lambda one: (one.title, one.commitment.contract.title),
    ),
)

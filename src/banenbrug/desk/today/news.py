"""What others did since somebody was last here, out of the history of the rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext

from banenbrug.desk.today.addresses import address
from banenbrug.foundation.refusals import N_
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Right

LONGEST = timedelta(days=30)
"""Who was away longer reads of these days only."""

FIRST_TIME = timedelta(days=7)
"""How far back somebody looks on the first visit."""

_BY_OTHERS = """
    event.organisation_id = %(organisation)s AND event.pgh_created_at > %(since)s
    AND event.pgh_context_id = context.id
    AND (context.metadata->>'member')::bigint IS DISTINCT FROM %(member)s
"""

_NEWS = f"""
WITH news AS (
    (SELECT CASE WHEN event.pgh_label = 'created' THEN 'planned' ELSE event.state END AS kind,
            event.pgh_created_at AS at, (context.metadata->>'member')::bigint AS member,
            event.pgh_obj_id AS object, supplier.name AS what, '' AS said_by
       FROM dialogue_conversationevent AS event
       JOIN contracts_contract AS contract ON contract.id = event.contract_id
       JOIN contracts_supplier AS supplier ON supplier.id = contract.supplier_id,
            pghistory_context AS context
      WHERE {_BY_OTHERS}
        AND (event.pgh_label = 'created' OR event.state <> 'planned')
      ORDER BY event.pgh_id DESC LIMIT %(most)s)
    UNION ALL
    (SELECT CASE WHEN event.pgh_label = 'created' THEN 'agreed' ELSE 'withdrawn' END,
            event.pgh_created_at, (context.metadata->>'member')::bigint,
            event.pgh_obj_id, event.what, ''
       FROM dialogue_commitmentevent AS event, pghistory_context AS context
      WHERE {_BY_OTHERS}
        AND (event.pgh_label = 'created' OR event.withdrawn_at IS NOT NULL)
      ORDER BY event.pgh_id DESC LIMIT %(most)s)
    UNION ALL
    (SELECT 'confirmed', said.confirmed_at, NULL, said.commitment_id, commitment.what, said.by
       FROM dialogue_confirmation AS said
       JOIN dialogue_commitment AS commitment ON commitment.id = said.commitment_id
      WHERE said.organisation_id = %(organisation)s AND said.confirmed_at > %(since)s
        AND NOT (said.side = 'school' AND said.by = %(name)s)
      ORDER BY said.confirmed_at DESC LIMIT %(most)s)
    UNION ALL
    (SELECT answer.word, answer.said_at, NULL, answer.commitment_id, commitment.what, answer.by
       FROM (SELECT organisation_id, commitment_id, word, by, said_at FROM dialogue_answer
             UNION ALL
             SELECT organisation_id, commitment_id, word, by, said_at FROM dialogue_guestanswer
            ) AS answer
       JOIN dialogue_commitment AS commitment ON commitment.id = answer.commitment_id
      WHERE answer.organisation_id = %(organisation)s AND answer.said_at > %(since)s
      ORDER BY answer.said_at DESC LIMIT %(most)s)
    UNION ALL
    (SELECT CASE WHEN event.pgh_label = 'created' THEN 'opened' ELSE 'closed' END,
            event.pgh_created_at, (context.metadata->>'member')::bigint,
            event.pgh_obj_id, event.title, ''
       FROM placements_vacancyevent AS event, pghistory_context AS context
      WHERE {_BY_OTHERS}
        AND (event.pgh_label = 'created' OR event.closed_on IS NOT NULL)
      ORDER BY event.pgh_id DESC LIMIT %(most)s)
    UNION ALL
    (SELECT CASE WHEN event.pgh_label = 'created' THEN 'placed' ELSE 'ended' END,
            event.pgh_created_at, (context.metadata->>'member')::bigint,
            event.pgh_obj_id, placement.pseudonym, ''
       FROM placements_placementevent AS event
       JOIN placements_placement AS placement ON placement.id = event.pgh_obj_id,
            pghistory_context AS context
      WHERE {_BY_OTHERS}
        AND (event.pgh_label = 'created' OR event.ended_on IS NOT NULL)
      ORDER BY event.pgh_id DESC LIMIT %(most)s)
    UNION ALL
    (SELECT 'read_in', event.pgh_created_at, (context.metadata->>'member')::bigint,
            event.pgh_obj_id, event.file_name, ''
       FROM contracts_batchevent AS event, pghistory_context AS context
      WHERE {_BY_OTHERS} AND event.state = 'committed' AND event.pgh_label = 'changed'
      ORDER BY event.pgh_id DESC LIMIT %(most)s)
)
SELECT news.kind, news.at, news.object, news.what, COALESCE(member.name, news.said_by)
  FROM news LEFT JOIN organisations_membership AS member
       ON member.id = news.member AND member.organisation_id = %(organisation)s
 ORDER BY news.at DESC, news.kind LIMIT %(most)s
"""


@dataclass(frozen=True)
class Item:
    """One thing that somebody did: what happened (a msgid), to what, and who did it."""

    happened: str
    what: str
    url: str
    who: str
    at: datetime


@dataclass(frozen=True)
class _Sort:
    happened: str
    page: str
    right: Right
    shown: Callable[[str], str] = str


def _person(pseudonym: str) -> str:
    return gettext("Employee %(person)s") % {"person": pseudonym}


_SORTS = {
    "planned": _Sort(N_("Conversation planned"), "dialogue:conversation", Right.SEE_CONVERSATIONS),
    "held": _Sort(N_("Conversation held"), "dialogue:conversation", Right.SEE_CONVERSATIONS),
    "cancelled": _Sort(
        N_("Conversation cancelled"), "dialogue:conversation", Right.SEE_CONVERSATIONS
    ),
    "agreed": _Sort(N_("Commitment made"), "dialogue:commitment", Right.SEE_CONVERSATIONS),
    "withdrawn": _Sort(N_("Commitment withdrawn"), "dialogue:commitment", Right.SEE_CONVERSATIONS),
    "confirmed": _Sort(N_("Commitment confirmed"), "dialogue:commitment", Right.SEE_CONVERSATIONS),
    "found": _Sort(N_("Somebody found"), "dialogue:commitment", Right.SEE_CONVERSATIONS),
    "done": _Sort(N_("Commitment done"), "dialogue:commitment", Right.SEE_CONVERSATIONS),
    "not_yet": _Sort(N_("Not yet, said"), "dialogue:commitment", Right.SEE_CONVERSATIONS),
    "joins": _Sort(N_("A partner joins"), "dialogue:commitment", Right.SEE_CONVERSATIONS),
    "not_now": _Sort(N_("A partner says: not now"), "dialogue:commitment", Right.SEE_CONVERSATIONS),
    "opened": _Sort(N_("Vacancy opened"), "placements:vacancy", Right.SEE_PLACEMENTS),
    "closed": _Sort(N_("Vacancy closed"), "placements:vacancy", Right.SEE_PLACEMENTS),
    "placed": _Sort(N_("Somebody placed"), "placements:placement", Right.SEE_PLACEMENTS, _person),
    "ended": _Sort(N_("Placement ended"), "placements:placement", Right.SEE_PLACEMENTS, _person),
    "read_in": _Sort(N_("List read in"), "contracts:preview", Right.IMPORT_CONTRACTS),
}


def since(former: datetime | None, *, now: datetime) -> datetime:
    """From when on things are news for somebody who was here at `former`."""
    return now - FIRST_TIME if former is None else max(former, now - LONGEST)


def news_for(member: Membership, *, since: datetime, most: int = 5) -> list[Item]:
    """What others did after `since`, the newest first, in one query; no more than one may see."""
    if not member.has(Right.SEE_CONVERSATIONS):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _NEWS,
            {
                "organisation": member.organisation_id,
                "since": since,
                "member": member.pk,
                "name": member.name,
                "most": most,
            },
        )
        rows = cursor.fetchall()
    return [_item(member, *row) for row in rows]


def _item(member: Membership, kind: str, at: datetime, object_id: int, what: str, who: str) -> Item:
    sort = _SORTS[kind]
    url = address(member, sort.page, object_id) if member.has(sort.right) else ""
    return Item(gettext(sort.happened), sort.shown(what), url, who, timezone.localtime(at))

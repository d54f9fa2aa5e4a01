"""Steps of the contract register: begin, mend what was not read, and the moments of contracts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext, ngettext

from banenbrug.contracts.models import Batch, Clause, Contract
from banenbrug.contracts.rules import ContractKind
from banenbrug.desk.today.addresses import address
from banenbrug.desk.today.steps import Kind, Step
from banenbrug.dialogue.models import Commitment, Conversation
from banenbrug.dialogue.rules import ConversationState
from banenbrug.moments.facts import dates_of
from banenbrug.moments.rules import Moment, MomentKind, MomentState, next_moment
from banenbrug.organisations.models import Membership, Organisation
from banenbrug.organisations.roles import Right
from banenbrug.placements.models import Placement
from banenbrug.scheme.queries.school_tasks import dossiers_as_json


@dataclass(frozen=True)
class Course:
    """How far a school is with the five steps of its first time.

    `latest_list` is the last list that was read in: its `pk`, `file_name` and `counts`. Beside it,
    of the same query, the facts of the `dossiers` of support that go on.
    """

    has_contracts: bool
    has_talks: bool
    has_held: bool
    has_commitments: bool
    has_placements: bool
    latest_list: Mapping[str, Any] | None
    dossiers: Sequence[Mapping[str, Any]] = ()

    @property
    def names(self) -> list[str]:
        """What the five steps are called."""
        return [
            gettext("Read in your list"),
            gettext("Choose a contract"),
            gettext("Talk with the supplier"),
            gettext("Write down what is agreed"),
            gettext("Somebody at work"),
        ]

    @property
    def at(self) -> int:
        """The step: 1 register, 2 choose, 3 talk, 4 commitment, 5 placement, 6 all done."""
        if self.has_placements:
            return 6
        if self.has_commitments:
            return 5
        done = (self.has_contracts, self.has_talks, self.has_held)
        return next((number for number, is_done in enumerate(done, 1) if not is_done), 4)


_HAD = ("has_contracts", "has_talks", "has_held", "has_commitments", "has_placements")


def course_of(organisation_id: int) -> Course:
    """Where a school is in its first time, in one query."""
    here = {"organisation_id": organisation_id}
    lists = Batch.objects.filter(state=Batch.State.COMMITTED.value, **here)
    told = JSONObject(pk="pk", file_name="file_name", counts="counts")
    talks = Conversation.objects.filter(**here)
    found = (
        Organisation.objects.filter(pk=organisation_id)
        .annotate(
            has_contracts=Exists(Contract.objects.filter(**here)),
            has_talks=Exists(talks.exclude(state=ConversationState.CANCELLED.value)),
            has_held=Exists(talks.filter(state=ConversationState.HELD.value)),
            has_commitments=Exists(Commitment.objects.filter(**here)),
            has_placements=Exists(Placement.objects.filter(**here)),
            latest_list=Subquery(lists.order_by("-committed_at").values(told=told)[:1]),
            dossiers=dossiers_as_json(),
        )
        .values(*_HAD, "latest_list", "dossiers")
        .get()
    )
    return Course(**found)


def beginning(member: Membership, course: Course) -> list[Step]:
    """What a school does first: read in its list, then choose whom to talk with."""
    if not course.has_contracts and member.has(Right.IMPORT_CONTRACTS):
        return [
            Step(
                kind=Kind.BEGIN,
                title=gettext("Read in your contract list"),
                context=(
                    gettext("An Excel or CSV file from your finance system will do."),
                    gettext("You first see what changes."),
                ),
                url=address(member, "contracts:upload"),
                button=gettext("Read in a list"),
                other=(gettext("Add one contract"), address(member, "contracts:add")),
            )
        ]
    if course.has_contracts and not course.has_talks and member.has(Right.HOLD_CONVERSATIONS):
        return [
            Step(
                kind=Kind.BEGIN,
                title=gettext("Choose the first contract to talk about"),
                context=(
                    gettext("Banenbrug shows which contracts offer the best chance, and why."),
                    gettext("Choose together: procurement and HR."),
                ),
                url=address(member, "opportunities:shortlist"),
                button=gettext("See the opportunities"),
                other=(gettext("See all contracts"), address(member, "desk:register")),
            )
        ]
    return []


def list_steps(member: Membership, course: Course) -> list[Step]:
    """The rows of the latest list that could not be read."""
    latest = course.latest_list
    if latest is None or not member.has(Right.IMPORT_CONTRACTS):
        return []
    rejected = latest["counts"].get("rejected", 0)
    if not rejected:
        return []
    title = ngettext(
        "Mend %(number)s row of your contract list",
        "Mend %(number)s rows of your contract list",
        rejected,
    )
    return [
        Step(
            kind=Kind.LIST,
            title=title % {"number": rejected},
            context=(
                gettext("They could not be read from %(file)s.") % {"file": latest["file_name"]},
                gettext("The other rows are in the register."),
            ),
            url=address(member, "contracts:preview", latest["pk"]),
            button=gettext("See the rows"),
        )
    ]


def moment_steps(member: Membership, *, today: date, most: int) -> list[Step]:
    """The lamps that burn: of contracts with a clause, and of this person's own contracts."""
    if not (member.has(Right.SEE_CONTRACTS) and member.has(Right.HOLD_CONVERSATIONS)):
        return []
    lit = ((contract, _lit(contract, today)) for contract in _watched(member, today, most=3 * most))
    burning = [(contract, moment) for contract, moment in lit if moment is not None]
    burning.sort(key=lambda pair: pair[1].day)
    return [_of_moment(member, contract, moment) for contract, moment in burning[:most]]


def _watched(member: Membership, today: date, *, most: int) -> Iterable[Contract]:
    here = {"organisation_id": member.organisation_id}
    clauses = Clause.objects.filter(contract=OuterRef("pk"), **here)
    placed = Placement.objects.filter(commitment__contract=OuterRef("pk"), **here)
    talked = Max("conversations__held_on")
    return (
        Contract.objects.filter(end__gte=today, kind=ContractKind.CONTRACT.value, **here)
        .annotate(has_clause=Exists(clauses), has_placement=Exists(placed), talked_on=talked)
        .filter(Q(has_clause=True) | Q(buyer=member) | Q(hr=member))
        .select_related("supplier")
        .order_by("end", "pk")[:most]
    )


def _lit(contract: Contract, today: date) -> Moment | None:
    talked_on: date | None = contract.talked_on  # type: ignore[attr-defined]  # annotated above
    moment = next_moment(dates_of(contract, talked_on=talked_on), today)
    return moment if moment and moment.state is not MomentState.OFF else None


def _of_moment(member: Membership, contract: Contract, moment: Moment) -> Step:
    named = {"supplier": contract.supplier.name, "title": contract.title}
    titles = {
        MomentKind.REVIEW: gettext("Plan the annual review with %(supplier)s"),
        MomentKind.EXTENSION: gettext("Decide: extend “%(title)s” or tender again"),
        MomentKind.NOTICE: gettext("Decide: give notice for “%(title)s” or go on"),
        MomentKind.TENDER: gettext("Prepare the next tender for “%(title)s”"),
        MomentKind.END: gettext("“%(title)s” ends: decide what comes after"),
    }
    context = [gettext(moment.question)]
    if contract.has_clause and not contract.has_placement:  # type: ignore[attr-defined]
        context.append(gettext("The agreement in the contract has brought no job yet."))
    owners = {contract.buyer_id, contract.hr_id} - {None}
    to_plan = (gettext("Plan a conversation"), address(member, "dialogue:plan", contract.pk))
    to_read = (gettext("Open the contract"), address(member, "desk:contract", contract.pk))
    first, second = (to_plan, to_read) if moment.kind is MomentKind.REVIEW else (to_read, to_plan)
    return Step(
        kind=Kind.MOMENT,
        title=titles[moment.kind] % named,
        context=tuple(context),
        url=first[1],
        button=first[0],
        other=second,
        due=moment.day,
        is_mine=not owners or member.pk in owners,
    )

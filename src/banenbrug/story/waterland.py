"""Hogeschool Waterland follows its contracts to jobs: the whole walk, at different points of it."""

from datetime import timedelta
from decimal import Decimal

from banenbrug.contracts.models import Contract
from banenbrug.dialogue.actions import confirm_commitment, plan_conversation
from banenbrug.dialogue.brief import Texts
from banenbrug.dialogue.brief_actions import prepare
from banenbrug.dialogue.models import Commitment
from banenbrug.dialogue.rules import Basis, CommitmentKind, Side
from banenbrug.dialogue.sharing import GuestWord, Word
from banenbrug.dialogue.sharing_actions import (
    answer_commitment,
    answer_invitation,
    invite_partner,
)
from banenbrug.opportunities.actions import put_in, sign, take_out
from banenbrug.opportunities.models import Chosen
from banenbrug.organisations.actions import add_unit
from banenbrug.organisations.roles import Hand, Role
from banenbrug.placements.actions import close_vacancy, open_vacancy, place, publish_vacancy
from banenbrug.placements.models import Placement
from banenbrug.placements.rules import ContractForm, Route
from banenbrug.story.key_contracts import CATERING, CLEANING, HIRING, WINDOWS
from banenbrug.story.people import CLEANER, TRAINER, WINDOW_CLEANER
from banenbrug.story.reading import read_register
from banenbrug.story.register import UNITS
from banenbrug.story.scenes import (
    BUYER,
    COORDINATOR,
    HR,
    agree,
    confirm,
    hold_talk,
    pay,
    share,
    unit_called,
    write_contract,
)
from banenbrug.story.stage import Stage

_LIBRARY = "Bibliotheek"
_HEALTH = "Academie voor Gezondheid"
_ACADEMIES = (_HEALTH, "Academie voor Economie", "Academie voor Techniek", "Kunstacademie")


def tell(stage: Stage) -> None:
    """The register, and four suppliers: two with results, one with a start, one still to meet."""
    with stage.acting(BUYER, stage.at(-290, hour=9)) as buyer:
        for name in (*UNITS, *_ACADEMIES, _LIBRARY):
            add_unit(organisation_id=buyer.organisation_id, name=name)
        read_register(by=buyer, count=60, seed=2, days=-290, stage=stage)
    _tell_cleaning(stage)
    _tell_windows(stage)
    _tell_hiring(stage)
    _tell_catering(stage)
    _tell_choice(stage)


def _tell_cleaning(stage: Stage) -> None:
    """Two jobs agreed: one filled and paid every month, one vacancy open; next talk without HR."""
    contract = write_contract(stage, CLEANING, CLEANER)
    talk = hold_talk(stage, contract, days=-230, mood=4, minutes=_CLEANING_MINUTES)
    jobs = agree(
        stage,
        talk,
        kind=CommitmentKind.JOBS,
        what="Twee vaste plekken in de dagschoonmaak, met begeleiding op de werkvloer.",
        number=Decimal(2),
        due=120,
        is_firm=True,
    )
    ours = agree(
        stage,
        talk,
        kind=CommitmentKind.ACTIVITY,
        side=Side.SCHOOL,
        what="Wij wijzen op elke locatie een collega aan die nieuwe medewerkers wegwijs maakt.",
        due=-190,
    )
    for commitment in (jobs, ours):
        confirm(stage, commitment, CLEANER, days=-222)
    share(stage, talk, text=_CLEANING_SHARED, days=-226)
    first = _start_cleaning(stage, jobs)
    pay(stage, first, hours="110.5")
    with stage.acting(HR, stage.at(-33)) as hr:
        second = open_vacancy(
            by=hr,
            commitment=jobs,
            title="Medewerker dagschoonmaak Kunstacademie",
            tasks=_CLEANING_TASKS,
            hours_per_week=Decimal(24),
            places=1,
            employer=contract.supplier,
            workplace=unit_called(hr.organisation_id, "Kunstacademie"),
            today=stage.day(-35),
        )
        publish_vacancy(by=hr, vacancy=second, today=stage.day(-33))
    _plan_next_with_cleaner(stage, contract)


def _plan_next_with_cleaner(stage: Stage, contract: Contract) -> None:
    """Procurement did its part of the brief; HR did not, and has no seat yet."""
    with stage.acting(COORDINATOR, stage.at(-8)) as coordinator:
        talk = plan_conversation(
            by=coordinator,
            contract=contract,
            planned_at=stage.at(3),
            place="Hoofdlocatie, kamer 2.14",
            members=[coordinator, stage.members[BUYER.key]],
            supplier_role="objectleider",
            now=stage.at(-8),
        )
    with stage.acting(BUYER, stage.at(-3)) as buyer:
        prepare(
            by=buyer,
            conversation=talk,
            texts=Texts(room=_CLEANING_ROOM, questions=_CLEANING_QUESTIONS),
            ready=Hand.PROCUREMENT,
            now=stage.at(-3),
        )


def _start_cleaning(stage: Stage, jobs: Commitment) -> Placement:
    started = stage.first_of_month(5)
    with stage.acting(HR, stage.on(started)) as hr:
        supplier, unit = jobs.contract.supplier, unit_called(hr.organisation_id, _HEALTH)
        vacancy = open_vacancy(
            by=hr,
            commitment=jobs,
            title=f"Medewerker dagschoonmaak {_HEALTH}",
            tasks=_CLEANING_TASKS,
            hours_per_week=Decimal("25.5"),
            places=1,
            employer=supplier,
            workplace=unit,
            today=started - timedelta(days=40),
        )
        placement = place(
            by=hr,
            commitment=jobs,
            vacancy=vacancy,
            route=Route.VIA_SUPPLIER,
            contract_form=ContractForm.FIXED_TERM,
            employer=supplier,
            workplace=unit,
            planned_hours_per_week=Decimal("25.5"),
            started_on=started,
            in_register=True,
            register_from=started - timedelta(days=400),
            register_until=None,
            checked_on=started - timedelta(days=12),
            today=started,
        )
        close_vacancy(by=hr, vacancy=vacancy, today=started)
    return placement


def _tell_windows(stage: Stage) -> None:
    """A clause without a job: internships are an effort, and they count as none."""
    contract = write_contract(stage, WINDOWS, WINDOW_CLEANER)
    talk = hold_talk(stage, contract, days=-100, mood=3, minutes=_WINDOWS_MINUTES)
    effort = agree(
        stage,
        talk,
        kind=CommitmentKind.INTERNSHIPS,
        what="Twee stageplekken voor mensen die Stichting Opstap opleidt; daarna bekijken we werk.",
        number=Decimal(2),
        due=30,
    )
    confirm(stage, effort, WINDOW_CLEANER, days=-94)
    share(stage, talk, text=_WINDOWS_SHARED, days=-96)
    with stage.acting(COORDINATOR, stage.at(-90)) as coordinator:
        invite_partner(by=coordinator, commitment=effort, partner=stage.organisations[TRAINER.slug])
    with stage.acting(TRAINER.person(Role.CONTACT), stage.at(-80)) as trainer:
        answer_invitation(by=trainer, commitment=effort, word=GuestWord.JOINS, now=stage.at(-80))
    for unit in ("Academie voor Techniek", "Kunstacademie"):
        _start_internship(stage, effort, unit)
    told = stage.at(-3, hour=16)
    with stage.acting(WINDOW_CLEANER.person(Role.CONTACT), told) as contact:
        answer_commitment(by=contact, commitment=effort, word=Word.FOUND, now=told)


def _start_internship(stage: Stage, effort: Commitment, unit: str) -> None:
    started = stage.day(-45)
    with stage.acting(HR, stage.on(started)) as hr:
        place(
            by=hr,
            commitment=effort,
            vacancy=None,
            route=Route.UNPAID,
            contract_form=ContractForm.BOL_INTERNSHIP,
            employer=effort.contract.supplier,
            workplace=unit_called(hr.organisation_id, unit),
            planned_hours_per_week=Decimal(16),
            started_on=started,
            in_register=False,
            register_from=None,
            register_until=None,
            checked_on=None,
            today=started,
        )


def _tell_hiring(stage: Stage) -> None:
    """Somebody hired in works under the school's own eyes, so the law counts this job here."""
    contract = write_contract(stage, HIRING)
    talk = hold_talk(stage, contract, days=-280, mood=5, minutes=_HIRING_MINUTES)
    job = agree(
        stage,
        talk,
        kind=CommitmentKind.JOBS,
        what="Een medewerker van het bureau voor de uitleenbalie, voor minstens een jaar.",
        number=Decimal(1),
        due=-150,
        is_firm=True,
        basis=Basis.AWARD,
    )
    started = stage.first_of_month(8)
    with stage.acting(HR, stage.at(-275)) as hr:
        confirm_commitment(by=hr, commitment=job, now=stage.at(-275))
    with stage.acting(HR, stage.on(started)) as hr:
        placement = place(
            by=hr,
            commitment=job,
            vacancy=None,
            route=Route.HIRED_IN,
            contract_form=ContractForm.AGENCY,
            employer=contract.supplier,
            workplace=unit_called(hr.organisation_id, _LIBRARY),
            planned_hours_per_week=Decimal(20),
            started_on=started,
            in_register=True,
            register_from=started - timedelta(days=700),
            register_until=None,
            checked_on=started - timedelta(days=20),
            today=started,
        )
    pay(stage, placement, hours="86.67")


def _tell_catering(stage: Stage) -> None:
    """Both hands are ready for the first talk."""
    contract = write_contract(stage, CATERING)
    with stage.acting(COORDINATOR, stage.at(-5)) as coordinator:
        plan_conversation(
            by=coordinator,
            contract=contract,
            planned_at=stage.at(16, hour=14),
            place="Locatie Kade",
            members=[coordinator, stage.members[BUYER.key], stage.members[HR.key]],
            supplier_role="regiomanager",
            now=stage.at(-5),
        )


def _tell_choice(stage: Stage) -> None:
    """The three to talk with next year; procurement signed, HR did not yet."""
    now = stage.at(-3, hour=11)
    with stage.acting(BUYER, now) as buyer:
        put_in(by=buyer, contracts=[], today=stage.today, now=now)
        for chosen in Chosen.objects.select_related("contract"):
            take_out(by=buyer, contract=chosen.contract, now=now)
        numbers = [key.number for key in (CLEANING, WINDOWS, CATERING)]
        wanted = list(Contract.objects.filter(number__in=numbers).order_by("number"))
        put_in(by=buyer, contracts=wanted, today=stage.today, now=now)
        shown = [contract.pk for contract in wanted]
        sign(by=buyer, hand=Hand.PROCUREMENT, shown=shown, today=stage.today, now=now)


_CLEANING_TASKS = (
    "Je maakt overdag lokalen en gangen schoon. Je werkt in een vast team en hebt een vaste"
    " begeleider. De werktijden passen we samen aan wat jij kunt."
)
_CLEANING_MINUTES = (
    "In het contract staat 5% social return, maar daar is nog niets mee gedaan. Helder wil"
    " graag: dagschoonmaak past goed bij vaste plekken. Wij regelen een collega op elke locatie."
)
_CLEANING_SHARED = (
    "Helder ziet in de dagschoonmaak werk voor twee mensen. Waterland wijst op elke locatie een"
    " collega aan. Over een halfjaar kijken we samen hoe het gaat."
)
_CLEANING_ROOM = (
    "Dagschoonmaak in plaats van avondwerk past binnen het contract. Extra uren voor begeleiding"
    " kunnen als meerwerk, zolang de aard van het werk gelijk blijft."
)
_CLEANING_QUESTIONS = (
    "Hoe gaat het met de collega die in de dagschoonmaak begon?\n"
    "Welke taken kan iemand op de Kunstacademie doen?\n"
    "Wat heeft de objectleider van ons nodig?"
)
_WINDOWS_MINUTES = (
    "Werken op hoogte vraagt een diploma. Stichting Opstap leidt mensen op; een stage is de"
    " eerste stap. Een stage is een inspanning en telt nog niet als baan. De inkoper sluit"
    " voortaan aan bij de regiegroep participatie."
)
_WINDOWS_SHARED = (
    "Stichting Opstap leidt mensen op voor glasbewassing. Zij lopen stage bij Waterland, met"
    " begeleiding van Van der Meulen. Daarna bekijken we samen of er werk is."
)
_HIRING_MINUTES = (
    "Het bureau beloofde bij de gunning een plek. De bibliotheek heeft werk aan de"
    " uitleenbalie en wil iemand voor langere tijd."
)

"""Addresses of schemes: public, at the door of each party, and the dossier that three share."""

from django.urls import path

from banenbrug.scheme.views import (
    activities,
    advisers,
    applications,
    comparing,
    decisions,
    dossiers,
    entrance,
    evaluations,
    fund_entrance,
    fund_evaluations,
    fund_ledger,
    fund_overview,
    fund_received,
    fund_schemes,
    hands,
    intake,
    papers,
    plans,
    public,
    requests,
    submitting,
    support,
    work,
    writing,
)

app_name = "scheme"

_REQUEST = "o/<slug:organisation>/aanvragen/<int:pk>/"
_PLAN = "o/<slug:organisation>/plannen/<int:pk>/"
_ACTIVITY = "o/<slug:organisation>/activiteiten/<int:pk>/"

_PUBLIC = "ondersteuning/<slug:scheme>/"

PUBLIC = [
    path("ondersteuning/", public.support_public, name="support_public"),
    path(_PUBLIC, public.scheme_public, name="scheme_public"),
    path(f"{_PUBLIC}aanmelden/", entrance.knock, name="knock"),
    path(f"{_PUBLIC}vraag/", public.question, name="question"),
    path(f"{_PUBLIC}aanvraagformulier.pdf", papers.blank_application, name="blank_application"),
    path(f"{_PUBLIC}evaluatieformulier.pdf", papers.blank_evaluation, name="blank_evaluation"),
    path("aanmelding/<str:secret>/", entrance.entry, name="entry"),
    path("hand/<str:secret>/", hands.hand, name="hand"),
]
_SCHOOL = "h/<slug:school>/ondersteuning/"
SCHOOL = [
    path(_SCHOOL, support.support, name="support"),
    path(f"{_SCHOOL}<slug:scheme>/beginnen/", support.start_request, name="start_request"),
]
_FUND = "fonds/<slug:fund>/regelingen/"
_SCHEME = f"{_FUND}<slug:scheme>/"
_ENTRY = "fonds/<slug:fund>/aanmeldingen/<int:pk>/"
FUND = [
    path(_FUND, fund_schemes.schemes, name="schemes"),
    path(f"{_FUND}nieuw/", fund_schemes.make_scheme, name="make_scheme"),
    path(_SCHEME, fund_overview.scheme, name="scheme"),
    path(f"{_SCHEME}aanvragen/", fund_received.received, name="received"),
    path(f"{_SCHEME}urenboek/", fund_ledger.ledger, name="ledger"),
    path(f"{_SCHEME}urenboek/<int:pk>/corrigeren/", fund_ledger.correct, name="correct"),
    path(f"{_SCHEME}evaluaties/", fund_evaluations.evaluations, name="evaluations"),
    path(f"{_SCHEME}voorwaarden/", fund_schemes.terms, name="terms"),
    path(f"{_SCHEME}publiceren/", fund_schemes.publish, name="publish"),
    path(f"{_SCHEME}invoeren/", fund_received.enter_request, name="enter_request"),
    path(_ENTRY, fund_entrance.entry_of_fund, name="entry_of_fund"),
    path(f"{_ENTRY}toelaten/", fund_entrance.admit, name="admit"),
    path(f"{_ENTRY}afwijzen/", fund_entrance.decline, name="decline"),
    path(
        "fonds/<slug:fund>/vragen/<int:pk>/",
        fund_entrance.question_of_fund,
        name="question_of_fund",
    ),
]
_ADVISER = "adviseur/<slug:adviser>/"
ADVISER = [
    path(f"{_ADVISER}aanvragen/", advisers.my_dossiers, name="my_dossiers"),
    path(f"{_ADVISER}agenda/", advisers.calendar, name="calendar"),
    path(f"{_ADVISER}uren/", advisers.my_hours, name="my_hours"),
]
DOSSIER = [
    path(_REQUEST, dossiers.dossier, name="dossier"),
    path(f"{_REQUEST}brieven/", dossiers.letters, name="letters"),
    path(f"{_REQUEST}vraag/", requests.write_request, name="write_request"),
    path(f"{_REQUEST}steun/", requests.wish_support, name="wish_support"),
    path(f"{_REQUEST}handen/", hands.hands, name="hands"),
    path(f"{_REQUEST}handen/<str:hand>/geven/", hands.give_hand, name="give_hand"),
    path(f"{_REQUEST}handen/<str:hand>/vragen/", hands.ask_hand, name="ask_hand"),
    path(f"{_REQUEST}insturen/", requests.submit_request, name="submit_request"),
    path(f"{_REQUEST}intrekken/", requests.withdraw_request, name="withdraw_request"),
    path(f"{_REQUEST}sluiten/", requests.close_request, name="close_request"),
    path(f"{_REQUEST}adviseur/", intake.assign, name="assign"),
    path(f"{_REQUEST}oppakken/", intake.take_in_hand, name="take_in_hand"),
    path(f"{_REQUEST}intake/", intake.plan_intake, name="plan_intake"),
    path(f"{_REQUEST}intake/gehouden/", intake.hold_intake, name="hold_intake"),
    path(f"{_REQUEST}huiswerk/", intake.give_homework, name="give_homework"),
    path(f"{_REQUEST}huiswerk/<int:task>/", intake.do_homework, name="do_homework"),
    path(f"{_REQUEST}plan-beginnen/", intake.start_plan, name="start_plan"),
    path(f"{_PLAN}plan/", plans.plan, name="plan"),
    path(f"{_PLAN}plan/<int:number>/", plans.plan_version, name="plan_version"),
    path(f"{_PLAN}plan/vergelijken/", comparing.compare_versions, name="compare_versions"),
    path(f"{_PLAN}plan/schrijven/", writing.write_plan, name="write_plan"),
    path(f"{_PLAN}plan/aanbieden/", plans.offer_plan, name="offer_plan"),
    path(f"{_PLAN}plan/opmerking/", plans.comment, name="comment"),
    path(_PLAN, applications.application, name="application"),
    path(f"{_PLAN}indienen/", submitting.submit_application, name="submit_application"),
    path(f"{_PLAN}besluit/", decisions.decide, name="decide"),
    path(f"{_PLAN}voorrang/", decisions.claim_ahead, name="claim_ahead"),
    path(f"{_PLAN}intrekken/", submitting.withdraw_application, name="withdraw_application"),
    path(f"{_PLAN}afrekenen/", applications.settle, name="settle"),
    path(f"{_PLAN}aanvraag.pdf", papers.application_paper, name="application_paper"),
    path(f"{_PLAN}plan.pdf", papers.plan_paper, name="plan_paper"),
    path(f"{_PLAN}toekenning.pdf", papers.grant_paper, name="grant_paper"),
    path(_ACTIVITY, activities.activity, name="activity"),
    path(f"{_ACTIVITY}plannen/", activities.plan_activity, name="plan_activity"),
    path(f"{_ACTIVITY}gehouden/", activities.hold_activity, name="hold_activity"),
    path(f"{_ACTIVITY}vervalt/", activities.cancel_activity, name="cancel_activity"),
    path(f"{_ACTIVITY}uren/", work.enter_work, name="enter_work"),
    path(f"{_ACTIVITY}uren/<int:work>/bevestigen/", work.confirm_work, name="confirm_work"),
    path(f"{_ACTIVITY}uren/<int:work>/betwisten/", work.dispute_work, name="dispute_work"),
    path(f"{_ACTIVITY}uren/<int:work>/terugnemen/", work.withdraw_work, name="withdraw_work"),
    path(f"{_ACTIVITY}evaluatie/", evaluations.evaluation, name="evaluation"),
    path(f"{_ACTIVITY}evaluatie/terugvragen/", evaluations.ask_back, name="ask_back"),
    path(f"{_ACTIVITY}evaluatie/afzien/", evaluations.waive_evaluation, name="waive_evaluation"),
    path(f"{_ACTIVITY}evaluatie/akkoord/", evaluations.accept_evaluation, name="accept_evaluation"),
    path(f"{_ACTIVITY}evaluatie.pdf", papers.evaluation_paper, name="evaluation_paper"),
]

urlpatterns = [*PUBLIC, *SCHOOL, *FUND, *ADVISER, *DOSSIER]

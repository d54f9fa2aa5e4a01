from django.urls import path

from banenbrug.desk.views import (
    brief,
    bulk,
    contracts,
    outside,
    partners,
    public,
    register,
    search,
    supplier_list,
    suppliers,
    today,
)

app_name = "desk"
urlpatterns = [
    path("", public.start, name="start"),
    path("healthz", public.healthy, name="healthy"),
    path(".well-known/security.txt", public.security, name="security"),
    path("h/<slug:school>/", today.today, name="today"),
    path("h/<slug:school>/alles/", today.everything, name="everything"),
    path("h/<slug:school>/zoeken/", search.results, name="search"),
    path("h/<slug:school>/contracten/", register.contracts, name="register"),
    path("h/<slug:school>/contracten/gekozen/", bulk.choose, name="register_choose"),
    path("h/<slug:school>/contracten/terug/", bulk.undo, name="register_undo"),
    path("h/<slug:school>/contracten/weergaven/", register.save_view, name="save_view"),
    path(
        "h/<slug:school>/contracten/weergaven/<int:pk>/weghalen/",
        register.forget_view,
        name="forget_view",
    ),
    path("h/<slug:school>/leveranciers/", supplier_list.suppliers, name="suppliers"),
    path("h/<slug:school>/contracten/<int:pk>/", contracts.contract, name="contract"),
    path(
        "h/<slug:school>/contracten/<int:pk>/geschiedenis/",
        contracts.history,
        name="contract_history",
    ),
    path(
        "h/<slug:school>/leveranciers/<int:pk>/", suppliers.supplier_record, name="supplier_record"
    ),
    path(
        "h/<slug:school>/leveranciers/<int:pk>/deur/",
        suppliers.supplier_door,
        name="supplier_door",
    ),
    path("h/<slug:school>/gesprekken/<int:pk>/voorbereiding/", brief.brief, name="brief"),
    path(
        "h/<slug:school>/gesprekken/<int:pk>/voorbereiding/bewaren/", brief.prepare, name="prepare"
    ),
    path(
        "h/<slug:school>/afspraken/<int:pk>/partner/",
        partners.invite_partner,
        name="invite_partner",
    ),
    path("leverancier/<slug:supplier>/", outside.supplier, name="supplier"),
    path("partner/<slug:partner>/", outside.partner, name="partner"),
    path("fonds/<slug:fund>/", outside.fund, name="fund"),
    path("adviseur/<slug:adviser>/", outside.adviser, name="adviser"),
]

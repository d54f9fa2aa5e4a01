from django.urls import path

from banenbrug.contracts.views import contracts, importing

app_name = "contracts"
urlpatterns = [
    path("h/<slug:school>/contracten/", contracts.contracts, name="contracts"),
    path("h/<slug:school>/contracten/nieuw/", contracts.add, name="add"),
    path("h/<slug:school>/contracten/<int:pk>/wijzigen/", contracts.change, name="change"),
    path("h/<slug:school>/contracten/<int:pk>/social-return/", contracts.clause, name="clause"),
    path(
        "h/<slug:school>/contracten/<int:pk>/social-return/<slug:kind>/weghalen/",
        contracts.remove_clause,
        name="remove_clause",
    ),
    path("h/<slug:school>/inlezen/", importing.upload, name="upload"),
    path("h/<slug:school>/inlezen/<int:pk>/", importing.preview, name="preview"),
    path("h/<slug:school>/inlezen/<int:pk>/bewaren/", importing.commit, name="commit"),
    path("h/<slug:school>/inlezen/<int:pk>/stoppen/", importing.discard, name="discard"),
    path("h/<slug:school>/inlezen/<int:pk>/problemen.csv", importing.problems, name="problems"),
]

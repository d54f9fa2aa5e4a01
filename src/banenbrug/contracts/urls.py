from django.urls import path

from banenbrug.contracts.views import contracts, files, importing

app_name = "contracts"
urlpatterns = [
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
    path("h/<slug:school>/inlezen/<int:pk>/kolommen/", importing.columns, name="columns"),
    path("h/<slug:school>/inlezen/<int:pk>/wijzigingen/", importing.changes, name="changes"),
    path("h/<slug:school>/inlezen/<int:pk>/bewaren/", files.commit, name="commit"),
    path("h/<slug:school>/inlezen/<int:pk>/stoppen/", files.discard, name="discard"),
    path("h/<slug:school>/inlezen/<int:pk>/ongedaan/", files.take_back, name="undo"),
    path(
        "h/<slug:school>/inlezen/<int:pk>/herstellen.csv",
        files.problems,
        {"ending": "csv"},
        name="problems",
    ),
    path(
        "h/<slug:school>/inlezen/<int:pk>/herstellen.xlsx",
        files.problems,
        {"ending": "xlsx"},
        name="problem_sheet",
    ),
]

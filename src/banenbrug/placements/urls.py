"""Addresses of vacancies, placements and figures: school, supplier and public."""

from django.urls import path

from banenbrug.placements.views import figures, placements, shared, vacancies

app_name = "placements"

_VACANCY = "h/<slug:school>/vacatures/<int:pk>/"
_PLACEMENT = "h/<slug:school>/plaatsingen/<int:pk>/"
_SHARED = "leverancier/<slug:supplier>/"

urlpatterns = [
    path("vacatures/", vacancies.public_vacancies, name="public_vacancies"),
    path("h/<slug:school>/vacatures/", vacancies.vacancies, name="vacancies"),
    path(
        "h/<slug:school>/afspraken/<int:pk>/vacature/",
        vacancies.open_vacancy,
        name="open_vacancy",
    ),
    path(_VACANCY, vacancies.vacancy, name="vacancy"),
    path(f"{_VACANCY}publiceren/", vacancies.publish, name="publish"),
    path(f"{_VACANCY}verbergen/", vacancies.unpublish, name="unpublish"),
    path(f"{_VACANCY}sluiten/", vacancies.close, name="close"),
    path(f"{_VACANCY}plaatsing/", vacancies.place, name="place"),
    path("h/<slug:school>/plaatsingen/", placements.placements, name="placements"),
    path(_PLACEMENT, placements.placement, name="placement"),
    path(f"{_PLACEMENT}uren/", placements.hours, name="hours"),
    path(f"{_PLACEMENT}einde/", placements.end, name="end"),
    path(f"{_PLACEMENT}doelgroepregister/", placements.declare, name="declare"),
    path("h/<slug:school>/cijfers/", figures.figures, name="figures"),
    path(f"{_SHARED}vacatures/<int:pk>/", shared.shared_vacancy, name="shared_vacancy"),
    path(f"{_SHARED}plaatsingen/<int:pk>/", shared.shared_placement, name="shared_placement"),
]

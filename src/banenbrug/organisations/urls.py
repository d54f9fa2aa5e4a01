from django.urls import path

from banenbrug.organisations import views

app_name = "organisations"
urlpatterns = [
    path("welkom/", views.choose, name="choose"),
    path("account/", views.profile, name="profile"),
    path("sleutel/<str:secret>/", views.accept, name="accept"),
    path("o/<slug:organisation>/mensen/", views.people, name="people"),
    path("o/<slug:organisation>/mensen/uitnodigen/", views.invite, name="invite"),
    path("o/<slug:organisation>/mensen/<int:pk>/", views.roles, name="roles"),
    path(
        "o/<slug:organisation>/mensen/<int:pk>/tweede-stap/",
        views.take_away_second_step,
        name="take_away_second_step",
    ),
    path(
        "o/<slug:organisation>/uitnodigingen/<int:pk>/intrekken/", views.withdraw, name="withdraw"
    ),
]

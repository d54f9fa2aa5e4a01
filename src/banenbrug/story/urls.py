from django.urls import path

from banenbrug.story import views

app_name = "story"
urlpatterns = [
    path("demo/", views.roles, name="roles"),
    path("demo/<slug:person>/", views.step_in, name="step_in"),
]

from django.urls import path

from banenbrug.opportunities import views

app_name = "opportunities"
urlpatterns = [path("h/<slug:school>/kansen/", views.shortlist, name="shortlist")]

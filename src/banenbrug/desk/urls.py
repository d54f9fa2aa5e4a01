from django.urls import path

from banenbrug.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.start, name="start"),
    path("healthz", views.healthy, name="healthy"),
    path("h/<slug:school>/", views.today, name="today"),
    path("h/<slug:school>/contracten/<int:pk>/", views.contract, name="contract"),
    path("h/<slug:school>/leveranciers/<int:pk>/", views.supplier_record, name="supplier_record"),
    path("h/<slug:school>/leveranciers/<int:pk>/deur/", views.supplier_door, name="supplier_door"),
    path("leverancier/<slug:supplier>/", views.supplier, name="supplier"),
]

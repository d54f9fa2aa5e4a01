from django.urls import path
from django.views.i18n import set_language

from banenbrug.web import views

urlpatterns = [
    path("taal/", set_language, name="set_language"),
    path("hulp/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("componenten/", views.components, name="components"),
    path("componenten/papier.pdf", views.sample_paper, name="sample_paper"),
]

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "banenbrug.placements"
    label = "placements"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class EngineConfig(AppConfig):
    name = "banenbrug.engine"
    label = "engine"

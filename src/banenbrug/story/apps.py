from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "banenbrug.story"
    label = "story"
    default_auto_field = "django.db.models.BigAutoField"

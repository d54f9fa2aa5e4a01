"""What the engine itself keeps."""

from django.db import models


class CacheEntry(models.Model):
    """A row of Django's database cache: limits on signing in, which hold for every process.

    Global: its keys are hashes and addresses of visitors, and the rows are tidied when they expire.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

"""Static files whose names carry a hash of what is in them, so that a browser may keep them."""

from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Gives hashed names once `banenbrug serve` has collected the files, and plain ones before.

    Tests and single commands collect nothing: there the files are served where they lie.
    """

    def url(self, name: str | None, *args: Any, **options: Any) -> str:
        """Return the address of a file."""
        if not self.hashed_files:
            return StaticFilesStorage.url(self, name)
        address: str = super().url(name, *args, **options)
        return address

"""Secret links: a key opens one scope for one purpose until it is used or expires."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.crypto import get_random_string, salted_hmac

from banenbrug.organisations.models import Doorkey


def cut_key(
    *, purpose: str, organisation_id: int, object_id: int, now: datetime, valid: timedelta
) -> Doorkey:
    """A new key in this transaction. Its secret is `secret_of` the row, and stored nowhere."""
    key = Doorkey(
        hash=get_random_string(64),
        purpose=purpose,
        organisation_id=organisation_id,
        object_id=object_id,
        expires_at=now + valid,
    )
    key.save()
    key.hash = _hash(secret_of(key))
    key.save(update_fields=["hash"])
    return key


def secret_of(key: Doorkey) -> str:
    """The secret that stands in the link: derived from the row and the installation's secret."""
    digest = salted_hmac("doorkey", f"{key.pk}:{key.purpose}:{key.object_id}", algorithm="sha256")
    return f"{key.pk}-{digest.hexdigest()[:40]}"


def key_for(secret: str, *, purpose: str, now: datetime) -> Doorkey | None:
    """The key that fits, if it is unused and not expired."""
    return Doorkey.objects.filter(
        hash=_hash(secret), purpose=purpose, used_at=None, expires_at__gt=now
    ).first()


def link_to(path: str) -> str:
    """An absolute address for a letter."""
    return f"{settings.ORIGIN}{path}"


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

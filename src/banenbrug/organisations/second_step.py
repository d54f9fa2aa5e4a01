"""The second step of signing in: codes of an app, recovery codes and passkeys, through allauth."""

import base64
import hashlib
from urllib.parse import urlsplit

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banenbrug.organisations.models import User


class SecondStepAdapter(DefaultMFAAdapter):
    """allauth's second step with our words; its secrets are not readable in a copy of the data."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("This second step cannot be taken away."),
        "cannot_generate_recovery_codes": _("First set up an app or a passkey."),
        "incorrect_code": _("This code is not right, or it is too old. Try the next one."),
        "unverified_email": _("Your address is not confirmed yet."),
    }

    def encrypt(self, text: str) -> str:
        """Lock a secret with the secret of the installation."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open it with the present secret of the installation, or a former one."""
        return _lock().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> SafeString:
        """A QR code to stand in the page itself: the policy of our pages allows no `data:`."""
        return qr_svg(url, label=gettext("QR code for your app"))

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """What a passkey is called until its owner gives it a name."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who asks for a passkey: the address of this installation, whatever a request says."""
        return {"id": str(urlsplit(settings.ORIGIN).hostname), "name": settings.MFA_TOTP_ISSUER}


def _lock() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_of(secret)) for secret in secrets])


def _key_of(secret: str) -> bytes:
    digest = hashlib.sha256(b"second step:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)


def lock_anew() -> int:
    """Lock every secret with the present secret of the installation; gives how many there are.

    Afterwards former secrets are needed no longer. One transaction is for the caller to open.
    """
    locked = 0
    for row in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN):
        for part in {"secret", "seed"} & set(row.data):
            row.data[part] = _lock().rotate(row.data[part].encode()).decode()
            locked += 1
        row.save(update_fields=["data"])
    return locked


def qr_svg(text: str, *, label: str) -> SafeString:
    """A QR code as one path of squares, with the quiet border that readers need."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    code.make()
    rows = code.get_matrix()
    squares = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return format_html(
        '<svg class="bb-qr" role="img" aria-label="{}" viewBox="0 0 {} {}" width="220"'
        ' height="220" shape-rendering="crispEdges"><path fill="currentColor" d="{}"/></svg>',
        label,
        len(rows),
        len(rows),
        squares,
    )

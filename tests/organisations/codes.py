"""What a phone with an app for one-time codes does (RFC 6238), written out apart from allauth."""

import base64
import hmac
import struct
import time

PERIOD = 30  # seconds


def code(secret: str, *, periods_ahead: int = 0) -> str:
    """The six digits that an app with this secret shows now, or some periods later."""
    counter = int(time.time()) // PERIOD + periods_ahead
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    [number] = struct.unpack_from(">I", digest, digest[-1] & 15)
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"

"""The operating-system account that the embedded PostgreSQL runs under.

PostgreSQL refuses to run as root. Started by root, the server runs as a system account of its
own; when that account cannot pass a folder on the way (`/root`, say), the server gets the one
capability to pass it, instead of the folder other rights. Nothing outside the home folder changes.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SYSTEM_ACCOUNT = "banenbrug-db"


class ServerUnavailable(Exception):
    """The embedded server cannot be used; the message says why and what to do about it."""


@dataclass(frozen=True)
class ServerAccount:
    """How to run a program as the account of the server. `user` None: as who we are."""

    user: int | None = None
    group: int | None = None
    wrapper: tuple[str, ...] = ()

    def start(
        self,
        command: Sequence[str | Path],
        *,
        output: IO[bytes] | int,
        gate: int | None = None,
        extra_environment: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a program in a session of its own, so that Ctrl-C does not reach it.

        It inherits the descriptor `gate` and no other.
        """
        return subprocess.Popen(
            [*self.wrapper, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", **(extra_environment or {})},
            user=self.user,
            group=self.group,
            extra_groups=None if self.user is None else [],
            start_new_session=True,
            pass_fds=() if gate is None else (gate,),
        )


def owner_of_new_files() -> pwd.struct_passwd:
    """The account that new server files belong to: ours, or the system account when we are root.

    Raises `ServerUnavailable` when there is no such account and none can be made.
    """
    if os.getuid() != 0:
        return named_account(os.getuid())
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        return _make_system_account()


def named_account(uid: int) -> pwd.struct_passwd:
    """The account of a user id; PostgreSQL knows who logs in by its name."""
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise ServerUnavailable(
            f"User id {uid} has no name on this system, and PostgreSQL needs one. Add the user "
            "to /etc/passwd, or set DATABASE_URL to a PostgreSQL server of your own."
        ) from None


def account_for(owner: pwd.struct_passwd, *, must_reach: Sequence[Path]) -> ServerAccount:
    """How to run the server as `owner` so that it reaches these paths (a program or a folder)."""
    if owner.pw_uid == os.getuid():
        return ServerAccount()
    if os.getuid() != 0:
        raise ServerUnavailable(
            f"The server files belong to {owner.pw_name}, and you are "
            f"{named_account(os.getuid()).pw_name}. Run this as {owner.pw_name}, "
            "or set BANENBRUG_HOME to a folder of your own."
        )
    plain = ServerAccount(user=owner.pw_uid, group=owner.pw_gid)
    # Containers often withhold dac_read_search and give the wider dac_override.
    passes = [_with_capability(owner, name) for name in ("dac_read_search", "dac_override")]
    for candidate in [plain, *passes]:
        if all(_reaches(candidate, path) for path in must_reach):
            return candidate
    hidden = next(path for path in must_reach if not _reaches(plain, path))
    raise ServerUnavailable(
        f"The server runs as {owner.pw_name}, which cannot reach {hidden}: {_closed_folder(hidden)}"
        " is closed to other users. Work in a folder that other users may pass (such as /srv), "
        "allow it with `chmod o+x`, or run this as an ordinary user."
    )


def _make_system_account() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent"]
    command += ["--shell", "/usr/sbin/nologin", SYSTEM_ACCOUNT]
    try:
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        # Asked again whatever the outcome: another start may have made the account meanwhile.
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except (OSError, KeyError) as error:
        why = str(error) if isinstance(error, OSError) else made.stderr.strip()
        raise ServerUnavailable(
            f"PostgreSQL does not run as root, and the account {SYSTEM_ACCOUNT} could not be "
            f"made ({why}). Add that system account, or run this as an ordinary user."
        ) from error


def _with_capability(owner: pwd.struct_passwd, capability: str) -> ServerAccount:
    return ServerAccount(
        wrapper=(
            shutil.which("setpriv") or "setpriv",
            f"--reuid={owner.pw_uid}",
            f"--regid={owner.pw_gid}",
            "--clear-groups",
            f"--inh-caps=+{capability}",
            f"--ambient-caps=+{capability}",
            # Without it access(2), with which PostgreSQL looks for itself, ignores capabilities.
            "--securebits=+no_setuid_fixup",
        )
    )


def _reaches(account: ServerAccount, path: Path) -> bool:
    try:
        with account.start(["/usr/bin/test", "-x", path], output=subprocess.DEVNULL) as test:
            return test.wait() == 0
    except OSError:
        return False


def _closed_folder(path: Path) -> Path:
    """The first folder on the way to `path` that other users may not pass."""
    closed = (folder for folder in reversed(path.parents) if not folder.stat().st_mode & 0o001)
    return next(closed, path.parent)

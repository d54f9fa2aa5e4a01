"""A process that ends when the one that started it ends, in whatever way that happened."""

import ctypes
import os
import signal
import sys

PARENT = "BANENBRUG_PARENT"
_PR_SET_PDEATHSIG = 1


def hold_to_starter() -> None:
    """End with the process that is named in the environment; without a name nothing changes."""
    named = os.environ.pop(PARENT, "")
    if named:
        hold(int(named))


def hold(parent: int) -> None:
    """Let the kernel end this process when `parent`, which started it, is gone.

    Only Linux has this; elsewhere a killed parent leaves its children running.
    """
    if sys.platform != "linux":
        return
    # SIGKILL, because a gentler signal waits for whatever the process is doing.
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone before the kernel knew
        os._exit(1)

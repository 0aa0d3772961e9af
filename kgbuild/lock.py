"""Hold a graph's folder against a second writer.

The lock is the operating system's: it goes when its process ends, however that ends, and no stale one stays behind.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgbuild.errors import LedgerError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = "ingest.lock"
FAR = 1 << 30
"""Windows locks bytes against reading too: the byte that is locked lies behind the process number."""


@contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """Hold `folder`, made where there is none, until the block ends; the lock file names this process.

    Raises:
        LedgerError: another process holds it, or it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise LedgerError(
            f"{folder}: cannot be written ({error.strerror}); check the path and its permissions"
        ) from error
    try:
        if not _lock(handle, folder):
            pid = os.read(handle, 20).decode(errors="replace").strip()
            who = f"another kgbuild (process {pid})" if pid else "another kgbuild"
            raise LedgerError(f"{folder}: is being written by {who}; wait for it to end, or stop it")
        os.truncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
        os.truncate(handle, 0)
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> bool:
    """Take the lock, or say that another process has it."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, FAR, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            finally:
                os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        raise LedgerError(f"{folder}: cannot be locked ({error.strerror}); name a folder on a local disk") from error
    return True

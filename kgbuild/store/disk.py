"""Look whether a disk takes what a store has to write, before its engine finds out in the middle of a step."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from kgbuild.errors import StoreError

RESERVE = 32 * 2**20
"""Bytes that a load leaves free: more than the engine has still to write when it is told to end."""
PROBE = 2**20


def check_disk(folder: Path, *, needed: int = 0) -> None:
    """See that something can be written in a folder, made where there is none, and that `needed` bytes are free.

    Raises:
        StoreError: the disk is full, or nothing can be written there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(min(needed, PROBE) or 1))
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise StoreError(
            f"{folder}: cannot be written ({error.strerror}); make room, mend its permissions, or name another folder"
        ) from error
    if free < needed:
        raise StoreError(
            f"{folder}: its disk is full ({free >> 20} MB free, {needed >> 20} needed); make room, then run kgbuild load "
            "(nothing is lost)"
        )

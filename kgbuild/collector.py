"""Pause Python's search for cycles of objects where millions of records come to be that have none."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def pause_collector() -> Iterator[None]:
    """Search for no cycles within the block: a quarter of the time of resolving many articles, and more with each."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()

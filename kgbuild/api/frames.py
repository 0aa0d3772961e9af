"""Frames of pandas, which is an extra: `pip install "kgbuild[pandas]"`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgbuild.errors import QueryError

if TYPE_CHECKING:
    import pandas

DAYS = {"first_day", "last_day"}


def make_frame(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> pandas.DataFrame:
    """Return rows as a frame; what is named a first or last day is a day of pandas, NaT where there is none.

    Raises:
        QueryError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise QueryError('pandas is not installed; pip install "kgbuild[pandas]"') from error
    frame = pandas.DataFrame([list(row) for row in rows], columns=list(columns))
    for name in DAYS.intersection(columns):
        frame[name] = pandas.to_datetime(frame[name])
    return frame

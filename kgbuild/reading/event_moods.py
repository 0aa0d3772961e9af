"""Settle how sure a noun is of a deed that an article tells as ahead: "Norvel offered to buy Orlo ... the takeover"."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.reading.drafts import CORE, Draft
from kgbuild.reading.lending import find_keys
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.stances import weaken

AHEAD = ("planned", "possible")


def settle_moods(groups: Sequence[Sequence[Draft]], *, lexicon: Lexicon) -> None:
    """Make what undated nouns of dealings name a plan, where the other claims of the event all tell of what is to come.

    Where another claim tells that it has been done, the noun may be of that. The drafts are changed in place.
    """
    done = [d for g in groups for d in g if d.stance.modality == "asserted" and not _is_plain(d, lexicon)]
    for group in groups:
        plain = [d for d in group if _is_plain(d, lexicon)]
        others = [d for d in group if d not in plain]
        told = any(d.frame.verbs for d in others)
        if not plain or not told or any(d.stance.modality not in AHEAD for d in others):
            continue
        for draft in plain:
            if not any(d.type is draft.type and _share_parties(d, draft) for d in done):
                draft.stance = weaken(draft.stance, "planned")


def _is_plain(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a claim only names a deed, and no day on which it was done."""
    if draft.stance.modality != "asserted" or draft.stance.polarity == "negative" or draft.date is not None:
        return False
    words = draft.trigger.split()
    return bool(draft.frame.nouns) and bool(words) and words[-1] in lexicon.words["dealings"]


def _share_parties(a: Draft, b: Draft) -> bool:
    return all(find_keys(a, r) & find_keys(b, r) or not find_keys(a, r) or not find_keys(b, r) for r in CORE)

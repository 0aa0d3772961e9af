"""Turn a suit that is only known by a party's name round, where the article tells that this party sued: "the Norvel lawsuit"."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.reading.drafts import Draft
from kgbuild.reading.tokens import Parse


def turn_suits(drafts: Sequence[Draft], parse: Parse) -> None:
    """Make the one whose name stands before a noun the agent, in place, if it is so in other claims of the type and nowhere the patient.

    What such a noun says alone is open: "the Norvel lawsuit" is one by Norvel or against it, most often the latter.
    """
    named = [d for d in drafts if _is_known_by_name(d, parse)]
    for draft in named:
        told = [d for d in drafts if d.type is draft.type and d not in named]
        agents, patients = (
            {a.chain for d in told for a in d.roles.get(r, ()) if a.chain} for r in ("agent", "patient")
        )
        if {a.chain for a in draft.roles["patient"]} <= agents - patients:
            draft.roles["agent"], draft.heads["agent"] = draft.roles.pop("patient"), draft.heads.pop("patient")


def _is_known_by_name(draft: Draft, parse: Parse) -> bool:
    """Whether only a name straight before the noun of a case tells who has a part in it."""
    heads = draft.heads.get("patient", ())
    if "case" not in draft.type.roles or "compound" not in draft.frame.roles.get("patient", ()) or not heads:
        return False
    before = all(parse.tokens[i].dep == "compound" and parse.tokens[i].head == draft.head for i in heads)
    return before and not draft.roles.get("agent")

"""What is said of how sure a predicate is: the record that the stages of modality make and later ones read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.tokens import Parse
from kgbuild.records import Modality, Polarity

RANK: tuple[Modality, ...] = ("asserted", "planned", "alleged", "possible")


@dataclass(frozen=True, slots=True)
class Stance:
    """Polarity and modality of a predicate, and the head tokens of those who say it, outermost last."""

    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    speakers: tuple[int, ...] = ()


def weaken(stance: Stance, modality: Modality) -> Stance:
    """Return the stance with the weaker of its modality and `modality`."""
    return replace(stance, modality=max(stance.modality, modality, key=RANK.index))


def weaken_sought(stance: Stance, verb: str, deeds: Collection[str], *, lexicon: Lexicon) -> Stance:
    """Return the stance of a claim whose verb only seeks or discusses what nouns name: "sought a stake", "discussed a merger"."""
    if verb in lexicon.words["verbs_of_seeking"] and deeds:
        return weaken(stance, "planned")
    if verb in lexicon.words["verbs_of_discussing"] and any(d not in lexicon.words["made_deeds"] for d in deeds):
        return weaken(stance, "possible")
    return stance


def negate(stance: Stance) -> Stance:
    """Return the stance with the other polarity."""
    return replace(stance, polarity="negative" if stance.polarity == "positive" else "positive")


def is_asked(parse: Parse, head: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb says only what somebody is asked to do: "urged the court to block the sale" is no plan to block it."""
    verb = parse.tokens[head]
    while verb.dep == "conj" and verb.head != verb.i:
        verb = parse.tokens[verb.head]
    above = parse.tokens[verb.head]
    asked = above.pos == "VERB" and above.name is None and above.lemma in lexicon.words["verbs_of_asking"]
    return asked and verb.tag == "VB" and verb.dep in ("xcomp", "advcl", "ccomp", "relcl", "acl") and verb.i > above.i

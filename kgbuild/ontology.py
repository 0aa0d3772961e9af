"""What an ontology holds: event types with roles and frames, classes, word sets, known names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kgbuild.courses import Course

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgbuild.records import Kind, Modality, Polarity

# The party of another claim that `Inheritance` copies, where it is no role of that claim.
OPPONENT, PARTY, PARTIES, SPEAKER = "opponent", "party", "parties", "speaker"


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """A role of an event type: what it means, the classes that may fill it, those below them that may not.

    `text` roles are filled by words, one that is `counted` by a number, a sum or a share. A noun of `stands_for` that
    names nothing stands for whose it is: "Orlo's UK unit". One that is `within` stands also behind what its slots or the parties
    hold: "killed in a crash in Leeds".
    """

    name: str
    description: str = ""
    classes: tuple[str, ...] = ()
    text: bool = False
    bars: tuple[str, ...] = ()
    stands_for: frozenset[str] = frozenset()
    counted: bool = False
    within: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A way to say an event: trigger lemmas, what slots must and must not hold, which slots fill which role.

    `requires` and `excludes` map a slot to lemmas and, with a capital, classes. Every slot of `requires` must hold one
    of its words, no slot of `excludes` may. `roles` maps a role to slots, of which the first that is filled counts. Where
    nothing in the article fills the role `needs`, there is no claim. What is mutual is told of one party where it may stand `alone`.
    With types under `known`, it is told only of two of whom another claim of one of these types is told as well.
    """

    id: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    requires: Mapping[str, frozenset[str]]
    excludes: Mapping[str, frozenset[str]]
    roles: Mapping[str, tuple[str, ...]]
    modality: Modality | None = None
    polarity: Polarity = "positive"
    needs: str | None = None
    alone: bool = False
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inheritance:
    """Another claim of the article lends what this one leaves out: `copy` maps a role to the other's.

    Which other is told by `role`, an argument that names it ("dropped the suit"), by `match`, roles that must share a
    name (who resigns is who led the firm), or by its being the `only` one of its types. Of several that match and
    differ none lends, unless the nearest shall (`near`). The other's role `opponent` is its party that this claim lacks,
    `parties` are both, `party` is either; `speaker` is who says it of this claim. What is lent is of one of `classes`. A rule
    with words under `told` names only whom one of them describes ("his club"), or with "-" whom nothing describes.
    A noun that names the other claim is none itself, unless it is `kept`; it then takes the doer of the verb for a party
    that it leaves out, unless who does this deed is `aloof` from the other: who overturned a verdict did not give it.
    """

    role: str | None
    types: tuple[str, ...]
    copy: Mapping[str, str]
    match: Mapping[str, str] = field(default_factory=dict)
    kept: bool = False
    aloof: bool = False
    only: bool = False
    near: bool = False
    classes: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the claims that are read from it: role -> names, and perhaps `modality`, `type`, `date`.

    A claim that names no `type` is of the type whose file it stands in. A look-alike has no claims of that type.
    """

    text: str
    claims: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Clashes:
    """Which tellings of a type cannot all hold.

    `one_agent`: of a patient there is one agent at a time; `linked_by` names the types that tie two agents of one patient,
    or that move the patient from one to the other. `listed`: articles list the patients of an agent, and lists are compared.
    Two tellings of the same parties that lie at most `once_in_days` apart are of one event. `opposite` names types
    that the same parties cannot be told of at one time; `compared` names roles of which an event has one. A relation that is
    `deniable` is told where it is denied, too. Of `one_side`: it cannot be told of both sides of a case at one time.
    """

    one_agent: bool = False
    listed: bool = False
    linked_by: tuple[str, ...] = ()
    once_in_days: int = 0
    opposite: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    deniable: bool = False
    one_side: bool = False


@dataclass(frozen=True, slots=True)
class EventType:
    """An event type or lasting relation with its frames.

    `excludes` says in words what it is not. Who agrees to an event that is `done_when_agreed` has done it.
    In events the two of a relation that makes them `one_party` stand for each other: an owner for its brand.
    It may be told `unnamed`: of nobody who has a name, where a place, a date or a name beside it tells which event it is.
    One that happens `once` to its patient, such as a death, is one event whoever else is told of, and one with what it is
    `included_in`: a killing is the death of the same.
    A relation that `yields_to` another is not told where one sentence tells the other of the same two.
    """

    name: str
    kind: Kind
    description: str
    symmetric: bool
    roles: Mapping[str, RoleSpec]
    frames: tuple[Frame, ...]
    mapping: Mapping[str, str] = field(default_factory=dict)
    inherits: tuple[Inheritance, ...] = ()
    examples: tuple[Example, ...] = ()
    lookalikes: tuple[Example, ...] = ()
    excludes: str = ""
    done_when_agreed: bool = False
    yields_to: tuple[str, ...] = ()
    one_party: bool = False
    clashes: Clashes = Clashes()
    once: bool = False
    included_in: str | None = None
    unnamed: bool = False

    def tell(self, who: str, whom: str) -> str:
        """Return an event in few words: "Orlo sued Vanta"; where nobody acts, "Lee died" if the type has a `passive`."""
        if not who and "passive" in self.mapping:
            return f"{whom or 'someone'} {self.mapping['passive']}"
        verb = self.mapping.get("verb") or self.name.lower().replace("_", " ")
        return " ".join(w for w in (who or "someone", verb, whom) if w)


@dataclass(frozen=True, slots=True)
class EntityClass:
    """A class of entities: nouns that describe it, endings and legal forms of its names, titles before names."""

    name: str
    parent: str | None
    description: str = ""
    nouns: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NameRow:
    """A known name with its class; `common` says that it is an ordinary word too."""

    name: str
    cls: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    adjectives: tuple[str, ...] = ()
    common: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    """All of the ontology. `digest` is the SHA-256 of its files; `names` is empty where there is no list."""

    types: Mapping[str, EventType]
    classes: Mapping[str, EntityClass]
    words: Mapping[str, frozenset[str]]
    names: tuple[NameRow, ...]
    digest: str
    courses: tuple[Course, ...] = ()

"""Read the ontology: event types, classes, word sets and known names, all of them data in `ontology/`.

Every fault is reported with the file and what mends it; nothing is silently passed over.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kgbuild.courses import read_courses
from kgbuild.errors import OntologyError
from kgbuild.ontology import (
    OPPONENT,
    PARTIES,
    PARTY,
    SPEAKER,
    Clashes,
    EntityClass,
    EventType,
    Example,
    Frame,
    Inheritance,
    NameRow,
    Ontology,
    RoleSpec,
)
from kgbuild.tables import check_keys, list_words, read_mapping, read_strings, read_table, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kgbuild.records import Kind, Modality, Polarity

KINDS = ("event", "state")
MODALITIES = ("asserted", "planned", "alleged", "possible")
POLARITIES = ("positive", "negative")
TYPE_KEYS = frozenset(
    {
        "type",
        "kind",
        "symmetric",
        "description",
        "not",
        "roles",
        "mapping",
        "inherits",
        "frames",
        "done_when_agreed",
        "once",
        "included_in",
        "unnamed",
        "one_party",
        "yields_to",
        "clashes",
    }
)
TYPE_KEYS |= {"examples", "lookalikes"}
CLASH_KEYS = frozenset(
    {"one_agent", "listed", "linked_by", "once_in_days", "opposite", "compared", "deniable", "one_side"}
)
ROLE_KEYS = frozenset({"description", "classes", "bars", "text", "stands_for", "counted", "within"})
FRAME_KEYS = frozenset(
    {"id", "verbs", "nouns", "requires", "excludes", "roles", "modality", "polarity", "needs", "alone", "known"}
)
CLASS_LISTS = ("nouns", "endings", "suffixes", "titles")
CLASS_KEYS = frozenset({"parent", "description", "mapping", *CLASS_LISTS})
CLAIM_KEYS = frozenset({"type", "modality", "polarity", "date", "said_by"})


def find_shipped(name: str) -> Path:
    """Return the folder `ontology` or `queries` that came with the program, in a checkout or in a wheel."""
    package = Path(__file__).parent
    inside = package / "_data" / name
    return inside if inside.is_dir() else package.parent / name


def load_ontology(folder: Path | None = None, *, extra: Path | None = None) -> Ontology:
    """Return the shipped ontology, or the one in `folder`; `extra` adds types and words, or replaces those of one name.

    Raises:
        OntologyError: a folder is missing or a file is faulty; the message names it and what mends it.
    """
    folders = [folder or find_shipped("ontology"), *([extra] if extra else [])]
    for place in folders:
        if not place.is_dir():
            raise OntologyError(f"{place}: no such folder; name a folder that holds events/*.toml")
    words: dict[str, frozenset[str]] = {}
    classes: dict[str, EntityClass] = {}
    names: dict[tuple[str, str], NameRow] = {}
    for place in folders:
        words |= _read_words(place)
        classes |= _read_classes(place / "classes.toml", classes)
        names |= {(row.cls, row.name): row for row in load_names(place)}
    types: dict[str, EventType] = {}
    paths: dict[str, Path] = {}
    for place in folders:
        found = _read_types(place, words, classes)
        types |= {event.name: event for event in found.values()}
        paths |= {event.name: path for path, event in found.items()}
    for name, path in paths.items():
        _check_references(path, types[name], types)
    ordered = {name: types[name] for name in sorted(types)}
    courses = read_courses(folders, words, {n: t.roles for n, t in types.items()})
    return Ontology(ordered, classes, words, tuple(names[k] for k in sorted(names)), _hash_files(folders), courses)


def load_names(folder: Path) -> Iterator[NameRow]:
    """Yield the rows of `names.jsonl` in `folder`, in its order; none where there is no such file.

    Raises:
        OntologyError: a line is not JSON or lacks name or class.
    """
    path = folder / "names.jsonl"
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            yield _read_name(f"{path}:{number}", line)


def _read_name(place: str, line: str) -> NameRow:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise OntologyError(f"{place}: not JSON ({error.msg}); write the file anew with its script") from error
    if not isinstance(row, dict) or not row.get("name") or not row.get("class"):
        raise OntologyError(f"{place}: a line lacks name or class; write the file anew with its script")
    aliases, adjectives = tuple(row.get("aliases", ())), tuple(row.get("adjectives", ()))
    return NameRow(row["name"], row["class"], aliases, row.get("wikidata"), adjectives, bool(row.get("common")))


def _hash_files(folders: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        patterns = ("*.toml", "names.jsonl", "nouns.jsonl", "events/*.toml", "lexicon/*.toml", "courses/*.toml")
        files = {path.relative_to(folder).as_posix(): path for pattern in patterns for path in folder.glob(pattern)}
        for name in sorted(files):
            digest.update(name.encode() + b"\0" + hashlib.sha256(files[name].read_bytes()).digest())
    return digest.hexdigest()


def _read_words(folder: Path) -> dict[str, frozenset[str]]:
    words: dict[str, frozenset[str]] = {}
    for path in sorted((folder / "lexicon").glob("*.toml")):
        for key, value in read_toml(path).items():
            if key in words:
                raise OntologyError(f"{path}: word set '{key}' stands in another file of the folder too; keep one")
            words[key] = frozenset(read_strings(path, f"word set '{key}'", value))
    return words


def _read_classes(path: Path, held: Mapping[str, EntityClass]) -> dict[str, EntityClass]:
    """Return the classes of a file; a parent may stand in the file or among those `held` from the folder before."""
    rows = read_toml(path) if path.exists() else {}
    classes = {}
    for name, value in rows.items():
        what = f"class '{name}'"
        row = read_table(path, what, value)
        check_keys(path, what, row, CLASS_KEYS)
        parent = row.get("parent")
        if parent is not None and parent not in rows and parent not in held:
            raise OntologyError(f"{path}: {what} has unknown parent '{parent}'; add [{parent}]")
        lists = {k: read_strings(path, f"{k} of {what}", row.get(k, [])) for k in CLASS_LISTS}
        mapping = read_mapping(path, f"mapping of {what}", row.get("mapping", {}))
        classes[name] = EntityClass(name, parent, row.get("description", ""), **lists, mapping=mapping)
    for name in classes:
        _check_parents(path, name, {**held, **classes})
    return classes


def _check_parents(path: Path, name: str, classes: Mapping[str, EntityClass]) -> None:
    seen, at = {name}, classes[name].parent
    while at is not None:
        if at in seen:
            raise OntologyError(f"{path}: class '{name}' is below itself; give '{at}' another parent, or none")
        seen.add(at)
        at = classes[at].parent


def _read_types(
    folder: Path, words: Mapping[str, frozenset[str]], classes: Mapping[str, EntityClass]
) -> dict[Path, EventType]:
    types: dict[Path, EventType] = {}
    for path in sorted((folder / "events").glob("*.toml")):
        event = _read_type(path, words, classes)
        if event.name in {other.name for other in types.values()}:
            raise OntologyError(f"{path}: type {event.name} stands in another file of the folder too; keep one")
        types[path] = event
    return types


def _read_type(path: Path, words: Mapping[str, frozenset[str]], classes: Mapping[str, EntityClass]) -> EventType:
    row = read_toml(path)
    check_keys(path, "the file", row, TYPE_KEYS, needed=("type", "kind", "description", "roles", "frames"))
    if row["kind"] not in KINDS:
        raise OntologyError(f"{path}: kind is '{row['kind']}'; use one of {list_words(KINDS)}")
    name = row["type"]
    if not name.isidentifier() or not name.isascii() or not name.isupper():
        raise OntologyError(f"{path}: type '{name}' cannot name a relationship; use capitals and underscores")
    specs = read_table(path, "roles", row["roles"])
    roles = {key: _read_role(path, key, spec, words, classes) for key, spec in specs.items()}
    if missing := {"agent", "patient"} - set(roles):
        raise OntologyError(f"{path}: lacks role '{min(missing)}'; add [roles.{min(missing)}]")
    frames = tuple(_read_frame(path, frame, roles, words, classes) for frame in row["frames"])
    ids = [frame.id for frame in frames]
    if twice := sorted({i for i in ids if ids.count(i) > 1}):
        raise OntologyError(f"{path}: two frames have the id '{twice[0]}'; give each its own")
    return EventType(
        name,
        cast("Kind", row["kind"]),
        row["description"],
        bool(row.get("symmetric")),
        roles,
        frames,
        read_mapping(path, "mapping", row.get("mapping", {})),
        tuple(_read_inheritance(path, rule, roles, words) for rule in row.get("inherits", ())),
        tuple(_read_example(path, example) for example in row.get("examples", ())),
        tuple(_read_example(path, example) for example in row.get("lookalikes", ())),
        row.get("not", ""),
        bool(row.get("done_when_agreed")),
        read_strings(path, "yields_to", row.get("yields_to", [])),
        bool(row.get("one_party")),
        _read_clashes(path, row.get("clashes", {}), roles),
        bool(row.get("once")),
        row.get("included_in"),
        bool(row.get("unnamed")),
    )


def _read_clashes(path: Path, value: object, roles: Mapping[str, RoleSpec]) -> Clashes:
    row = read_table(path, "clashes", value)
    check_keys(path, "clashes", row, CLASH_KEYS)
    days = row.get("once_in_days", 0)
    if not isinstance(days, int) or days < 0:
        raise OntologyError(f"{path}: once_in_days of clashes is '{days}'; write a number of days, such as 30")
    linked, opposite, compared = (
        read_strings(path, f"{key} of clashes", row.get(key, [])) for key in ("linked_by", "opposite", "compared")
    )
    if unknown := sorted(set(compared) - set(roles)):
        raise OntologyError(f"{path}: clashes compares unknown role '{unknown[0]}'; add [roles.{unknown[0]}]")
    flags = {key: bool(row.get(key)) for key in ("one_agent", "listed", "deniable", "one_side")}
    return Clashes(linked_by=linked, once_in_days=days, opposite=opposite, compared=compared, **flags)


def _read_role(
    path: Path, name: str, value: object, words: Mapping[str, frozenset[str]], classes: Mapping[str, EntityClass]
) -> RoleSpec:
    row = read_table(path, f"role '{name}'", value)
    check_keys(path, f"role '{name}'", row, ROLE_KEYS)
    allowed = read_strings(path, f"classes of role '{name}'", row.get("classes", []))
    if not allowed and not row.get("text"):
        raise OntologyError(f"{path}: role '{name}' has no range; add classes = [\"Organization\"] or text = true")
    if unknown := [c for c in allowed if c not in classes]:
        raise OntologyError(
            f"{path}: role '{name}' names unknown class '{unknown[0]}'; known are {list_words(classes)}"
        )
    bars = read_strings(path, f"bars of role '{name}'", row.get("bars", []))
    if unknown := sorted(set(bars) - set(classes)):
        raise OntologyError(f"{path}: role '{name}' bars unknown class '{unknown[0]}'; known are {list_words(classes)}")
    what = f"stands_for of role '{name}'"
    given = read_strings(path, what, row.get("stands_for", []))
    stands_for = frozenset(w for word in given for w in _expand_word(path, what, word, words, classes))
    flags = {key: bool(row.get(key)) for key in ("text", "counted", "within")}
    return RoleSpec(name, row.get("description", ""), allowed, bars=bars, stands_for=stands_for, **flags)


def _read_frame(
    path: Path,
    value: object,
    roles: Mapping[str, RoleSpec],
    words: Mapping[str, frozenset[str]],
    classes: Mapping[str, EntityClass],
) -> Frame:
    row = read_table(path, "a frame", value)
    check_keys(path, "a frame", row, FRAME_KEYS, needed=("id", "roles"))
    what = f"frame '{row['id']}'"
    if not row.get("verbs") and not row.get("nouns"):
        raise OntologyError(f'{path}: {what} has no trigger; add verbs = ["..."] or nouns = ["..."]')
    if unknown := sorted(set(row["roles"]) - set(roles)):
        raise OntologyError(f"{path}: {what} fills unknown role '{unknown[0]}'; add [roles.{unknown[0]}]")
    if "needs" in row and row["needs"] not in roles:
        raise OntologyError(f"{path}: {what} needs unknown role '{row['needs']}'; add [roles.{row['needs']}]")
    for key, allowed in (("modality", MODALITIES), ("polarity", POLARITIES)):
        if key in row and row[key] not in allowed:
            raise OntologyError(f"{path}: {what} has {key} '{row[key]}'; use one of {list_words(allowed)}")

    def expand(key: str, value: object) -> frozenset[str]:
        given = read_strings(path, f"{key} of {what}", value)
        return frozenset(w for word in given for w in _expand_word(path, what, word, words, classes))

    return Frame(
        row["id"],
        tuple(sorted(expand("verbs", row.get("verbs", [])))),
        tuple(sorted(expand("nouns", row.get("nouns", [])))),
        {slot: expand(f"requires.{slot}", v) for slot, v in row.get("requires", {}).items()},
        {slot: expand(f"excludes.{slot}", v) for slot, v in row.get("excludes", {}).items()},
        {role: read_strings(path, f"role '{role}' of {what}", slots) for role, slots in row["roles"].items()},
        cast("Modality | None", row.get("modality")),
        cast("Polarity", row.get("polarity", "positive")),
        row.get("needs"),
        bool(row.get("alone")),
        read_strings(path, f"known of {what}", row.get("known", [])),
    )


def _expand_word(
    path: Path, what: str, word: str, words: Mapping[str, frozenset[str]], classes: Mapping[str, EntityClass]
) -> Iterable[str]:
    """Return the word itself, or all of the set that `@name` stands for; a capital says that a word is a class."""
    if word.startswith("@") and word[1:] not in words:
        raise OntologyError(f"{path}: {what} names unknown word set '{word}'; add {word[1:]} = [...] to lexicon/")
    found = words[word[1:]] if word.startswith("@") else frozenset({word})
    if unknown := sorted(w for w in found if w[0].isupper() and w not in classes):
        raise OntologyError(f"{path}: {what} names unknown class '{unknown[0]}'; known are {list_words(classes)}")
    return found


def _read_inheritance(
    path: Path, value: object, roles: Mapping[str, RoleSpec], words: Mapping[str, frozenset[str]]
) -> Inheritance:
    row = read_table(path, "inherits", value)
    known = ("role", "type", "copy", "match", "kept", "aloof", "only", "near", "classes", "told")
    check_keys(path, "inherits", row, known, needed=("copy",))
    copy, match = (read_mapping(path, key, row.get(key, {})) for key in ("copy", "match"))
    named = row.get("type", [])
    types = read_strings(path, "type of inherits", [named] if isinstance(named, str) else named)
    if SPEAKER not in copy.values():
        check_keys(path, "inherits", row, known, needed=("type",))
        if ("role" in row) + ("match" in row) + bool(row.get("only")) != 1:
            raise OntologyError(
                f"{path}: inherits needs a role that names the other claim, or roles to match; give one"
            )
    for role in (*([row["role"]] if "role" in row else ()), *copy, *match):
        if role not in (*roles, SPEAKER):
            raise OntologyError(f"{path}: inherits names unknown role '{role}'; add [roles.{role}]")
    flags = {key: bool(row.get(key, False)) for key in ("kept", "aloof", "only", "near")}
    classes = read_strings(path, "classes of inherits", row.get("classes", []))
    given = read_strings(path, "told of inherits", row.get("told", []))
    told = frozenset(w for word in given for w in _expand_word(path, "inherits", word, words, {}))
    return Inheritance(row.get("role"), types, copy, match, **flags, classes=classes, told=told)


def _read_example(path: Path, value: object) -> Example:
    row = read_table(path, "an example", value)
    check_keys(path, "an example", row, ("text", "claims"), needed=("text",))
    return Example(row["text"], tuple(read_table(path, "a claim", claim) for claim in row.get("claims", ())))


def _check_references(path: Path, event: EventType, types: Mapping[str, EventType]) -> None:
    """Check what one type says of another: in `inherits`, and in claims of its examples."""
    for rule in event.inherits:
        for name in rule.types:
            if name not in types:
                raise OntologyError(f"{path}: inherits from unknown type '{name}'; known are {list_words(types)}")
            known = {*types[name].roles, OPPONENT, PARTY, PARTIES, SPEAKER}
            if unknown := sorted({*rule.copy.values(), *rule.match.values()} - known):
                raise OntologyError(f"{path}: inherits copies role '{unknown[0]}', which {name} does not have")
    for name in (*event.clashes.linked_by, *event.clashes.opposite):
        if name not in types:
            raise OntologyError(f"{path}: clashes names unknown type '{name}'; known are {list_words(types)}")
    whole = types.get(event.included_in or event.name)
    if whole is None or (event.included_in and not (event.once and whole.once and whole.included_in is None)):
        raise OntologyError(
            f"{path}: included_in names '{event.included_in}'; name another type that is once = true, and say so here too"
        )
    for name in (n for frame in event.frames for n in frame.known):
        if name not in types:
            raise OntologyError(f"{path}: a frame needs unknown type '{name}'; known are {list_words(types)}")
    for example in (*event.examples, *event.lookalikes):
        for claim in example.claims:
            meant = claim.get("type", event.name)
            if meant not in types:
                raise OntologyError(f"{path}: an example names unknown type '{meant}'; known are {list_words(types)}")
            if unknown := sorted(set(claim) - set(types[meant].roles) - CLAIM_KEYS):
                raise OntologyError(f"{path}: an example names unknown role '{unknown[0]}' of {meant}; mend it")
            for role in set(claim) & set(types[meant].roles):
                read_strings(path, f"role '{role}' of an example", claim[role])

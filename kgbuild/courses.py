"""Read the courses that things take, such as a lawsuit from filing to settlement: data in `ontology/courses/`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgbuild.errors import OntologyError
from kgbuild.tables import check_keys, list_words, read_mapping, read_strings, read_table, read_toml

KEYS = frozenset(
    {
        "course",
        "label",
        "title",
        "description",
        "numbers",
        "parties",
        "authorities",
        "place",
        "refers",
        "nouns",
        "steps",
    }
)
STEP_KEYS = frozenset({"state", "types", "opens", "ends", "after", "by", "modality", "words", "parties", "apart"})
OPENS = ("always", "if none is open")
OUTSIDER = "outsider"
QUOTE = "quote"
WORD = re.compile(r"[\w'-]+")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a course: which events are one, and the state that it leaves the course in.

    An event is a step where its type is one of `types`, its modality one of `modality` (else asserted or planned), who
    did it on the side `by` (or `outsider`), and the text of each role under `words` (`quote`: the sentence) holds one of
    the words. `parties` tells which role holds which side; those that the step itself names (`own_parties`) must stand on
    that side. After a step that `ends` the course only those can follow that name its state in `after`. An event of a
    step that stands `apart` is never one with an event of another step of its type.
    """

    state: str
    types: tuple[str, ...]
    opens: str | None = None
    ends: bool = False
    after: tuple[str, ...] = ()
    by: str | None = None
    modality: tuple[str, ...] = ()
    words: Mapping[str, frozenset[str]] | None = None
    parties: Mapping[str, str] | None = None
    own_parties: frozenset[str] = frozenset()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """What a thing such as a lawsuit goes through: its two sides, its steps in the order they are tried.

    The first step that fits an event is the one that it is. `refers` names the roles whose words may refer to the thing
    by one of its `nouns` ("dropped the suit"), `numbers` are patterns of the numbers that name it; `authorities` are the
    classes of who may act on it without being a party; `place` is the role that holds where it is pending. `title` has a
    field for each side: "{plaintiff} v. {defendant}".
    """

    name: str
    label: str
    title: str
    description: str
    parties: Mapping[str, str]
    steps: tuple[Step, ...]
    authorities: tuple[str, ...] = ()
    place: str | None = None
    refers: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()

    @property
    def openings(self) -> frozenset[str]:
        """The types that open one."""
        return frozenset(t for s in self.steps if s.opens for t in s.types)

    @property
    def types(self) -> frozenset[str]:
        """The types of all steps."""
        return frozenset(t for s in self.steps for t in s.types)


def read_courses(
    folders: Iterable[Path], words: Mapping[str, frozenset[str]], roles: Mapping[str, Collection[str]]
) -> tuple[Course, ...]:
    """Return the courses of the folders, by name; a later folder replaces those of the same name.

    `roles` has the roles of each type.

    Raises:
        OntologyError: a file is faulty; the message names it and what mends it.
    """
    courses = {}
    for folder in folders:
        for path in sorted((folder / "courses").glob("*.toml")):
            course = _read_course(path, words, roles)
            courses[course.name] = course
    return tuple(courses[name] for name in sorted(courses))


def _read_course(path: Path, words: Mapping[str, frozenset[str]], roles: Mapping[str, Collection[str]]) -> Course:
    row = read_toml(path)
    check_keys(path, "the file", row, KEYS, needed=("course", "label", "title", "description", "parties", "steps"))
    parties = read_mapping(path, "parties", row["parties"])
    if len(parties) != 2:
        raise OntologyError(f"{path}: parties has {len(parties)} sides; name two, each with its role")
    steps = tuple(_read_step(path, step, parties, words, roles) for step in row["steps"])
    states = {s.state for s in steps}
    for step in steps:
        if unknown := sorted(set(step.after) - states):
            raise OntologyError(
                f"{path}: step '{step.state}' follows unknown state '{unknown[0]}'; known are {list_words(states)}"
            )
    if not any(s.opens for s in steps):
        raise OntologyError(f'{path}: no step opens it; add opens = "always" to one')
    return Course(
        row["course"],
        row["label"],
        row["title"],
        row["description"],
        parties,
        steps,
        read_strings(path, "authorities", row.get("authorities", [])),
        row.get("place"),
        read_strings(path, "refers", row.get("refers", [])),
        frozenset(_expand(path, "nouns", row.get("nouns", []), words)),
        _read_numbers(path, row.get("numbers", [])),
    )


def _read_numbers(path: Path, value: object) -> tuple[str, ...]:
    patterns = read_strings(path, "numbers", value)
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise OntologyError(
                f"{path}: '{pattern}' of numbers is no regular expression ({error}); mend it"
            ) from error
    return patterns


def _read_step(
    path: Path,
    value: object,
    parties: Mapping[str, str],
    words: Mapping[str, frozenset[str]],
    roles: Mapping[str, Collection[str]],
) -> Step:
    row = read_table(path, "a step", value)
    check_keys(path, "a step", row, STEP_KEYS, needed=("state", "types"))
    what = f"step '{row['state']}'"
    types = read_strings(path, f"types of {what}", row["types"])
    if unknown := [t for t in types if t not in roles]:
        raise OntologyError(f"{path}: {what} names unknown type '{unknown[0]}'; known are {list_words(roles)}")
    if row.get("opens") not in (None, *OPENS):
        raise OntologyError(f"{path}: {what} opens '{row['opens']}'; use one of {list_words(OPENS)}")
    if row.get("by") not in (None, OUTSIDER, *parties):
        raise OntologyError(f"{path}: {what} is by '{row['by']}'; use one of {list_words((*parties, OUTSIDER))}")
    own = read_mapping(path, f"parties of {what}", row.get("parties", {}))
    if unknown := sorted(set(own) - set(parties)):
        raise OntologyError(f"{path}: {what} has unknown side '{unknown[0]}'; known are {list_words(parties)}")
    known = {QUOTE, *(r for t in types for r in roles[t])}
    said = read_table(path, f"words of {what}", row.get("words", {}))
    if unknown := sorted((set(said) | set(own.values())) - known):
        raise OntologyError(f"{path}: {what} names unknown role '{unknown[0]}'; known are {list_words(known)}")
    return Step(
        row["state"],
        types,
        row.get("opens"),
        bool(row.get("ends")),
        read_strings(path, f"after of {what}", row.get("after", [])),
        row.get("by"),
        read_strings(path, f"modality of {what}", row.get("modality", [])),
        {role: frozenset(_expand(path, what, given, words)) for role, given in said.items()},
        {**parties, **own},
        frozenset(own),
        bool(row.get("apart")),
    )


def _expand(path: Path, what: str, value: Any, words: Mapping[str, frozenset[str]]) -> Iterable[str]:
    """The words themselves, or all of the set that `@name` stands for."""
    for word in read_strings(path, f"words of {what}", value):
        if word.startswith("@") and word[1:] not in words:
            raise OntologyError(f"{path}: {what} names unknown word set '{word}'; add {word[1:]} = [...] to lexicon/")
        yield from words[word[1:]] if word.startswith("@") else (word.lower(),)


def find_apart(
    courses: Iterable[Course], type_: str, texts: Mapping[str, str], *, modality: str | None = None
) -> str | None:
    """Return the step that stands apart which words of a claim make it: "dismissed two counts" is no full dismissal.

    A step without words stands apart by its `modality`, where that is given: a bid is no purchase.
    """
    for course in courses:
        for step in course.steps:
            told = bool(step.words) or modality in (step.modality or ())
            if step.apart and told and type_ in step.types and holds_words(step, texts):
                return step.state
    return None


def holds_words(step: Step, texts: Mapping[str, str]) -> bool:
    """Tell whether each role that a step has words for holds one of them."""
    return all(
        any(f" {word} " in f" {' '.join(WORD.findall(texts.get(role, '').lower()))} " for word in words)
        for role, words in (step.words or {}).items()
    )

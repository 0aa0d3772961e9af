"""Saved queries: Cypher files with a title, parameters and an example, in `queries/`.

A file begins with comment lines:

    // title: Who sued whom
    // about: Every suit with its parties, court and date.
    // param: name = "Alibaba"   a part of the party's name
    // example: kgbuild query who-sued-whom
    // none: no suit names that party

What follows is one Cypher statement. A parameter's default is JSON; one without default must be given. `words:` in place
of `param:` declares a parameter that the query gets as folded words to look for (`kgbuild.words.find_terms`). `none:`
says what it means that there is no row.
"""

from __future__ import annotations

import io
import json
import re
import shlex
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgbuild.errors import QueryError
from kgbuild.words import find_terms

FOLDER = "kgbuild"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can tell: no clock enters the file."""
HEADER = re.compile(r"^//\s*(title|about|param|words|example|none)\s*:\s*(.*)$")
PLACE = re.compile(r"\$(\w+)")
PARAMETER = re.compile(r"^(\w+)\s*(?:=\s*(\"[^\"]*\"|null|-?\d+|\[[^\]]*\]))?\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a saved query. `required` says that it has no default, `words` that it is a list of folded words."""

    name: str
    default: object
    required: bool
    help: str
    words: bool = False

    def read(self, value: object) -> object:
        """Return the value that Cypher gets.

        Raises:
            QueryError: words are asked for, and there is none.
        """
        if not self.words:
            return value
        terms = find_terms(" ".join(map(str, value)) if isinstance(value, list) else str(value))
        if not terms:
            raise QueryError(f"{self.name}: '{value}' holds no word to look for; write one, or how it begins")
        return list(terms)


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved query: its name (the file's), what it tells, its parameters, its Cypher."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    example: str
    cypher: str
    none: str | None = None

    def place(self, values: Sequence[str]) -> dict[str, object]:
        """Return values without names by the parameters that they are for, in the order of the file.

        Raises:
            QueryError: there are more values than parameters.
        """
        if len(values) > len(self.parameters):
            takes = ", ".join(p.name for p in self.parameters) or "none"
            raise QueryError(f"{self.name}: '{values[len(self.parameters)]}' is one value too many; it takes {takes}")
        return {p.name: read_value(v) for p, v in zip(self.parameters, values, strict=False)}

    def fill(self, given: Mapping[str, object]) -> dict[str, object]:
        """Return all parameters, given ones over defaults.

        Raises:
            QueryError: a required parameter is missing, or one is given that the query does not have.
        """
        known = {p.name for p in self.parameters}
        if unknown := sorted(set(given) - known):
            raise QueryError(
                f"{self.name}: has no parameter '{unknown[0]}'; it takes {', '.join(sorted(known)) or 'none'}"
            )
        if missing := [p.name for p in self.parameters if p.required and p.name not in given]:
            raise QueryError(f"{self.name}: needs parameter '{missing[0]}'; add -p {missing[0]}=VALUE")
        return {p.name: p.read(given.get(p.name, p.default)) for p in self.parameters}

    def read_example(self) -> dict[str, object]:
        """Return the parameters that the example gives."""
        return self.read_arguments(shlex.split(self.example)[3:])  # after "kgbuild query NAME"

    def read_arguments(self, words: Sequence[str]) -> dict[str, object]:
        """Return the parameters that a command line gives after the query's name, by `-p` or by their order."""
        named = [i for i, word in enumerate(words) if word == "-p"]
        pairs = (words[i + 1].partition("=") for i in named)
        bare = [word for i, word in enumerate(words) if i not in named and i - 1 not in named]
        return self.place(bare) | {key: read_value(value) for key, _, value in pairs}


def read_value(text: str) -> object:
    """Return a parameter's value as the command line gives it: a whole number, a JSON list, or text."""
    if re.fullmatch(r"-?\d{1,9}", text):
        return int(text)
    return json.loads(text) if text[:1] == "[" else text


def read_queries(folder: Path) -> Iterator[SavedQuery]:
    """Yield the saved queries of a folder, by name.

    Raises:
        QueryError: a file lacks a title, an example or a statement.
    """
    for path in sorted(folder.glob("*.cypher")):
        yield _read_query(path)


def find_query(folder: Path, name: str) -> SavedQuery | None:
    """Return the saved query of that name, None where there is none."""
    path = folder / f"{name}.cypher"
    return _read_query(path) if re.fullmatch(r"[\w-]+", name) and path.exists() else None


def pack_favourites(queries: Iterable[SavedQuery]) -> bytes:
    """Return saved queries as the ZIP file that Neo4j Browser takes for a folder of favourites.

    Each begins with its title and holds the values of its example, since the Browser draws the answer of a single
    statement only, and parameters would need one of their own. The same queries give the same bytes.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in queries:
            archive.writestr(zipfile.ZipInfo(f"{FOLDER}/{query.name}.cypher", EPOCH), write_favourite(query))
    return packed.getvalue()


def write_favourite(query: SavedQuery) -> str:
    """Return a saved query as one statement to edit, with its title, and the values of its example in it."""
    values = query.fill(query.read_example())

    def write(found: re.Match[str]) -> str:
        return json.dumps(values[found[1]], ensure_ascii=False) if found[1] in values else found[0]

    told = [f"// {p.name}: {p.help}" for p in query.parameters]
    return "\n".join([f"// {query.title}", *told, PLACE.sub(write, query.cypher), ""])


def _read_query(path: Path) -> SavedQuery:
    fields: dict[str, list[str]] = {}
    parameters: list[Parameter] = []
    body: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        match = HEADER.match(line)
        if match and not body and match[1] in ("param", "words"):
            parameters.append(_read_parameter(path, match[1], match[2].strip()))
        elif match and not body:
            fields.setdefault(match[1], []).append(match[2].strip())
        else:
            body.append(line)
    cypher = "\n".join(body).strip()
    for key in ("title", "example"):
        if key not in fields:
            raise QueryError(f"{path}: lacks a line '// {key}: ...'; add it at the top")
    if not cypher:
        raise QueryError(f"{path}: holds no Cypher; add a statement below the comments")
    about, none = (" ".join(fields.get(key, ())) for key in ("about", "none"))
    return SavedQuery(
        path.stem, fields["title"][0], about, tuple(parameters), fields["example"][0], cypher, none or None
    )


def _read_parameter(path: Path, key: str, line: str) -> Parameter:
    match = PARAMETER.match(line)
    if match is None:
        raise QueryError(f"{path}: cannot read '// {key}: {line}'; write name = \"default\"  what it is")
    default = json.loads(match[2]) if match[2] is not None else None
    return Parameter(match[1], default, match[2] is None, match[3].strip(), words=key == "words")

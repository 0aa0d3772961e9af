"""The examples that the documents and the saved queries show, and whether two stores answer them alike."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kgbuild.ontology_files import find_shipped
from kgbuild.queries import find_query, read_queries
from kgbuild.store import Store

TOP = Path(__file__).parent.parent
PAGES = (TOP / "README.md", *sorted((TOP / "docs").glob("*.md")))
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})\s*(\w*)[^`]*$")
INLINE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
CLAUSES = re.compile(r"\b(MATCH|UNWIND|CALL|WITH|RETURN)\b.*\bRETURN\b", re.DOTALL)
MANY = 12


class Code(NamedTuple):
    """Code in a page: the language that its fence names, `inline` where it stands in a sentence."""

    language: str
    text: str


class Question(NamedTuple):
    """Cypher with its parameters, and where it was found."""

    where: str
    cypher: str
    parameters: dict[str, object]


def find_code(markdown: str) -> Iterator[Code]:
    """Yield fenced blocks and inline code, as CommonMark has them; a fence in a list may stand three spaces in."""
    fence, language, held, prose = "", "", [], []
    for line in [*markdown.splitlines(), None]:
        if line is not None and fence:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                yield Code(language, "\n".join(held))
                fence = ""
            else:
                held.append(line)
            continue
        opened = FENCE.match(line) if line is not None else None
        if line is None or opened or not line.strip():
            for _, text in INLINE.findall("\n".join(prose)):
                yield Code("inline", text.strip())
            prose = []
        else:
            prose.append(line)
        if opened:
            fence, language, held = opened[1], opened[2], []


def find_commands(page: Path) -> Iterator[list[str]]:
    """Yield the words of each kgbuild command that a page shows, without the first."""
    for code in find_code(page.read_text(encoding="utf-8")):
        for line in code.text.splitlines() if code.language in {"inline", "sh", "console", ""} else ():
            if line.removeprefix("$ ").startswith("kgbuild "):
                yield shlex.split(line.removeprefix("$ "))[1:]


def find_questions(page: Path) -> Iterator[Question]:
    """Yield what a page asks: Cypher in fences and sentences, `kgbuild query` commands, calls in Python."""
    for code in find_code(page.read_text(encoding="utf-8")):
        if code.language == "cypher" or (code.language == "inline" and CLAUSES.match(code.text)):
            yield Question(page.name, code.text, {})
        if code.language == "python":
            yield from _find_calls(page.name, code.text)
    for words in find_commands(page):
        if words[0] == "query" and len(words) > 1:
            yield make_question(f"{page.name}: {words[1]}", words[1], words[2:])


def make_question(where: str, asked: str, words: list[str]) -> Question:
    """Return what `kgbuild query` would ask: a saved query with its arguments, or Cypher."""
    saved = find_query(find_shipped("queries"), asked)
    return (
        Question(where, saved.cypher, saved.fill(saved.read_arguments(words))) if saved else Question(where, asked, {})
    )


def _find_calls(where: str, text: str) -> Iterator[Question]:
    """Yield the questions of Python code: `query("name", key=value)`, `query_frame(...)`, `run("MATCH ...")`."""
    calls = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    for call in calls:
        asking = isinstance(call.func, ast.Attribute) and call.func.attr in {"query", "query_frame", "run"}
        if asking and call.args and isinstance(call.args[0], ast.Constant):
            asked = str(call.args[0].value)
            given = {str(k.arg): ast.literal_eval(k.value) for k in call.keywords}
            saved = find_query(find_shipped("queries"), asked)
            there = f"{where}: {asked[:20]}"
            yield Question(there, saved.cypher, saved.fill(given)) if saved else Question(there, asked, given)


def find_all() -> list[Question]:
    """Return every example of the saved queries and of the pages, each once."""
    queries = [Question(q.name, q.cypher, q.fill(q.read_example())) for q in read_queries(find_shipped("queries"))]
    found = {(q.cypher, repr(q.parameters)): q for page in PAGES for q in find_questions(page)}
    return queries + [q for key, q in found.items() if key not in {(k.cypher, repr(k.parameters)) for k in queries}]


def vary(store: Store) -> list[Question]:
    """Return the saved queries with their defaults, and asked about what a store holds: names, publishers, days and so on."""
    ask = {
        "name": "MATCH (:Article)-[m:MENTIONS]->(e:Entity) WITH e, sum(m.count) AS n RETURN e.name ORDER BY n DESC, e.id",
        "publisher": "MATCH (a:Article) WHERE a.publisher IS NOT NULL RETURN DISTINCT a.publisher AS p ORDER BY p",
        "type": "MATCH (e:Event) RETURN DISTINCT e.type AS t ORDER BY t",
        "id": "MATCH (e:Event) RETURN e.id AS id ORDER BY e.sources DESC, id",
        "day": "MATCH (a:Article) WHERE a.published IS NOT NULL RETURN DISTINCT substring(a.published, 0, 10) AS d ORDER BY d",
        "text": "MATCH (c:Claim) RETURN DISTINCT c.trigger AS t ORDER BY t",
    }
    held = {name: [row[0] for row in store.run_read(f"{cypher} LIMIT {MANY}").rows] for name, cypher in ask.items()}
    held |= {"one": held["name"], "other": held["name"][1:] + held["name"][:1]}
    varied = []
    for query in read_queries(find_shipped("queries")):
        names = [p.name for p in query.parameters if p.name in held]
        sets = [dict(zip(names, values, strict=True)) for values in zip(*(held[n] for n in names), strict=False)]
        varied += [Question(f"{query.name} {given}", query.cypher, query.fill(given)) for given in [{}, *sets]]
    return varied


def find_differences(one: Store, other: Store, questions: Iterable[Question]) -> tuple[int, list[str]]:
    """Ask both stores; return how many rows the one gave in all, and the questions that the other answered otherwise."""
    rows, different = 0, []
    for question in questions:
        left, right = (store.run_read(question.cypher, question.parameters) for store in (one, other))
        rows += len(left.rows)
        if (left.columns, left.rows) != (right.columns, right.rows):
            different.append(question.where)
    return rows, different

"""Texts that would do harm where a program pastes data into Cypher, CSV, a shell or HTML; or get lost on the way."""

from __future__ import annotations

from kgbuild.records import Edge, Graph, Node

PAYLOADS = (
    "DETACH DELETE n", "MATCH (n) DETACH DELETE n", "CREATE (x:Injected)", "MERGE (x:Injected {id: 1})", "SET n.name = 'owned'", "REMOVE n:Entity",
    "CALL db.labels()", "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", "RETURN 1 UNION MATCH (n) RETURN n", "DROP CONSTRAINT c", "CALL { CREATE (:Injected) }",
    "$name", "${name}", "$rows", "{id: row.id}", "%s %(name)s {0}", "apoc.cypher.runMany('CREATE (:Injected)', {})", "FOREACH (i IN [1] | CREATE (:Injected))",
    "rm -rf /", "$(touch injected)", "`touch injected`", "<script>alert(1)</script>", '=HYPERLINK("x")', "a,b;c\td", "null", "NaN", "true", "0", "-1e9", "2015-05-01",
)  # fmt: skip
FRAMES = (
    "{}", "'{}", "' {} //", "'}}) {} //", '" {} //', '"}}) {} //', "` {} //", "`) {} //", "\\' {}", "\\\\' {} /*", "*/ {} /*", "// {}\n{}", "x\r\n{}\r\n", "\\u0027 {}",
    "\u2019 {} \u2019", "\uff07 {}", "  {}  ", "\u202e{}\u202c", "e\u0301 \U0001f9f5 {}",
)  # fmt: skip
TEXTS = tuple(dict.fromkeys(frame.format(payload, payload) for payload in PAYLOADS for frame in FRAMES))


def make_hostile_graph() -> Graph:
    """A graph that has each text as an id, a name, a part of a list and a quote, on nodes and relationships."""
    entities = [
        Node(text, "Entity", ("Organization",), {"name": text, "aliases": (text, "x"), "caption": text})
        for text in TEXTS
    ]
    claims = [Node(f"claim {text}", "Claim", (), {"quote": text, "start": i}) for i, text in enumerate(TEXTS)]
    edges = [Edge(f"r {text}", "ABOUT", "Claim", f"claim {text}", "Entity", text, {"note": text}) for text in TEXTS]
    by_id = sorted((*entities, *claims), key=lambda n: (n.label, n.id))
    return Graph(tuple(by_id), tuple(sorted(edges, key=lambda e: e.id)), "digest-hostile")

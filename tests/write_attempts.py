"""Ways to write through a query that only reads: each is refused on every store, and the graph stays as it was."""

from __future__ import annotations

WRITES = (
    # clauses that write
    "CREATE (n:X)",
    "CREATE (n:X) RETURN n",
    "MERGE (n:X {id: 1})",
    "MERGE (n:Entity {id: 'org:miro'}) ON MATCH SET n.name = 'x' RETURN n",
    "MATCH (n:Entity) SET n.name = 'x'",
    "MATCH (n:Entity) SET n += {name: 'x'} RETURN n",
    "MATCH (n:Entity) SET n = {} RETURN n",
    "MATCH (n:Entity) SET n:X RETURN n",
    "MATCH (n:Entity) REMOVE n.name",
    "MATCH (n:Entity) REMOVE n:Organization RETURN n",
    "MATCH (n:Entity) DETACH DELETE n",
    "MATCH ()-[r]->() DELETE r",
    "MATCH (a:Entity), (b:Event) CREATE (a)-[:X]->(b)",
    "MATCH (a:Entity), (b:Event) MERGE (a)-[:X]->(b) RETURN 1 AS x",
    "MATCH ()-[r:AGENT]->() SET r.note = 'x'",
    # behind reads
    "MATCH (n:Entity) WITH n LIMIT 1 SET n.name = 'x' RETURN n.name AS name",
    "MATCH (n:Entity) FOREACH (i IN [1] | SET n.name = 'x')",
    "FOREACH (i IN range(1, 3) | CREATE (:X {i: i}))",
    "UNWIND [1] AS i CREATE (n:X)",
    "UNWIND $rows AS row MERGE (n:X {id: row}) RETURN n",
    "OPTIONAL MATCH (n:Nobody) CREATE (m:X) RETURN m",
    "MATCH (n:Entity) RETURN n.name AS name UNION CREATE (n:X) RETURN 'x' AS name",
    "RETURN 1 AS x UNION ALL MATCH (n:Entity) SET n.name = 'x' RETURN 1 AS x",
    "MATCH (n:Entity) CALL (n) { SET n.name = 'x' } RETURN 1 AS x",
    "MATCH (n:Entity) CALL { WITH n SET n.name = 'x' RETURN 1 AS y } RETURN y",
    "CALL { CREATE (:X) }",
    "CALL { CREATE (n:X) RETURN n } RETURN n",
    # in disguise
    "create (n:X)",
    "/* reads only */ CREATE (n:X)",
    "// reads only\nCREATE (n:X)",
    "MATCH (n:Entity) /* RETURN n */ SET /* nothing */ n.name = 'x'",
    "cReAtE (n:X)",
    "CREATE\t(n:X)",
    "CREATE\n\n(n:`X`)",
    "WITH 'RETURN 1' AS harmless CREATE (n:X {text: harmless}) RETURN n",
    "PROFILE CREATE (n:X)",
    "PROFILE MATCH (n:Entity) SET n.name = 'x' RETURN n",
    # the schema
    "CREATE INDEX FOR (n:Entity) ON (n.name)",
    "CREATE INDEX sneaky IF NOT EXISTS FOR (n:X) ON (n.name)",
    "CREATE CONSTRAINT FOR (n:X) REQUIRE n.id IS UNIQUE",
)  # fmt: skip
FAULTY = (
    # refused as well, for what the store has no such thing, or for another reason
    "CREATE (n:X); MATCH (n:X) RETURN n",
    "RETURN 1 AS x; CREATE (n:X)",
    "LOAD CSV FROM 'file:///etc/passwd' AS row CREATE (n:X {text: row[0]})",
    "MATCH (n:Entity) CALL (n) { SET n.name = 'x' } IN TRANSACTIONS RETURN 1 AS x",
    "CALL db.createLabel('X')",
    "CALL apoc.cypher.runWrite('CREATE (n:X)', {})",
    "CALL apoc.create.node(['X'], {}) YIELD node RETURN node",
    "DROP INDEX entity_name",
    "DROP CONSTRAINT entity_id",
    "DELETE FROM Entity",
    "UPDATE Entity SET name = 'x'",
    "INSERT INTO Entity SET name = 'x'",
    "CREATE VERTEX TYPE X",
    "\\u0043REATE (n:X)",
)
PLANS = ("EXPLAIN CREATE (n:X)", "EXPLAIN MATCH (n:Entity) DETACH DELETE n")
"""Asking for a plan may be answered or refused; it must not run."""

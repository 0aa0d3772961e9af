// title: What somebody did
// about: Everything in which the entity is the agent.
// param: name = "Kering"  a part of the name
// example: kgbuild query what-it-did -p name=Kering
MATCH (e:Event)-[:AGENT]->(a:Entity)
WHERE toLower(a.name) CONTAINS toLower($name)
OPTIONAL MATCH (e)-[:PATIENT]->(p:Entity)
WITH e, a, p ORDER BY p.name
WITH e, a, collect(p.name) AS whom
MATCH (e)-[:EVIDENCED_BY]->(c:Claim)
WITH e, a, whom, min(c.quote) AS quote
RETURN a.name AS who, e.type AS did, whom, e.date AS date, e.modality AS modality, e.sources AS sources, quote, e.id AS id
ORDER BY e.first_day, id, who

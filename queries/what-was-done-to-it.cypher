// title: What was done to somebody
// about: Everything in which the entity is the patient.
// param: name = "Alibaba"  a part of the name
// example: kgbuild query what-was-done-to-it -p name=Alibaba
MATCH (e:Event)-[:PATIENT]->(p:Entity)
WHERE toLower(p.name) CONTAINS toLower($name)
OPTIONAL MATCH (e)-[:AGENT]->(a:Entity)
WITH e, p, a ORDER BY a.name
WITH e, p, collect(a.name) AS who
MATCH (e)-[:EVIDENCED_BY]->(c:Claim)
WITH e, p, who, min(c.quote) AS quote
RETURN who, e.type AS did, p.name AS whom, e.date AS date, e.modality AS modality, e.sources AS sources, quote, e.id AS id
ORDER BY e.first_day, id, whom

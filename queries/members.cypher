// title: Members and leavers of an association
// about: Who joined, left or was suspended, and when.
// param: name = "IACC"  a part of the association's name
// example: kgbuild query members -p name=IACC
MATCH (e:Event)-[:AGENT|PATIENT]->(o:Entity)
WHERE e.type IN ['JOINED', 'LEFT', 'SUSPENDED', 'BANNED'] AND (toLower(o.name) CONTAINS toLower($name) OR any(x IN o.aliases WHERE toLower(x) CONTAINS toLower($name)))
MATCH (e)-[:AGENT|PATIENT]->(m:Entity)
WHERE m.id <> o.id
MATCH (e)-[:EVIDENCED_BY]->(c:Claim)
WITH e, o, m, min(c.quote) AS quote
RETURN m.name AS member, e.type AS what, o.name AS association, e.date AS date, e.reported AS reported, e.modality AS modality, quote, e.id AS id
ORDER BY e.first_day, member, id, association, m.id, o.id

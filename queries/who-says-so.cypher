// title: Who is behind a claim
// about: The quotes of an event, with article, publisher and whoever is quoted.
// param: id = ""  an event's id; empty for all of a type
// param: type = "DISMISSED"  an event type, where no id is given
// example: kgbuild query who-says-so -p type=DISMISSED
MATCH (e:Event)-[:EVIDENCED_BY]->(c:Claim)-[:IN]->(a:Article)
WHERE ($id <> '' AND e.id = $id) OR ($id = '' AND e.type = $type)
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Entity)
WITH e, c, a, s ORDER BY s.name
WITH e, c, a, collect(s.name) AS said_by
RETURN e.caption AS event, a.publisher AS publisher, said_by, c.quote AS quote, c.modality AS modality, a.published AS published, c.id AS id
ORDER BY event, published, id

// title: Claims of one publisher only
// about: Events that a single publisher reports.
// param: publisher = ""  a part of the publisher's name; empty for all
// example: kgbuild query claims-of-publisher
MATCH (e:Event)-[:EVIDENCED_BY]->(:Claim)-[:IN]->(a:Article)
WITH e, collect(DISTINCT a.publisher) AS publishers
WHERE size(publishers) = 1 AND ($publisher = '' OR toLower(publishers[0]) CONTAINS toLower($publisher))
RETURN publishers[0] AS publisher, e.caption AS event, e.date AS date, e.id AS id
ORDER BY publisher, e.first_day, id

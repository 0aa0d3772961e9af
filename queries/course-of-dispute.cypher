// title: Course of a dispute
// about: All that passed between two parties, in order.
// param: one = "Kering"  a part of one name
// param: other = "Alibaba"  a part of the other name
// example: kgbuild query course-of-dispute -p one=Kering -p other=Alibaba
MATCH (a:Entity)<-[:AGENT|PATIENT]-(e:Event)-[:AGENT|PATIENT]->(b:Entity)
WHERE toLower(a.name) CONTAINS toLower($one) AND toLower(b.name) CONTAINS toLower($other) AND a.id <> b.id
MATCH (e)-[:EVIDENCED_BY]->(c:Claim)
WITH e, min(c.quote) AS quote
RETURN e.date AS date, e.caption AS what, e.modality AS modality, e.reported AS reported, e.sources AS sources, quote, e.first_day AS first_day, e.id AS id
ORDER BY first_day, id

// title: Co-defendants
// about: Parties that were sued together.
// example: kgbuild query co-defendants
MATCH (a:Entity)<-[:PATIENT]-(e:Event {type: 'SUED'})-[:PATIENT]->(b:Entity)
WHERE a.name < b.name
RETURN a.name AS one, b.name AS other, count(DISTINCT e) AS suits
ORDER BY suits DESC, one, other

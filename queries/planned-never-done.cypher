// title: Planned but never done
// about: Plans, bids and offers without an asserted event of the same type between the same parties.
// example: kgbuild query planned-never-done
MATCH (a:Entity)<-[:AGENT]-(e:Event)-[:PATIENT]->(p:Entity)
WHERE e.modality = 'planned' AND NOT EXISTS { MATCH (a)<-[:AGENT]-(d:Event)-[:PATIENT]->(p) WHERE d.type = e.type AND d.modality = 'asserted' }
RETURN a.name AS who, e.type AS planned, p.name AS whom, e.date AS date, e.reported AS reported, e.id AS id
ORDER BY who, planned, whom, id

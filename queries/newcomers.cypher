// title: Who appears first after a given day
// about: Entities that no article published before the day names.
// param: day = "2017-01-01"  the day
// example: kgbuild query newcomers -p day=2017-01-01
MATCH (a:Article)-[:MENTIONS]->(e:Entity)
WHERE a.published IS NOT NULL
WITH e, min(a.published) AS first
WHERE first >= $day
RETURN e.name AS entity, first
ORDER BY first, entity

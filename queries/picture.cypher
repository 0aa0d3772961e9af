// title: A picture of somebody's dealings
// about: Nodes and relationships around an entity, to look at in Neo4j Browser.
// param: name = "Alibaba"  the name
// example: kgbuild query picture -p name=Alibaba
MATCH (e:Event)-[r:AGENT|PATIENT]->(x:Entity {name: $name})
MATCH (e)-[s:AGENT|PATIENT]->(y:Entity)
RETURN e, r, x, s, y
ORDER BY e.first_day, e.id, x.id, y.id, type(r), type(s)
LIMIT 100

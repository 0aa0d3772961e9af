// title: Paths between two companies
// about: Shortest ways from one entity to another over what they did.
// param: one = "Gucci"  the one's name
// param: other = "Alipay"  the other's name
// example: kgbuild query paths -p one=Gucci -p other=Alipay
MATCH (a:Entity {name: $one}), (b:Entity {name: $other})
WHERE a.id <> b.id
MATCH p = allShortestPaths((a)-[:AGENT|PATIENT*1..8]-(b))
WITH [n IN nodes(p) | n.caption] AS path, length(p) AS steps
RETURN DISTINCT path, steps, reduce(line = '', step IN path | line + step + '; ') AS line
ORDER BY steps, line
LIMIT 20

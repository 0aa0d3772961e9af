// title: Owners and what they own
// about: Brands, units and subsidiaries by owner, with how many sources say so.
// param: name = ""  a part of owner's or brand's name; empty for all
// example: kgbuild query owners -p name=Kering
MATCH (o:Entity)<-[:AGENT]-(s:State {type: 'OWNS'})-[:PATIENT]->(b:Entity)
WHERE $name = '' OR toLower(o.name) CONTAINS toLower($name) OR toLower(b.name) CONTAINS toLower($name)
RETURN o.name AS owner, b.name AS owned, s.modality AS modality, s.sources AS sources, s.id AS id
ORDER BY owner, owned, id

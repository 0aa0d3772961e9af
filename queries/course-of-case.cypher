// title: Course of a case
// about: The steps of lawsuits, takeovers and memberships whose name holds a word, in order, with who took each.
// param: name = ""  a part of the case's name
// example: kgbuild query course-of-case -p name=Alibaba
MATCH (e:Event)-[s:IN_CASE]->(c:Case)
WHERE toLower(c.name) CONTAINS toLower($name)
MATCH (e)-[:EVIDENCED_BY]->(k:Claim)
WITH c, s, e, min(k.quote) AS quote
RETURN c.name AS case, s.step AS step, s.state AS state, s.side AS side, e.date AS date, e.modality AS modality, e.caption AS what, quote, e.id AS id
ORDER BY case, c.id, step

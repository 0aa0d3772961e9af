// title: Who sued whom
// about: Every suit with its parties, court, date and first quote.
// param: name = ""  a part of a party's name; empty for all
// example: kgbuild query who-sued-whom -p name=Alibaba
MATCH (e:Event {type: 'SUED'})-[:PATIENT]->(d:Entity)
WHERE e.modality = 'asserted'
WITH e, d ORDER BY d.name
WITH e, collect(d.name) AS defendants
OPTIONAL MATCH (e)-[:AGENT]->(a:Entity)
WITH e, defendants, a ORDER BY a.name
WITH e, defendants, collect(a.name) AS plaintiffs
WHERE $name = '' OR any(n IN (defendants + plaintiffs) WHERE toLower(toString(n)) CONTAINS toLower($name))
OPTIONAL MATCH (e)-[:COURT]->(c:Entity)
WITH e, defendants, plaintiffs, c ORDER BY c.name
WITH e, defendants, plaintiffs, collect(c.name) AS courts
MATCH (e)-[:EVIDENCED_BY]->(q:Claim)
WITH e, defendants, plaintiffs, courts, min(q.quote) AS quote
RETURN plaintiffs, defendants, e.date AS date, courts, e.sources AS sources, quote, e.id AS id
ORDER BY e.first_day, id

// title: Court cases
// about: Each case with parties, court, state and how many events it has.
// example: kgbuild query cases
MATCH (c:Case)
OPTIONAL MATCH (e:Event)-[:IN_CASE]->(c)
RETURN c.name AS case, c.state AS state, count(e) AS events, c.id AS id
ORDER BY case, id

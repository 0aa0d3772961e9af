// title: Court cases
// about: Each lawsuit with its state, its court's numbers and how many steps it has; kgbuild docket tells them.
// example: kgbuild query cases
MATCH (c:Case {course: 'lawsuit'})
OPTIONAL MATCH (e:Event)-[:IN_CASE]->(c)
RETURN c.name AS case, c.state AS state, count(e) AS events, c.id AS id
ORDER BY case, id

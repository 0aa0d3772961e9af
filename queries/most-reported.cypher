// title: Most reported events
// about: Events by the number of independent sources.
// param: limit = 20  how many
// example: kgbuild query most-reported -p limit=5
MATCH (e:Event)
RETURN e.sources AS sources, e.articles AS articles, e.date AS date, e.caption AS what, e.id AS id
ORDER BY sources DESC, articles DESC, id
LIMIT toInteger($limit)

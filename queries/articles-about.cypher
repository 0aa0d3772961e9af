// title: Articles about somebody
// about: Articles by how often they name the entity.
// param: name = "Gucci"  a part of the name
// example: kgbuild query articles-about -p name=Gucci
MATCH (a:Article)-[m:MENTIONS]->(e:Entity)
WHERE toLower(e.name) CONTAINS toLower($name)
RETURN a.title AS title, a.publisher AS publisher, a.published AS published, e.name AS entity, m.count AS mentions, a.id AS id
ORDER BY mentions DESC, id, entity, e.id

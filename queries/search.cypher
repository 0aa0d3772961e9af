// title: Search names, titles and quotes
// about: What holds each of the words, or a word that begins with it; whole words first. Quotes come with their source and its day.
// words: text = "suit"  words or beginnings of words; "in quotation marks": in a row
// param: limit = 50  how many
// none: nothing holds all these words; try fewer of them, or only how they begin
// example: kgbuild query search counterfeit
CALL () {
  MATCH (n:Entity)
  WHERE n.words CONTAINS ' ' + $text[0] AND all(w IN $text WHERE n.words CONTAINS ' ' + w)
  RETURN 1 AS place, 'name' AS found, n.name AS text, n.words AS words, null AS source, null AS date, n.id AS id, COUNT { (:Article)-[:MENTIONS]->(n) } AS weight
  UNION ALL
  MATCH (n:Case)
  WHERE n.words CONTAINS ' ' + $text[0] AND all(w IN $text WHERE n.words CONTAINS ' ' + w)
  RETURN 2 AS place, 'case' AS found, n.name AS text, n.words AS words, null AS source, null AS date, n.id AS id, COUNT { (:Event)-[:IN_CASE]->(n) } AS weight
  UNION ALL
  MATCH (n:Article)
  WHERE n.words CONTAINS ' ' + $text[0] AND all(w IN $text WHERE n.words CONTAINS ' ' + w)
  RETURN 3 AS place, 'title' AS found, n.title AS text, n.words AS words, coalesce(n.publisher, n.doc) AS source, n.published AS date, n.id AS id, 0 AS weight
  UNION ALL
  MATCH (n:Claim)
  WHERE n.words CONTAINS ' ' + $text[0] AND all(w IN $text WHERE n.words CONTAINS ' ' + w)
  MATCH (n)-[:IN]->(a:Article)
  WITH n.quote AS text, n.words AS words, a, min(n.id) AS id, count(n) AS claims
  RETURN 4 AS place, 'quote' AS found, text, words, coalesce(a.publisher, a.title, a.doc) AS source, a.published AS date, id, 0 AS weight
}
WITH *, size([w IN $text WHERE words CONTAINS ' ' + w + ' ']) AS whole
RETURN found, text, source, date, id
ORDER BY whole DESC, place, weight DESC, date, text, id
LIMIT toInteger($limit)

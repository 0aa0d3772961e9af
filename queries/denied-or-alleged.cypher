// title: Denied or alleged only
// about: What no article asserts.
// example: kgbuild query denied-or-alleged
MATCH (e:Event)
WHERE e.modality IN ['alleged', 'negated', 'possible']
RETURN e.modality AS modality, e.caption AS what, e.date AS date, e.sources AS sources, e.id AS id
ORDER BY modality, what, id

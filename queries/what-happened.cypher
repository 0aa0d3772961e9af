// title: What happened in a period
// about: Events that lie between two days, by the dates that articles tell.
// param: from = "2015-05-01"  first day
// param: to = "2015-05-31"  last day
// example: kgbuild query what-happened -p from=2016-05-01 -p to=2016-05-31
MATCH (e:Event)
WHERE e.first_day >= date($from) AND e.last_day <= date($to)
RETURN e.date AS date, e.caption AS what, e.modality AS modality, e.sources AS sources, e.id AS id
ORDER BY e.first_day, id

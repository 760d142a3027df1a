-- How many rows break each set of rules, with one of them as an example.
SELECT
  violations,
  sum(charges) AS charges,
  min(concat_ws(', ', CAST(day AS VARCHAR), service, resource, sku, category)) AS sample
FROM rolled
WHERE NOT unreadable AND violations <> 0
GROUP BY violations
ORDER BY violations

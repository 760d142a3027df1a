-- How many rows break each set of rules, with one of them as an example. Marks are null where the bill is no FOCUS.
SELECT
  marks,
  sum(charges) AS charges,
  min(concat_ws(', ', CAST(day AS VARCHAR), service, resource, sku, category)) AS sample
FROM (
  SELECT
    *,
    focus_marks(violations, category, tags, service, provider) AS marks
  FROM rolled
  WHERE NOT unreadable
)
WHERE marks NOT IN (0, 65536)
GROUP BY marks
ORDER BY marks

-- How many rows break each set of rules, with one of them as an example. Marks are null where the bill is no FOCUS.
SELECT
  marks,
  sum(charges) AS charges,
  min(concat_ws(', ', CAST(day AS VARCHAR), service, resource, sku, category)) AS sample
FROM (
  SELECT
    *,
    violations
      + (CASE WHEN coalesce(category, '') NOT IN ('Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment') THEN 256 ELSE 0 END)
      + (CASE WHEN NOT starts_with(ltrim(tags), '{') THEN 16384 ELSE 0 END)
      + (CASE WHEN service IS NULL OR provider IS NULL THEN 32768 ELSE 0 END) AS marks
  FROM rolled
  WHERE NOT unreadable
)
WHERE marks NOT IN (0, 65536)
GROUP BY marks
ORDER BY marks

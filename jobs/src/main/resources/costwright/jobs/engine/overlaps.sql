-- Files that tell mostly the same charges as another file: the same line, day, number and hours, whatever the costs, because a
-- later delivery may have corrected them. Parts of one delivery share few such groups.
WITH told AS (
  SELECT
    file, billing_account, billing_period,
    hash(day, provider, sub_account, service, region, resource, sku, category, commitment, commitment_status, unit, sum(charges), sum(start_hours)) AS mark
  FROM rolled
  WHERE NOT unreadable AND set_aside IS NULL AND file IS NOT NULL
  GROUP BY
    file, billing_account, billing_period,
    day, provider, sub_account, service, region, resource, sku, category, commitment, commitment_status, unit
),
twin AS (
  SELECT a.file, b.file AS other, a.billing_account, a.billing_period, count(*) AS shared
  FROM told a
  JOIN told b USING (billing_account, billing_period, mark)
  WHERE a.file <> b.file
  GROUP BY ALL
),
size AS (
  SELECT file, billing_account, billing_period, count(*) AS parts
  FROM told
  GROUP BY ALL
)
SELECT twin.billing_account, twin.billing_period, twin.file, twin.other, twin.shared, size.parts
FROM twin
JOIN size USING (file, billing_account, billing_period)
WHERE twin.shared * 2 > size.parts
ORDER BY twin.billing_account, twin.billing_period, twin.file, twin.other

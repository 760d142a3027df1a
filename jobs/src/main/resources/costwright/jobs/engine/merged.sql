-- The rolled rows of one day and line as one.
SELECT
  billing_account, billing_period, day, currency, provider, sub_account, service, region, resource, sku, category, commitment,
  commitment_status, unit, tags,
  sum(charges) AS charges,
  sum(billed) AS billed, sum(effective) AS effective, sum(contracted) AS contracted, sum(list) AS list,
  sum(quantity) AS quantity,
  flatten(array_agg(hours) FILTER (WHERE hours IS NOT NULL)) AS hours
FROM rolled
WHERE NOT unreadable AND set_aside IS NULL
GROUP BY ALL

-- Exact sums. Whole units and the rest are summed apart, because 28 decimals leave ten digits for the whole.
SELECT
  billing_account, billing_period, provider, sub_account, service, region, category, currency,
  sum(charges) AS charges,
  sum(trunc(billed)) AS billed_whole, sum(billed - trunc(billed)) AS billed_rest,
  sum(trunc(effective)) AS effective_whole, sum(effective - trunc(effective)) AS effective_rest,
  sum(trunc(contracted)) AS contracted_whole, sum(contracted - trunc(contracted)) AS contracted_rest,
  sum(trunc(list)) AS list_whole, sum(list - trunc(list)) AS list_rest
FROM rolled
WHERE NOT unreadable AND set_aside IS NULL
GROUP BY ALL
ORDER BY billing_account, billing_period, provider, sub_account, service, region, category, currency

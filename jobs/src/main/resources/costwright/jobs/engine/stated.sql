-- What the files themselves state as cost, of every row that could be read, beside what became of it.
SELECT
  billing_account, billing_period, currency,
  sum(trunc(stated_billed)) AS stated_billed_whole, sum(stated_billed - trunc(stated_billed)) AS stated_billed_rest,
  sum(trunc(stated_effective)) AS stated_effective_whole, sum(stated_effective - trunc(stated_effective)) AS stated_effective_rest
FROM rolled
WHERE NOT unreadable
GROUP BY ALL
ORDER BY billing_account, billing_period, currency

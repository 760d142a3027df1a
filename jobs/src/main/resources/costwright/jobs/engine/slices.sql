-- What each slice covers.
SELECT
  billing_account, billing_period, currency,
  date_diff('day', DATE '1970-01-01', min(day)) AS first_day,
  date_diff('day', DATE '1970-01-01', max(day)) AS last_day,
  count(DISTINCT day) AS days,
  sum(charges) AS charges
FROM rolled
WHERE NOT unreadable AND set_aside IS NULL
GROUP BY ALL
ORDER BY billing_account, billing_period, currency

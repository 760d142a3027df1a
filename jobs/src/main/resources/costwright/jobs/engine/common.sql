-- Of a key that is the same in all rows, what it is.
SELECT billing_account, currency, CAST(CAST(date_trunc('month', billing_period_start) AS DATE) AS VARCHAR) AS billing_period, provider
FROM charge
LIMIT 1

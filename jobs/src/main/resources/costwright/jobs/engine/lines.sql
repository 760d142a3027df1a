-- A line is everything that charges of many days have in common; it is numbered within its slice, in one order for ever.
CREATE TABLE line AS
SELECT
  dense_rank() OVER (ORDER BY billing_account, billing_period) - 1 AS slice,
  row_number() OVER (
    PARTITION BY billing_account, billing_period
    ORDER BY provider, sub_account, service, region, resource, sku, category, commitment, commitment_status, unit, tags, currency
  ) AS line,
  *
FROM (
  SELECT
    billing_account, billing_period, currency, provider, sub_account, service, region, resource, sku, category,
    commitment, commitment_status, unit, tags,
    -- One bit for each day of the month: fewer bits than rolled rows where a day may be told twice.
    count(*) > bit_count(bit_or(CAST(1 AS BIGINT) << day(day))) AS is_divided,
    min(meter) AS meter, min(sku_details) AS sku_details, min(resource_type) AS resource_type, min(description) AS description
  FROM rolled
  WHERE NOT unreadable AND set_aside IS NULL
  GROUP BY
    billing_account, billing_period, currency, provider, sub_account, service, region, resource, sku, category,
    commitment, commitment_status, unit, tags
)

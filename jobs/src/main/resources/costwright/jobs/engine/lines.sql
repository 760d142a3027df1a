-- A line is everything that charges of many days have in common; it is numbered within its slice, in one order for ever.
-- A window with partitions would hold all lines in memory; numbering them as they come, sorted, holds none.
CREATE OR REPLACE TABLE sorted_line AS
SELECT
  row_number() OVER () AS place,
  line_mark(${salt},
    billing_account, billing_period, currency, provider, sub_account, service, region, resource, sku, category, commitment,
    commitment_status, unit, tags) AS mark,
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
  ORDER BY
    billing_account, billing_period, provider, sub_account, service, region, resource, sku, category, commitment,
    commitment_status, unit, tags, currency
);

CREATE OR REPLACE TABLE slice_place AS
SELECT
  billing_account, billing_period, min(place) AS first_place,
  row_number() OVER (ORDER BY billing_account, billing_period) - 1 AS slice
FROM sorted_line
GROUP BY billing_account, billing_period;

CREATE OR REPLACE VIEW line AS
SELECT slice, place - first_place + 1 AS line, sorted_line.*
FROM sorted_line
JOIN slice_place USING (billing_account, billing_period)

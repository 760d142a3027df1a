-- All charges of one UTC day that agree in every field but cost and quantity become one row. Read the file once, here.
-- The table of groups does not fit into the caches of a processor: what it costs is its width. A line that ends with "only"
-- is left out where the delivery has no file of that kind, and absent.sql stands in for it.
CREATE TABLE rolled AS
SELECT
  billing_account, -- only: several accounts
  currency, -- only: several currencies
  CAST(date_trunc('month', billing_period_start) AS DATE) AS billing_period, -- only: several periods
  CAST(charge_start AS DATE) AS day,
  provider, -- only: several providers
  sub_account,
  service,
  region,
  resource,
  sku,
  category,
  commitment,
  commitment_status,
  unit,
  tags,
  unreadable,
  set_aside, -- only: native
  file, -- only: several
  violations, -- only: focus
  -- Where only sameness matters, a hash stands for the text.
  hash(service_category) AS service_category, -- only: focus
  hash(sku_price) AS sku_price, -- only: focus
  count(*) AS charges, -- only: focus alone
  sum(file_rows) AS charges, -- only: native
  sum(billed) AS billed,
  sum(effective) AS effective,
  sum(contracted) AS contracted,
  sum(list) AS list,
  sum(quantity) AS quantity,
  sum(stated_billed) AS stated_billed, -- only: native
  sum(stated_effective) AS stated_effective, -- only: native
  sum(hour(charge_start)) AS start_hours, -- only: several
  max(CASE WHEN category = 'Purchase' THEN charge_end END) AS paid_until, -- only: focus
  any_value(CASE WHEN is_machine_hours THEN coalesce(meter, '') END) AS meter,
  any_value(CASE WHEN is_machine_hours THEN sku_details END) AS sku_details,
  any_value(CASE WHEN is_machine_hours THEN resource_type END) AS resource_type,
  any_value(CASE WHEN is_machine_hours THEN description END) AS description,
  -- Narrow types, because these lists stay in memory until the end: nine bytes for each hour of a machine.
  array_agg(hour_of_use(
    CAST(CASE WHEN lasts_at_most(charge_start, charge_end, 1) THEN hour(charge_start) ELSE 24 END AS TINYINT),
    hour_quantity)) FILTER (WHERE is_machine_hours AND quantity IS NOT NULL AND lasts_at_most(charge_start, charge_end, 24)) AS hours
FROM charge
GROUP BY ALL

-- All charges of one UTC day that agree in every field but cost and quantity become one row. Read the file once, here.
CREATE TABLE rolled AS
SELECT
  billing_account,
  currency,
  CAST(date_trunc('month', billing_period_start) AS DATE) AS billing_period,
  CAST(charge_start AS DATE) AS day,
  provider,
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
  set_aside,
  violations,
  unreadable,
  file,
  sum(file_rows) AS charges,
  sum(billed) AS billed,
  sum(effective) AS effective,
  sum(contracted) AS contracted,
  sum(list) AS list,
  sum(quantity) AS quantity,
  sum(stated_billed) AS stated_billed,
  sum(stated_effective) AS stated_effective,
  -- Sameness of what the keys do not hold: least and greatest differ where there are several.
  min(mark_of(service_category)) AS least_service_category,
  max(mark_of(service_category)) AS greatest_service_category,
  min(mark_of(sku_price)) AS least_sku_price,
  max(mark_of(sku_price)) AS greatest_sku_price,
  max(CASE WHEN category = 'Purchase' THEN charge_end END) AS paid_until,
  sum(CASE WHEN file IS NOT NULL THEN hour(charge_start) END) AS start_hours,
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

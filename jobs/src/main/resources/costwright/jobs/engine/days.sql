-- One row per slice, day and line; slices are numbered in order of billing account and period. Put in order before the texts
-- are made, so that the first rows can be stored while the others are written out.
SELECT
  slice, epoch_day, line, charges,
  micros(billed) AS billed, micros(effective) AS effective, micros(contracted) AS contracted, micros(list) AS list,
  plain(quantity) AS quantity,
  hours_text(hours) AS hours
FROM (
  SELECT
    l.slice, date_diff('day', DATE '1970-01-01', r.day) AS epoch_day, l.line,
    r.charges, r.billed, r.effective, r.contracted, r.list, r.quantity, r.hours
  FROM ${daily} r
  JOIN line l
    ON  l.billing_account = r.billing_account
    AND l.billing_period = r.billing_period
    AND l.currency = r.currency
    AND l.provider IS NOT DISTINCT FROM r.provider
    AND l.sub_account IS NOT DISTINCT FROM r.sub_account
    AND l.service IS NOT DISTINCT FROM r.service
    AND l.region IS NOT DISTINCT FROM r.region
    AND l.resource IS NOT DISTINCT FROM r.resource
    AND l.sku IS NOT DISTINCT FROM r.sku
    AND l.category IS NOT DISTINCT FROM r.category
    AND l.commitment IS NOT DISTINCT FROM r.commitment
    AND l.commitment_status IS NOT DISTINCT FROM r.commitment_status
    AND l.unit IS NOT DISTINCT FROM r.unit
    AND l.tags IS NOT DISTINCT FROM r.tags
  ORDER BY l.slice, epoch_day, l.line
)

-- One row per day and line. From here on the texts of the rolled rows are not needed any more.
CREATE TABLE line_day AS
SELECT
  l.slice, date_diff('day', DATE '1970-01-01', r.day) AS epoch_day, l.line,
  r.charges, r.billed, r.effective, r.contracted, r.list, r.quantity, r.hours
FROM (${daily}) r
JOIN line l
  ON l.mark = line_mark(${salt},
    r.billing_account, r.billing_period, r.currency, r.provider, r.sub_account, r.service, r.region, r.resource, r.sku, r.category,
    r.commitment, r.commitment_status, r.unit, r.tags)

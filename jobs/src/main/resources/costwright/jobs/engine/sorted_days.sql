-- The days in order of slice, day and line; slices are numbered in order of billing account and period. Put in order before the
-- texts are made, so that the first rows can be stored while the others are written out.
SELECT
  slice, epoch_day, line, charges,
  micros(billed) AS billed, micros(effective) AS effective, micros(contracted) AS contracted, micros(list) AS list,
  plain(quantity) AS quantity,
  hours_text(hours) AS hours
FROM (FROM line_day ORDER BY slice, epoch_day, line)

-- Where every row of the files went.
SELECT
  coalesce(sum(charges), 0) AS charges,
  coalesce(sum(charges) FILTER (WHERE unreadable), 0) AS rejected,
  coalesce(sum(charges) FILTER (WHERE NOT unreadable AND set_aside IS NOT NULL), 0) AS set_aside
FROM rolled

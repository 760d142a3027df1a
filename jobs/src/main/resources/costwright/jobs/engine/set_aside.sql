-- Rows that the rules of a dialect keep out of sums, by reason.
SELECT set_aside, sum(charges) AS charges
FROM rolled
WHERE NOT unreadable AND set_aside IS NOT NULL
GROUP BY set_aside
ORDER BY set_aside

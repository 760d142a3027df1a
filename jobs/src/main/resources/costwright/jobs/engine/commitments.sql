-- Commitments of FOCUS bills that are only paid as they go must be used or unused for exactly what was paid.
SELECT
  commitment,
  sum(effective) FILTER (WHERE commitment_status IN ('Used', 'Unused')) AS spread,
  sum(billed) FILTER (WHERE category = 'Purchase') AS paid,
  sum(charges) AS charges
FROM rolled
WHERE NOT unreadable AND set_aside IS NULL AND commitment IS NOT NULL
GROUP BY commitment
HAVING max(violations) < 65536
  AND abs(sum(effective) FILTER (WHERE commitment_status IN ('Used', 'Unused')) - sum(billed) FILTER (WHERE category = 'Purchase'))
    > 0.000001 * abs(sum(billed) FILTER (WHERE category = 'Purchase')) + 0.01
ORDER BY commitment

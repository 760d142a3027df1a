-- Commitments of FOCUS bills must be used or unused for exactly what was paid: recurring payments within the bill, and of a
-- payment in advance the share of its term that the bill covers, to the day. What is used beyond recurring payments may have
-- been paid in advance before this bill.
SELECT commitment, spread, due, charges
FROM (
  SELECT
    commitment,
    spread,
    charges,
    is_once,
    coalesce(recurring, 0) + coalesce(once * least(known_days, term_days) / term_days, 0) AS due,
    coalesce(once / term_days, 0) AS once_a_day
  FROM (
    SELECT
      commitment,
      sum(charges) AS charges,
      sum(effective) FILTER (WHERE commitment_status IN ('Used', 'Unused')) AS spread,
      bool_or(category = 'Purchase') AS is_paid,
      bool_or(is_advance) AS is_once,
      sum(billed) FILTER (WHERE category = 'Purchase' AND NOT is_advance) AS recurring,
      CAST(sum(billed) FILTER (WHERE is_advance) AS DOUBLE) AS once,
      greatest(date_diff('day', min(day) FILTER (WHERE is_advance), CAST(max(paid_until) FILTER (WHERE is_advance) AS DATE)), 1) AS term_days,
      date_diff('day', min(day) FILTER (WHERE is_advance), max(known_until)) + 1 AS known_days
    FROM (
      SELECT *, category = 'Purchase' AND violations >= 65536 AS is_advance
      FROM rolled
      WHERE NOT unreadable AND set_aside IS NULL AND violations IS NOT NULL AND commitment IS NOT NULL
    )
    JOIN (SELECT billing_account, max(day) AS known_until FROM rolled WHERE NOT unreadable GROUP BY billing_account) USING (billing_account)
    GROUP BY commitment
  )
  WHERE is_paid AND spread IS NOT NULL
)
WHERE due - spread > 0.000001 * abs(due) + once_a_day + 0.01
  OR (is_once AND spread - due > 0.000001 * abs(due) + once_a_day + 0.01)
ORDER BY commitment

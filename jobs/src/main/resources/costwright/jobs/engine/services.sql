-- Services of FOCUS bills whose charges are of several categories.
SELECT service, sum(charges) AS charges
FROM rolled
WHERE NOT unreadable AND service IS NOT NULL
GROUP BY service
HAVING count(DISTINCT service_category) FILTER (WHERE service_category <> hash(CAST(NULL AS VARCHAR))) > 1
ORDER BY service

-- Services of FOCUS bills whose charges are of several categories.
SELECT service, sum(charges) AS charges
FROM rolled
WHERE NOT unreadable AND service IS NOT NULL
GROUP BY service
HAVING min(least_service_category) <> max(greatest_service_category)
ORDER BY service

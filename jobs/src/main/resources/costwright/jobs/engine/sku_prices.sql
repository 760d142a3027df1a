-- SKUs of FOCUS bills that share a price with another SKU. Of the prices within one day of one line, the least and the greatest
-- mark are looked at.
SELECT sku, sum(charges) AS charges, min(other) AS other
FROM (
  SELECT *, min(sku) OVER (PARTITION BY price) AS other
  FROM (
    SELECT sku, price, sum(charges) AS charges
    FROM (
      SELECT sku, unnest(list_distinct([least_sku_price, greatest_sku_price])) AS price, charges
      FROM rolled
      WHERE NOT unreadable AND least_sku_price IS NOT NULL
    )
    GROUP BY sku, price
  )
)
WHERE sku <> other
GROUP BY sku
ORDER BY sku

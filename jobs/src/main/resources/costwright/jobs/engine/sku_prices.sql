-- SKUs of FOCUS bills that share a price with another SKU.
SELECT sku, sum(charges) AS charges, min(other) AS other
FROM (
  SELECT *, min(sku) OVER (PARTITION BY sku_price) AS other
  FROM (
    SELECT sku, sku_price, sum(charges) AS charges
    FROM rolled
    WHERE NOT unreadable AND sku_price <> hash(CAST(NULL AS VARCHAR))
    GROUP BY sku, sku_price
  )
)
WHERE sku <> other
GROUP BY sku
ORDER BY sku

-- The lines in order of slice and number.
SELECT
  slice, line, provider, sub_account, service, region, resource, sku, category, commitment, commitment_status, unit, tags,
  meter, sku_details, resource_type, description
FROM line
ORDER BY place

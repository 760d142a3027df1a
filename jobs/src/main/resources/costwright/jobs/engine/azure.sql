-- Azure cost details in FOCUS terms, by Microsoft's mapping. The actual and the amortized export tell the same month twice:
-- together they give all amortized rows, and of the actual rows only purchases and refunds of commitments.
SELECT
  CASE WHEN has_PaygCostInBillingCurrency THEN coalesce(BillingProfileId, BillingAccountId) ELSE BillingAccountId END AS billing_account,
  upper(BillingCurrency) AS currency,
  BillingPeriodStartDate AS billing_period_start,
  Date AS charge_start,
  -- The date is a whole day; FOCUS ends are the first instant after.
  Date + INTERVAL 1 DAY AS charge_end,
  'Microsoft' AS provider,
  SubscriptionId AS sub_account,
  coalesce(service.name, MeterCategory) AS service,
  coalesce(region.id, lower(replace(ResourceLocation, ' ', ''))) AS region,
  ResourceId AS resource,
  coalesce(ProductId, MeterId) AS sku,
  CASE
    WHEN ChargeType IN ('Usage', 'Purchase', 'Credit', 'Tax') THEN ChargeType
    WHEN is_unused THEN 'Usage'
    WHEN ChargeType = 'Refund' THEN 'Purchase'
    ELSE 'Adjustment'
  END AS category,
  BenefitId AS commitment,
  CASE WHEN is_unused THEN 'Unused' WHEN is_commitment AND ChargeType = 'Usage' THEN 'Used' END AS commitment_status,
  CASE PricingModel
    WHEN 'OnDemand' THEN 'Standard'
    WHEN 'Spot' THEN 'Dynamic'
    WHEN 'Reservation' THEN 'Committed'
    WHEN 'SavingsPlan' THEN 'Committed'
  END AS pricing_category,
  CASE WHEN cost_view = 'amortized' AND is_commitment AND (ChargeType = 'Usage' OR is_unused) THEN 0 ELSE CostInBillingCurrency END AS billed,
  CASE WHEN views = 'both' AND is_commitment AND ChargeType IN ('Purchase', 'Refund') THEN 0 ELSE CostInBillingCurrency END AS effective,
  -- The unit price is of a block of units, such as 10,000 requests.
  TRY_CAST(UnitPrice AS DECIMAL(19, 9)) * TRY_CAST(TRY_CAST(Quantity AS DECIMAL(19, 9)) * coalesce(block.share, 1) AS DECIMAL(19, 12)) AS contracted,
  PaygCostInBillingCurrency AS list,
  CASE WHEN ChargeType = 'Usage' THEN Quantity END AS quantity,
  hour_Quantity AS hour_quantity,
  coalesce(block.unit, UnitOfMeasure) AS unit,
  Tags AS tags,
  ChargeType = 'Usage'
    AND coalesce(PricingModel, '') <> 'Spot'
    AND coalesce(block.unit, UnitOfMeasure) = 'Hours'
    AND (MeterCategory = 'Virtual Machines' OR contains(AdditionalInfo, '"ComputeHR"')) AS is_machine_hours,
  MeterName AS meter,
  AdditionalInfo AS sku_details,
  CAST(NULL AS VARCHAR) AS resource_type,
  ProductName AS description,
  CASE
    WHEN views = 'both' AND cost_view = 'actual' AND NOT (is_commitment AND ChargeType IN ('Purchase', 'Refund'))
      THEN 'actual view: the amortized view has this charge'
  END AS set_aside,
  1 AS file_rows,
  CASE WHEN cost_view = 'actual' THEN CostInBillingCurrency END AS stated_billed,
  CASE WHEN cost_view = 'amortized' THEN CostInBillingCurrency END AS stated_effective,
  CAST(NULL AS INTEGER) AS violations,
  CAST(NULL AS VARCHAR) AS service_category,
  CAST(NULL AS VARCHAR) AS sku_price,
  source_file AS file,
  unreadable
FROM (
  SELECT
    *,
    coalesce(PricingModel, '') IN ('Reservation', 'SavingsPlan') AS is_commitment,
    ChargeType IN ('UnusedReservation', 'UnusedSavingsPlan') AS is_unused,
    lower(regexp_extract(ResourceId, '(?i)/providers/([^/]+/[^/]+)', 1)) AS resource_type_path
  FROM source
)
LEFT JOIN azure_unit AS block ON block.unit_of_measure = UnitOfMeasure
LEFT JOIN azure_region AS region ON region.spelling = lower(ResourceLocation)
LEFT JOIN azure_service AS service ON service.consumed_service = lower(ConsumedService) AND service.resource_type = resource_type_path

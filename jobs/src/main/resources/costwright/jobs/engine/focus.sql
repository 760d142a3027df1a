-- FOCUS 1.0 to 1.4: one row per charge, already in FOCUS terms.
SELECT
  BillingAccountId AS billing_account,
  upper(BillingCurrency) AS currency,
  BillingPeriodStart AS billing_period_start,
  ChargePeriodStart AS charge_start,
  ChargePeriodEnd AS charge_end,
  ProviderName AS provider,
  SubAccountId AS sub_account,
  ServiceName AS service,
  coalesce(RegionId, RegionName) AS region,
  ResourceId AS resource,
  coalesce(SkuId, SkuPriceId, SkuMeter) AS sku,
  ChargeCategory AS category,
  CommitmentDiscountId AS commitment,
  CASE WHEN ChargeCategory = 'Usage' THEN CommitmentDiscountStatus END AS commitment_status,
  PricingCategory AS pricing_category,
  BilledCost AS billed,
  EffectiveCost AS effective,
  ContractedCost AS contracted,
  ListCost AS list,
  ConsumedQuantity AS quantity,
  ConsumedUnit AS unit,
  Tags AS tags,
  -- Hours of machines, which commitments may cover.
  ChargeCategory = 'Usage'
    AND ConsumedUnit IN ('Hours', 'Hour', 'Hrs', 'hours', 'hour', 'hrs')
    AND coalesce(CommitmentDiscountStatus, '') <> 'Unused'
    AND coalesce(PricingCategory, '') <> 'Dynamic'
    AND (ServiceCategory IN ('Compute', 'Databases') OR ResourceType = 'instance') AS is_machine_hours,
  SkuMeter AS meter,
  SkuPriceDetails AS sku_details,
  ResourceType AS resource_type,
  ChargeDescription AS description,
  CAST(NULL AS VARCHAR) AS set_aside,
  1 AS file_rows,
  CAST(NULL AS DECIMAL(38, 18)) AS stated_billed,
  CAST(NULL AS DECIMAL(38, 18)) AS stated_effective,
  0 AS violations,
  unreadable
FROM source

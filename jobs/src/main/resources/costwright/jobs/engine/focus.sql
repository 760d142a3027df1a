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
  hour_ConsumedQuantity AS hour_quantity,
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
  -- The bits of FocusRule that the row breaks, but for those that the keys of the rollup tell; 65536 marks a payment in advance.
  (CASE
    -- Most rows are plain usage, of which these rules ask nothing.
    WHEN ChargeCategory = 'Usage'
      AND CommitmentDiscountId IS NULL AND CommitmentDiscountCategory IS NULL AND CommitmentDiscountName IS NULL
      AND CommitmentDiscountStatus IS NULL AND CommitmentDiscountType IS NULL THEN 0
    ELSE
      (CASE WHEN ChargeCategory = 'Usage' AND CommitmentDiscountStatus IN ('Used', 'Unused') AND BilledCost <> 0 THEN 1 ELSE 0 END)
      + (CASE WHEN ChargeCategory = 'Purchase' AND CommitmentDiscountId IS NOT NULL AND EffectiveCost <> 0 THEN 2 ELSE 0 END)
      + (CASE WHEN CommitmentDiscountStatus = 'Unused' AND (ConsumedQuantity IS NOT NULL OR lower(ResourceId) <> lower(CommitmentDiscountId)) THEN 4 ELSE 0 END)
      + (CASE
          WHEN CommitmentDiscountId IS NULL
            AND coalesce(CommitmentDiscountCategory, CommitmentDiscountName, CommitmentDiscountStatus, CommitmentDiscountType) IS NOT NULL THEN 32
          WHEN CommitmentDiscountId IS NOT NULL AND (CommitmentDiscountCategory IS NULL OR CommitmentDiscountType IS NULL) THEN 32
          ELSE 0
        END)
      + (CASE
          WHEN ChargeCategory = 'Tax'
            AND (coalesce(SkuId, SkuPriceId, PricingCategory) IS NOT NULL OR coalesce(ListUnitPrice, ContractedUnitPrice, PricingQuantity) IS NOT NULL) THEN 128
          ELSE 0
        END)
      + (CASE WHEN ChargeCategory = 'Purchase' AND ChargeFrequency = 'Usage-Based' THEN 1024 ELSE 0 END)
      + (CASE WHEN ChargeCategory = 'Purchase' AND ChargeFrequency = 'One-Time' THEN 65536 ELSE 0 END)
  END)
  + (CASE WHEN differs(rough_ListCost, ListUnitPrice, PricingQuantity) AND ChargeClass IS NULL THEN 8 ELSE 0 END)
  + (CASE WHEN differs(rough_ContractedCost, ContractedUnitPrice, PricingQuantity) AND ChargeClass IS NULL THEN 16 ELSE 0 END)
  + (CASE
      WHEN (SubAccountId IS NULL AND SubAccountName IS NOT NULL) OR (RegionId IS NULL AND RegionName IS NOT NULL)
        OR (ConsumedQuantity IS NULL) <> (ConsumedUnit IS NULL) OR (PricingQuantity IS NULL) <> (PricingUnit IS NULL) THEN 64
      ELSE 0
    END)
  + (CASE
      WHEN ChargeClass <> 'Correction' OR ChargeFrequency NOT IN ('One-Time', 'Recurring', 'Usage-Based')
        OR PricingCategory NOT IN ('Standard', 'Dynamic', 'Committed', 'Other') OR CommitmentDiscountCategory NOT IN ('Spend', 'Usage')
        OR CommitmentDiscountStatus NOT IN ('Used', 'Unused') OR CapacityReservationStatus NOT IN ('Used', 'Unused') THEN 512
      ELSE 0
    END)
  + (CASE WHEN ListCost IS NULL OR ContractedCost IS NULL THEN 2048 ELSE 0 END)
  + (CASE WHEN ChargePeriodStart < BillingPeriodStart OR ChargePeriodStart >= BillingPeriodEnd THEN 4096 ELSE 0 END)
  + (CASE WHEN ChargePeriodEnd <= ChargePeriodStart THEN 8192 ELSE 0 END) AS violations,
  ServiceCategory AS service_category,
  CASE WHEN SkuId IS NOT NULL THEN SkuPriceId END AS sku_price,
  source_file AS file,
  unreadable
FROM source

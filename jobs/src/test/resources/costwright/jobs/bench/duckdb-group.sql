-- The daily rollup alone.
CREATE TEMP TABLE daily AS
SELECT
  BillingAccountId, BillingCurrency, CAST(BillingPeriodStart AS DATE) AS billing_period, CAST(CAST(ChargePeriodStart AS TIMESTAMP) AS DATE) AS day,
  ProviderName, SubAccountId, ServiceName, RegionId, ResourceId, SkuId, ChargeCategory, CommitmentDiscountId, CommitmentDiscountStatus,
  ConsumedUnit, Tags,
  count(*) AS charges,
  sum(CAST(BilledCost AS DECIMAL(38, 18))) AS billed,
  sum(CAST(EffectiveCost AS DECIMAL(38, 18))) AS effective,
  sum(CAST(ContractedCost AS DECIMAL(38, 18))) AS contracted,
  sum(CAST(ListCost AS DECIMAL(38, 18))) AS list,
  sum(CAST(ConsumedQuantity AS DECIMAL(38, 12))) AS quantity
FROM ${source}
GROUP BY ALL

-- What an import's rollup yields, as one would write it by hand: the file is read once.
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
  sum(CAST(ConsumedQuantity AS DECIMAL(38, 12))) AS quantity,
  list({'hour': CAST(ChargePeriodStart AS TIMESTAMP), 'quantity': CAST(ConsumedQuantity AS DECIMAL(18, 9))})
    FILTER (WHERE ChargeCategory = 'Usage' AND ConsumedUnit = 'Hours') AS hours
FROM ${source}
GROUP BY ALL;

-- The hourly lines of machine hours, which commitments may cover.
CREATE TEMP TABLE hourly AS
SELECT
  BillingAccountId, ProviderName, SubAccountId, ServiceName, RegionId, ResourceId, SkuId, CommitmentDiscountId, CommitmentDiscountStatus,
  used.hour AS hour, sum(used.quantity) AS quantity
FROM (SELECT *, unnest(hours) AS used FROM daily WHERE hours IS NOT NULL)
GROUP BY ALL;

-- The exact totals of each slice.
CREATE TEMP TABLE total AS
SELECT
  BillingAccountId, billing_period, SubAccountId, ServiceName, BillingCurrency,
  sum(charges) AS charges, sum(billed) AS billed, sum(effective) AS effective, sum(contracted) AS contracted, sum(list) AS list
FROM daily
GROUP BY ALL

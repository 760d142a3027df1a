-- A FOCUS file of ${rows} rows and 46 columns: hourly charges of one AWS month, some 700 rows for each resource and SKU.
create macro price(r) as ((r * 7919) % 9973 + 1)::decimal(18,0) * 0.0000137::decimal(18,7);
create macro qty(r,h) as CASE WHEN r % 10 < 4 THEN 1::decimal(18,9) ELSE ((hash(r * 1000 + h) % 1000000)::bigint)::decimal(18,0) * 0.000001::decimal(18,6) END;
create table e as select r, h, price(r) p, qty(r,h)::decimal(18,9) q, '2026-10-' || lpad((1 + h // 24)::varchar, 2, '0') as day, h % 24 as hr from range(${rows} // 720 + 1) t(r), range(720) u(h) order by h, r limit ${rows};
create view focus as select
 CASE WHEN r % 20 = 0 THEN 'us-east-1a' END AS "AvailabilityZone",
 (p*q)::decimal(18,11) AS "BilledCost", '100000000001' AS "BillingAccountId", 'Example Payer' AS "BillingAccountName", 'Payer Account' AS "BillingAccountType", 'USD' AS "BillingCurrency",
 '2026-11-01T00:00:00Z' AS "BillingPeriodEnd", '2026-10-01T00:00:00Z' AS "BillingPeriodStart",
 CASE WHEN r % 500 = 0 THEN 'Purchase' ELSE 'Usage' END AS "ChargeCategory", NULL AS "ChargeClass",
 '$' || p || ' per ' || CASE WHEN r % 10 < 4 THEN 'On Demand Linux m5.large Instance Hour' ELSE 'GB of data transferred in, "regional"' END AS "ChargeDescription",
 'Usage-Based' AS "ChargeFrequency",
 day || 'T' || lpad(hr::varchar,2,'0') || ':59:59Z' AS "ChargePeriodEnd", day || 'T' || lpad(hr::varchar,2,'0') || ':00:00Z' AS "ChargePeriodStart",
 CASE WHEN r % 10 = 0 THEN 'Spend' END AS "CommitmentDiscountCategory", CASE WHEN r % 10 = 0 THEN 'arn:aws:savingsplans::100000000001:savingsplan/' || (r % 40) END AS "CommitmentDiscountId",
 NULL AS "CommitmentDiscountName", CASE WHEN r % 10 = 0 THEN 'Used' END AS "CommitmentDiscountStatus", CASE WHEN r % 10 = 0 THEN 'Savings Plan' END AS "CommitmentDiscountType",
 q AS "ConsumedQuantity", CASE WHEN r % 10 < 4 THEN 'Hours' ELSE 'GB' END AS "ConsumedUnit",
 (p*q)::decimal(18,11) AS "ContractedCost", p AS "ContractedUnitPrice", (p*q*0.9)::decimal(18,11) AS "EffectiveCost", 'Amazon Web Services, Inc.' AS "InvoiceIssuerName", 'INV-1' AS "InvoiceId",
 (p*q)::decimal(18,11) AS "ListCost", p AS "ListUnitPrice", CASE WHEN r % 10 = 0 THEN 'Committed' ELSE 'Standard' END AS "PricingCategory", q AS "PricingQuantity", CASE WHEN r % 10 < 4 THEN 'Hours' ELSE 'GB' END AS "PricingUnit",
 'AWS' AS "ProviderName", 'Amazon Web Services, Inc.' AS "PublisherName",
 ['us-east-1','us-west-2','eu-west-1','eu-central-1'][1 + r % 4] AS "RegionId", 'Region' AS "RegionName",
 CASE WHEN r % 12 > 0 THEN 'arn:aws:ec2:us-east-1:' || (200000000000 + r % 60) || ':instance/i-' || lpad(to_hex(r * 48271), 17, '0') END AS "ResourceId", NULL AS "ResourceName", CASE WHEN r % 10 < 4 THEN 'instance' END AS "ResourceType",
 'Compute' AS "ServiceCategory", ['Amazon Elastic Compute Cloud','Amazon Simple Storage Service','Elastic Load Balancing','Amazon CloudWatch','Amazon Virtual Private Cloud'][1 + (r // 10) % 5] AS "ServiceName",
 'SKU' || (r % 240) AS "SkuId", CASE WHEN r % 10 < 4 THEN 'BoxUsage:m5.large' ELSE 'DataTransfer-Regional-Bytes' END AS "SkuMeter", 'SKU' || (r % 240) || '.JRTCKXETXF' AS "SkuPriceId",
 (200000000000 + r % 60)::varchar AS "SubAccountId", 'account ' || (r % 60) AS "SubAccountName",
 CASE WHEN r % 3 > 0 THEN '{"application": "app' || (r % 97) || '", "environment": "' || CASE WHEN r % 2 = 0 THEN 'prod' ELSE 'dev' END || '", "business_unit": "unit' || (r % 13) || '"}' END AS "Tags"
from e

#!/bin/sh
# The same aggregate by the sqlite3 shell, in binary floating point. Arguments: the CSV.gz file, a database to make. Ends with
# 77 where the machine lacks it.
set -e
command -v sqlite3 >/dev/null || { echo "there is no sqlite3"; exit 77; }
rm -f "$2"
gzip -dc "$1" | sqlite3 "$2" '.mode csv' '.import /dev/stdin focus'
sqlite3 "$2" "SELECT count(*) FROM (SELECT BillingAccountId, BillingCurrency, substr(ChargePeriodStart, 1, 10) AS day, SubAccountId,
  ServiceName, RegionId, ResourceId, SkuId, ChargeCategory, CommitmentDiscountId, Tags, count(*), sum(BilledCost), sum(EffectiveCost),
  sum(ContractedCost), sum(ListCost), sum(ConsumedQuantity) FROM focus GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)"

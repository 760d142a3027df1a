# The same aggregate by pandas, in binary floating point.
import sys

import pandas

keys = ["BillingAccountId", "BillingCurrency", "SubAccountId", "ServiceName", "RegionId", "ResourceId", "SkuId",
        "ChargeCategory", "CommitmentDiscountId", "Tags"]
sums = ["BilledCost", "EffectiveCost", "ContractedCost", "ListCost", "ConsumedQuantity"]
columns = keys + sums + ["ChargePeriodStart"]
file = sys.argv[1]
rows = pandas.read_parquet(file, columns=columns) if file.endswith(".parquet") else pandas.read_csv(file, usecols=columns)
rows["day"] = rows["ChargePeriodStart"].str[:10]
print(len(rows.groupby(keys + ["day"], dropna=False)[sums].sum()))

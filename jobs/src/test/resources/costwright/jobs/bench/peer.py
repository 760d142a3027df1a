# The same aggregate by pandas, in binary floating point. Ends with 77 where the machine lacks what it needs.
import sys

file = sys.argv[1]
try:
    import pandas
    if file.endswith(".parquet"):
        import pyarrow
except ImportError as lack:
    print("python has", lack)
    sys.exit(77)

keys = ["BillingAccountId", "BillingCurrency", "SubAccountId", "ServiceName", "RegionId", "ResourceId", "SkuId",
        "ChargeCategory", "CommitmentDiscountId", "Tags"]
sums = ["BilledCost", "EffectiveCost", "ContractedCost", "ListCost", "ConsumedQuantity"]
columns = keys + sums + ["ChargePeriodStart"]
rows = pandas.read_parquet(file, columns=columns) if file.endswith(".parquet") else pandas.read_csv(file, usecols=columns)
rows["day"] = rows["ChargePeriodStart"].str[:10]
print(len(rows.groupby(keys + ["day"], dropna=False)[sums].sum()))

#!/usr/bin/env python3
"""Makes the bundled catalogue from a folder of price snapshots. Not part of the build.

Usage: python3 jobs/src/catalogue/build_catalogue.py SNAPSHOTS OUT

SNAPSHOTS holds the files named below; OUT is jobs/src/main/resources/costwright/catalogue. Only facts (names, sizes,
prices) are taken, each with the source and day of its quote; see the README.md beside the result. The same snapshots
give the same bytes.
"""
import csv
import gzip
import io
import sys
from decimal import Decimal
from pathlib import Path

SNAPSHOTS, OUT = Path(sys.argv[1]), Path(sys.argv[2])

# code -> (what people see, day of the quote)
SOURCES = {
    "aws-2026-07": ("AWS price list, snapshot of instances.vantage.sh", "2026-07-05"),
    "aws-karpenter": ("AWS price list, snapshot of Karpenter", "2026-07-20"),
    "aws-2025-06": ("AWS price list, snapshot of aws-price-watcher", "2025-06-18"),
    "aws-2025-10": ("AWS price list, snapshot of aws-price", "2025-10-28"),
    "aws-2024-07": ("AWS price list, as quoted by Infracost", "2024-07-01"),
    "aws-2023-02": ("AWS price list, snapshot of Terracost", "2023-02-23"),
    "aws-2019-04": ("ec2instances.info, convertible reserved instances over on-demand, us-east-1", "2019-04-05"),
    "aws-2021-07": ("AWS EBS pricing page", "2021-07-01"),
    "azure-2026-06": ("Azure retail prices, snapshot of Karpenter", "2026-06-18"),
    "azure-2026-08": ("Azure retail prices, snapshot of djtools", "2026-08-01"),
    "azure-2026-08b": ("Azure retail prices, snapshot of azure-pricing-radar", "2026-08-22"),
    "azure-2024-07": ("Azure retail prices, as quoted by Infracost", "2024-07-01"),
    "azure-2026-03": ("Azure retail prices, as quoted by Infracost", "2026-03-01"),
    "azure-2026": ("Azure retail prices, single quotes", "2026-06-01"),
}
AWS_OTHER = {
    "AWS EBS pricing page copied 2021-07": "aws-2021-07",
    "terracost price dump 2023-02-23": "aws-2023-02",
    "infracost golden 2024-07": "aws-2024-07",
    "aws-price-watcher 2025-06-18": "aws-2025-06",
    "aws-price 2025-10-28": "aws-2025-10",
}
UNITS = {
    "GB-month": "GB-Months", "GB-Mo": "GB-Months", "hour": "Hours", "Hrs": "Hours", "GB": "GB",
    "IOPS-month": "IOPS-Months", "IOPS-Mo": "IOPS-Months", "LCU-hour": "LCU-Hours", "request": "Requests",
    "object-month": "Object-Months", "MBps-month": "MBps-Months", "DSU-hour": "DSU-Hours", "month": "Months",
    "GiB-month": "GiB-Months", "CU-hour": "CU-Hours",
}
# Share of each vCPU that may be used for ever: Amazon EC2 user guide, burstable performance instances.
AWS_BASELINE = {
    "nano": "5", "micro": "10", "small": "20", "medium": "20", "large": "30", "xlarge": "40", "2xlarge": "40",
}
AWS_T2 = {**AWS_BASELINE, "xlarge": "22.5", "2xlarge": "17"}
# Azure documentation, B, Bsv2, Basv2 and Bpsv2 series, "Base CPU performance of VM" on the scale of 0 to 100 %.
AZURE_BV1 = {
    "B1ls": "5", "B1s": "10", "B1ms": "20", "B2s": "20", "B2ms": "30", "B4ms": "22.5", "B8ms": "17", "B12ms": "17",
    "B16ms": "17", "B20ms": "17",
}
RDS_ENGINES = {
    ("MySQL", "No license required"): "mysql",
    ("PostgreSQL", "No license required"): "postgresql",
    ("MariaDB", "No license required"): "mariadb",
    ("Aurora MySQL", "No license required"): "aurora-mysql",
    ("Aurora PostgreSQL", "No license required"): "aurora-postgresql",
}


def rows(name):
    path = SNAPSHOTS / name
    opener = gzip.open if name.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write(name, header, lines):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    data = text.getvalue().encode()
    if name.endswith(".gz"):
        packed = io.BytesIO()
        with gzip.GzipFile(filename="", fileobj=packed, mode="wb", compresslevel=9, mtime=0) as file:
            file.write(data)
        data = packed.getvalue()
    (OUT / name).write_bytes(data)
    print(f"{name}: {len(lines)} rows, {len(data)} bytes")


def plain(number):
    """A decimal without exponent and trailing zeros."""
    text = format(Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def azure_baseline(size):
    short = size.removeprefix("Standard_")
    if short in AZURE_BV1:
        return AZURE_BV1[short]
    body = short.removesuffix("_v2")
    return "20" if body.endswith("ts") else "30" if body.endswith("ls") else "40"


def types():
    for row in rows("aws-instance-types.csv"):
        # A smaller machine without its accelerator would not do: such types are left out, checks stay silent on them.
        if row["gpu_count"] not in ("", "0") or row["accelerator_count"] not in ("", "0") or "mac" in row["arch"]:
            continue
        if not row["arch"] or not row["vcpu"]:
            continue
        baseline = ""
        if row["burstable"] == "true":
            baseline = (AWS_T2 if row["family"] == "t2" else AWS_BASELINE)[row["size"]]
        network = row["network_baseline_gbps"]
        throughput = row["ebs_baseline_mb_per_s"]
        yield [
            "aws", row["instance_type"], row["family"], "arm64" if row["arch"] == "arm64" else "x86_64",
            plain(row["vcpu"]), plain(row["memory_mib"]), baseline,
            plain(Decimal(network) * 1000) if network else "",
            plain(row["ebs_baseline_iops"]) if row["ebs_baseline_iops"] else "",
            plain((Decimal(throughput) / Decimal("1.048576")).quantize(Decimal("0.01"), rounding="ROUND_DOWN"))
            if throughput else "",
            row["current_generation"],
        ]
    for row in rows("azure-vm-sizes.csv"):
        # N is for sizes with accelerators; not all of them state how many.
        if row["size"].startswith("Standard_N") or row["source"] == "sparecores" or row["gpu_count"] not in ("", "0") or row["constrained_vcpu"] == "true":
            continue
        series = row["series"] or row["family"]
        burstable = row["burstable"] == "true"
        # Azure's API has no such flag. Our rule: version 4 or newer, or the second burstable one, and able to use premium
        # disks, because a size that cannot is no replacement for one that can.
        version = int(row["version"]) if row["version"].isdigit() else 0
        current = row["premium_io"] == "true" and (version >= 4 or (burstable and version == 2))
        yield [
            "azure", row["size"], series, row["arch"], plain(row["vcpu"]), plain(row["memory_mib"]),
            azure_baseline(row["size"]) if burstable else "", "", "", "", "true" if current else "false",
        ]


def machine_prices():
    windows = {
        (row["region"], row["instance_type"]): row["usd_per_hour"]
        for row in rows("aws-ondemand-prices-by-os.csv.gz") if row["os"] == "Windows"
    }
    for row in rows("aws-ondemand-prices.csv.gz"):
        key = (row["region"], row["instance_type"])
        yield ["aws", *key, plain(row["usd_per_hour"]), plain(windows[key]) if key in windows else "",
               "aws-2026-07" if row["source"].startswith("vantage") else "aws-karpenter"]
    windows = {
        (row["region"], row["size"]): row["windows_usd_per_hour"]
        for row in rows("azure-windows-spot-prices.csv.gz") if row["windows_usd_per_hour"]
    }
    for row in rows("azure-payg-prices.csv.gz"):
        # Unverified rows are of families for which the snapshot is known to be wrong elsewhere.
        if row["quality"] == "unverified" or row["size"].startswith("Basic_"):
            continue
        key = (row["region"], row["size"])
        source = "azure-2026-06" if row["quality"] == "ok" else "azure-2026-08b"
        yield ["azure", *key, plain(row["usd_per_hour"]), plain(windows[key]) if key in windows else "", source]


def other_prices():
    newest = {}
    for row in rows("aws-other-prices.csv"):
        if row["unit"] not in UNITS:
            continue
        source = AWS_OTHER[row["source"]]
        key = ("aws", row["region"], row["item"], "")
        if key not in newest or SOURCES[source][1] > SOURCES[newest[key][2]][1]:
            newest[key] = (UNITS[row["unit"]], plain(row["usd"]), source)
    kinds = {"Premium SSD Managed Disks": "premium_ssd", "Standard SSD Managed Disks": "standard_ssd",
             "Standard HDD Managed Disks": "standard_hdd"}
    for row in rows("azure-storage-prices.csv.gz"):
        kind = kinds.get(row["product"])
        if not kind:
            continue
        sku = row["sku"].replace(" ", "_")
        if row["unit"] == "1/Month" and row["meter"] == row["sku"] + " Disk":
            newest[("azure", row["region"], f"{kind}_{sku}", "")] = ("Months", plain(row["usd"]), "azure-2026-08b")
        if row["unit"] == "1 GB/Month" and row["sku"].startswith("Snapshots"):
            newest[("azure", row["region"], f"{kind}_snapshot_{sku[10:]}", "")] = ("GB-Months", plain(row["usd"]), "azure-2026-08b")
    for row in rows("azure-other-prices.csv"):
        if row["unit"] not in UNITS:
            continue
        item = row["item"] if row["service"] == "Managed Disk" else (row["service"] + "_" + row["item"]).lower().replace(" ", "_")
        key = ("azure", row["region"], item, "")
        newest.setdefault(key, (UNITS[row["unit"]], plain(row["usd"]),
                                "azure-2026-03" if "2026" in row["source"] else "azure-2024-07"))
    return [[*key, *value] for key, value in sorted(newest.items())]


def database_prices():
    table = {}
    for row in rows("aws-rds-ondemand-prices.csv.gz"):
        engine = RDS_ENGINES.get((row["engine"], row["license_model"]))
        if engine and row["deployment"] in ("Single-AZ", "Multi-AZ"):
            words = table.setdefault((row["region"], row["instance_class"]), {})
            words[engine + (" multi-az" if row["deployment"] == "Multi-AZ" else "")] = plain(row["usd_per_hour"])
    names = sorted({word for words in table.values() for word in words})
    header = ["provider", "region", "instance_type", *names, "source"]
    lines = [["aws", *key, *[words.get(name, "") for name in names], "aws-2025-06"] for key, words in sorted(table.items())]
    return header, lines


def commitment_rates():
    """One row per provider, region, type and term with the rate when all is paid up front (AWS) or the one rate (Azure)."""
    for row in rows("aws-ri-standard-allupfront-2026.csv.gz"):
        if row["os"] == "Linux":
            yield ["aws", row["region"], row["instance_type"], "standard_ri", int(row["term_years"]) * 12,
                   plain(row["effective_hourly_usd"]), "aws-2026-07"]
    for row in rows("azure-reservation-prices.csv"):
        if row["region"] in ("indonesiacentral", "eastus"):
            yield ["azure", row["region"], row["size"], "reservation", int(row["term_years"]) * 12,
                   plain(row["effective_hourly_usd"]), "azure-2026"]
    for row in rows("azure-savings-plan-prices.csv"):
        if "unknown" not in row["region"]:
            yield ["azure", row["region"], row["size"], "savings_plan", int(row["term_years"]) * 12,
                   plain(row["effective_hourly_usd"]), "azure-2026-08b" if "08" in row["source"] else "azure-2026"]


def compute_plan_shares():
    """Share of the on-demand price that remains, by family; families after 2019 have no quoted table and are left out."""
    for row in rows("aws-convertible-discount-profiles.csv"):
        for years in (1, 3):
            for word, option in (("no", "no_upfront"), ("partial", "partial_upfront"), ("all", "all_upfront")):
                share = row[f"rate_{years}y_{word}"]
                if share:
                    yield [row["family"], years * 12, option, plain(share), "aws-2019-04"]


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    write("sources.csv", ["source", "name", "as_of"], [[code, *facts] for code, facts in sorted(SOURCES.items())])
    write("types.csv.gz",
          ["provider", "instance_type", "family", "arch", "vcpu", "memory_mib", "burstable_baseline_percent",
           "network_baseline_mbps", "disk_baseline_iops", "disk_baseline_mibps", "current_generation"],
          sorted(types()))
    write("machine-prices.csv.gz", ["provider", "region", "instance_type", "linux", "windows", "source"],
          sorted(row for row in machine_prices() if Decimal(row[3]) > 0))
    write("other-prices.csv.gz", ["provider", "region", "item", "os", "unit", "usd", "source"], other_prices())
    write("database-prices.csv.gz", *database_prices())
    write("commitment-rates.csv.gz",
          ["provider", "region", "instance_type", "kind", "term_months", "usd_per_hour", "source"],
          sorted(commitment_rates()))
    write("compute-plan-shares.csv", ["family", "term_months", "payment_option", "share", "source"],
          sorted(compute_plan_shares()))


main()

-- One row for each place that an inventory came from; its resources are replaced as a whole.
CREATE TABLE inventory_source (
    source      TEXT NOT NULL PRIMARY KEY,
    taken_at    TEXT NOT NULL,
    fingerprint TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The newest facts about each resource; present = 0 once its source no longer lists it.
CREATE TABLE inventory_resource (
    resource_id    TEXT NOT NULL PRIMARY KEY,
    source         TEXT NOT NULL REFERENCES inventory_source (source),
    present        INTEGER NOT NULL CHECK (present IN (0, 1)),
    provider       TEXT NOT NULL,
    service        TEXT NOT NULL,
    resource_type  TEXT NOT NULL,
    region         TEXT NOT NULL,
    instance_type  TEXT NOT NULL,
    os             TEXT NOT NULL,
    state          TEXT NOT NULL,
    sub_account_id TEXT NOT NULL,
    tags           TEXT NOT NULL,
    attributes     TEXT NOT NULL,
    first_seen     TEXT NOT NULL,
    last_seen      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX inventory_resource_by_source ON inventory_resource (source);

-- A row for each change of state that an inventory showed; seen_at is the first inventory with the new state.
CREATE TABLE inventory_state (
    resource_id TEXT NOT NULL REFERENCES inventory_resource (resource_id),
    seen_at     TEXT NOT NULL,
    state       TEXT NOT NULL,
    PRIMARY KEY (resource_id, seen_at)
) STRICT, WITHOUT ROWID;

-- One row for each file or service that prices were read from; its prices are replaced as a whole.
CREATE TABLE price_origin (
    origin      TEXT NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Quoted prices, exact.
CREATE TABLE price (
    origin   TEXT NOT NULL REFERENCES price_origin (origin),
    provider TEXT NOT NULL,
    region   TEXT NOT NULL,
    item     TEXT NOT NULL,
    os       TEXT NOT NULL,
    amount   TEXT NOT NULL,
    currency TEXT NOT NULL,
    unit     TEXT NOT NULL,
    source   TEXT NOT NULL,
    as_of    TEXT NOT NULL,
    PRIMARY KEY (origin, provider, region, item, os, source, as_of)
) STRICT, WITHOUT ROWID;

CREATE TABLE instance_type (
    origin                     TEXT NOT NULL REFERENCES price_origin (origin),
    provider                   TEXT NOT NULL,
    name                       TEXT NOT NULL,
    family                     TEXT NOT NULL,
    arch                       TEXT NOT NULL,
    vcpu                       TEXT NOT NULL,
    memory_mib                 TEXT NOT NULL,
    burstable_baseline_percent TEXT,
    network_baseline_mbps      TEXT,
    disk_baseline_iops         TEXT,
    disk_baseline_mibps        TEXT,
    current_generation         INTEGER NOT NULL CHECK (current_generation IN (0, 1)),
    PRIMARY KEY (origin, provider, name)
) STRICT, WITHOUT ROWID;

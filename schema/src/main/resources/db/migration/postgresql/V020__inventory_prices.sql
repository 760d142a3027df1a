-- One row for each place that an inventory came from; its resources are replaced as a whole.
CREATE TABLE inventory_source (
    source      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    taken_at    TEXT NOT NULL,
    fingerprint TEXT NOT NULL
);

-- The newest facts about each resource; present = 0 once its source no longer lists it.
CREATE TABLE inventory_resource (
    resource_id    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    source         TEXT COLLATE "C" NOT NULL REFERENCES inventory_source (source),
    present        BIGINT NOT NULL CHECK (present IN (0, 1)),
    provider       TEXT COLLATE "C" NOT NULL,
    service        TEXT NOT NULL,
    resource_type  TEXT NOT NULL,
    region         TEXT COLLATE "C" NOT NULL,
    instance_type  TEXT NOT NULL,
    os             TEXT COLLATE "C" NOT NULL,
    state          TEXT NOT NULL,
    sub_account_id TEXT NOT NULL,
    tags           TEXT NOT NULL,
    attributes     TEXT NOT NULL,
    first_seen     TEXT NOT NULL,
    last_seen      TEXT NOT NULL
);

CREATE INDEX inventory_resource_by_source ON inventory_resource (source);

-- A row for each change of state that an inventory showed; seen_at is the first inventory with the new state.
CREATE TABLE inventory_state (
    resource_id TEXT COLLATE "C" NOT NULL REFERENCES inventory_resource (resource_id),
    seen_at     TEXT COLLATE "C" NOT NULL,
    state       TEXT NOT NULL,
    PRIMARY KEY (resource_id, seen_at)
);

-- One row for each file or service that prices were read from; its prices are replaced as a whole.
CREATE TABLE price_origin (
    origin      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL
);

-- Quoted prices, exact.
CREATE TABLE price (
    origin   TEXT COLLATE "C" NOT NULL REFERENCES price_origin (origin),
    provider TEXT COLLATE "C" NOT NULL,
    region   TEXT COLLATE "C" NOT NULL,
    item     TEXT COLLATE "C" NOT NULL,
    os       TEXT COLLATE "C" NOT NULL,
    amount   NUMERIC NOT NULL,
    currency TEXT NOT NULL,
    unit     TEXT NOT NULL,
    source   TEXT COLLATE "C" NOT NULL,
    as_of    TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (origin, provider, region, item, os, source, as_of)
);

CREATE TABLE instance_type (
    origin                     TEXT COLLATE "C" NOT NULL REFERENCES price_origin (origin),
    provider                   TEXT COLLATE "C" NOT NULL,
    name                       TEXT COLLATE "C" NOT NULL,
    family                     TEXT NOT NULL,
    arch                       TEXT NOT NULL,
    vcpu                       NUMERIC NOT NULL,
    memory_mib                 NUMERIC NOT NULL,
    burstable_baseline_percent NUMERIC,
    network_baseline_mbps      NUMERIC,
    disk_baseline_iops         NUMERIC,
    disk_baseline_mibps        NUMERIC,
    current_generation         BIGINT NOT NULL CHECK (current_generation IN (0, 1)),
    PRIMARY KEY (origin, provider, name)
);

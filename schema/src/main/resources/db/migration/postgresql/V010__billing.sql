-- One row for each import that changed something. content_id is a hash of the manifest and the file contents.
CREATE TABLE billing_delivery (
    delivery_id     BIGINT NOT NULL PRIMARY KEY,
    content_id      TEXT COLLATE "C" NOT NULL,
    bytes           BIGINT NOT NULL,
    files           TEXT COLLATE "C" NOT NULL,
    dataset         TEXT COLLATE "C" NOT NULL,
    dataset_version TEXT COLLATE "C" NOT NULL,
    cost_view       TEXT COLLATE "C" NOT NULL,
    imported_at     TEXT COLLATE "C" NOT NULL,
    rows_read       BIGINT NOT NULL,
    rows_set_aside  BIGINT NOT NULL
);

CREATE INDEX billing_delivery_by_content ON billing_delivery (content_id);
CREATE INDEX billing_delivery_by_bytes ON billing_delivery (bytes);

-- What is replaced as a whole: the charges of one billing account in one billing period. Days are days since 1970-01-01.
CREATE TABLE billing_slice (
    slice_id        BIGINT NOT NULL PRIMARY KEY,
    delivery_id     BIGINT NOT NULL REFERENCES billing_delivery (delivery_id),
    billing_account TEXT COLLATE "C" NOT NULL,
    billing_period  TEXT COLLATE "C" NOT NULL,
    currency        TEXT COLLATE "C" NOT NULL,
    first_day       BIGINT NOT NULL,
    last_day        BIGINT NOT NULL,
    days            BIGINT NOT NULL,
    charges         BIGINT NOT NULL,
    state           TEXT COLLATE "C" NOT NULL CHECK (state IN ('live', 'superseded'))
);

CREATE UNIQUE INDEX billing_slice_live ON billing_slice (billing_account, billing_period) WHERE state = 'live';
CREATE INDEX billing_slice_by_delivery ON billing_slice (delivery_id);

-- What charges of many days have in common; empty text where the bill says nothing.
CREATE TABLE billing_line (
    slice_id          BIGINT NOT NULL REFERENCES billing_slice (slice_id),
    line              BIGINT NOT NULL,
    provider          TEXT COLLATE "C" NOT NULL,
    sub_account       TEXT COLLATE "C" NOT NULL,
    service           TEXT COLLATE "C" NOT NULL,
    region            TEXT COLLATE "C" NOT NULL,
    resource          TEXT COLLATE "C" NOT NULL,
    sku               TEXT COLLATE "C" NOT NULL,
    category          TEXT COLLATE "C" NOT NULL,
    commitment        TEXT COLLATE "C" NOT NULL,
    commitment_status TEXT COLLATE "C" NOT NULL,
    unit              TEXT COLLATE "C" NOT NULL,
    tags              TEXT COLLATE "C" NOT NULL,
    instance_type     TEXT COLLATE "C" NOT NULL,
    os                TEXT COLLATE "C" NOT NULL,
    tenancy           TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (slice_id, line)
);

-- Costs are in the slice's currency, rounded half-even once to millionths; contracted and list are null where unknown.
-- hours: machine hours of the day, "1*24" when all hours are alike, else "hour:quantity,…"; hour 24 is the day, evenly.
CREATE TABLE billing_daily (
    slice_id   BIGINT NOT NULL REFERENCES billing_slice (slice_id),
    day        BIGINT NOT NULL,
    line       BIGINT NOT NULL,
    charges    BIGINT NOT NULL,
    billed     NUMERIC NOT NULL,
    effective  NUMERIC NOT NULL,
    contracted NUMERIC,
    list       NUMERIC,
    quantity   NUMERIC,
    hours      TEXT,
    PRIMARY KEY (slice_id, day, line)
);

-- The exact sums of a slice.
CREATE TABLE billing_total (
    slice_id    BIGINT NOT NULL REFERENCES billing_slice (slice_id),
    provider    TEXT COLLATE "C" NOT NULL,
    sub_account TEXT COLLATE "C" NOT NULL,
    service     TEXT COLLATE "C" NOT NULL,
    region      TEXT COLLATE "C" NOT NULL,
    category    TEXT COLLATE "C" NOT NULL,
    charges     BIGINT NOT NULL,
    billed      NUMERIC NOT NULL,
    effective   NUMERIC NOT NULL,
    contracted  NUMERIC,
    list        NUMERIC,
    PRIMARY KEY (slice_id, provider, sub_account, service, region, category)
);

-- What a new delivery changed in a slice that was already there, by service and account; exact.
CREATE TABLE billing_restatement (
    slice_id       BIGINT NOT NULL REFERENCES billing_slice (slice_id),
    replaced_id    BIGINT NOT NULL REFERENCES billing_slice (slice_id),
    sub_account    TEXT COLLATE "C" NOT NULL,
    service        TEXT COLLATE "C" NOT NULL,
    currency       TEXT COLLATE "C" NOT NULL,
    old_billed     NUMERIC NOT NULL,
    new_billed     NUMERIC NOT NULL,
    old_effective  NUMERIC NOT NULL,
    new_effective  NUMERIC NOT NULL,
    PRIMARY KEY (slice_id, sub_account, service)
);

-- How many rows of a delivery break a rule of FOCUS that does not stand in the way of summing them.
CREATE TABLE billing_conformance (
    delivery_id BIGINT NOT NULL REFERENCES billing_delivery (delivery_id),
    rule        TEXT COLLATE "C" NOT NULL,
    requirement TEXT COLLATE "C" NOT NULL,
    charges     BIGINT NOT NULL,
    sample      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (delivery_id, rule)
);

-- One row for each import that changed something. content_id is a hash of the manifest and the file contents.
CREATE TABLE billing_delivery (
    delivery_id     INTEGER NOT NULL PRIMARY KEY,
    content_id      TEXT NOT NULL,
    bytes           INTEGER NOT NULL,
    files           TEXT NOT NULL,
    dataset         TEXT NOT NULL,
    dataset_version TEXT NOT NULL,
    cost_view       TEXT NOT NULL,
    imported_at     TEXT NOT NULL,
    rows_read       INTEGER NOT NULL,
    rows_set_aside  INTEGER NOT NULL
) STRICT;

CREATE INDEX billing_delivery_by_content ON billing_delivery (content_id);
CREATE INDEX billing_delivery_by_bytes ON billing_delivery (bytes);

-- What is replaced as a whole: the charges of one billing account in one billing period. Days are days since 1970-01-01.
CREATE TABLE billing_slice (
    slice_id        INTEGER NOT NULL PRIMARY KEY,
    delivery_id     INTEGER NOT NULL REFERENCES billing_delivery (delivery_id),
    billing_account TEXT NOT NULL,
    billing_period  TEXT NOT NULL,
    currency        TEXT NOT NULL,
    first_day       INTEGER NOT NULL,
    last_day        INTEGER NOT NULL,
    days            INTEGER NOT NULL,
    charges         INTEGER NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('live', 'superseded'))
) STRICT;

CREATE UNIQUE INDEX billing_slice_live ON billing_slice (billing_account, billing_period) WHERE state = 'live';
CREATE INDEX billing_slice_by_delivery ON billing_slice (delivery_id);

-- What charges of many days have in common; empty text where the bill says nothing.
CREATE TABLE billing_line (
    slice_id          INTEGER NOT NULL REFERENCES billing_slice (slice_id),
    line              INTEGER NOT NULL,
    provider          TEXT NOT NULL,
    sub_account       TEXT NOT NULL,
    service           TEXT NOT NULL,
    region            TEXT NOT NULL,
    resource          TEXT NOT NULL,
    sku               TEXT NOT NULL,
    category          TEXT NOT NULL,
    commitment        TEXT NOT NULL,
    commitment_status TEXT NOT NULL,
    unit              TEXT NOT NULL,
    tags              TEXT NOT NULL,
    instance_type     TEXT NOT NULL,
    os                TEXT NOT NULL,
    tenancy           TEXT NOT NULL,
    PRIMARY KEY (slice_id, line)
) STRICT, WITHOUT ROWID;

-- Costs are millionths of the slice's currency, rounded half-even once; contracted and list are null where unknown.
-- hours: machine hours of the day, "1*24" when all hours are alike, else "hour:quantity,…"; hour 24 is the day, evenly.
CREATE TABLE billing_daily (
    slice_id   INTEGER NOT NULL REFERENCES billing_slice (slice_id),
    day        INTEGER NOT NULL,
    line       INTEGER NOT NULL,
    charges    INTEGER NOT NULL,
    billed     INTEGER NOT NULL,
    effective  INTEGER NOT NULL,
    contracted INTEGER,
    list       INTEGER,
    quantity   TEXT,
    hours      TEXT,
    PRIMARY KEY (slice_id, day, line)
) STRICT, WITHOUT ROWID;

-- The exact sums of a slice, as decimal text.
CREATE TABLE billing_total (
    slice_id    INTEGER NOT NULL REFERENCES billing_slice (slice_id),
    provider    TEXT NOT NULL,
    sub_account TEXT NOT NULL,
    service     TEXT NOT NULL,
    region      TEXT NOT NULL,
    category    TEXT NOT NULL,
    charges     INTEGER NOT NULL,
    billed      TEXT NOT NULL,
    effective   TEXT NOT NULL,
    contracted  TEXT,
    list        TEXT,
    PRIMARY KEY (slice_id, provider, sub_account, service, region, category)
) STRICT, WITHOUT ROWID;

-- What a new delivery changed in a slice that was already there, by service and account; exact decimal text.
CREATE TABLE billing_restatement (
    slice_id       INTEGER NOT NULL REFERENCES billing_slice (slice_id),
    replaced_id    INTEGER NOT NULL REFERENCES billing_slice (slice_id),
    sub_account    TEXT NOT NULL,
    service        TEXT NOT NULL,
    currency       TEXT NOT NULL,
    old_billed     TEXT NOT NULL,
    new_billed     TEXT NOT NULL,
    old_effective  TEXT NOT NULL,
    new_effective  TEXT NOT NULL,
    PRIMARY KEY (slice_id, sub_account, service)
) STRICT, WITHOUT ROWID;

-- How many rows of a delivery break a rule of FOCUS that does not stand in the way of summing them.
CREATE TABLE billing_conformance (
    delivery_id INTEGER NOT NULL REFERENCES billing_delivery (delivery_id),
    rule        TEXT NOT NULL,
    requirement TEXT NOT NULL,
    charges     INTEGER NOT NULL,
    sample      TEXT NOT NULL,
    PRIMARY KEY (delivery_id, rule)
) STRICT, WITHOUT ROWID;

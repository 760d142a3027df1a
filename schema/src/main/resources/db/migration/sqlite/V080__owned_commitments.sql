-- The commitments that live sources say are owned, beside those of files (commitment_holding). One that its source no
-- longer lists keeps its row and the instant at which it was first missed. Amounts are exact decimals as text.
DROP TABLE provider_commitment;

CREATE TABLE commitment_pulled (
    source         TEXT NOT NULL,
    part           TEXT NOT NULL,
    commitment_id  TEXT NOT NULL,
    provider       TEXT NOT NULL,
    kind           TEXT NOT NULL,
    scope          TEXT NOT NULL,
    region         TEXT NOT NULL,
    item           TEXT NOT NULL,
    payment_option TEXT NOT NULL,
    term_months    INTEGER NOT NULL,
    quantity       TEXT NOT NULL,
    hourly_cost    TEXT,
    recurring_cost TEXT,
    upfront_cost   TEXT,
    currency       TEXT,
    starts_at      TEXT NOT NULL,
    ends_at        TEXT NOT NULL,
    state          TEXT NOT NULL,
    attributes     TEXT NOT NULL,
    first_seen     TEXT NOT NULL,
    last_seen      TEXT NOT NULL,
    missed_at      TEXT,
    PRIMARY KEY (source, commitment_id)
) STRICT, WITHOUT ROWID;

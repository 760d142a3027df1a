-- Rates of savings plans that are sold, as live sources quote them, by the question that they answered. Exact decimals as
-- text.
CREATE TABLE plan_rate_origin (
    origin      TEXT NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL
);

CREATE TABLE plan_rate (
    origin         TEXT NOT NULL,
    kind           TEXT NOT NULL,
    term_months    INTEGER NOT NULL,
    payment_option TEXT NOT NULL,
    currency       TEXT NOT NULL,
    region         TEXT NOT NULL,
    instance_type  TEXT NOT NULL,
    os             TEXT NOT NULL,
    tenancy        TEXT NOT NULL,
    rate           TEXT NOT NULL,
    as_of          TEXT NOT NULL,
    PRIMARY KEY (origin, region, instance_type, os, tenancy, kind, term_months, payment_option, currency)
);

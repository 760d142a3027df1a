-- Commitment discounts that could be bought; origin is the file they were read from, replaced as a whole.
CREATE TABLE commitment_offer (
    origin                    TEXT NOT NULL,
    offer                     TEXT NOT NULL,
    kind                      TEXT NOT NULL,
    term_months               INTEGER NOT NULL CHECK (term_months > 0),
    payment_option            TEXT NOT NULL,
    scope                     TEXT NOT NULL,
    currency                  TEXT NOT NULL,
    unit_rate                 TEXT NOT NULL,
    unit_normalization_factor TEXT,
    PRIMARY KEY (origin, offer)
) STRICT, WITHOUT ROWID;

-- The committed price of one unit of each usage line for one hour, exact.
CREATE TABLE commitment_rate (
    origin TEXT NOT NULL,
    offer  TEXT NOT NULL,
    line   TEXT NOT NULL,
    rate   TEXT NOT NULL,
    PRIMARY KEY (origin, offer, line),
    FOREIGN KEY (origin, offer) REFERENCES commitment_offer (origin, offer) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What is owned; an offer may be owned several times.
CREATE TABLE commitment_holding (
    origin     TEXT NOT NULL,
    position   INTEGER NOT NULL,
    offer      TEXT NOT NULL,
    quantity   TEXT NOT NULL,
    starts_at  TEXT,
    ends_at    TEXT,
    account_id TEXT,
    shared     INTEGER NOT NULL CHECK (shared IN (0, 1)),
    PRIMARY KEY (origin, position)
) STRICT, WITHOUT ROWID;

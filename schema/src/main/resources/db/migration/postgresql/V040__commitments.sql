-- Commitment discounts that could be bought; origin is the file they were read from, replaced as a whole.
CREATE TABLE commitment_offer (
    origin                    TEXT COLLATE "C" NOT NULL,
    offer                     TEXT COLLATE "C" NOT NULL,
    kind                      TEXT NOT NULL,
    term_months               BIGINT NOT NULL CHECK (term_months > 0),
    payment_option            TEXT NOT NULL,
    scope                     TEXT NOT NULL,
    currency                  TEXT NOT NULL,
    unit_rate                 NUMERIC NOT NULL,
    unit_normalization_factor NUMERIC,
    PRIMARY KEY (origin, offer)
);

-- The committed price of one unit of each usage line for one hour, exact.
CREATE TABLE commitment_rate (
    origin TEXT COLLATE "C" NOT NULL,
    offer  TEXT COLLATE "C" NOT NULL,
    line   TEXT COLLATE "C" NOT NULL,
    rate   NUMERIC NOT NULL,
    PRIMARY KEY (origin, offer, line),
    FOREIGN KEY (origin, offer) REFERENCES commitment_offer (origin, offer) ON DELETE CASCADE
);

-- What is owned; an offer may be owned several times.
CREATE TABLE commitment_holding (
    origin     TEXT COLLATE "C" NOT NULL,
    position   BIGINT NOT NULL,
    offer      TEXT COLLATE "C" NOT NULL,
    quantity   NUMERIC NOT NULL,
    starts_at  TEXT,
    ends_at    TEXT,
    account_id TEXT,
    shared     BIGINT NOT NULL CHECK (shared IN (0, 1)),
    PRIMARY KEY (origin, position)
);

-- One row for each analysis; the same data, thresholds and suppressions as of the same instant are one analysis.
CREATE TABLE analysis (
    analysis_id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    as_of                TEXT COLLATE "C" NOT NULL,
    window_start         TEXT NOT NULL,
    window_end           TEXT NOT NULL,
    dataset_fingerprint  TEXT COLLATE "C" NOT NULL,
    settings_fingerprint TEXT COLLATE "C" NOT NULL,
    resources            BIGINT NOT NULL,
    UNIQUE (as_of, dataset_fingerprint, settings_fingerprint)
);

CREATE TABLE finding (
    analysis_id            BIGINT NOT NULL REFERENCES analysis (analysis_id) ON DELETE CASCADE,
    finding_id             TEXT COLLATE "C" NOT NULL,
    analyzer_id            TEXT COLLATE "C" NOT NULL,
    subjects               TEXT NOT NULL,
    title                  TEXT NOT NULL,
    action_kind            TEXT NOT NULL,
    action_summary         TEXT NOT NULL,
    action_parameters      TEXT NOT NULL,
    monthly_savings        NUMERIC NOT NULL,
    monthly_retail_savings NUMERIC NOT NULL,
    currency               TEXT NOT NULL,
    evidence               TEXT NOT NULL,
    PRIMARY KEY (analysis_id, finding_id)
);

CREATE TABLE silence (
    analysis_id BIGINT NOT NULL REFERENCES analysis (analysis_id) ON DELETE CASCADE,
    position    BIGINT NOT NULL,
    analyzer_id TEXT COLLATE "C" NOT NULL,
    resource_id TEXT COLLATE "C",
    reason      TEXT NOT NULL,
    detail      TEXT NOT NULL,
    PRIMARY KEY (analysis_id, position)
);

CREATE TABLE recommendation (
    analysis_id    BIGINT NOT NULL,
    finding_id     TEXT COLLATE "C" NOT NULL,
    place          BIGINT NOT NULL,
    bill_savings   NUMERIC NOT NULL,
    retail_savings NUMERIC NOT NULL,
    currency       TEXT NOT NULL,
    replaces       TEXT NOT NULL,
    PRIMARY KEY (analysis_id, finding_id),
    FOREIGN KEY (analysis_id, finding_id) REFERENCES finding (analysis_id, finding_id) ON DELETE CASCADE
);

-- The life of each recommendation, only ever appended to; the newest entry of a finding is its state.
CREATE TABLE ledger_entry (
    entry_id   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    finding_id TEXT COLLATE "C" NOT NULL,
    state      TEXT NOT NULL,
    at         TEXT COLLATE "C" NOT NULL,
    who        TEXT NOT NULL,
    reason     TEXT NOT NULL,
    until      TEXT
);

CREATE INDEX ledger_entry_by_finding ON ledger_entry (finding_id, entry_id);

-- One row for each analysis; the same data, thresholds and suppressions as of the same instant are one analysis.
CREATE TABLE analysis (
    analysis_id          INTEGER PRIMARY KEY,
    as_of                TEXT NOT NULL,
    window_start         TEXT NOT NULL,
    window_end           TEXT NOT NULL,
    dataset_fingerprint  TEXT NOT NULL,
    settings_fingerprint TEXT NOT NULL,
    resources            INTEGER NOT NULL,
    UNIQUE (as_of, dataset_fingerprint, settings_fingerprint)
) STRICT;

CREATE TABLE finding (
    analysis_id            INTEGER NOT NULL REFERENCES analysis (analysis_id) ON DELETE CASCADE,
    finding_id             TEXT NOT NULL,
    analyzer_id            TEXT NOT NULL,
    subjects               TEXT NOT NULL,
    title                  TEXT NOT NULL,
    action_kind            TEXT NOT NULL,
    action_summary         TEXT NOT NULL,
    action_parameters      TEXT NOT NULL,
    monthly_savings        INTEGER NOT NULL,
    monthly_retail_savings INTEGER NOT NULL,
    currency               TEXT NOT NULL,
    evidence               TEXT NOT NULL,
    PRIMARY KEY (analysis_id, finding_id)
) STRICT;

CREATE TABLE silence (
    analysis_id INTEGER NOT NULL REFERENCES analysis (analysis_id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    analyzer_id TEXT NOT NULL,
    resource_id TEXT,
    reason      TEXT NOT NULL,
    detail      TEXT NOT NULL,
    PRIMARY KEY (analysis_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE recommendation (
    analysis_id    INTEGER NOT NULL,
    finding_id     TEXT NOT NULL,
    place          INTEGER NOT NULL,
    bill_savings   INTEGER NOT NULL,
    retail_savings INTEGER NOT NULL,
    currency       TEXT NOT NULL,
    replaces       TEXT NOT NULL,
    PRIMARY KEY (analysis_id, finding_id),
    FOREIGN KEY (analysis_id, finding_id) REFERENCES finding (analysis_id, finding_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The life of each recommendation, only ever appended to; the newest entry of a finding is its state.
CREATE TABLE ledger_entry (
    entry_id   INTEGER PRIMARY KEY,
    finding_id TEXT NOT NULL,
    state      TEXT NOT NULL,
    at         TEXT NOT NULL,
    who        TEXT NOT NULL,
    reason     TEXT NOT NULL,
    until      TEXT
) STRICT;

CREATE INDEX ledger_entry_by_finding ON ledger_entry (finding_id, entry_id);

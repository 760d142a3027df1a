-- What live pulls know: which periods are read and closed, pages of an unfinished reading, gaps, runs;
-- and what the providers' own tools say, beside our judgement and never in its sums.

CREATE TABLE pull_window (
    source TEXT NOT NULL,
    scope TEXT NOT NULL,
    dataset TEXT NOT NULL,
    period_start TEXT NOT NULL,
    period_end TEXT NOT NULL,
    read_at TEXT NOT NULL,
    -- 1: the provider changes nothing any more, so it is never asked again.
    closed INTEGER NOT NULL,
    PRIMARY KEY (source, scope, dataset, period_start, period_end)
) STRICT;

-- How far the samples of one subject are read.
CREATE TABLE pull_watermark (
    source TEXT NOT NULL,
    dataset TEXT NOT NULL,
    subject TEXT NOT NULL,
    read_until TEXT NOT NULL,
    PRIMARY KEY (source, dataset, subject)
) STRICT;

-- The pages of readings that are not finished: a resumed pull asks for the next one.
CREATE TABLE pull_page (
    source TEXT NOT NULL,
    task TEXT NOT NULL,
    page INTEGER NOT NULL,
    next_token TEXT,
    payload TEXT NOT NULL,
    read_at TEXT NOT NULL,
    PRIMARY KEY (source, task, page)
) STRICT;

-- Bill files that are already imported, by the version that the object store gives them.
CREATE TABLE pull_object (
    source TEXT NOT NULL,
    object TEXT NOT NULL,
    version TEXT NOT NULL,
    read_at TEXT NOT NULL,
    PRIMARY KEY (source, object)
) STRICT;

CREATE TABLE pull_gap (
    source TEXT NOT NULL,
    scope TEXT NOT NULL,
    dataset TEXT NOT NULL,
    noticed_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    advice TEXT NOT NULL,
    PRIMARY KEY (source, scope, dataset)
) STRICT;

-- When each part was last read, whatever its period.
CREATE TABLE pull_good (
    source TEXT NOT NULL,
    scope TEXT NOT NULL,
    dataset TEXT NOT NULL,
    read_at TEXT NOT NULL,
    PRIMARY KEY (source, scope, dataset)
) STRICT;

CREATE TABLE pull_run (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    tasks INTEGER NOT NULL,
    cached INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    charged_requests INTEGER NOT NULL,
    charge INTEGER NOT NULL,
    currency TEXT NOT NULL
) STRICT;

CREATE TABLE provider_recommendation (
    source TEXT NOT NULL,
    scope TEXT NOT NULL,
    provider TEXT NOT NULL,
    tool TEXT NOT NULL,
    recommendation_id TEXT NOT NULL,
    action TEXT NOT NULL,
    sub_account_id TEXT NOT NULL,
    region TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    current_value TEXT NOT NULL,
    proposed_value TEXT NOT NULL,
    monthly_savings INTEGER,
    currency TEXT,
    details TEXT NOT NULL,
    PRIMARY KEY (source, scope, tool, recommendation_id)
) STRICT;

CREATE TABLE provider_budget (
    source TEXT NOT NULL,
    provider TEXT NOT NULL,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    grain TEXT NOT NULL,
    budget_limit INTEGER NOT NULL,
    actual INTEGER,
    forecast INTEGER,
    currency TEXT NOT NULL,
    PRIMARY KEY (source, scope, name)
) STRICT;

CREATE TABLE provider_anomaly (
    source TEXT NOT NULL,
    provider TEXT NOT NULL,
    scope TEXT NOT NULL,
    anomaly_id TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    impact INTEGER NOT NULL,
    currency TEXT NOT NULL,
    causes TEXT NOT NULL,
    PRIMARY KEY (source, scope, anomaly_id)
) STRICT;

CREATE TABLE provider_forecast (
    source TEXT NOT NULL,
    provider TEXT NOT NULL,
    scope TEXT NOT NULL,
    start_day TEXT NOT NULL,
    end_day TEXT NOT NULL,
    mean INTEGER NOT NULL,
    low INTEGER,
    high INTEGER,
    currency TEXT NOT NULL,
    PRIMARY KEY (source, scope, start_day, end_day)
) STRICT;

CREATE TABLE provider_commitment_use (
    source TEXT NOT NULL,
    provider TEXT NOT NULL,
    scope TEXT NOT NULL,
    kind TEXT NOT NULL,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    day TEXT NOT NULL,
    numerator TEXT NOT NULL,
    denominator TEXT NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY (source, scope, kind, measure, subject, day)
) STRICT;

-- Sums of the providers' cost APIs, exact as text; for comparison with the bill files, never added to them.
CREATE TABLE provider_cost (
    source TEXT NOT NULL,
    provider TEXT NOT NULL,
    scope TEXT NOT NULL,
    start_day TEXT NOT NULL,
    end_day TEXT NOT NULL,
    cut TEXT NOT NULL,
    first_value TEXT NOT NULL,
    second_value TEXT NOT NULL,
    metric TEXT NOT NULL,
    amount TEXT NOT NULL,
    currency TEXT NOT NULL,
    estimated INTEGER NOT NULL,
    PRIMARY KEY (source, scope, start_day, end_day, cut, first_value, second_value, metric, currency)
) STRICT;

CREATE TABLE provider_commitment (
    source TEXT NOT NULL,
    part TEXT NOT NULL,
    provider TEXT NOT NULL,
    commitment_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    region TEXT NOT NULL,
    item TEXT NOT NULL,
    payment_option TEXT NOT NULL,
    term_months INTEGER NOT NULL,
    quantity TEXT NOT NULL,
    hourly_cost INTEGER,
    currency TEXT,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    state TEXT NOT NULL,
    attributes TEXT NOT NULL,
    PRIMARY KEY (source, part, commitment_id)
) STRICT;

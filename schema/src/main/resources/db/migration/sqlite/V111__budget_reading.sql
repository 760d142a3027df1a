-- Budgets with the day on which they were read. They are read anew with each day's first pull: nothing is carried over.
DROP TABLE provider_budget;

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
    read_on TEXT NOT NULL,
    PRIMARY KEY (source, scope, name)
) STRICT;

CREATE TABLE utilization_resource (
    resource_key INTEGER PRIMARY KEY,
    resource_id  TEXT NOT NULL UNIQUE
) STRICT;

-- One day (since 1970, UTC) of samples of one granularity, packed without loss; checksum is CRC-32 of the content.
CREATE TABLE utilization_day (
    resource_key     INTEGER NOT NULL REFERENCES utilization_resource (resource_key),
    metric           TEXT NOT NULL,
    interval_seconds INTEGER NOT NULL,
    day              INTEGER NOT NULL,
    samples          INTEGER NOT NULL,
    checksum         INTEGER NOT NULL,
    content          BLOB NOT NULL,
    PRIMARY KEY (resource_key, metric, interval_seconds, day)
) STRICT;

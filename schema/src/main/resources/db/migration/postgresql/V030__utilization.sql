CREATE TABLE utilization_resource (
    resource_key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    resource_id  TEXT COLLATE "C" NOT NULL UNIQUE
);

-- One day (since 1970, UTC) of samples of one granularity, packed without loss; checksum is CRC-32 of the content.
CREATE TABLE utilization_day (
    resource_key     BIGINT NOT NULL REFERENCES utilization_resource (resource_key),
    metric           TEXT COLLATE "C" NOT NULL,
    interval_seconds INTEGER NOT NULL,
    day              INTEGER NOT NULL,
    samples          INTEGER NOT NULL,
    checksum         BIGINT NOT NULL,
    content          BYTEA NOT NULL,
    PRIMARY KEY (resource_key, metric, interval_seconds, day)
);

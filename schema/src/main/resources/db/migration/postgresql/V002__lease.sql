-- Who runs a job now. A holder that stopped renewing, or whose process is gone, is taken over.
CREATE TABLE job_lease (
    job_name      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    holder        TEXT NOT NULL,
    host          TEXT NOT NULL,
    process       BIGINT NOT NULL,
    process_start TEXT NOT NULL,
    renewed_at    TEXT NOT NULL
);

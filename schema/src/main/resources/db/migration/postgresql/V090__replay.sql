-- What the replay of earlier dates said as of an instant; the report shows the newest one up to its own.
CREATE TABLE replay (
    subject TEXT NOT NULL,
    as_of   TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (subject, as_of)
);

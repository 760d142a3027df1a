package costwright.jobs.store;

import costwright.jobs.utilization.DayKey;
import costwright.jobs.utilization.DaySamples;
import costwright.jobs.utilization.DaysOfSeries;
import costwright.jobs.utilization.PackedDay;
import costwright.jobs.utilization.SampleBuffer;
import costwright.schema.finding.Fingerprint;
import costwright.schema.resource.ResourceId;
import costwright.schema.time.Period;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.SampleConsumer;
import costwright.schema.utilization.Series;
import costwright.schema.utilization.UtilizationSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Samples of utilization: one packed row for each resource, metric, granularity and UTC day.
 *
 * <p>Storing the same samples again changes nothing; a later sample of the same interval replaces the earlier one.
 */
public final class UtilizationStore implements UtilizationSource {
    private final Store store;

    public UtilizationStore(Store store) {
        this.store = store;
    }

    /**
     * What an import did.
     *
     * @param samples how many came in
     * @param days how many packed days are new or changed
     * @param unchangedDays how many were there before with the same content
     */
    public record Imported(long samples, long days, long unchangedDays) {}

    /**
     * What the store holds.
     *
     * @param bytes of packed content
     * @param firstDay the first UTC day with a sample, as days since 1970; meaningless without samples
     * @param lastDay the last UTC day with a sample, as days since 1970; meaningless without samples
     */
    public record Contents(long resources, long samples, long bytes, int firstDay, int lastDay) {
        /** Zero without samples. */
        public double bytesPerSample() {
            return samples == 0 ? 0 : (double) bytes / samples;
        }
    }

    /** Stores all that {@code reading} delivers, in one transaction: when it throws, nothing has changed. */
    public Imported add(Consumer<SampleConsumer> reading) {
        return store.inTransaction(handle -> {
            try (Writer writer = new Writer(handle.getConnection())) {
                SampleBuffer buffer = new SampleBuffer(SampleBuffer.DEFAULT_CAPACITY, writer::write);
                reading.accept(buffer);
                buffer.flush();
                return new Imported(buffer.accepted(), writer.changed, writer.unchanged);
            }
        });
    }

    @Override
    public Optional<Series> series(ResourceId resource, Metric metric, Period period) {
        List<DaysOfSeries.Day> days = store.read(handle -> handle.createQuery("""
                        SELECT d.interval_seconds, d.day, d.content
                        FROM utilization_day d JOIN utilization_resource r ON r.resource_key = d.resource_key
                        WHERE r.resource_id = :resource AND d.metric = :metric AND d.day BETWEEN :first AND :last
                        ORDER BY d.interval_seconds, d.day
                        """)
                .bind("resource", resource)
                .bind("metric", metric.word())
                .bind("first", epochDay(period.start()))
                .bind("last", epochDay(period.end()))
                .map((row, context) -> new DaysOfSeries.Day(row.getInt(1), row.getInt(2), row.getBytes(3)))
                .list());
        return DaysOfSeries.join(resource, metric, period, days);
    }

    /** What the store holds in all. */
    public Contents contents() {
        return store.read(handle -> handle.createQuery("""
                        SELECT count(DISTINCT resource_key), coalesce(sum(samples), 0),
                            coalesce(sum(length(content)), 0), coalesce(min(day), 0), coalesce(max(day), 0)
                        FROM utilization_day
                        """)
                .map((row, context) ->
                        new Contents(row.getLong(1), row.getLong(2), row.getLong(3), row.getInt(4), row.getInt(5)))
                .one());
    }

    /** Names the samples of the days that {@code period} touches: the same text means the same samples. */
    public String fingerprint(Period period) {
        return store.read(handle -> {
            RollingFingerprint fingerprint = new RollingFingerprint();
            handle.createQuery("""
                            SELECT r.resource_id, d.metric, d.interval_seconds, d.day, d.samples, d.checksum
                            FROM utilization_day d JOIN utilization_resource r ON r.resource_key = d.resource_key
                            WHERE d.day BETWEEN :first AND :last
                            ORDER BY r.resource_id, d.metric, d.interval_seconds, d.day
                            """)
                    .bind("first", epochDay(period.start()))
                    .bind("last", epochDay(period.end()))
                    .map((row, context) -> String.join(
                            "|",
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6)))
                    .forEach(fingerprint::add);
            return fingerprint.value();
        });
    }

    /** Hashes lines in chunks: a fleet has millions of days, which need not be in memory at once. */
    private static final class RollingFingerprint {
        private static final int CHUNK = 1 << 20;

        private final StringBuilder chunk = new StringBuilder();
        private String before = "";

        void add(String line) {
            chunk.append(line).append('\n');
            if (chunk.length() >= CHUNK) {
                before = value();
                chunk.setLength(0);
            }
        }

        String value() {
            return Fingerprint.of(before, chunk.toString());
        }
    }

    private static int epochDay(Instant instant) {
        return Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), DayKey.SECONDS_PER_DAY));
    }

    /** Plain JDBC, because a fleet has hundreds of thousands of days. */
    private static final class Writer implements AutoCloseable {
        private final PreparedStatement findResource;
        private final PreparedStatement insertResource;
        private final PreparedStatement addDay;
        private final PreparedStatement findDay;
        private final PreparedStatement putDay;
        private final PackedDay.Packer packer = new PackedDay.Packer();
        private final Map<ResourceId, Long> keys = new HashMap<>();
        private long changed;
        private long unchanged;

        Writer(Connection connection) throws SQLException {
            findResource =
                    connection.prepareStatement("SELECT resource_key FROM utilization_resource WHERE resource_id = ?");
            insertResource = connection.prepareStatement("INSERT INTO utilization_resource (resource_id) VALUES (?)");
            findDay = connection.prepareStatement("""
                    SELECT content FROM utilization_day
                    WHERE resource_key = ? AND metric = ? AND interval_seconds = ? AND day = ?
                    """);
            addDay = connection.prepareStatement("""
                    INSERT INTO utilization_day (resource_key, metric, interval_seconds, day, samples, checksum, content)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (resource_key, metric, interval_seconds, day) DO NOTHING
                    """);
            putDay = connection.prepareStatement("""
                    INSERT INTO utilization_day (resource_key, metric, interval_seconds, day, samples, checksum, content)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (resource_key, metric, interval_seconds, day) DO UPDATE
                        SET samples = excluded.samples, checksum = excluded.checksum, content = excluded.content
                    """);
        }

        void write(DayKey key, DaySamples day) {
            try {
                long resource = keyOf(key.resource());
                byte[] content = packer.pack(day, key.intervalSeconds());
                // Most days are new: then one statement does.
                if (put(addDay, resource, key, day.size(), content) || replace(resource, key, day, content)) {
                    changed++;
                } else {
                    unchanged++;
                }
            } catch (SQLException e) {
                throw new StoredSamplesFailure(e);
            }
        }

        /** Puts {@code day} into the stored day; false when that changes nothing. */
        private boolean replace(long resource, DayKey key, DaySamples day, byte[] packed) throws SQLException {
            byte[] earlier = find(resource, key);
            if (Arrays.equals(earlier, packed)) {
                return false;
            }
            DaySamples all = PackedDay.unpack(earlier, key.intervalSeconds()).with(day);
            byte[] content = packer.pack(all, key.intervalSeconds());
            return !Arrays.equals(earlier, content) && put(putDay, resource, key, all.size(), content);
        }

        private long keyOf(ResourceId resource) throws SQLException {
            Long known = keys.get(resource);
            if (known != null) {
                return known;
            }
            Optional<Long> stored = stored(resource);
            if (stored.isEmpty()) {
                insertResource.setString(1, resource.value());
                insertResource.executeUpdate();
                stored = stored(resource);
            }
            long key = stored.orElseThrow();
            keys.put(resource, key);
            return key;
        }

        private Optional<Long> stored(ResourceId resource) throws SQLException {
            findResource.setString(1, resource.value());
            try (ResultSet row = findResource.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }

        private byte[] find(long resource, DayKey key) throws SQLException {
            bindKey(findDay, resource, key);
            try (ResultSet row = findDay.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("The day %s was there a moment ago and is gone.".formatted(key));
                }
                return row.getBytes(1);
            }
        }

        /** Whether the statement wrote the day. */
        private static boolean put(PreparedStatement statement, long resource, DayKey key, int samples, byte[] content)
                throws SQLException {
            CRC32 checksum = new CRC32();
            checksum.update(content);
            bindKey(statement, resource, key);
            statement.setInt(5, samples);
            statement.setLong(6, checksum.getValue());
            statement.setBytes(7, content);
            return statement.executeUpdate() > 0;
        }

        private static void bindKey(PreparedStatement statement, long resource, DayKey key) throws SQLException {
            statement.setLong(1, resource);
            statement.setString(2, key.metric().word());
            statement.setInt(3, key.intervalSeconds());
            statement.setInt(4, key.epochDay());
        }

        @Override
        public void close() throws SQLException {
            try (findResource;
                    insertResource;
                    addDay;
                    findDay;
                    packer) {
                putDay.close();
            }
        }
    }

    /** Carries a database error out of a callback that may not throw it. */
    private static final class StoredSamplesFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoredSamplesFailure(SQLException cause) {
            super(cause);
        }
    }
}

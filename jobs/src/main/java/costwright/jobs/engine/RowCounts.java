package costwright.jobs.engine;

/**
 * Where the rows of the files went.
 *
 * @param read all rows
 * @param setAside rows that the dialect's rules keep out of sums, such as entries that cancel each other
 * @param rejected rows with an unreadable cost, date or currency
 */
public record RowCounts(long read, long setAside, long rejected) {
    public long rolledUp() {
        return read - setAside - rejected;
    }
}

package costwright.jobs.sample;

import java.io.IOException;

/** Stores the rows of one bill in some format. */
interface BillWriter extends AutoCloseable {
    /** Adds a row as it is now; the caller may change it afterwards. */
    void write(ChargeRow row) throws IOException;

    @Override
    void close() throws IOException;
}

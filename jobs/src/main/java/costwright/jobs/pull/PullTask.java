package costwright.jobs.pull;

/**
 * One dataset of one scope: the unit that succeeds, is skipped, or leaves a gap, without touching its neighbours.
 *
 * @param scope account and region, subscription, or server
 * @param dataset what is read, such as {@code inventory}
 */
public record PullTask(String scope, String dataset, Work work) {
    /** What came of a task. */
    public enum Outcome {
        READ,
        /** Nothing was asked, because all of it is closed or fresh in the store. */
        CACHED
    }

    /** Reads and stores the dataset. */
    @FunctionalInterface
    public interface Work {
        /**
         * @throws CallFailure if the source did not answer
         * @throws costwright.schema.CostwrightException if what it answered cannot be taken
         */
        Outcome pull();
    }

    public static PullTask of(String scope, String dataset, Work work) {
        return new PullTask(scope, dataset, work);
    }
}

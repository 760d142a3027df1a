package costwright.jobs;

/**
 * The plain work of the steps of {@code weekly}. Each can be cut off at any point and done again from its start with the
 * same end, and takes its own transactions.
 */
public interface WeeklySteps {
    /** Brings the data of all sources into the store. */
    StepReport importSources();

    /** Proves that what was imported adds up. */
    StepReport reconcile();

    /** Runs the catalogue and keeps what it says. */
    StepReport analyze();

    /** Scores our advice on earlier dates. */
    StepReport replay();

    /** Renders the report of the week. */
    StepReport publish();
}

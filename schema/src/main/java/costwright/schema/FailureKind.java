package costwright.schema;

/** Why a command could not do what was asked, and the exit code that scripts and CronJobs see. */
public enum FailureKind {
    /** The settings or arguments are wrong: the caller must change them. */
    SETTINGS(64),
    /** A file or the data in it is wrong: it was refused and the live data kept. */
    INPUT(65),
    /** An invariant of ours is broken: please report it. */
    DEFECT(70),
    /** A cloud, a database or another source did not answer after retries: try again later. */
    SOURCE(75);

    private final int exitCode;

    FailureKind(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}

package costwright.jobs;

/** Is told where a running job is, for progress on a terminal. */
public interface StepWatch {
    StepWatch NONE = new StepWatch() {};

    /** The step begins. */
    default void started(String step) {}

    /** The work of the step is done, and the job repository is about to note it. */
    default void finished(String step) {}
}

package costwright.jobs;

import java.util.List;

/**
 * What a step did.
 *
 * @param read how many things it looked at: rows, sums, resources, pages
 * @param written how many it changed or made
 * @param gaps what is stale or incomplete, one sentence each; a job with gaps ends with exit code 3
 * @param result what a person wants to see at the end, such as the path of the report; empty where there is nothing
 */
public record StepReport(long read, long written, List<String> gaps, String result) {
    public StepReport {
        gaps = List.copyOf(gaps);
    }

    public static StepReport of(long read, long written) {
        return new StepReport(read, written, List.of(), "");
    }

    public StepReport withResult(String shown) {
        return new StepReport(read, written, gaps, shown);
    }

    public StepReport withGaps(List<String> missing) {
        return new StepReport(read, written, missing, result);
    }
}

package costwright.jobs;

import java.util.List;

/**
 * How a run ended; a run that failed throws instead.
 *
 * @param execution the number for {@code costwright jobs show}
 * @param doneBefore whether the same run was complete already, so that nothing was done now
 * @param gaps what is stale or incomplete
 * @param result what the last step made: the path of the report
 */
public record JobOutcome(long execution, boolean doneBefore, List<String> gaps, String result) {
    public JobOutcome {
        gaps = List.copyOf(gaps);
    }
}

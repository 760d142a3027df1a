package costwright.jobs.pull.live;

import costwright.schema.pull.Gap;
import costwright.schema.pull.SourceRun;
import java.util.List;

/**
 * What a pull did.
 *
 * @param runs one for each source, in the order of the settings
 * @param gaps what could not be read, in order of source, scope and dataset
 */
public record PullReport(List<SourceRun> runs, List<Gap> gaps) {
    public PullReport {
        runs = List.copyOf(runs);
        gaps = List.copyOf(gaps);
    }

    /** Whether nothing at all could be read although something was asked. */
    public boolean isFruitless() {
        return !runs.isEmpty() && runs.stream().allMatch(run -> run.tasks() > 0 && run.failed() == run.tasks());
    }
}

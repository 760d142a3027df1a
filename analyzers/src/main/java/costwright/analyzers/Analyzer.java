package costwright.analyzers;

import java.util.List;

/**
 * One check. Stateless: the same dataset and thresholds always give equal outcomes, in whatever order the data came.
 *
 * <p>Lack of data is no error: it is a {@link Outcome.Silent}.
 */
public interface Analyzer {
    Descriptor descriptor();

    /** One outcome for each subject that was looked at. */
    List<Outcome> analyze(Dataset dataset, Thresholds thresholds);
}

package costwright.jobs.engine;

import java.util.List;
import java.util.function.Consumer;

/** The result of one reading, kept by the engine until it is closed. */
public interface Rollup {
    RowCounts counts();

    /** In order of reason. */
    List<SetAsideRow> setAside();

    /** Breaches of FOCUS, in order of rule. */
    List<Breach> conformance();

    /** Files that tell the same charges; none where files were not told apart. In order of slice and file. */
    List<Overlap> overlaps();

    /** In order of billing account and period. */
    List<StatedRow> stated();

    /** In order of billing account and period. */
    List<SliceRow> slices();

    /** In order of billing account and period. */
    List<TotalRow> totals();

    /** In no particular order. */
    void forEachLine(Consumer<LineRow> consumer);

    /** In order of billing account, period, day and line. */
    void forEachDay(Consumer<DayRow> consumer);
}

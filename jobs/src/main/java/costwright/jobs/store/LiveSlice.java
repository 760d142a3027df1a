package costwright.jobs.store;

import costwright.jobs.engine.SliceKey;
import java.time.LocalDate;

/** A slice as it stands in the store. */
public record LiveSlice(
        long id,
        SliceKey key,
        String currency,
        LocalDate firstDay,
        LocalDate lastDay,
        long days,
        long charges,
        String dataset,
        String datasetVersion,
        String costView) {}

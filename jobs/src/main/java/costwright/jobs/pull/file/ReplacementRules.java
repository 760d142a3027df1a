package costwright.jobs.pull.file;

import costwright.jobs.engine.SliceKey;
import costwright.jobs.engine.SliceRow;
import costwright.jobs.store.Delivery;
import costwright.jobs.store.LiveSlice;
import costwright.schema.CostwrightException;
import costwright.schema.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a delivery may not replace without force: slices that cover more, or that another kind of bill told. */
final class ReplacementRules {
    private ReplacementRules() {}

    /** @throws CostwrightException INPUT listing the slices that refuse to be replaced */
    static void check(Delivery delivery, List<SliceRow> slices, List<LiveSlice> live) {
        Map<SliceKey, LiveSlice> byKey = live.stream().collect(Collectors.toMap(LiveSlice::key, Function.identity()));
        List<Problem> problems = new ArrayList<>();
        for (SliceRow slice : slices) {
            LiveSlice old = byKey.get(slice.key());
            if (old != null) {
                objection(delivery, slice, old)
                        .ifPresent(
                                advice -> problems.add(new Problem(slice.key().toString(), null, null, null, advice)));
            }
        }
        if (!problems.isEmpty()) {
            throw CostwrightException.input(
                    "Cannot import %s: it would replace what is there by less. Nothing was imported; --force does it all the same."
                            .formatted(String.join(", ", delivery.files())),
                    problems);
        }
    }

    private static Optional<String> objection(Delivery delivery, SliceRow slice, LiveSlice old) {
        if (!old.dataset().equals(delivery.dataset())) {
            return Optional.of("it is live from %s, and this is %s: the two would tell the same charges"
                    .formatted(old.dataset(), delivery.dataset()));
        }
        if (!old.costView().equals(delivery.costView()) && !delivery.costView().equals("both")) {
            return Optional.of(
                    "it is live from the %s view, and this has only the %s view; give the actual and the amortized files together"
                            .formatted(old.costView(), delivery.costView()));
        }
        if (slice.days() < old.days()
                || slice.firstDay().isAfter(old.firstDay())
                || slice.lastDay().isBefore(old.lastDay())) {
            return Optional.of("the live slice has charges on %d days from %s to %s, this on %d days from %s to %s"
                    .formatted(
                            old.days(),
                            old.firstDay(),
                            old.lastDay(),
                            slice.days(),
                            slice.firstDay(),
                            slice.lastDay()));
        }
        return Optional.empty();
    }
}

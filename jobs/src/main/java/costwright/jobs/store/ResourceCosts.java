package costwright.jobs.store;

import costwright.schema.money.Money;
import costwright.schema.resource.ResourceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What single resources have cost of late; sums of stored days, so exact to a millionth per day and line. */
public final class ResourceCosts {
    private final Store store;

    public ResourceCosts(Store store) {
        this.store = store;
    }

    /**
     * @param start the first UTC day
     * @param end the day after the last
     */
    public record Days(LocalDate start, LocalDate end) {}

    /** EffectiveCost by resource over some days. */
    public static final class Window {
        private final @Nullable Days days;
        private final Map<ResourceId, List<Money>> effective;

        private Window(@Nullable Days days, Map<ResourceId, List<Money>> effective) {
            this.days = days;
            this.effective = effective;
        }

        /** Empty when the store has no bill from before the as-of instant. */
        public Optional<Days> days() {
            return Optional.ofNullable(days);
        }

        /** One sum for each currency in order of its code; empty when no bill names the resource. */
        public List<Money> effective(ResourceId resource) {
            return effective.getOrDefault(resource, List.of());
        }
    }

    /** The sums over the {@code number} days that end with the last billed day before {@code asOf}. */
    public Window last(int number, Instant asOf) {
        long today = LocalDate.ofInstant(asOf, ZoneOffset.UTC).toEpochDay();
        return store.read(handle -> {
            Optional<Long> last = handle.createQuery("""
                            SELECT max(d.day) FROM billing_slice s JOIN billing_daily d ON d.slice_id = s.slice_id
                            WHERE s.state = 'live' AND d.day < :today
                            """)
                    .bind("today", today)
                    .mapTo(Long.class)
                    .findOne();
            if (last.isEmpty()) {
                return new Window(null, Map.of());
            }
            Days days = new Days(LocalDate.ofEpochDay(last.get() + 1 - number), LocalDate.ofEpochDay(last.get() + 1));
            return new Window(days, sums(handle, days));
        });
    }

    private Map<ResourceId, List<Money>> sums(Handle handle, Days days) {
        Map<ResourceId, List<Money>> sums = new TreeMap<>();
        handle.createQuery("""
                        SELECT l.resource, s.currency, sum(d.effective) AS effective
                        FROM billing_slice s
                        JOIN billing_daily d ON d.slice_id = s.slice_id
                        JOIN billing_line l ON l.slice_id = d.slice_id AND l.line = d.line
                        WHERE s.state = 'live' AND d.day >= :start AND d.day < :end AND l.resource <> ''
                        GROUP BY l.resource, s.currency ORDER BY l.resource, s.currency
                        """)
                .bind("start", days.start().toEpochDay())
                .bind("end", days.end().toEpochDay())
                .map((row, context) -> Map.entry(
                        new ResourceId(row.getString("resource")),
                        store.dialect()
                                .requireMoney(row, "effective", Currency.getInstance(row.getString("currency")))))
                .forEach(sum -> sums.computeIfAbsent(sum.getKey(), key -> new ArrayList<>())
                        .add(sum.getValue()));
        return sums;
    }
}

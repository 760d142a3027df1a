package costwright.scheduler.cli;

import costwright.jobs.store.Analysis;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.FindingStore;
import costwright.jobs.store.InventorySource;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.JobHistory;
import costwright.jobs.store.JobRun;
import costwright.jobs.store.LiveSlice;
import costwright.jobs.store.PriceStore;
import costwright.jobs.store.PullStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.UtilizationStore;
import costwright.scheduler.cli.Doctor.Diagnosis;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How old the data of a store is, as seen at one instant. */
final class Freshness {
    /** Providers complete the bill of a day within two days; a day more is late. */
    private static final int BILL_DAYS = 3;

    private static final int UTILIZATION_DAYS = 2;
    /** What is taken every week may be a day late. */
    private static final int WEEKLY_DAYS = 8;

    private final Store store;
    private final Instant asOf;
    private final LocalDate today;

    Freshness(Store store, Instant asOf) {
        this.store = store;
        this.asOf = asOf;
        this.today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
    }

    List<Diagnosis> diagnoses() {
        List<Diagnosis> all = new ArrayList<>();
        all.add(bills());
        all.addAll(inventories());
        all.add(utilization());
        all.add(
                new PriceStore(store).rows().isEmpty()
                        ? Diagnosis.stale(
                                "prices",
                                "the store has none of its own",
                                "costwright import prices FILE, or pull a cloud; bundled list prices are used until then")
                        : Diagnosis.ok("prices", "in the store"));
        all.add(analysis());
        lastRun().ifPresent(all::add);
        new PullStore(store)
                .gaps()
                .forEach(gap -> all.add(Diagnosis.stale("gap of " + gap.source(), gap.sentence(), gap.advice())));
        return all;
    }

    private Diagnosis bills() {
        Optional<LocalDate> last = new BillingStore(store)
                .slices().stream().map(LiveSlice::lastDay).max(Comparator.naturalOrder());
        if (last.isEmpty()) {
            return Diagnosis.stale("bills", "the store has none", "costwright import billing FILE, or costwright pull");
        }
        return aged("bills", last.get(), BILL_DAYS, "bring in the newest export");
    }

    private List<Diagnosis> inventories() {
        List<InventorySource> sources = new InventoryStore(store).sources();
        if (sources.isEmpty()) {
            return List.of(Diagnosis.stale(
                    "inventory", "the store has none", "costwright import inventory FILE, or costwright pull"));
        }
        return sources.stream()
                .map(source -> aged(
                        "inventory " + source.source(),
                        LocalDate.ofInstant(source.takenAt(), ZoneOffset.UTC),
                        WEEKLY_DAYS,
                        "take it anew"))
                .toList();
    }

    private Diagnosis utilization() {
        UtilizationStore.Contents contents = new UtilizationStore(store).contents();
        return contents.samples() == 0
                ? Diagnosis.stale(
                        "utilization", "the store has none", "costwright import utilization FILE, or costwright pull")
                : aged(
                        "utilization",
                        LocalDate.ofEpochDay(contents.lastDay()),
                        UTILIZATION_DAYS,
                        "bring in the newest samples");
    }

    private Diagnosis analysis() {
        Optional<Analysis.Kept> latest = new FindingStore(store).latest();
        return latest.isEmpty()
                ? Diagnosis.stale("analysis", "nothing has been analyzed yet", "costwright run weekly")
                : aged(
                        "analysis",
                        LocalDate.ofInstant(latest.get().analysis().asOf(), ZoneOffset.UTC),
                        WEEKLY_DAYS,
                        "costwright run weekly");
    }

    private Optional<Diagnosis> lastRun() {
        Optional<JobRun> last = new JobHistory(store).runs(1).stream().findFirst();
        return last.map(run -> run.completed()
                ? Diagnosis.ok("last run", "run %d of %s completed".formatted(run.id(), run.job()))
                : Diagnosis.stale(
                        "last run",
                        "run %d of %s is %s %s".formatted(run.id(), run.job(), run.status(), run.failure()),
                        "costwright run %s --restart".formatted(run.job())));
    }

    private Diagnosis aged(String check, LocalDate last, int days, String mend) {
        long age = Duration.between(last.atStartOfDay(), today.atStartOfDay()).toDays();
        String detail = "of %s, %d day%s before %s".formatted(last, age, age == 1 ? "" : "s", asOf);
        return age > days ? Diagnosis.stale(check, detail, mend) : Diagnosis.ok(check, detail);
    }
}

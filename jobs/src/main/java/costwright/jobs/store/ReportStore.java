package costwright.jobs.store;

import costwright.schema.money.Money;
import costwright.schema.time.BillingPeriod;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sums over bills that the weekly report shows, of live slices only and made by the database; accounts and months
 * without a bill are those of the provider's cost API, as {@link CostSums} says.
 */
public final class ReportStore {
    /** Stands for the delivery of sums that no file brought. */
    private static final long NO_DELIVERY = 0;

    private final Store store;
    private final Dialect dialect;

    public ReportStore(Store store) {
        this.store = store;
        this.dialect = store.dialect();
    }

    /** Costs of one service of one billing account on one UTC day. */
    public record DaySpend(
            LocalDate day, String billingAccount, String provider, String service, Money billed, Money effective) {}

    /** The days from {@code first} to before {@code end}, in order of day, account, provider and service. */
    public List<DaySpend> dailySpend(LocalDate first, LocalDate end) {
        List<DaySpend> days = new ArrayList<>(billedDays(first, end));
        for (CostSums.Sum sum : countable()) {
            if (sum.isDay() && !sum.start().isBefore(first) && sum.start().isBefore(end)) {
                days.add(new DaySpend(
                        sum.start(),
                        sum.billingAccount(),
                        sum.providerName(),
                        sum.service(),
                        sum.billed(),
                        sum.effective()));
            }
        }
        days.sort(Comparator.comparing(DaySpend::day)
                .thenComparing(DaySpend::billingAccount)
                .thenComparing(day -> day.billed().currency().getCurrencyCode())
                .thenComparing(DaySpend::provider)
                .thenComparing(DaySpend::service));
        return days;
    }

    private List<CostSums.Sum> countable() {
        return store.read(handle -> new CostSums(handle).countable());
    }

    /** Where bills and cost APIs speak of the same account and month: what each says. */
    public List<CostSums.Comparison> comparisons() {
        return store.read(handle -> new CostSums(handle).comparisons());
    }

    private List<DaySpend> billedDays(LocalDate first, LocalDate end) {
        return store.read(handle -> handle.createQuery("""
                        SELECT d.day, s.billing_account, s.currency, l.provider, l.service,
                            sum(d.billed) AS billed, sum(d.effective) AS effective
                        FROM billing_slice s
                        JOIN billing_daily d ON d.slice_id = s.slice_id
                        JOIN billing_line l ON l.slice_id = d.slice_id AND l.line = d.line
                        WHERE s.state = 'live' AND d.day >= :first AND d.day < :end
                        GROUP BY d.day, s.billing_account, s.currency, l.provider, l.service
                        ORDER BY d.day, s.billing_account, s.currency, l.provider, l.service""")
                .bind("first", first.toEpochDay())
                .bind("end", end.toEpochDay())
                .map((row, context) -> {
                    Currency currency = currency(row);
                    return new DaySpend(
                            LocalDate.ofEpochDay(row.getLong("day")),
                            row.getString("billing_account"),
                            row.getString("provider"),
                            row.getString("service"),
                            dialect.requireMoney(row, "billed", currency),
                            dialect.requireMoney(row, "effective", currency));
                })
                .list());
    }

    /** EffectiveCost of one resource in one service. */
    public record ResourceSpend(String service, String resource, Money effective) {}

    /** What bears a resource's name, over the days from {@code first} to before {@code end}. */
    public List<ResourceSpend> resourceSpend(LocalDate first, LocalDate end) {
        return store.read(handle -> handle.createQuery("""
                        SELECT s.currency, l.service, l.resource, sum(d.effective) AS effective
                        FROM billing_slice s
                        JOIN billing_daily d ON d.slice_id = s.slice_id
                        JOIN billing_line l ON l.slice_id = d.slice_id AND l.line = d.line
                        WHERE s.state = 'live' AND d.day >= :first AND d.day < :end AND l.resource <> ''
                        GROUP BY s.currency, l.service, l.resource
                        ORDER BY s.currency, l.service, l.resource""")
                .bind("first", first.toEpochDay())
                .bind("end", end.toEpochDay())
                .map((row, context) -> new ResourceSpend(
                        row.getString("service"),
                        row.getString("resource"),
                        dialect.requireMoney(row, "effective", currency(row))))
                .list());
    }

    /**
     * Exact sums of a part of one billing period.
     *
     * @param contracted null where the bill does not state it
     * @param list null where the bill does not state it
     */
    public record PeriodSpend(
            BillingPeriod period,
            Money billed,
            Money effective,
            @Nullable Money contracted,
            @Nullable Money list) {}

    /** The parts of all billing periods, to be summed, in order of period and currency. */
    public List<PeriodSpend> periods() {
        List<PeriodSpend> periods = new ArrayList<>(billedPeriods());
        countable()
                .forEach(sum -> periods.add(new PeriodSpend(sum.period(), sum.billed(), sum.effective(), null, null)));
        periods.sort(Comparator.comparing(PeriodSpend::period)
                .thenComparing(period -> period.billed().currency().getCurrencyCode()));
        return periods;
    }

    private List<PeriodSpend> billedPeriods() {
        return store.read(handle -> handle.createQuery("""
                        SELECT s.billing_period, s.currency, t.billed, t.effective, t.contracted, t.list
                        FROM billing_slice s JOIN billing_total t ON t.slice_id = s.slice_id
                        WHERE s.state = 'live'
                        ORDER BY s.billing_period, s.currency, s.billing_account, t.provider, t.sub_account, t.service,
                            t.region, t.category""")
                .map((row, context) -> {
                    Currency currency = currency(row);
                    return new PeriodSpend(
                            BillingPeriod.parse(row.getString("billing_period")),
                            Money.of(new BigDecimal(row.getString("billed")), currency),
                            Money.of(new BigDecimal(row.getString("effective")), currency),
                            exact(row, "contracted", currency),
                            exact(row, "list", currency));
                })
                .list());
    }

    /**
     * A live slice, or a month that a cost API states, and where it came from.
     *
     * @param delivery 0 where there was none
     * @param files the paths, one in a line; the name of the source where there are none
     * @param charges rows of the bill, or sums of the API
     * @param setAside rows of the whole delivery that were not taken
     */
    public record SliceOrigin(
            long delivery,
            String files,
            String dataset,
            String version,
            String billingAccount,
            String provider,
            String currency,
            LocalDate firstDay,
            LocalDate lastDay,
            long charges,
            long setAside) {}

    /** Slices in order of billing account and period, and then what cost APIs state in their place, by month. */
    public List<SliceOrigin> origins() {
        List<SliceOrigin> origins = new ArrayList<>(slices());
        Map<String, List<CostSums.Sum>> months = new TreeMap<>();
        countable()
                .forEach(sum -> months.computeIfAbsent(
                                String.join(
                                        "\n",
                                        sum.billingAccount(),
                                        sum.period().toString(),
                                        sum.source(),
                                        sum.billed().currency().getCurrencyCode()),
                                key -> new ArrayList<>())
                        .add(sum));
        months.values().forEach(sums -> origins.add(stated(sums)));
        return origins;
    }

    private static SliceOrigin stated(List<CostSums.Sum> sums) {
        CostSums.Sum one = sums.get(0);
        return new SliceOrigin(
                NO_DELIVERY,
                one.source(),
                one.origin(),
                "",
                one.billingAccount(),
                one.providerName(),
                one.billed().currency().getCurrencyCode(),
                sums.stream().map(CostSums.Sum::start).min(LocalDate::compareTo).orElseThrow(),
                sums.stream()
                        .map(sum -> sum.end().minusDays(1))
                        .max(LocalDate::compareTo)
                        .orElseThrow(),
                sums.size(),
                0);
    }

    private List<SliceOrigin> slices() {
        return store.read(handle -> handle.createQuery("""
                        SELECT d.delivery_id, d.files, d.dataset, d.dataset_version, d.rows_set_aside,
                            s.billing_account, s.currency, s.first_day, s.last_day, s.charges,
                            (SELECT min(l.provider) FROM billing_line l WHERE l.slice_id = s.slice_id) AS provider
                        FROM billing_slice s JOIN billing_delivery d ON d.delivery_id = s.delivery_id
                        WHERE s.state = 'live'
                        ORDER BY s.billing_account, s.billing_period""")
                .map((row, context) -> new SliceOrigin(
                        row.getLong("delivery_id"),
                        row.getString("files"),
                        row.getString("dataset"),
                        row.getString("dataset_version"),
                        row.getString("billing_account"),
                        Optional.ofNullable(row.getString("provider")).orElse(""),
                        row.getString("currency"),
                        LocalDate.ofEpochDay(row.getLong("first_day")),
                        LocalDate.ofEpochDay(row.getLong("last_day")),
                        row.getLong("charges"),
                        row.getLong("rows_set_aside")))
                .list());
    }

    /** The EffectiveCost of one service of one account before and after a slice was replaced. */
    public record RestatedPart(long slice, String billingAccount, BillingPeriod period, Money before, Money after) {}

    /** The newest replacement first. */
    public List<RestatedPart> restatements() {
        return store.read(handle -> handle.createQuery("""
                        SELECT r.slice_id, s.billing_account, s.billing_period, r.currency, r.old_effective, r.new_effective
                        FROM billing_restatement r JOIN billing_slice s ON s.slice_id = r.slice_id
                        ORDER BY r.slice_id DESC, r.sub_account, r.service""")
                .map((row, context) -> {
                    Currency currency = currency(row);
                    return new RestatedPart(
                            row.getLong("slice_id"),
                            row.getString("billing_account"),
                            BillingPeriod.parse(row.getString("billing_period")),
                            Money.of(new BigDecimal(row.getString("old_effective")), currency),
                            Money.of(new BigDecimal(row.getString("new_effective")), currency));
                })
                .list());
    }

    /** How many charges break a rule of FOCUS, with one of them. */
    public record BrokenRule(String rule, long charges, String sample) {}

    /** Of the deliveries that brought a live slice, in order of rule. */
    public List<BrokenRule> brokenRules() {
        return store.read(handle -> handle.createQuery("""
                        SELECT c.rule, sum(c.charges) AS charges, min(c.sample) AS sample
                        FROM billing_conformance c
                        WHERE EXISTS (SELECT 1 FROM billing_slice s
                                      WHERE s.delivery_id = c.delivery_id AND s.state = 'live')
                        GROUP BY c.rule ORDER BY c.rule""")
                .map((row, context) ->
                        new BrokenRule(row.getString("rule"), row.getLong("charges"), row.getString("sample")))
                .list());
    }

    private static Currency currency(ResultSet row) throws SQLException {
        return Currency.getInstance(row.getString("currency"));
    }

    private static @Nullable Money exact(ResultSet row, String column, Currency currency) throws SQLException {
        String amount = row.getString(column);
        return amount == null ? null : Money.of(new BigDecimal(amount), currency);
    }
}

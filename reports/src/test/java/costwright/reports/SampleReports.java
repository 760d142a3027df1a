package costwright.reports;

import costwright.reports.page.Commitments;
import costwright.reports.page.CurrencyReport;
import costwright.reports.page.DataQuality;
import costwright.reports.page.Frontier;
import costwright.reports.page.Method;
import costwright.reports.page.Outlook;
import costwright.reports.page.RealizedSavings;
import costwright.reports.page.RecommendationEntry;
import costwright.reports.page.SavingsPlan;
import costwright.reports.page.Spend;
import costwright.reports.page.TrackRecord;
import costwright.reports.page.WeeklyReport;
import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.RecommendationState;
import costwright.schema.finding.Savings;
import costwright.schema.finding.Silence;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderAnomaly;
import costwright.schema.provider.ProviderBudget;
import costwright.schema.provider.ProviderForecast;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.Provider;
import costwright.schema.time.BillingPeriod;
import costwright.schema.time.IsoWeek;
import costwright.schema.time.Lookback;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Made-up reports of every shape for the tests of this module. */
public final class SampleReports {
    public static final Instant AS_OF = Instant.parse("2026-11-02T06:00:00Z");
    public static final IsoWeek WEEK = IsoWeek.parse("2026-W44");

    private static final List<String> SERVICES = List.of(
            "Amazon Elastic Compute Cloud",
            "Azure Virtual Machines",
            "Amazon Relational Database Service",
            "Amazon Simple Storage Service",
            "Azure SQL Database",
            "AWS Data Transfer",
            "Elastic Load Balancing",
            "All other services");
    private static final List<String> OWNERS = List.of("checkout", "search", "data-platform", "", "mobile");
    private static final List<String> ACCOUNTS = List.of("111122223333", "444455556666", "sub-prod-weu", "sub-dev-weu");

    private static final List<ActionKind> ACTIONS = List.of(ActionKind.DELETE, ActionKind.PARK, ActionKind.RESIZE);

    private SampleReports() {}

    /** A company of some size, with everything that the page can show. */
    public static WeeklyReport full() {
        return report(
                outlook(),
                List.of(currency("USD", 40, 1)),
                data(List.of(
                        "Azure sub account sub-dev-weu is billed through 30 Oct 2026; two days of the week are missing.",
                        "31 resources could not be judged: see Data.")),
                trackRecord());
    }

    /** Nothing imported, nothing analyzed. */
    public static WeeklyReport empty() {
        return report(
                List.of(),
                new DataQuality(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), ""),
                List.of());
    }

    public static WeeklyReport withRecommendations(int count) {
        return report(List.of(currency("USD", count, 1)), data(List.of()), List.of());
    }

    public static WeeklyReport severalCurrencies() {
        return report(
                List.of(currency("EUR", 3, 1), currency("JPY", 2, 1000), currency("USD", 5, 1)),
                data(List.of()),
                List.of());
    }

    /** Amounts of a state's budget. */
    public static WeeklyReport huge() {
        return report(List.of(currency("USD", 5, 1_000_000_007L)), data(List.of()), List.of());
    }

    /** One recommendation that costs instead of saving, as re-rating under commitments may show. */
    public static WeeklyReport negativeSaving() {
        RecommendationEntry entry = entry(1, "USD", money("-12.345", "USD"), ActionKind.RESIZE, "web-1", "checkout");
        return report(List.of(part("USD", spend("USD", 1, 7), List.of(entry), null, null)), data(List.of()), List.of());
    }

    /** A saving of 10 and a machine that is too small, whose larger size costs 12.34. */
    public static WeeklyReport tooSmall() {
        RecommendationEntry saves = entry(1, "USD", money("10", "USD"), ActionKind.DELETE, "disk-1", "checkout");
        RecommendationEntry costs = entry(2, "USD", money("-12.345", "USD"), ActionKind.RESIZE, "web-1", "checkout");
        CurrencyReport part = part("USD", spend("USD", 1, 7), List.of(saves), null, null);
        SavingsPlan savings = part.savings();
        return report(
                List.of(new CurrencyReport(
                        part.currency(),
                        part.spend(),
                        new SavingsPlan(
                                savings.total(),
                                savings.kinds(),
                                savings.recommendations(),
                                savings.further(),
                                savings.owners(),
                                savings.accounts(),
                                savings.hidden(),
                                new SavingsPlan.Costs(List.of(costs), 1, money("12.345", "USD"))),
                        part.commitments(),
                        part.realized())),
                data(List.of()),
                List.of());
    }

    /** The same hostile text wherever a cloud, a file or a person may put one. */
    public static WeeklyReport hostile(String text) {
        RecommendationEntry sound = entry(1, "USD", money("10", "USD"), ActionKind.DELETE, text, text);
        Evidence evidence = new Evidence(
                sound.evidence().window(),
                sound.evidence().completeness(),
                text,
                List.of(new Evidence.Fact(text, text, text)),
                List.of(text),
                List.of(new Evidence.PriceQuote(text, text, text, text, text, text, LocalDate.of(2026, 10, 1))),
                Map.of(text, text),
                List.of(new Evidence.Rejection(text, text)),
                new Evidence.Sparkline(text, text, List.of(1.0, Double.NaN, 2.0), 4, 2.0),
                text,
                1,
                text);
        RecommendationEntry entry = new RecommendationEntry(
                1,
                new FindingId(text),
                ActionKind.DELETE,
                text,
                text,
                text,
                List.of(text),
                text,
                text,
                text,
                sound.savings(),
                RecommendationState.OPEN,
                0,
                List.of(new FindingId(text)),
                evidence);
        Spend plain = spend("USD", 1, 7);
        List<Money> none = plain.weeks().stream().map(week -> money("0", "USD")).toList();
        List<Spend.Group> groups = new ArrayList<>(plain.groups());
        groups.set(7, new Spend.Group(text, none));
        groups.set(
                6,
                new Spend.Group(text, sum(plain.groups().get(6), plain.groups().get(7))));
        Spend.Comparison comparison = plain.comparison();
        Money zero = money("0", "USD");
        List<Spend.Change> changes = new ArrayList<>(comparison.changes());
        changes.add(new Spend.Change(text, zero, zero, text));
        Spend spend = new Spend(
                plain.weeks(),
                groups,
                plain.billed(),
                new Spend.Comparison(comparison.days(), comparison.current(), comparison.previous(), changes),
                plain.months());
        CurrencyReport currency = part(
                "USD",
                spend,
                List.of(entry),
                SampleCommitments.hostile(text),
                new RealizedSavings(
                        zero, zero, List.of(new RealizedSavings.Line(text, text, text, LocalDate.EPOCH, zero, zero))));
        DataQuality data = new DataQuality(
                List.of(text),
                List.of(new DataQuality.BillingLine(text, text, text, text, text, LocalDate.EPOCH, LocalDate.EPOCH, 1)),
                List.of(new DataQuality.FactLine(text, text, 1, null, text)),
                List.of(new DataQuality.Restatement(text, BillingPeriod.parse("2026-10"), zero, zero, text)),
                List.of(new DataQuality.Conformance(text, 1, text)),
                List.of(new DataQuality.Judgement(
                        text, 1, 0, 0, List.of(new DataQuality.Gap(Silence.Reason.PRICE_UNKNOWN, 1, List.of(text))))),
                text);
        return new WeeklyReport(
                WEEK,
                AS_OF,
                List.of(currency),
                outlook(text),
                data,
                List.of(new TrackRecord(text, text, List.of(text, text), List.of(List.of(text, text)), frontier(text))),
                List.of(new Method(
                        text,
                        1,
                        text,
                        text,
                        List.of(text),
                        List.of(new Method.Limit(text, text, text, "other " + text, text)),
                        text,
                        text,
                        List.of(text))),
                text);
    }

    public static WeeklyReport report(
            List<CurrencyReport> currencies, DataQuality data, List<TrackRecord> trackRecord) {
        return report(Outlook.nothing(), currencies, data, trackRecord);
    }

    private static WeeklyReport report(
            Outlook outlook, List<CurrencyReport> currencies, DataQuality data, List<TrackRecord> trackRecord) {
        return new WeeklyReport(WEEK, AS_OF, currencies, outlook, data, trackRecord, methods(), "0.1.0");
    }

    /** A budget that will be exceeded, one that nobody has computed, a forecast with and one without an interval. */
    private static Outlook outlook() {
        return new Outlook(
                List.of(
                        new ProviderBudget(
                                Provider.AWS,
                                "111122223333",
                                "All of production",
                                "monthly",
                                money("50000", "USD"),
                                money("41250.5", "USD"),
                                money("53100", "USD"),
                                LocalDate.parse("2026-11-16")),
                        new ProviderBudget(
                                Provider.AZURE,
                                "sub-prod-weu",
                                "Data platform",
                                "quarterly",
                                money("12000", "EUR"),
                                null,
                                null,
                                LocalDate.parse("2026-11-09"))),
                List.of(
                        new ProviderForecast(
                                Provider.AWS,
                                "111122223333",
                                LocalDate.of(2026, 11, 1),
                                LocalDate.of(2026, 12, 1),
                                money("52800", "USD"),
                                money("49900", "USD"),
                                money("55700", "USD")),
                        new ProviderForecast(
                                Provider.AZURE,
                                "sub-prod-weu",
                                LocalDate.of(2026, 11, 1),
                                LocalDate.of(2026, 12, 1),
                                money("9100", "EUR"),
                                null,
                                null)),
                List.of(
                        new ProviderAnomaly(
                                Provider.AWS,
                                "111122223333",
                                "a-1",
                                LocalDate.of(2026, 10, 20),
                                LocalDate.of(2026, 10, 22),
                                money("812.4", "USD"),
                                List.of("Amazon EC2 / eu-west-1 / 444455556666 / EUW1-BoxUsage:c5.9xlarge")),
                        new ProviderAnomaly(
                                Provider.AWS,
                                "111122223333",
                                "a-2",
                                LocalDate.of(2026, 10, 27),
                                null,
                                money("95", "USD"),
                                List.of())));
    }

    private static Outlook outlook(String text) {
        Money zero = money("0", "USD");
        LocalDate day = LocalDate.of(2026, 10, 1);
        return new Outlook(
                List.of(new ProviderBudget(Provider.AWS, text, text, text, zero, zero, zero, LocalDate.EPOCH)),
                List.of(new ProviderForecast(Provider.AWS, text, day, day.plusDays(1), zero, null, null)),
                List.of(new ProviderAnomaly(Provider.AWS, text, text, day, null, zero, List.of(text))));
    }

    public static Money money(String amount, String currency) {
        return Money.of(amount, currency);
    }

    public static CurrencyReport currency(String code, int recommendations, long scale) {
        List<RecommendationEntry> entries = new ArrayList<>();
        for (int i = 1; i <= recommendations; i++) {
            ActionKind kind = i % 11 == 0 ? ActionKind.COMMIT : ACTIONS.get(i % 3);
            // Falling by a tenth each, with digits beyond the cent.
            Money saving = money("1000.005", code)
                    .times(scale)
                    .dividedBy(BigDecimal.valueOf(10L + i), 6, RoundingMode.HALF_EVEN);
            entries.add(entry(i, code, saving, kind, name(kind, i), OWNERS.get(i % OWNERS.size())));
        }
        return part(code, spend(code, scale, 7), entries, SampleCommitments.of(code), realized(code));
    }

    public static CurrencyReport part(
            String code,
            Spend spend,
            List<RecommendationEntry> entries,
            @Nullable Commitments commitments,
            @Nullable RealizedSavings realized) {
        Currency currency = Currency.getInstance(code);
        Money zero = Money.zero(currency);
        Map<ActionKind, SavingsPlan.Kind> kinds = new LinkedHashMap<>();
        for (ActionKind kind : ActionKind.values()) {
            List<Savings> of = entries.stream()
                    .filter(entry -> entry.kind() == kind)
                    .map(RecommendationEntry::savings)
                    .toList();
            kinds.put(
                    kind,
                    new SavingsPlan.Kind(kind, of.size(), of.stream().reduce(new Savings(zero, zero), Savings::plus)));
        }
        Savings total =
                entries.stream().map(RecommendationEntry::savings).reduce(new Savings(zero, zero), Savings::plus);
        SavingsPlan plan = new SavingsPlan(
                total,
                List.copyOf(kinds.values()),
                entries,
                new SavingsPlan.Further(0, zero),
                shares(entries, RecommendationEntry::owner, currency),
                shares(entries, RecommendationEntry::account, currency),
                entries.size() < 10
                        ? List.of()
                        : List.of(new SavingsPlan.Hidden(RecommendationState.DISMISSED, 2, money("41.2", code))),
                new SavingsPlan.Costs(List.of(), 0, zero));
        return new CurrencyReport(currency, spend, plan, commitments, realized);
    }

    private static List<SavingsPlan.Share> shares(
            List<RecommendationEntry> entries, Function<RecommendationEntry, String> by, Currency currency) {
        return entries.stream()
                .map(by)
                .distinct()
                .sorted()
                .map(name -> {
                    List<Money> of = entries.stream()
                            .filter(entry -> by.apply(entry).equals(name))
                            .map(entry -> entry.savings().bill())
                            .toList();
                    return new SavingsPlan.Share(name, of.size(), Money.total(of, currency));
                })
                .sorted(Comparator.comparing(SavingsPlan.Share::savings).reversed())
                .toList();
    }

    private static String name(ActionKind kind, int i) {
        return switch (kind) {
            case DELETE -> "vol-0a%06x".formatted(i * 7919);
            case PARK -> "staging-" + i;
            case RESIZE -> "search-node-" + i;
            case COMMIT -> "";
        };
    }

    public static RecommendationEntry entry(
            int rank, String code, Money saving, ActionKind kind, String name, String owner) {
        String action = switch (kind) {
            case DELETE -> "Delete the disk";
            case PARK -> "Stop from 20:00 to 07:00 and at weekends";
            case RESIZE -> "Resize to m6i.large";
            case COMMIT -> "Buy a compute savings plan of 4.20000 USD per hour, 1 year, no upfront";
        };
        String title = switch (kind) {
            case DELETE -> "The disk has been attached to nothing for 63 days";
            case PARK -> "The machine is used on working days from 07:12 to 19:40 only";
            case RESIZE -> "The machine needs 1.2 of its 8 vCPU at P99.5";
            case COMMIT -> "61 percent of the compute usage that remains has no commitment";
        };
        return new RecommendationEntry(
                rank,
                FindingId.of(kind.name().toLowerCase(Locale.ROOT), name + rank),
                kind,
                action,
                title,
                name,
                kind == ActionKind.COMMIT
                        ? List.of()
                        : List.of("arn:aws:ec2:us-east-1:111122223333:instance/i-0abc%05d".formatted(rank)),
                kind == ActionKind.COMMIT ? "" : ACCOUNTS.get(rank % ACCOUNTS.size()),
                owner,
                kind == ActionKind.COMMIT ? "" : "Amazon Elastic Compute Cloud, us-east-1",
                new Savings(saving, saving.plus(money("3.21", code))),
                rank % 7 == 3 ? RecommendationState.ACCEPTED : RecommendationState.OPEN,
                rank % 6,
                rank % 8 == 1 ? List.of(new FindingId("right-sizing-0badcafe")) : List.of(),
                evidence(rank, code, kind));
    }

    private static Evidence evidence(int rank, String code, ActionKind kind) {
        boolean measured = kind == ActionKind.RESIZE || kind == ActionKind.PARK;
        return new Evidence(
                Lookback.ofDays(14, AS_OF),
                measured ? Ratio.of(3_980 + rank, 4_032) : Ratio.NONE,
                measured ? "R-7 over 5-minute maxima" : "",
                measured
                        ? List.of(
                                new Evidence.Fact("CPU P99.5", "14.82", "percent"),
                                new Evidence.Fact("CPU maximum", "31.4", "percent"),
                                new Evidence.Fact("Memory P99.5", "unknown", ""),
                                new Evidence.Fact("vCPU now", "8", ""),
                                new Evidence.Fact("vCPU proposed", "2", ""))
                        : List.of(
                                new Evidence.Fact("State", "unattached", ""),
                                new Evidence.Fact("Unattached for", "63", "days"),
                                new Evidence.Fact("Size", "512", "GiB")),
                List.of(
                        "8 vCPU × 14.82% ÷ (1 − 20% headroom) = 1.482 vCPU, so 2 vCPU are enough",
                        "(0.3840 − 0.0960) %s × 730 h = 210.24 %s a month at list prices".formatted(code, code),
                        "210.24 %s × (1 − 0.28 paid by a savings plan) = 151.37 %s on the bill".formatted(code, code)),
                List.of(
                        new Evidence.PriceQuote(
                                "m6i.2xlarge, linux",
                                "us-east-1",
                                "0.3840",
                                code,
                                "Hours",
                                "AWS price list",
                                LocalDate.of(2026, 10, 1)),
                        new Evidence.PriceQuote(
                                "m6i.large, linux",
                                "us-east-1",
                                "0.0960",
                                code,
                                "Hours",
                                "AWS price list",
                                LocalDate.of(2026, 10, 1))),
                Map.of("cpu-percentile", "99.5", "headroom", "20", "lookback-days", "14"),
                measured
                        ? List.of(
                                new Evidence.Rejection("m6i.medium", "1 vCPU is less than the 1.482 needed"),
                                new Evidence.Rejection("m7g.large", "another architecture: the images must be rebuilt"))
                        : List.of(),
                measured ? sparkline(rank) : null,
                kind == ActionKind.RESIZE ? "vm-right-sizing" : "unattached-disk",
                1,
                "5f0c3a9be17d42c8a1b0");
    }

    private static Evidence.Sparkline sparkline(int rank) {
        List<Double> values = IntStream.range(0, 336)
                .mapToObj(hour -> hour > 120 && hour < 131
                        ? Double.NaN
                        : 5
                                + 9 * Math.max(0, Math.sin((hour % 24 - 6) * Math.PI / 14))
                                + (hour * 37 + rank * 13) % 5
                                + (hour == 200 ? 14 : 0))
                .toList();
        return new Evidence.Sparkline("CPU, largest value of each hour", "percent", values, 100, 25.0);
    }

    public static Spend spend(String code, long scale, int daysBilled) {
        int count = 13;
        List<IsoWeek> weeks = new ArrayList<>();
        for (IsoWeek week = WEEK; weeks.size() < count; week = week.previous()) {
            weeks.add(0, week);
        }
        List<Spend.Group> groups = new ArrayList<>();
        for (int service = 0; service < SERVICES.size(); service++) {
            List<Money> amounts = new ArrayList<>();
            for (int week = 0; week < count; week++) {
                long cents = (9_000_00L / (service + 1)) * (100 + (week * (service + 3)) % 17) / 100;
                amounts.add(Money.ofMicros(cents * 10_000 + week * 3_333L, Currency.getInstance(code))
                        .times(scale));
            }
            groups.add(new Spend.Group(SERVICES.get(service), amounts));
        }
        List<Spend.Week> totals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int week = i;
            totals.add(new Spend.Week(
                    weeks.get(week),
                    week == count - 1 ? daysBilled : 7,
                    Money.total(
                            groups.stream()
                                    .map(group -> group.amounts().get(week))
                                    .toList(),
                            Currency.getInstance(code))));
        }
        return new Spend(
                totals,
                groups,
                totals.get(count - 1).total(),
                comparison(groups, totals, daysBilled),
                months(code, scale));
    }

    private static Spend.Comparison comparison(List<Spend.Group> groups, List<Spend.Week> weeks, int days) {
        int last = weeks.size() - 1;
        List<Spend.Change> changes = groups.stream()
                .map(group -> new Spend.Change(
                        group.name(),
                        group.amounts().get(last),
                        group.amounts().get(last - 1),
                        group.name().startsWith("Amazon Elastic") ? "search-node-12 is new" : ""))
                .toList();
        return new Spend.Comparison(
                days, weeks.get(last).total(), weeks.get(last - 1).total(), changes);
    }

    private static List<Spend.Month> months(String code, long scale) {
        return List.of(
                new Spend.Month(
                        BillingPeriod.parse("2026-09"),
                        money("88123.4567", code).times(scale),
                        money("86011.25", code).times(scale),
                        money("99120", code).times(scale),
                        money("104500.995", code).times(scale)),
                new Spend.Month(
                        BillingPeriod.parse("2026-10"),
                        money("91456.78", code).times(scale),
                        money("90110.10", code).times(scale),
                        money("101000", code).times(scale),
                        null));
    }

    private static RealizedSavings realized(String code) {
        return new RealizedSavings(
                money("402.10", code),
                money("371.905", code),
                List.of(
                        new RealizedSavings.Line(
                                "vm-right-sizing-1a2b3c4d",
                                "Resize to m6i.large",
                                "search-node-3",
                                LocalDate.of(2026, 10, 12),
                                money("210.24", code),
                                money("198.005", code)),
                        new RealizedSavings.Line(
                                "unattached-disk-9f8e7d6c",
                                "Delete the disk",
                                "vol-0a11",
                                LocalDate.of(2026, 9, 30),
                                money("191.86", code),
                                money("173.90", code))));
    }

    public static DataQuality data(List<String> notices) {
        return new DataQuality(
                notices,
                List.of(
                        new DataQuality.BillingLine(
                                "aws-2026-10.csv.gz",
                                "AWS",
                                "999988887777",
                                "USD",
                                "FOCUS 1.0",
                                LocalDate.of(2026, 8, 1),
                                LocalDate.of(2026, 11, 1),
                                1_204_331),
                        new DataQuality.BillingLine(
                                "azure-2026-10.csv",
                                "Microsoft",
                                "EA-7712",
                                "USD",
                                "FOCUS 1.2",
                                LocalDate.of(2026, 8, 1),
                                LocalDate.of(2026, 10, 30),
                                220_118)),
                List.of(
                        new DataQuality.FactLine(
                                "inventory.csv", "Inventory", 412, LocalDate.of(2026, 11, 2), "resources"),
                        new DataQuality.FactLine(
                                "utilization.csv",
                                "Utilization",
                                1_612_800,
                                LocalDate.of(2026, 11, 1),
                                "98.7% of the expected samples"),
                        new DataQuality.FactLine(
                                "prices.csv", "Prices", 9_120, LocalDate.of(2026, 10, 1), "price rows")),
                List.of(new DataQuality.Restatement(
                        "999988887777",
                        BillingPeriod.parse("2026-09"),
                        money("88100.00", "USD"),
                        money("88123.4567", "USD"),
                        "2 services changed")),
                List.of(new DataQuality.Conformance(
                        "EffectiveCost is zero for a purchase that later charges amortize",
                        12,
                        "row 4,312 of aws-2026-10.csv.gz")),
                List.of(
                        new DataQuality.Judgement(
                                "unattached-disk",
                                412,
                                9,
                                372,
                                List.of(
                                        new DataQuality.Gap(
                                                Silence.Reason.PRICE_UNKNOWN,
                                                28,
                                                List.of("vol-0a17: no price for io2 in eu-south-2")),
                                        new DataQuality.Gap(
                                                Silence.Reason.DATA_INCOMPLETE,
                                                3,
                                                List.of("vol-0b22: 6 of 14 days seen")))),
                        new DataQuality.Judgement("vm-right-sizing", 120, 21, 99, List.of())),
                "5f0c3a9be17d42c8a1b09c1dd1aa77e0");
    }

    /** Rules that all did nearly the same, as on a small estate: the hardest for labels. */
    private static List<TrackRecord> trackRecord() {
        List<String> rules = List.of(
                "Costwright balanced",
                "Costwright savings",
                "Costwright performance",
                "AWS default, 14 days",
                "AWS maximum performance, 32 days",
                "Azure user facing, 7 days",
                "VPA, 8 days",
                "KRR, 14 days",
                "Peak, 14 days",
                "Do nothing",
                "Hindsight");
        List<Frontier.Point> points = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            double saving = i < 9 ? 0.38 - 0.01 * (i % 4) : i == 9 ? 0 : 0.44;
            double harm = i < 3 ? 0.012 : i < 9 ? 0.04 + 0.015 * (i % 3) : 0;
            points.add(new Frontier.Point(
                    rules.get(i),
                    i < 3 ? Frontier.Kind.OURS : i < 10 ? Frontier.Kind.THEIRS : Frontier.Kind.HINDSIGHT,
                    new Frontier.Estimate(saving, saving * 0.9, saving * 1.1),
                    new Frontier.Estimate(harm, harm * 0.4, harm * 1.9)));
            rows.add(List.of(rules.get(i), "38.0%", "34.2% to 41.8%", "1.2%", "0.77"));
        }
        return List.of(
                new TrackRecord(
                        "Right-sizing",
                        "Every rule was asked at 2 earlier dates what it would have proposed, and watched for 14 days.",
                        List.of("Rule", "Saved", "95% interval", "Harmed", "Net"),
                        rows,
                        new Frontier(points)),
                TrackRecord.nothing("Commitments", "There is not enough history: 3 weeks, where 13 are needed."));
    }

    private static Frontier frontier(String text) {
        Frontier.Estimate none = new Frontier.Estimate(0, 0, 0);
        return new Frontier(List.of(new Frontier.Point(text, Frontier.Kind.OURS, none, none)));
    }

    private static List<Method> methods() {
        return List.of(
                new Method(
                        "unattached-disk",
                        1,
                        "Which disks are paid for although no machine uses them?",
                        "waste",
                        List.of("inventory", "charges"),
                        List.of(new Method.Limit(
                                "grace-days",
                                "days",
                                "14",
                                "30",
                                "A disk may be detached for a while during maintenance or a migration.")),
                        "EffectiveCost of the disk over the lookback ÷ hours of the lookback × 730",
                        "Whether the data on the disk is still wanted: take a snapshot first.",
                        List.of("https://docs.aws.amazon.com/ebs/", "FinOps Framework, usage optimization")),
                new Method(
                        "vm-right-sizing",
                        1,
                        "Which machines would do with a smaller size?",
                        "rightsizing",
                        List.of("inventory", "utilization", "prices"),
                        List.of(),
                        "(price now − price proposed) × 730",
                        "",
                        List.of()));
    }

    private static List<Money> sum(Spend.Group one, Spend.Group other) {
        return IntStream.range(0, one.amounts().size())
                .mapToObj(i -> one.amounts().get(i).plus(other.amounts().get(i)))
                .toList();
    }
}

package costwright.jobs.store;

import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import costwright.schema.time.BillingPeriod;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What the providers' cost APIs say was spent, by account and service, where no bill with line items says it.
 *
 * <p>A detailed bill always wins: sums of an account and month that a live slice covers are only compared with it. Where
 * several sources state the same account and month, the first by name counts. The provider's unblended (Azure: actual)
 * cost is the BilledCost and its amortized cost the EffectiveCost; after negotiated discounts where the answer has it so.
 * Contracted and list cost are not stated, so they are unknown.
 */
public final class CostSums {
    /** By account and service, the one cut that adds up to the whole bill and tells accounts apart. */
    private static final List<String> CUTS = List.of(
            "LINKED_ACCOUNT,SERVICE",
            "ActualCost:SubscriptionId,ServiceName",
            "AmortizedCost:SubscriptionId,ServiceName");

    private static final List<String> BILLED = List.of("NetUnblendedCost", "UnblendedCost", "ActualCost");
    private static final List<String> EFFECTIVE = List.of("NetAmortizedCost", "AmortizedCost");

    private final Handle handle;

    CostSums(Handle handle) {
        this.handle = handle;
    }

    /**
     * One service of one account in a stretch of days within one month.
     *
     * @param source the live source that asked
     * @param billingAccount the payer account or Azure scope that was asked
     * @param end the first day after
     */
    public record Sum(
            String source,
            Provider provider,
            String billingAccount,
            String subAccount,
            String service,
            LocalDate start,
            LocalDate end,
            Money billed,
            Money effective,
            boolean estimated) {
        /** Whether it is the sum of a single day. */
        public boolean isDay() {
            return end.equals(start.plusDays(1));
        }

        public BillingPeriod period() {
            return new BillingPeriod(YearMonth.from(start));
        }

        /** Where it is from, in the words that people read. */
        public String origin() {
            return CostSums.origin(provider);
        }

        /** The provider by the name that bills give it. */
        public String providerName() {
            return provider == Provider.AZURE ? "Microsoft" : "AWS";
        }
    }

    /**
     * A month of which both the bill and the cost API speak, over the accounts that both know.
     *
     * @param estimated whether the provider may still change its sum
     */
    public record Comparison(
            Provider provider,
            String billingAccount,
            BillingPeriod period,
            Money statedBilled,
            Money billed,
            Money statedEffective,
            Money effective,
            boolean estimated) {
        public String origin() {
            return CostSums.origin(provider);
        }
    }

    private static String origin(Provider provider) {
        return provider == Provider.AZURE ? "Cost Management, no line items" : "Cost Explorer, no line items";
    }

    /** The sums that count, in order of day, account and service. */
    List<Sum> countable() {
        Bills bills = bills();
        return sums().stream().filter(sum -> !bills.cover(sum)).toList();
    }

    /** Bill against cost API for each month and account that has both, in that order. */
    List<Comparison> comparisons() {
        Bills bills = bills();
        Map<String, List<Sum>> both = new TreeMap<>();
        for (Sum sum : sums()) {
            if (bills.cover(sum)) {
                both.computeIfAbsent(
                                String.join(
                                        "\n",
                                        sum.period().toString(),
                                        sum.provider().word(),
                                        sum.billingAccount(),
                                        sum.billed().currency().getCurrencyCode()),
                                key -> new ArrayList<>())
                        .add(sum);
            }
        }
        return both.values().stream()
                .flatMap(sums -> bills.compare(sums).stream())
                .toList();
    }

    private record Key(
            String source,
            Provider provider,
            String scope,
            LocalDate start,
            LocalDate end,
            String subAccount,
            String service,
            Currency currency) {}

    private static final class Stated {
        private final Map<String, BigDecimal> byMetric = new HashMap<>();
        private boolean estimated;
    }

    private List<Sum> sums() {
        Map<Key, Stated> stated = new HashMap<>();
        handle.createQuery("SELECT * FROM provider_cost WHERE cut IN (<cuts>)")
                .bindList("cuts", CUTS)
                .map((row, context) -> {
                    Stated one = stated.computeIfAbsent(key(row), key -> new Stated());
                    one.byMetric.put(row.getString("metric"), new BigDecimal(row.getString("amount")));
                    one.estimated |= row.getInt("estimated") == 1;
                    return true;
                })
                .forEach(any -> {});
        List<Sum> sums = new ArrayList<>();
        stated.forEach((key, one) -> {
            BigDecimal billed = first(one, BILLED);
            BigDecimal effective = first(one, EFFECTIVE);
            // One cost without the other would make two totals that do not belong together.
            if (billed != null && effective != null) {
                sums.add(new Sum(
                        key.source(),
                        key.provider(),
                        key.scope(),
                        key.subAccount(),
                        key.service(),
                        key.start(),
                        key.end(),
                        Money.of(billed, key.currency()),
                        Money.of(effective, key.currency()),
                        one.estimated));
            }
        });
        sums.sort(Comparator.comparing(Sum::start)
                .thenComparing(Sum::billingAccount)
                .thenComparing(Sum::subAccount)
                .thenComparing(Sum::service)
                .thenComparing(Sum::source)
                .thenComparing(sum -> sum.billed().currency().getCurrencyCode()));
        return once(sums);
    }

    /** Of several sources or scopes that state one account and month, the first counts. */
    private static List<Sum> once(List<Sum> sums) {
        Map<String, String> speaker = new HashMap<>();
        sums.forEach(sum -> speaker.merge(
                accountMonth(sum), speaker(sum), (one, other) -> one.compareTo(other) <= 0 ? one : other));
        return sums.stream()
                .filter(sum -> speaker(sum).equals(speaker.get(accountMonth(sum))))
                .toList();
    }

    private static String accountMonth(Sum sum) {
        return sum.provider().word() + "\n" + account(sum.subAccount()) + "\n" + sum.period();
    }

    private static String speaker(Sum sum) {
        return sum.source() + "\n" + sum.billingAccount();
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                row.getString("source"),
                Provider.of(row.getString("provider")),
                row.getString("scope"),
                LocalDate.parse(row.getString("start_day")),
                LocalDate.parse(row.getString("end_day")),
                row.getString("first_value"),
                row.getString("second_value"),
                Currency.getInstance(row.getString("currency")));
    }

    private static @Nullable BigDecimal first(Stated stated, List<String> metrics) {
        for (String metric : metrics) {
            BigDecimal amount = stated.byMetric.get(metric);
            if (amount != null) {
                return amount;
            }
        }
        return null;
    }

    /** {@code /subscriptions/AB-1} and {@code ab-1} are one account. */
    private static String account(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        return lower.startsWith("/subscriptions/") ? lower.substring("/subscriptions/".length()) : lower;
    }

    private Bills bills() {
        return new Bills(handle.createQuery("""
                        SELECT s.billing_period, s.billing_account, s.currency, t.provider, t.sub_account, t.billed,
                            t.effective
                        FROM billing_slice s JOIN billing_total t ON t.slice_id = s.slice_id
                        WHERE s.state = 'live'""")
                .map((row, context) -> new BilledPart(
                        row.getString("billing_period") + "\n"
                                + Provider.of(row.getString("provider")).word(),
                        account(row.getString("billing_account")),
                        account(row.getString("sub_account")),
                        Money.of(
                                new BigDecimal(row.getString("billed")),
                                Currency.getInstance(row.getString("currency"))),
                        Money.of(
                                new BigDecimal(row.getString("effective")),
                                Currency.getInstance(row.getString("currency")))))
                .list());
    }

    /** @param place period and provider */
    private record BilledPart(String place, String billingAccount, String subAccount, Money billed, Money effective) {}

    /** The live slices: what they cover and what they say. */
    private record Bills(List<BilledPart> parts, Set<String> covered) {
        Bills(List<BilledPart> parts) {
            this(parts, new HashSet<>());
            parts.forEach(part -> {
                covered.add(part.place() + "\n" + part.billingAccount());
                covered.add(part.place() + "\n" + part.subAccount());
            });
        }

        private static String place(Sum sum) {
            return sum.period() + "\n" + sum.provider().word();
        }

        /** Whether a slice is of the asked account as a whole, or has charges of the sum's account. */
        boolean cover(Sum sum) {
            return covered.contains(place(sum) + "\n" + account(sum.billingAccount()))
                    || covered.contains(place(sum) + "\n" + account(sum.subAccount()));
        }

        /** Empty where the bill is in another currency. */
        Optional<Comparison> compare(List<Sum> sums) {
            Sum one = sums.get(0);
            Currency currency = one.billed().currency();
            Set<String> accounts = new HashSet<>();
            sums.forEach(sum -> accounts.add(account(sum.subAccount())));
            List<BilledPart> same = parts.stream()
                    .filter(part -> part.place().equals(place(one))
                            && part.billed().currency().equals(currency)
                            && (part.billingAccount().equals(account(one.billingAccount()))
                                    || accounts.contains(part.subAccount())))
                    .toList();
            if (same.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Comparison(
                    one.provider(),
                    one.billingAccount(),
                    one.period(),
                    Money.total(sums.stream().map(Sum::billed).toList(), currency),
                    Money.total(same.stream().map(BilledPart::billed).toList(), currency),
                    Money.total(sums.stream().map(Sum::effective).toList(), currency),
                    Money.total(same.stream().map(BilledPart::effective).toList(), currency),
                    sums.stream().anyMatch(Sum::estimated)));
        }
    }
}

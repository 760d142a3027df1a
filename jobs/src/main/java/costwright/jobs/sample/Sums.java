package costwright.jobs.sample;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Exact sums of what was written, by month, account, service, charge category and currency. Not safe for several threads. */
final class Sums {
    /**
     * What a sum is of.
     *
     * @param month the billing period as yyyy-MM
     */
    record Key(
            String month,
            String billingAccount,
            String subAccount,
            String service,
            String chargeCategory,
            String currency)
            implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::month)
                .thenComparing(Key::billingAccount)
                .thenComparing(Key::subAccount)
                .thenComparing(Key::service)
                .thenComparing(Key::chargeCategory)
                .thenComparing(Key::currency);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** A running sum of the four costs. */
    static final class Tally {
        private BigDecimal billed = BigDecimal.ZERO;
        private BigDecimal effective = BigDecimal.ZERO;
        private BigDecimal contracted = BigDecimal.ZERO;
        private BigDecimal list = BigDecimal.ZERO;
        private long charges;

        void add(BigDecimal moreBilled, BigDecimal moreEffective, BigDecimal moreContracted, BigDecimal moreList) {
            billed = billed.add(moreBilled);
            effective = effective.add(moreEffective);
            contracted = contracted.add(moreContracted);
            list = list.add(moreList);
            charges++;
        }

        private void add(Tally other) {
            billed = billed.add(other.billed);
            effective = effective.add(other.effective);
            contracted = contracted.add(other.contracted);
            list = list.add(other.list);
            charges += other.charges;
        }

        BigDecimal billed() {
            return billed;
        }

        BigDecimal effective() {
            return effective;
        }

        BigDecimal contracted() {
            return contracted;
        }

        BigDecimal list() {
            return list;
        }

        long charges() {
            return charges;
        }
    }

    private final Map<Key, Tally> tallies = new TreeMap<>();

    Tally of(Key key) {
        return tallies.computeIfAbsent(key, absent -> new Tally());
    }

    void add(Sums other) {
        other.tallies.forEach((key, tally) -> of(key).add(tally));
    }

    /** In order of key. */
    Map<Key, Tally> tallies() {
        return tallies;
    }

    long charges() {
        return tallies.values().stream().mapToLong(Tally::charges).sum();
    }
}

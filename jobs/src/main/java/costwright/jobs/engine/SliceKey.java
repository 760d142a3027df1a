package costwright.jobs.engine;

import costwright.schema.time.BillingPeriod;

/** What is replaced as a whole: one billing account's charges of one billing period. */
public record SliceKey(String billingAccount, BillingPeriod period) implements Comparable<SliceKey> {
    @Override
    public int compareTo(SliceKey other) {
        int byAccount = billingAccount.compareTo(other.billingAccount);
        return byAccount != 0 ? byAccount : period.compareTo(other.period);
    }

    @Override
    public String toString() {
        return "billing account " + billingAccount + ", " + period;
    }
}

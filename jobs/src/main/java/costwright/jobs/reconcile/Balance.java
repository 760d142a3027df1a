package costwright.jobs.reconcile;

import costwright.jobs.engine.ExactCosts;
import costwright.jobs.engine.SliceKey;
import costwright.jobs.engine.TotalRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The exact sums of one account and service in a month: by the files, and as the store holds them.
 *
 * @param stored null where the store has no such sum
 */
public record Balance(
        SliceKey slice,
        String subAccount,
        String service,
        String currency,
        ExactCosts filed,
        @Nullable ExactCosts stored) {

    private record Key(SliceKey slice, String subAccount, String service, String currency) {}

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::slice)
            .thenComparing(Key::subAccount)
            .thenComparing(Key::service)
            .thenComparing(Key::currency);

    /** Whether both agree to the last digit. */
    public boolean isEven() {
        return stored != null && filed.sameAs(stored);
    }

    /** One balance for each month, account, service and currency of the files. */
    public static List<Balance> between(Collection<TotalRow> filed, Collection<TotalRow> stored) {
        Map<Key, ExactCosts> inStore = sums(stored);
        List<Balance> balances = new ArrayList<>();
        sums(filed)
                .forEach((key, costs) -> balances.add(new Balance(
                        key.slice(), key.subAccount(), key.service(), key.currency(), costs, inStore.get(key))));
        return balances;
    }

    private static Map<Key, ExactCosts> sums(Collection<TotalRow> totals) {
        Map<Key, ExactCosts> sums = new TreeMap<>(ORDER);
        for (TotalRow total : totals) {
            sums.merge(
                    new Key(total.slice(), orEmpty(total.subAccount()), orEmpty(total.service()), total.currency()),
                    total.costs(),
                    ExactCosts::plus);
        }
        return sums;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

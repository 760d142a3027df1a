package costwright.jobs.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the exact sums of one service in one account changed when a slice was replaced; zero where it was not there. */
public record Restatement(
        String subAccount,
        String service,
        BigDecimal oldBilled,
        BigDecimal newBilled,
        BigDecimal oldEffective,
        BigDecimal newEffective) {

    /** A part of one of the two slices. */
    record Sum(String subAccount, String service, BigDecimal billed, BigDecimal effective) {}

    /** Those whose sums differ, in order of account and service. */
    static List<Restatement> between(Collection<Sum> before, Collection<Sum> after) {
        Map<List<String>, Restatement> all = new TreeMap<>((a, b) -> {
            int byAccount = a.get(0).compareTo(b.get(0));
            return byAccount != 0 ? byAccount : a.get(1).compareTo(b.get(1));
        });
        before.forEach(sum -> all.merge(key(sum), of(sum).asBefore(), Restatement::plus));
        after.forEach(sum -> all.merge(key(sum), of(sum), Restatement::plus));
        List<Restatement> differing = new ArrayList<>();
        for (Restatement one : all.values()) {
            if (one.oldBilled.compareTo(one.newBilled) != 0 || one.oldEffective.compareTo(one.newEffective) != 0) {
                differing.add(one);
            }
        }
        return differing;
    }

    private static List<String> key(Sum sum) {
        return List.of(sum.subAccount, sum.service);
    }

    private static Restatement of(Sum sum) {
        return new Restatement(
                sum.subAccount, sum.service, BigDecimal.ZERO, sum.billed, BigDecimal.ZERO, sum.effective);
    }

    /** The same amounts as those of before. */
    private Restatement asBefore() {
        return new Restatement(subAccount, service, newBilled, oldBilled, newEffective, oldEffective);
    }

    private Restatement plus(Restatement other) {
        return new Restatement(
                subAccount,
                service,
                oldBilled.add(other.oldBilled),
                newBilled.add(other.newBilled),
                oldEffective.add(other.oldEffective),
                newEffective.add(other.newEffective));
    }
}

package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.rightsizing.Candidate;
import costwright.schema.money.Money;
import costwright.schema.money.PriceAnswer;
import costwright.schema.money.UnitPrice;
import costwright.schema.price.InstanceType;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A catalogue with the same steps everywhere, so that rules are compared and not catalogues: 1 to 64 vCPUs with 2, 4 or 8
 * GiB each, at the prices per vCPU of Amazon's compute, general and memory families.
 */
public final class Ladder {
    private static final int[] VCPUS = {1, 2, 4, 8, 16, 32, 48, 64};
    private static final int[] GIB_PER_VCPU = {2, 4, 8};
    private static final String[] PRICE_PER_VCPU = {"0.0446", "0.0504", "0.06615"};
    private static final int MIB_PER_GIB = 1024;

    private static final List<Candidate> TYPES = types();
    private static final Candidate STOPPED = type(0, 0, BigDecimal.ZERO);

    private Ladder() {}

    /** All types, cheapest first. */
    public static List<Candidate> candidates() {
        return TYPES;
    }

    /** What a machine that is stopped has and costs: nothing. */
    static Candidate stopped() {
        return STOPPED;
    }

    /** The cheapest type that covers both, or the largest when none does. */
    public static Candidate covering(double vcpu, double memoryMib) {
        return TYPES.stream()
                .filter(candidate -> candidate.type().vcpu().doubleValue() >= vcpu * (1 - 1e-9)
                        && candidate.type().memoryMib().doubleValue() >= memoryMib * (1 - 1e-9))
                .findFirst()
                .orElse(TYPES.get(TYPES.size() - 1));
    }

    private static List<Candidate> types() {
        List<Candidate> types = new ArrayList<>();
        for (int vcpu : VCPUS) {
            for (int i = 0; i < GIB_PER_VCPU.length; i++) {
                types.add(type(vcpu, vcpu * GIB_PER_VCPU[i], new BigDecimal(PRICE_PER_VCPU[i])));
            }
        }
        types.sort(Candidate.CHEAPEST_FIRST);
        return List.copyOf(types);
    }

    private static Candidate type(int vcpu, int gib, BigDecimal pricePerVcpu) {
        String name = "%dx%d".formatted(vcpu, gib);
        return new Candidate(
                new InstanceType(
                        Provider.OTHER,
                        name,
                        "ladder",
                        "",
                        BigDecimal.valueOf(vcpu),
                        BigDecimal.valueOf((long) gib * MIB_PER_GIB),
                        null,
                        null,
                        null,
                        null,
                        true),
                new PriceAnswer.Known(
                        UnitPrice.perHour(Money.of(
                                pricePerVcpu.multiply(BigDecimal.valueOf(vcpu)).toPlainString(), "USD")),
                        "ladder",
                        LocalDate.EPOCH));
    }
}

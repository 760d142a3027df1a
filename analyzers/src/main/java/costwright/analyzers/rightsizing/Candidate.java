package costwright.analyzers.rightsizing;

import costwright.schema.money.Money;
import costwright.schema.money.PriceAnswer;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceBook;
import costwright.schema.resource.Resource;
import java.util.Comparator;
import java.util.List;

/** A type that a machine could move to, with its on-demand price. */
public record Candidate(InstanceType type, PriceAnswer.Known price) {
    /** Cheapest first; the name decides between equals, so that the order never depends on the catalogue's. */
    public static final Comparator<Candidate> CHEAPEST_FIRST = Comparator.comparing(Candidate::hourly)
            .thenComparing(candidate -> candidate.type().name());

    /** The price of an hour. */
    public Money hourly() {
        return price.price().money();
    }

    /** The price of 730 hours. */
    public Money monthly() {
        return price.price().perMonth();
    }

    /**
     * Every type of the catalogue with a price where the machine is, that keeps architecture and traits of its present
     * type, cheapest first; the present type is one of them when it has a price.
     */
    public static List<Candidate> of(Resource machine, InstanceType present, PriceBook prices) {
        TypeTraits traits = TypeTraits.of(present);
        return prices.instanceTypes(machine.provider()).stream()
                .filter(type -> type.name().equals(present.name())
                        || (isAlternative(type, present) && traits.keptBy(TypeTraits.of(type))))
                .flatMap(type -> prices
                        .onDemand(machine.provider(), machine.region(), type.name(), machine.os())
                        .known()
                        .map(price -> new Candidate(type, price))
                        .stream())
                .sorted(CHEAPEST_FIRST)
                .toList();
    }

    private static boolean isAlternative(InstanceType type, InstanceType present) {
        return sameArchitecture(type, present)
                && (type.currentGeneration() || type.family().equals(present.family()));
    }

    private static boolean sameArchitecture(InstanceType one, InstanceType other) {
        return one.arch().isEmpty() || other.arch().isEmpty() || one.arch().equals(other.arch());
    }
}

package costwright.analyzers.commitment;

import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.UsageLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which a provider applies commitments to usage. It depends on rates, sizes and owners only, so it is the
 * same in every hour: one list of steps, each "let this commitment cover what is left of this line".
 *
 * <p>AWS (user guides "Applying Reserved Instances" and "Understanding how Savings Plans apply to your usage"): zonal
 * reserved instances of the whole organisation, then regional ones, both from the smallest size to the largest; then EC2
 * Instance, then Compute savings plans, in each stage over all plans by the highest savings percentage, at equal
 * percentage by the lowest rate. Usage without any discount still takes commitment, last of all. Within each stage the
 * owner's usage comes first, then that of the accounts of the owner's sharing group, then all other. SageMaker and Database savings plans have usage of their own.
 *
 * <p>Azure (benefit application order): reservations from the narrowest scope to shared, then savings plans, three years
 * before one, narrower scope first, by the greatest discount against the pay-as-you-go price. Where that price is below
 * the plan's, the plan covers at that price.
 *
 * <p>What the providers leave open is settled so that the answer does not depend on the order of the input: a
 * reservation that fits fewer lines goes first, then names decide.
 */
final class Cascade {
    /**
     * @param commitment the place of the commitment in the list given
     * @param line the place of the line in the demand
     * @param consumption what one unit of the line takes of the commitment's capacity
     */
    record Step(int commitment, int line, BigDecimal consumption) {}

    private record Candidate(
            Step step, int stage, int pass, int breadth, BigDecimal onDemandRate, boolean reservation) {}

    private static final int OWNER = 0;
    private static final int GROUP = 1;
    private static final int ORGANISATION = 2;
    private static final int NOT_SHARED = -1;
    private static final int ZONAL = 0;
    private static final int REGIONAL = 1;
    private static final int EC2_INSTANCE = 2;
    private static final int COMPUTE = 3;
    private static final int DATABASE = 4;
    private static final int SAGEMAKER = 5;
    private static final int AZURE_RESERVATION = 10;
    private static final int AZURE_SAVINGS_PLAN = 100;
    private static final int LONGEST_TERM_MONTHS = 1200;
    private static final int SCOPES = 10;

    private Cascade() {}

    /** All steps in order. */
    static List<Step> steps(Demand demand, List<Owned> commitments) {
        List<Candidate> candidates = new ArrayList<>();
        for (int commitment = 0; commitment < commitments.size(); commitment++) {
            addCandidates(demand, commitments.get(commitment), commitment, candidates);
        }
        candidates.sort(Comparator.comparingInt(Candidate::stage)
                .thenComparingInt(Candidate::pass)
                .thenComparing(Cascade::byProviderRule)
                .thenComparingInt(candidate -> candidate.step().line())
                .thenComparingInt(candidate -> candidate.step().commitment()));
        return candidates.stream().map(Candidate::step).toList();
    }

    private static void addCandidates(Demand demand, Owned owned, int commitment, List<Candidate> candidates) {
        Offer offer = owned.offer();
        int stage = stage(offer);
        int breadth = offer.rates().size();
        offer.rates().forEach((name, rate) -> {
            int position = demand.position(name);
            if (position < 0) {
                return;
            }
            UsageLine line = demand.lines().get(position);
            int pass = pass(owned.holding(), line);
            if (pass != NOT_SHARED) {
                Step step = new Step(commitment, position, consumption(offer, line, rate));
                candidates.add(new Candidate(
                        step,
                        stage,
                        pass,
                        breadth,
                        line.onDemandRate(),
                        offer.kind().inWholeUnits()));
            }
        });
    }

    /** Whose turn a line has: the owner's, the group's or everybody's; {@link #NOT_SHARED} where it has none. */
    private static int pass(Holding holding, UsageLine line) {
        if (holding.account() == null || holding.account().equals(line.account())) {
            return OWNER;
        }
        if (line.account() != null && holding.group().contains(line.account())) {
            return GROUP;
        }
        return holding.shared() ? ORGANISATION : NOT_SHARED;
    }

    /** What one unit of a line takes of an offer's hourly capacity. */
    static BigDecimal consumption(Offer offer, UsageLine line, BigDecimal rate) {
        if (offer.kind().inWholeUnits()) {
            BigDecimal unit = offer.unitNormalizationFactor();
            BigDecimal size = line.normalizationFactor();
            return unit == null ? BigDecimal.ONE : size == null ? unit : size;
        }
        return offer.kind() == OfferKind.AZURE_SAVINGS_PLAN ? rate.min(line.onDemandRate()) : rate;
    }

    private static int stage(Offer offer) {
        return switch (offer.kind()) {
            case RESERVED_INSTANCE ->
                switch (offer.scope()) {
                    case ZONAL -> ZONAL;
                    default -> REGIONAL;
                };
            case EC2_INSTANCE_SAVINGS_PLAN -> EC2_INSTANCE;
            case COMPUTE_SAVINGS_PLAN -> COMPUTE;
            case DATABASE_SAVINGS_PLAN -> DATABASE;
            case SAGEMAKER_SAVINGS_PLAN -> SAGEMAKER;
            case AZURE_RESERVATION -> AZURE_RESERVATION + offer.scope().breadth();
            case AZURE_SAVINGS_PLAN ->
                AZURE_SAVINGS_PLAN
                        + (LONGEST_TERM_MONTHS - offer.termMonths()) * SCOPES
                        + offer.scope().breadth();
        };
    }

    private static int byProviderRule(Candidate first, Candidate second) {
        if (first.reservation()) {
            int byBreadth = Integer.compare(first.breadth(), second.breadth());
            return byBreadth != 0
                    ? byBreadth
                    : first.step().consumption().compareTo(second.step().consumption());
        }
        int byShare = compareShareOfOnDemand(first, second);
        return byShare != 0
                ? byShare
                : first.step().consumption().compareTo(second.step().consumption());
    }

    /** By committed over on-demand rate, ascending, compared exactly by multiplying crosswise; free usage comes last. */
    private static int compareShareOfOnDemand(Candidate first, Candidate second) {
        boolean firstFree = first.onDemandRate().signum() == 0;
        boolean secondFree = second.onDemandRate().signum() == 0;
        if (firstFree || secondFree) {
            return Boolean.compare(firstFree, secondFree);
        }
        return first.step()
                .consumption()
                .multiply(second.onDemandRate())
                .compareTo(second.step().consumption().multiply(first.onDemandRate()));
    }
}

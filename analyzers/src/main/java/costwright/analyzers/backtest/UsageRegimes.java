package costwright.analyzers.backtest;

import costwright.analyzers.commitment.Demand;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.commitment.UsageLine;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Synthetic years of usage, each with one thing that usage does: the regimes on which rules are compared. Two instance
 * families and a serverless line; the same seed gives the same usage.
 */
public final class UsageRegimes {
    /** On-demand rates of us-east-1, Linux, July 2026 (m5.large, c5.large) and of Fargate per vCPU-hour. */
    private static final List<String[]> LINES = List.of(
            new String[] {"m5.large", "m5", "0.096", "0.0600", "0.0696"},
            new String[] {"c5.large", "c5", "0.085", "0.0530", "0.0620"},
            new String[] {"fargate-vcpu", "", "0.04048", "", "0.0316"});

    private static final Currency USD = Currency.getInstance("USD");
    private static final Instant START = Instant.parse("2025-01-06T00:00:00Z");
    private static final int DAY = 24;
    private static final int WEEK = 168;
    private static final double NOISE = 0.04;

    private UsageRegimes() {}

    /** What a regime does to usage. */
    public enum Regime {
        FLAT,
        DIURNAL,
        WEEKLY,
        GROWTH,
        DECOMMISSION,
        MIGRATION,
        SPIKE,
        SEASONAL;

        /** Usage of a line relative to its base, at an hour of a series of {@code hours}. */
        double level(int line, int hour, int hours) {
            double year = 8760;
            return switch (this) {
                case FLAT -> 1;
                case DIURNAL -> 1 + 0.5 * Math.sin(2 * Math.PI * hour / DAY);
                case WEEKLY -> hour % WEEK < 5 * DAY ? 1.2 : 0.5;
                case GROWTH -> Math.pow(1.02, hour / 730.0);
                case DECOMMISSION -> hour < hours / 2 ? 1 : 0.7;
                case MIGRATION -> {
                    double moved = Math.min(1, Math.max(0, (hour - hours * 0.25) / (hours * 0.5)));
                    yield line == 0 ? 1 - moved : line == 1 ? 1 + moved : 1;
                }
                case SPIKE -> hour % (9 * WEEK) >= 8 * WEEK ? 2.5 : 1;
                case SEASONAL -> 1 + 0.35 * Math.sin(2 * Math.PI * hour / year);
            };
        }
    }

    /** The usage of a regime over {@code hours}. */
    public static Demand demand(Regime regime, int hours, long seed) {
        Random random = new Random(seed);
        Demand.Recorder recorder = new Demand.Recorder(USD, lines());
        double[] base = {40, 30, 60};
        for (int hour = 0; hour < hours; hour++) {
            for (int line = 0; line < base.length; line++) {
                double noise = 1 + NOISE * random.nextGaussian();
                double units = Math.max(0, base[line] * regime.level(line, hour, hours) * noise);
                recorder.add(
                        START.plus(Duration.ofHours(hour)),
                        LINES.get(line)[0],
                        BigDecimal.valueOf(units).setScale(0, RoundingMode.HALF_EVEN));
            }
        }
        return recorder.between(START, START.plus(Duration.ofHours(hours)));
    }

    private static List<UsageLine> lines() {
        return LINES.stream()
                .map(line -> new UsageLine(
                        line[0],
                        new BigDecimal(line[2]),
                        Provider.AWS,
                        "us-east-1",
                        line[1],
                        "large",
                        null,
                        "linux",
                        "shared",
                        null))
                .toList();
    }

    /** A compute plan over all lines, and for each family an EC2 Instance plan and a reserved instance; one year. */
    public static List<Offer> offers() {
        Map<String, BigDecimal> compute = new TreeMap<>();
        LINES.forEach(line -> compute.put(line[0], new BigDecimal(line[4])));
        return List.of(
                Offer.savingsPlan("compute", OfferKind.COMPUTE_SAVINGS_PLAN, 12, "no_upfront", USD, compute),
                family("ec2-c5", LINES.get(1)),
                family("ec2-m5", LINES.get(0)),
                reserved("ri-c5", LINES.get(1)),
                reserved("ri-m5", LINES.get(0)));
    }

    private static Offer family(String name, String[] line) {
        return Offer.savingsPlan(
                name,
                OfferKind.EC2_INSTANCE_SAVINGS_PLAN,
                12,
                "no_upfront",
                USD,
                Map.of(line[0], new BigDecimal(line[3])));
    }

    private static Offer reserved(String name, String[] line) {
        BigDecimal rate = new BigDecimal(line[3]);
        return new Offer(
                name,
                OfferKind.RESERVED_INSTANCE,
                12,
                "no_upfront",
                OfferScope.REGIONAL,
                USD,
                rate,
                null,
                new TreeMap<>(Map.of(line[0], rate)));
    }
}

package costwright.analyzers.commitment;

import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.commitment.UsageLine;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The benchmark's instance: lines of ten families with daily and weekly rhythm, noise and trends of their own, under
 * twelve offers whose discounts differ by line: three compute plans, six EC2 Instance plans and three reserved instances.
 */
final class YearOfUsage {
    private static final Currency USD = Currency.getInstance("USD");
    private static final int FAMILIES = 10;

    final Demand demand;
    final List<Offer> offers;

    YearOfUsage(int hours, int lineCount, long seed) {
        Random random = new Random(seed);
        List<UsageLine> lines = new ArrayList<>();
        double[] discounts = new double[lineCount];
        for (int line = 0; line < lineCount; line++) {
            double size = 1 << (line / FAMILIES % 5);
            BigDecimal rate = BigDecimal.valueOf(0.02 * size * (1 + 0.1 * (line % FAMILIES)))
                    .setScale(5, RoundingMode.HALF_EVEN);
            discounts[line] = 0.25 + 0.15 * random.nextDouble();
            lines.add(new UsageLine(
                    "line-%03d".formatted(line),
                    rate,
                    Provider.AWS,
                    "us-east-1",
                    "f" + line % FAMILIES,
                    "",
                    BigDecimal.valueOf(4 * size),
                    "linux",
                    "shared",
                    null));
        }
        demand = usage(lines, hours, random);
        offers = offers(lines, discounts);
    }

    private static Demand usage(List<UsageLine> lines, int hours, Random random) {
        Instant start = Instant.parse("2025-01-06T00:00:00Z");
        Demand.Recorder recorder = new Demand.Recorder(USD, lines);
        double[] base = random.doubles(lines.size(), 2, 40).toArray();
        double[] rhythm = random.doubles(lines.size(), 0, 0.6).toArray();
        double[] trend = random.doubles(lines.size(), -0.3, 0.5).toArray();
        for (int hour = 0; hour < hours; hour++) {
            for (int line = 0; line < lines.size(); line++) {
                double level = base[line]
                        * (1 + rhythm[line] * Math.sin(2 * Math.PI * (hour % 24 + line) / 24))
                        * (hour % 168 < 120 ? 1 : 1 - rhythm[line])
                        * (1 + trend[line] * hour / 8760)
                        * (1 + 0.1 * random.nextGaussian());
                long units = Math.max(0, Math.round(level));
                if (units > 0) {
                    recorder.add(
                            start.plus(Duration.ofHours(hour)),
                            lines.get(line).name(),
                            BigDecimal.valueOf(units));
                }
            }
        }
        return recorder.between(start, start.plus(Duration.ofHours(hours)));
    }

    private static List<Offer> offers(List<UsageLine> lines, double[] discounts) {
        List<Offer> offers = new ArrayList<>();
        offers.add(plan("compute-1y-no-upfront", OfferKind.COMPUTE_SAVINGS_PLAN, lines, discounts, 0.00, ""));
        offers.add(plan("compute-1y-partial", OfferKind.COMPUTE_SAVINGS_PLAN, lines, discounts, 0.03, ""));
        offers.add(plan("compute-1y-all-upfront", OfferKind.COMPUTE_SAVINGS_PLAN, lines, discounts, 0.04, ""));
        for (int family = 0; family < 6; family++) {
            offers.add(plan("ec2-f" + family, OfferKind.EC2_INSTANCE_SAVINGS_PLAN, lines, discounts, 0.08, "f" + family));
        }
        for (int family = 6; family < 9; family++) {
            String name = "f" + family;
            UsageLine smallest = lines.stream()
                    .filter(line -> line.family().equals(name))
                    .findFirst()
                    .orElseThrow();
            Map<String, BigDecimal> rates = new TreeMap<>();
            lines.stream().filter(line -> line.family().equals(name)).forEach(line -> rates.put(
                    line.name(), line.onDemandRate().multiply(new BigDecimal("0.62"))));
            offers.add(new Offer(
                    "ri-" + name,
                    OfferKind.RESERVED_INSTANCE,
                    12,
                    "no_upfront",
                    OfferScope.REGIONAL,
                    USD,
                    rates.get(smallest.name()),
                    smallest.normalizationFactor(),
                    new TreeMap<>(rates)));
        }
        return offers;
    }

    private static Offer plan(
            String name, OfferKind kind, List<UsageLine> lines, double[] discounts, double deeper, String family) {
        Map<String, BigDecimal> rates = new TreeMap<>();
        for (int line = 0; line < lines.size(); line++) {
            UsageLine each = lines.get(line);
            if (family.isEmpty() || each.family().equals(family)) {
                rates.put(
                        each.name(),
                        each.onDemandRate()
                                .multiply(BigDecimal.valueOf(1 - discounts[line] - deeper))
                                .setScale(6, RoundingMode.HALF_EVEN));
            }
        }
        return Offer.savingsPlan(name, kind, 12, "no_upfront", USD, rates);
    }
}

package costwright.analyzers.commitment;

import costwright.schema.commitment.Offer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Drawn futures of the length of the window and what a purchase would save in each: whole weeks of the window (whole days
 * when it is shorter than two weeks) put together anew, with a drift, with or without the pending clean-up.
 *
 * <p>Savings of a week at a level of usage are computed at levels {@value #LEVEL_STEP} apart and interpolated: along the
 * level they are nearly straight.
 */
final class Futures {
    private static final int WEEK = 168;
    private static final int DAY = 24;
    private static final double LEVEL_STEP = 0.05;
    private static final double HIGHEST_LEVEL = 4;
    private static final double HOURS_PER_MONTH = 730;

    private final List<CostSurface> surfaces;
    private final int length;
    private final double hours;
    private final List<Draw> draws = new ArrayList<>();
    private final Map<Key, double[]> withoutCache = new HashMap<>();

    private record Key(int surface, int level) {}

    private record Piece(int stretch, double level) {}

    private record Draw(int surface, List<Piece> pieces) {}

    Futures(Demand demand, List<Owned> holdings, List<Offer> offers, Uncertainty uncertainty) {
        List<Owned> candidates =
                offers.stream().map(offer -> Owned.of(offer, BigDecimal.ZERO)).toList();
        surfaces = new ArrayList<>();
        surfaces.add(new CostSurface(demand, holdings, candidates));
        if (!uncertainty.cleanup().isEmpty() && uncertainty.cleanupProbability() > 0) {
            surfaces.add(new CostSurface(demand.without(uncertainty.cleanup()), holdings, candidates));
        }
        length = demand.hours() >= 2 * WEEK ? WEEK : DAY;
        hours = demand.hours();
        int whole = demand.hours() / length;
        Random random = new Random(uncertainty.seed());
        for (int scenario = 0; scenario < uncertainty.scenarios() && whole > 0; scenario++) {
            double drift = uncertainty.growthPercentPerMonth() + uncertainty.growthDeviation() * random.nextGaussian();
            boolean cleaned = random.nextDouble() < uncertainty.cleanupProbability() && surfaces.size() > 1;
            List<Piece> pieces = new ArrayList<>();
            for (int piece = 0; piece < whole; piece++) {
                double months = (piece + 0.5) * length / HOURS_PER_MONTH;
                double level = Math.pow(Math.max(0, 1 + drift / 100), months);
                pieces.add(new Piece(random.nextInt(whole), Math.min(HIGHEST_LEVEL, level)));
            }
            draws.add(new Draw(cleaned ? 1 : 0, pieces));
        }
    }

    /** The surface of the window as it was. */
    CostSurface surface() {
        return surfaces.get(0);
    }

    /** What {@code bought} saves in each future, ascending; empty when the window is shorter than a day. */
    double[] savings(double[] bought) {
        Map<Key, double[]> withCache = new HashMap<>();
        double[] savings = new double[draws.size()];
        for (int scenario = 0; scenario < savings.length; scenario++) {
            Draw draw = draws.get(scenario);
            double sum = 0;
            for (Piece piece : draw.pieces()) {
                int below = (int) Math.floor(piece.level() / LEVEL_STEP + 1e-9);
                double share = Math.max(0, piece.level() / LEVEL_STEP - below);
                sum += (1 - share) * saving(draw.surface(), below, piece.stretch(), bought, withCache);
                if (share > 1e-9) {
                    sum += share * saving(draw.surface(), below + 1, piece.stretch(), bought, withCache);
                }
            }
            // Hours that fill no whole stretch are counted at the mean of the drawn ones.
            savings[scenario] = sum * hours / (draw.pieces().size() * (double) length);
        }
        Arrays.sort(savings);
        return savings;
    }

    private double saving(int surface, int level, int stretch, double[] bought, Map<Key, double[]> withCache) {
        Key key = new Key(surface, level);
        CostSurface used = surfaces.get(surface);
        double[] without = withoutCache.computeIfAbsent(
                key, any -> used.onDemandByStretch(new double[bought.length], level * LEVEL_STEP, length));
        double[] with =
                withCache.computeIfAbsent(key, any -> used.onDemandByStretch(bought, level * LEVEL_STEP, length));
        return without[stretch] - with[stretch] - length * used.purchasePerHour(bought);
    }

    static double mean(double[] savings) {
        return Arrays.stream(savings).average().orElse(0);
    }

    /** The mean of the worst {@code tail} of ascending savings, the boundary scenario counted in part. */
    static double conditionalValueAtRisk(double[] savings, double tail) {
        double wanted = tail * savings.length;
        double sum = 0;
        double taken = 0;
        for (int index = 0; index < savings.length && taken < wanted; index++) {
            double share = Math.min(1, wanted - taken);
            sum += share * savings[index];
            taken += share;
        }
        return taken == 0 ? 0 : sum / taken;
    }

    /** (1 − λ)·mean + λ·CVaR of what {@code bought} saves. */
    double objective(double[] bought, Uncertainty uncertainty) {
        double[] savings = savings(bought);
        return (1 - uncertainty.aversion()) * mean(savings)
                + uncertainty.aversion() * conditionalValueAtRisk(savings, uncertainty.tail());
    }

    /** The quantile of ascending values by linear interpolation; 0 of none. */
    static double quantile(double[] ascending, double share) {
        if (ascending.length == 0) {
            return 0;
        }
        double position = share * (ascending.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(ascending.length - 1, below + 1);
        return ascending[below] + (position - below) * (ascending[above] - ascending[below]);
    }

    /** The share of futures that lose money. */
    static double lossProbability(double[] savings, double small) {
        return savings.length == 0
                ? 0
                : (double) IntStream.range(0, savings.length)
                                .filter(index -> savings[index] < -small)
                                .count()
                        / savings.length;
    }
}

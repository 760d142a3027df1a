package costwright.analyzers.statistics;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * How often a bound was exceeded, and how often it may be exceeded at worst.
 *
 * @param share the share of samples above the bound
 * @param upperBound the 95 % upper bound of that share
 * @param effectiveSamples the number of independent samples that the dependent ones are worth
 */
public record Exceedance(double share, double upperBound, double effectiveSamples) {
    private static final double CONFIDENCE = 0.95;

    /**
     * The bound after Clopper and Pearson on the effective number of samples.
     *
     * <p>Exceedances come in runs, so n samples are worth {@code n / deff} independent ones, with the design effect
     * {@code deff = max(1, Var(exceedances per day) / (samples per day * q (1 - q)))}; with no exceedance the design effect
     * cannot be seen and {@code assumedDesignEffect} is taken.
     *
     * @param exceedancesPerDay how many samples of each day lie above the bound
     * @param samplesPerDay how many samples each day has
     */
    public static Exceedance of(int[] exceedancesPerDay, int[] samplesPerDay, double assumedDesignEffect) {
        long exceedances = 0;
        long samples = 0;
        int days = 0;
        for (int day = 0; day < samplesPerDay.length; day++) {
            exceedances += exceedancesPerDay[day];
            samples += samplesPerDay[day];
            days += samplesPerDay[day] > 0 ? 1 : 0;
        }
        if (samples == 0) {
            return new Exceedance(Double.NaN, 1, 0);
        }
        double share = (double) exceedances / samples;
        double effect = Math.max(
                assumedDesignEffect, designEffect(exceedancesPerDay, samplesPerDay, share, (double) samples / days));
        double effective = Math.max(1, samples / effect);
        return new Exceedance(share, upperBound(share * effective, effective), effective);
    }

    /** The 95 % lower bound of the share, on the same effective number of samples; 0 without samples. */
    public double lowerBound() {
        return effectiveSamples <= 0 ? 0 : 1 - upperBound((1 - share) * effectiveSamples, effectiveSamples);
    }

    /**
     * The one-sided 95 % bound of a share of which {@code successes} of {@code trials} were seen; both may be fractions,
     * and the bound is 1 when all trials were successes.
     */
    public static double upperBound(double successes, double trials) {
        if (successes >= trials) {
            return 1;
        }
        // Nothing is drawn from it: without null it would seed a random generator each time.
        return new BetaDistribution(null, successes + 1, trials - successes).inverseCumulativeProbability(CONFIDENCE);
    }

    private static double designEffect(
            int[] exceedancesPerDay, int[] samplesPerDay, double share, double samplesOfADay) {
        if (share <= 0 || share >= 1) {
            return 1;
        }
        int days = 0;
        double squares = 0;
        for (int day = 0; day < samplesPerDay.length; day++) {
            if (samplesPerDay[day] > 0) {
                double expected = share * samplesPerDay[day];
                squares += (exceedancesPerDay[day] - expected) * (exceedancesPerDay[day] - expected);
                days++;
            }
        }
        return days < 2 ? 1 : Math.max(1, squares / (days - 1) / (samplesOfADay * share * (1 - share)));
    }
}

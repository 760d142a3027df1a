package costwright.jobs.sample;

import java.math.BigDecimal;

/**
 * Random numbers that are looked up instead of drawn: each is a function of the seed and of counters such as entity and
 * hour, so that any part of an estate can be made alone, in any order, on any thread.
 *
 * <p>The mixing is the finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) chained over the counters. Functions of
 * {@link StrictMath} only, so that all platforms agree to the last bit.
 */
final class CounterRandom {
    private final long seed;

    CounterRandom(long seed) {
        this.seed = mix(seed + 0x9E3779B97F4A7C15L);
    }

    /** An independent source for one purpose. */
    CounterRandom of(String purpose) {
        long hash = seed;
        for (int i = 0; i < purpose.length(); i++) {
            hash = mix(hash ^ (purpose.charAt(i) + 0x9E3779B97F4A7C15L * (i + 1)));
        }
        return new CounterRandom(hash);
    }

    long bits(long a, long b) {
        return mix(mix(seed + a * 0x9E3779B97F4A7C15L) + b * 0xD1B54A32D192ED03L);
    }

    /** Even over [0, 1). */
    double uniform(long a, long b) {
        return (bits(a, b) >>> 11) * 0x1.0p-53;
    }

    int below(int bound, long a, long b) {
        return (int) (uniform(a, b) * bound);
    }

    boolean happens(double chance, long a, long b) {
        return uniform(a, b) < chance;
    }

    /** Standard normal, by Box and Muller. */
    double normal(long a, long b) {
        double u = 1 - uniform(a, b * 2 + 1);
        double v = uniform(a, b * 2 + 2);
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v);
    }

    /** Lognormal with the given median and spread of the logarithm, rounded to so many decimals. */
    BigDecimal logNormal(double median, double spread, int decimals, long a, long b) {
        return decimal(median * StrictMath.exp(spread * normal(a, b)), decimals);
    }

    /** A positive double as a decimal of that scale. */
    static BigDecimal decimal(double value, int decimals) {
        return BigDecimal.valueOf(StrictMath.round(value * StrictMath.pow(10, decimals)), decimals);
    }

    /** {@code digits} characters of {@code alphabet}, for identifiers. */
    String word(String alphabet, int digits, long a) {
        StringBuilder word = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            word.append(alphabet.charAt(below(alphabet.length(), a, i)));
        }
        return word.toString();
    }

    String hex(int digits, long a) {
        return word("0123456789abcdef", digits, a);
    }

    String guid(long a) {
        String hex = hex(32, a);
        return hex.substring(0, 8)
                + '-'
                + hex.substring(8, 12)
                + '-'
                + hex.substring(12, 16)
                + '-'
                + hex.substring(16, 20)
                + '-'
                + hex.substring(20);
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}

package costwright.analyzers.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.util.KthSelector;

/**
 * Upper bounds of a quantile when samples of one day resemble each other: whole blocks of days are drawn with
 * replacement, the quantile is taken again, and the bound is a high quantile of what comes out.
 *
 * <p>Samples within a day are dependent; a bound that takes them for independent is far too narrow. The seed is fixed, so
 * the same samples always give the same bound.
 *
 * @param replicates how often the blocks are drawn
 * @param seed of the draw
 */
public record DayBlockBootstrap(int replicates, long seed) {
    public static final DayBlockBootstrap DEFAULT = new DayBlockBootstrap(200, 20_130_812L);

    /**
     * The {@code confidence} upper bound of the {@code share} quantile (type 7).
     *
     * @param values without NaN, in any order
     * @param block the block of each value, from 0 to {@code blocks - 1}
     * @param blocks how many blocks there are
     */
    public double upperBound(double[] values, int[] block, int blocks, double share, double confidence) {
        if (values.length == 0 || values.length != block.length) {
            throw new IllegalArgumentException(
                    "There must be one block for each of at least one value: %d values, %d blocks named."
                            .formatted(values.length, block.length));
        }
        int[] size = new int[blocks];
        for (int b : block) {
            size[b]++;
        }
        Descending descending = new Descending(values, block, share);
        double[] outcomes = new double[replicates];
        int[] drawn = new int[blocks];
        SplittableRandom random = new SplittableRandom(seed);
        for (int replicate = 0; replicate < replicates; replicate++) {
            Arrays.fill(drawn, 0);
            int total = 0;
            for (int draw = 0; draw < blocks; draw++) {
                int chosen = random.nextInt(blocks);
                drawn[chosen]++;
                total += size[chosen];
            }
            outcomes[replicate] = total == 0 ? descending.largest() : descending.quantile(drawn, total, share);
        }
        return Samples.of(outcomes).quantile(confidence);
    }

    /**
     * Values from large to small with their blocks: a high quantile of a draw is found after a few steps from the top. So
     * only the top is put in order; the rest follows when a draw asks for it.
     */
    private static final class Descending {
        /** Room for 4,096 blocks; costs a relative error of 1e-12 in the value. */
        private static final long BLOCK_BITS = 0xFFF;
        /** Draws that miss the highest days look several times as deep as the quantile of all values. */
        private static final int DEPTH = 8;

        /** Values with their blocks in the low bits; in ascending order from {@link #ordered} on. */
        private final double[] keys;

        private int ordered;

        Descending(double[] values, int[] block, double share) {
            keys = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                // Doubles that are not negative sort like their bits; the low bits give way to the block.
                keys[i] = Double.longBitsToDouble(
                        (Double.doubleToLongBits(Math.max(0, values[i])) & ~BLOCK_BITS) | block[i]);
            }
            ordered = Math.max(0, keys.length - DEPTH * (2 + (int) (keys.length * (1 - share))));
            new KthSelector().select(keys, null, ordered);
            Arrays.sort(keys, ordered, keys.length);
        }

        double largest() {
            return value(Double.doubleToRawLongBits(keys[keys.length - 1]));
        }

        double quantile(int[] drawn, int total, double share) {
            double rank = (total - 1) * share;
            int below = (int) Math.floor(rank);
            double fraction = rank - below;
            // Counted from the top: the value at ascending rank r is the one with total - 1 - r values before it.
            int upperFromTop = Math.max(0, total - 2 - below);
            int lowerFromTop = total - 1 - below;
            double upper = Double.NaN;
            int seen = 0;
            for (int i = keys.length - 1; i >= 0; i--) {
                if (i < ordered) {
                    Arrays.sort(keys, 0, ordered);
                    ordered = 0;
                }
                long key = Double.doubleToRawLongBits(keys[i]);
                seen += drawn[(int) (key & BLOCK_BITS)];
                if (Double.isNaN(upper) && seen > upperFromTop) {
                    upper = value(key);
                }
                if (seen > lowerFromTop) {
                    return value(key) + fraction * (upper - value(key));
                }
            }
            return value(Double.doubleToRawLongBits(keys[0]));
        }

        private static double value(long key) {
            return Double.longBitsToDouble(key & ~BLOCK_BITS);
        }
    }
}

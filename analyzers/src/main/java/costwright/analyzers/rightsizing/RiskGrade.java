package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.Exceedance;
import java.util.Arrays;

/**
 * How likely a capacity is to be too small, in the five grades of AWS Compute Optimizer: 0 very low to 4 very high. AWS
 * does not publish how it grades; here the 95 % upper bound of the share of time with more demand than capacity decides.
 */
public final class RiskGrade {
    /** At most 0.05, 0.5, 1 and 5 % of the time. */
    private static final double[] BOUNDS = {0.0005, 0.005, 0.01, 0.05};

    public static final int LOWEST = 0;
    public static final int HIGHEST = 4;
    /** The least grade of what was not measured. */
    public static final int UNKNOWN = 2;

    private RiskGrade() {}

    /** 0 to 4. */
    public static int of(Exceedance exceedance) {
        int grade = Arrays.binarySearch(BOUNDS, exceedance.upperBound());
        return grade >= 0 ? grade : -grade - 1;
    }

    /** The largest share of time that is of this grade. */
    static double most(int grade) {
        return grade < HIGHEST ? BOUNDS[grade] : 1;
    }

    /** Such as {@code very low}. */
    public static String word(int grade) {
        return switch (grade) {
            case 0 -> "very low";
            case 1 -> "low";
            case 2 -> "medium";
            case 3 -> "high";
            default -> "very high";
        };
    }

    /** How often demand was above {@code capacity}, day by day, in a track that ends at {@code end}. */
    public static Exceedance exceedance(Track track, long end, double capacity) {
        int[] before = track.daysBefore(end);
        int days = before.length == 0 ? 0 : Math.max(0, before[0]) + 1;
        int[] above = new int[days];
        int[] samples = new int[days];
        for (int i = 0; i < before.length; i++) {
            samples[before[i]]++;
            if (track.peak()[i] > capacity) {
                above[before[i]]++;
            }
        }
        return Exceedance.of(above, samples, 1);
    }
}

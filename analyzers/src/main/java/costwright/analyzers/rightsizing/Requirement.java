package costwright.analyzers.rightsizing;

/**
 * How much of one dimension a machine must have.
 *
 * @param value in the unit of the dimension; what is enough, and never more than now unless the machine is too small
 * @param wanted what the statistics ask for, before the present capacity was found to have been enough so far
 * @param basis how it came about, for people
 */
public record Requirement(Dimension dimension, double value, double wanted, String basis) {
    /** Whether {@code capacity} is enough; a rounding of the last digit does not decide. */
    public boolean isMetBy(double capacity) {
        return capacity >= value * (1 - 1e-9);
    }
}

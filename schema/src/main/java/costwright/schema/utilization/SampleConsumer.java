package costwright.schema.utilization;

import costwright.schema.resource.ResourceId;

/** Takes samples one by one, in any order, as a file or a service delivers them. */
@FunctionalInterface
public interface SampleConsumer {
    /**
     * Takes one sample.
     *
     * @param startEpochSecond the start of the interval
     * @param average the mean within the interval; NaN where the source gave none
     * @param maximum the largest value within the interval; NaN where the source gave none
     */
    void accept(
            ResourceId resource,
            Metric metric,
            int intervalSeconds,
            long startEpochSecond,
            double average,
            double maximum);
}

package costwright.jobs.pull;

import costwright.schema.commitment.PlanRate;
import costwright.schema.commitment.PulledCommitment;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceRow;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.utilization.Series;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;

/**
 * Where pulled records go: the same tables that files are imported into. Every method may be called again with the same
 * content and then changes nothing.
 */
public interface Sink {
    /** The resources of one scope as of {@code takenAt}, replacing what the same scope said before. */
    void inventory(String source, String scope, Collection<Resource> resources, Instant takenAt);

    /** Samples, replacing those of the same resource, metric and start. */
    void utilization(Collection<Series> series);

    /** Prices and types, replacing what the same {@code origin} said before. */
    void prices(String origin, Collection<PriceRow> rows, Collection<InstanceType> types);

    /** Rates of savings plans that are sold, replacing what the same {@code origin} said before. */
    void planRates(String origin, Collection<PlanRate> rates);

    /**
     * The commitments that are owned. One that the same part of the same source listed before and does not list now has
     * ended.
     *
     * @param part what is listed as a whole, such as one region's reserved instances
     */
    void commitments(String source, String part, Provider provider, Collection<PulledCommitment> listed);

    /** A bill in files as the provider exported it: a manifest beside its files, or a folder. */
    void bill(String source, Path manifestOrFolder, Downloaded from);

    /** Files of any kind that lie below a folder, each recognised by its header, as an import of the folder takes them. */
    void folder(String source, Downloaded from);
}

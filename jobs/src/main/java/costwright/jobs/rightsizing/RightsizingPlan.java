package costwright.jobs.rightsizing;

import costwright.analyzers.rightsizing.FleetSizing;
import costwright.analyzers.rightsizing.FleetSizing.Answer;
import costwright.analyzers.rightsizing.Policy;
import costwright.analyzers.rightsizing.SizingEngine;
import costwright.jobs.pull.catalogue.BundledCatalogue;
import costwright.jobs.pull.file.InventoryFile;
import costwright.jobs.pull.file.PricesFile;
import costwright.jobs.pull.file.UtilizationFile;
import costwright.jobs.utilization.PackedSamples;
import costwright.schema.CostwrightException;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceBook;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceType;
import costwright.schema.time.Lookback;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sizes of an inventory's machines and databases, from files alone.
 *
 * @param asOf the end of the samples that were looked at
 * @param resources in order of id
 */
public record RightsizingPlan(String policy, Instant asOf, List<SizedResource> resources) {
    /** What the memory window and a bit of history for young machines need. */
    private static final int HISTORY_DAYS = 93;

    private static final String DEFAULT_OS = "linux";

    public RightsizingPlan {
        resources = List.copyOf(resources);
    }

    /**
     * The plan of these files.
     *
     * @param asOf where samples end; empty for the end of the last sample
     * @throws CostwrightException of kind INPUT if a file cannot be read or holds no sample
     */
    public static RightsizingPlan of(
            List<Path> utilization, Path inventory, Path prices, Policy policy, Optional<Instant> asOf) {
        List<Resource> machines = InventoryFile.read(inventory).stream()
                .filter(resource -> resource.type() == ResourceType.VM || resource.type() == ResourceType.DATABASE)
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
        PackedSamples samples =
                PackedSamples.collect(consumer -> utilization.forEach(file -> UtilizationFile.read(file, consumer)));
        if (samples.isEmpty()) {
            throw CostwrightException.input(
                    "There is no sample in %s: a plan needs at least 30 hours of CPU.".formatted(utilization));
        }
        Instant end = asOf.orElse(Instant.ofEpochSecond(samples.endEpochSecond()));
        PriceBook book = book(PricesFile.read(prices, LocalDate.ofInstant(end, ZoneOffset.UTC)));
        FleetSizing sizing =
                new FleetSizing(SizingEngine.of(policy), Lookback.ofDays(HISTORY_DAYS, end), samples, book);
        List<Resource> asked =
                machines.stream().map(machine -> withSystem(machine, book)).toList();
        List<Answer> answers = sizing.size(asked);
        return new RightsizingPlan(
                policy.word(),
                end,
                answers.stream().map(answer -> SizedResource.of(answer, policy)).toList());
    }

    /** Types that the file prices without saying what they offer are those of the bundled catalogue. */
    private static PriceBook book(PricesFile.Content prices) {
        List<InstanceType> types = new ArrayList<>(BundledCatalogue.load().types());
        types.addAll(prices.types());
        return new PriceBook(prices.rows(), types);
    }

    /** An inventory that names no operating system means the one that has no licence, unless prices have none either. */
    private static Resource withSystem(Resource machine, PriceBook book) {
        boolean known = book.onDemand(machine.provider(), machine.region(), machine.instanceType(), machine.os())
                .known()
                .isPresent();
        if (known || !machine.os().isEmpty()) {
            return machine;
        }
        return new Resource(
                machine.id(),
                machine.provider(),
                machine.service(),
                machine.type(),
                machine.region(),
                machine.instanceType(),
                DEFAULT_OS,
                machine.state(),
                machine.subAccount(),
                machine.tags(),
                machine.attributes());
    }
}

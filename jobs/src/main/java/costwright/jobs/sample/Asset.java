package costwright.jobs.sample;

import costwright.schema.resource.Resource;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A resource of the estate with all that follows from it: what is counted, when, and how hard it works.
 *
 * @param resource as the inventory at the end shows it
 * @param billedId the resource id as the bill spells it, which for Azure differs in case from the inventory
 * @param focusType as FOCUS ResourceType
 * @param zone as FOCUS AvailabilityZone; null where the bill has none
 * @param born the first hour of its life
 * @param died the first hour after its life
 * @param running whether meters of machines count in an hour; others count while it lives
 * @param workload how hard it works; null where nothing is measured
 * @param inInventory whether it is still there at the end
 */
record Asset(
        Account account,
        Resource resource,
        String billedId,
        String focusType,
        @Nullable String zone,
        long born,
        long died,
        LongPredicate running,
        List<Meter> meters,
        @Nullable Workload workload,
        boolean inInventory) {
    static final LongPredicate ALWAYS = hour -> true;

    boolean lives(long hour) {
        return hour >= born && hour < died;
    }

    boolean runs(long hour) {
        return lives(hour) && running.test(hour);
    }

    String id() {
        return resource.id().value();
    }

    Asset with(Workload work) {
        return new Asset(account, resource, billedId, focusType, zone, born, died, running, meters, work, inInventory);
    }

    Asset runningWhen(LongPredicate hours) {
        return new Asset(
                account, resource, billedId, focusType, zone, born, died, hours, meters, workload, inInventory);
    }

    Asset livingFrom(long hour) {
        return new Asset(
                account, resource, billedId, focusType, zone, hour, died, running, meters, workload, inInventory);
    }

    Asset goneAt(long hour) {
        return new Asset(account, resource, billedId, focusType, zone, born, hour, running, meters, workload, false);
    }

    Asset with(Resource changed) {
        return new Asset(
                account, changed, billedId, focusType, zone, born, died, running, meters, workload, inInventory);
    }

    Asset with(List<Meter> others) {
        return new Asset(
                account, resource, billedId, focusType, zone, born, died, running, others, workload, inInventory);
    }
}

package costwright.jobs.pull.live;

import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceType;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Finds the machine that a scraped host name or address belongs to; a name that two machines share belongs to none. */
final class HostNames {
    private static final ResourceId AMBIGUOUS = new ResourceId("ambiguous");

    private final Map<String, ResourceId> byName = new TreeMap<>();

    HostNames(Collection<Resource> resources) {
        for (Resource resource : resources) {
            if (resource.type() == ResourceType.VM) {
                add(resource.id().value(), resource.id());
                add(resource.displayName(), resource.id());
                resource.attribute("private_address").ifPresent(address -> add(address, resource.id()));
                resource.attribute("private_name").ifPresent(name -> {
                    add(name, resource.id());
                    add(name.replaceFirst("\\..*", ""), resource.id());
                });
            }
        }
    }

    private void add(String name, ResourceId id) {
        byName.merge(name.toLowerCase(Locale.ROOT), id, (one, other) -> one.equals(other) ? one : AMBIGUOUS);
    }

    /** The machine of that name, or a resource named like the host when no inventory knows it. */
    ResourceId of(String host) {
        ResourceId found = byName.get(host.toLowerCase(Locale.ROOT));
        return found == null || found.equals(AMBIGUOUS) ? new ResourceId(host.isBlank() ? "unnamed" : host) : found;
    }
}

package costwright.jobs.store;

import costwright.jobs.store.StoredResource.SeenState;
import costwright.schema.CostwrightException;
import costwright.schema.finding.Fingerprint;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The resources of each source, and which states they have been seen in. */
public final class InventoryStore {
    private final Store store;

    public InventoryStore(Store store) {
        this.store = store;
    }

    /** What {@link #replace} did. */
    public enum Replacement {
        REPLACED,
        /** The source already had exactly this inventory. */
        UNCHANGED
    }

    /**
     * Replaces the inventory of {@code source} as a whole, in one transaction. Resources that it no longer lists stay
     * known but are no longer present; a resource that another source listed before moves to this one.
     *
     * @param takenAt when the inventory was taken; kept to the second
     * @throws CostwrightException INPUT if the source has a newer inventory with other content
     */
    public Replacement replace(String source, Instant takenAt, List<Resource> resources) {
        String fingerprint = fingerprint(resources);
        return store.inTransaction(handle -> {
            Optional<InventorySource> earlier = source(handle, source);
            boolean same = earlier.isPresent() && earlier.get().fingerprint().equals(fingerprint);
            boolean older = earlier.isPresent()
                    && StoredText.of(takenAt)
                                    .compareTo(StoredText.of(earlier.get().takenAt()))
                            < 0;
            if (older && !same) {
                throw CostwrightException.input(
                        "The inventory of %s was not taken: it is of %s, and the store has one of %s. Give a later --as-of."
                                .formatted(source, takenAt, earlier.get().takenAt()));
            }
            if (same && (older || earlier.get().takenAt().equals(Instant.parse(StoredText.of(takenAt))))) {
                return Replacement.UNCHANGED;
            }
            write(handle, source, takenAt, fingerprint, resources);
            return same ? Replacement.UNCHANGED : Replacement.REPLACED;
        });
    }

    /** All resources that the newest inventories list, in order of id. */
    public List<StoredResource> resources() {
        return store.read(handle -> resources(handle));
    }

    /** {@link #resources()} within an open transaction. */
    List<StoredResource> resources(Handle handle) {
        Map<ResourceId, List<SeenState>> states = states(handle);
        return handle.createQuery("SELECT * FROM inventory_resource WHERE present = 1 ORDER BY resource_id")
                .map((row, context) -> stored(row, states))
                .list();
    }

    /** The sources in order of name. */
    public List<InventorySource> sources() {
        return store.read(handle -> sources(handle));
    }

    List<InventorySource> sources(Handle handle) {
        return handle.createQuery("""
                        SELECT source, taken_at, fingerprint,
                            (SELECT count(*) FROM inventory_resource r WHERE r.source = s.source AND r.present = 1)
                                AS resources
                        FROM inventory_source s ORDER BY source
                        """)
                .map((row, context) -> inventorySource(row))
                .list();
    }

    private static Optional<InventorySource> source(Handle handle, String source) {
        return handle.createQuery(
                        "SELECT source, taken_at, fingerprint, 0 AS resources FROM inventory_source WHERE source = :source")
                .bind("source", source)
                .map((row, context) -> inventorySource(row))
                .findOne();
    }

    private static InventorySource inventorySource(ResultSet row) throws SQLException {
        return new InventorySource(
                row.getString("source"),
                Instant.parse(row.getString("taken_at")),
                row.getString("fingerprint"),
                row.getInt("resources"));
    }

    private static void write(
            Handle handle, String source, Instant takenAt, String fingerprint, List<Resource> resources) {
        handle.createUpdate("""
                        INSERT INTO inventory_source (source, taken_at, fingerprint) VALUES (:source, :at, :fingerprint)
                        ON CONFLICT (source) DO UPDATE
                            SET taken_at = excluded.taken_at, fingerprint = excluded.fingerprint
                        """)
                .bind("source", source)
                .bind("at", takenAt)
                .bind("fingerprint", fingerprint)
                .execute();
        handle.createUpdate("UPDATE inventory_resource SET present = 0 WHERE source = :source AND present = 1")
                .bind("source", source)
                .execute();
        if (!resources.isEmpty()) {
            writeResources(handle, source, takenAt, resources);
            writeStates(handle, takenAt, resources);
        }
    }

    private static void writeResources(Handle handle, String source, Instant takenAt, List<Resource> resources) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO inventory_resource (resource_id, source, present, provider, service, resource_type, region,
                    instance_type, os, state, sub_account_id, tags, attributes, first_seen, last_seen)
                VALUES (:id, :source, 1, :provider, :service, :type, :region, :instanceType, :os, :state, :subAccount,
                    :tags, :attributes, :at, :at)
                ON CONFLICT (resource_id) DO UPDATE SET source = excluded.source, present = 1,
                    provider = excluded.provider, service = excluded.service, resource_type = excluded.resource_type,
                    region = excluded.region, instance_type = excluded.instance_type, os = excluded.os,
                    state = excluded.state, sub_account_id = excluded.sub_account_id, tags = excluded.tags,
                    attributes = excluded.attributes, last_seen = excluded.last_seen
                """);
        for (Resource resource : resources) {
            batch.bind("id", resource.id())
                    .bind("source", source)
                    .bind("provider", resource.provider().word())
                    .bind("service", resource.service())
                    .bind("type", resource.type().word())
                    .bind("region", resource.region())
                    .bind("instanceType", resource.instanceType())
                    .bind("os", resource.os())
                    .bind("state", resource.state().word())
                    .bind("subAccount", resource.subAccount())
                    .bind("tags", StoredJson.ofTexts(resource.tags()))
                    .bind("attributes", StoredJson.ofTexts(resource.attributes()))
                    .bind("at", takenAt)
                    .add();
        }
        batch.execute();
    }

    /** Appends a row only where the newest known state is another one. */
    private static void writeStates(Handle handle, Instant takenAt, List<Resource> resources) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO inventory_state (resource_id, seen_at, state)
                SELECT :id, :at, :state
                WHERE NOT EXISTS (
                    SELECT 1 FROM inventory_state s WHERE s.resource_id = :id AND s.state = :state
                        AND s.seen_at = (SELECT max(seen_at) FROM inventory_state n WHERE n.resource_id = :id))
                ON CONFLICT (resource_id, seen_at) DO UPDATE SET state = excluded.state
                """);
        for (Resource resource : resources) {
            batch.bind("id", resource.id())
                    .bind("at", takenAt)
                    .bind("state", resource.state().word())
                    .add();
        }
        batch.execute();
    }

    private static Map<ResourceId, List<SeenState>> states(Handle handle) {
        Map<ResourceId, List<SeenState>> states = new TreeMap<>();
        handle.createQuery("SELECT resource_id, seen_at, state FROM inventory_state ORDER BY resource_id, seen_at")
                .map((row, context) -> states.computeIfAbsent(
                                new ResourceId(row.getString("resource_id")), id -> new ArrayList<>())
                        .add(new SeenState(
                                Instant.parse(row.getString("seen_at")), ResourceState.ofWord(row.getString("state")))))
                .list();
        return states;
    }

    private static StoredResource stored(ResultSet row, Map<ResourceId, List<SeenState>> states) throws SQLException {
        ResourceId id = new ResourceId(row.getString("resource_id"));
        Resource resource = new Resource(
                id,
                Provider.of(row.getString("provider")),
                row.getString("service"),
                ResourceType.ofWord(row.getString("resource_type")),
                row.getString("region"),
                row.getString("instance_type"),
                row.getString("os"),
                ResourceState.ofWord(row.getString("state")),
                new SubAccountId(row.getString("sub_account_id")),
                StoredJson.texts(row.getString("tags")),
                StoredJson.texts(row.getString("attributes")));
        return new StoredResource(
                resource,
                row.getString("source"),
                Instant.parse(row.getString("first_seen")),
                Instant.parse(row.getString("last_seen")),
                states.getOrDefault(id, List.of()));
    }

    /** Names the content, whatever order the resources came in. */
    private static String fingerprint(List<Resource> resources) {
        return Fingerprint.of(resources.stream()
                .sorted(Comparator.comparing(Resource::id))
                .map(Resource::toString)
                .toArray(String[]::new));
    }
}

package costwright.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.jobs.store.InventoryStore.Replacement;
import costwright.jobs.store.StoredResource.SeenState;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InventoryStoreIT {
    private static final Instant WEEK_1 = Instant.parse("2026-10-05T06:00:00Z");
    private static final Instant WEEK_2 = Instant.parse("2026-10-12T06:00:00Z");
    private static final Instant WEEK_3 = Instant.parse("2026-10-19T06:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void givesBackEveryFieldInOrderOfId(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            InventoryStore inventory = new InventoryStore(store);
            Resource vm = new Resource(
                    new ResourceId("i-2"),
                    Provider.AWS,
                    "Amazon EC2",
                    ResourceType.VM,
                    "us-east-1",
                    "m5.large",
                    "linux",
                    ResourceState.RUNNING,
                    new SubAccountId("111122223333"),
                    Map.of("team", "web", "Name", "a \"quoted\" name"),
                    Map.of("created", "2026-01-01T00:00:00Z"));
            assertThat(inventory.replace("file", WEEK_1, List.of(vm, disk("Vol-1", ResourceState.ATTACHED))))
                    .isEqualTo(Replacement.REPLACED);
            assertThat(inventory.resources())
                    .extracting(stored -> stored.resource().id().value())
                    .containsExactly("Vol-1", "i-2");
            assertThat(inventory.resources().get(1).resource()).isEqualTo(vm);
            assertThat(inventory.resources().get(1).source()).isEqualTo("file");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void remembersSinceWhenAStateIsSeen(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            InventoryStore inventory = new InventoryStore(store);
            inventory.replace("aws", WEEK_1, List.of(disk("vol-1", ResourceState.ATTACHED)));
            inventory.replace("aws", WEEK_2, List.of(disk("vol-1", ResourceState.UNATTACHED)));
            inventory.replace("aws", WEEK_3, List.of(disk("vol-1", ResourceState.UNATTACHED)));
            StoredResource stored = inventory.resources().get(0);
            assertThat(stored.firstSeen()).isEqualTo(WEEK_1);
            assertThat(stored.lastSeen()).isEqualTo(WEEK_3);
            assertThat(stored.changed()).isTrue();
            assertThat(stored.presentState()).isEqualTo(new SeenState(WEEK_2, ResourceState.UNATTACHED));
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void replacesEachSourceByItself(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            InventoryStore inventory = new InventoryStore(store);
            inventory.replace(
                    "aws",
                    WEEK_1,
                    List.of(disk("vol-1", ResourceState.ATTACHED), disk("vol-2", ResourceState.ATTACHED)));
            inventory.replace("azure", WEEK_1, List.of(disk("disk-1", ResourceState.ATTACHED)));
            inventory.replace("aws", WEEK_2, List.of(disk("vol-2", ResourceState.ATTACHED)));
            assertThat(inventory.resources())
                    .extracting(stored -> stored.resource().id().value())
                    .containsExactly("disk-1", "vol-2");
            assertThat(inventory.sources())
                    .extracting(InventorySource::source, InventorySource::takenAt, InventorySource::resources)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("aws", WEEK_2, 1),
                            org.assertj.core.groups.Tuple.tuple("azure", WEEK_1, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void changesNothingForTheSameInventory(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            InventoryStore inventory = new InventoryStore(store);
            Resource first = disk("vol-1", ResourceState.ATTACHED);
            Resource second = disk("vol-2", ResourceState.ATTACHED);
            inventory.replace("aws", WEEK_2, List.of(first, second));
            List<StoredResource> before = inventory.resources();
            assertThat(inventory.replace("aws", WEEK_2, List.of(second, first))).isEqualTo(Replacement.UNCHANGED);
            assertThat(inventory.replace("aws", WEEK_1, List.of(first, second))).isEqualTo(Replacement.UNCHANGED);
            assertThat(inventory.resources()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void refusesAnInventoryOlderThanTheOneItHas(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            InventoryStore inventory = new InventoryStore(store);
            inventory.replace("aws", WEEK_2, List.of(disk("vol-1", ResourceState.ATTACHED)));
            assertThatThrownBy(() -> inventory.replace("aws", WEEK_1, List.of()))
                    .isInstanceOfSatisfying(
                            CostwrightException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
                    .hasMessageContaining("the store has one of 2026-10-12T06:00:00Z");
            assertThat(inventory.resources()).hasSize(1);
        }
    }

    private static Resource disk(String id, ResourceState state) {
        return new Resource(
                new ResourceId(id),
                Provider.AWS,
                "Amazon EBS",
                ResourceType.DISK,
                "us-east-1",
                "",
                "",
                state,
                new SubAccountId("111122223333"),
                Map.of(),
                Map.of("size_gib", "100"));
    }
}

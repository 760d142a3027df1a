package costwright.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.analyzers.Capability;
import costwright.analyzers.Catalogue;
import costwright.jobs.analyze.AnalysisRun;
import costwright.jobs.analyze.ThresholdsInForce;
import costwright.jobs.pull.file.FolderSource;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.Spend;
import costwright.jobs.store.SpendDimension;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoredResource;
import costwright.schema.charge.CostView;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.PurchasePlan;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estate of the demo, imported as its users import theirs: what it costs and what is wasted is known exactly. */
class GroundTruthIT {
    @TempDir
    private static Path folder;

    private static final Catalogue CATALOGUE = Catalogue.discover();
    private static Store store;
    private static JsonNode expected;
    private static List<Finding> findings;

    @BeforeAll
    static void importAndAnalyze() throws IOException {
        Path estate = folder.resolve("estate");
        new SampleEstate(SampleOptions.demo(estate), rows -> {}).write();
        expected = new ObjectMapper().readTree(estate.resolve("expected.json").toFile());
        store = Store.open(folder.resolve("costwright.db").toString());
        new FolderSource("sample", estate, ImportOptions.standard(), stage -> {}).importInto(store, SampleEstate.AS_OF);
        findings = new AnalysisRun(store, CATALOGUE, ThresholdsInForce.of(CATALOGUE, Map.of()))
                .run(SampleEstate.AS_OF)
                .plan()
                .findings();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void importsEveryCostToTheLastDigit() {
        List<SpendDimension> by = Stream.of("month", "sub_account", "service", "charge_category")
                .map(SpendDimension::parse)
                .toList();
        for (CostView cost : CostView.values()) {
            List<Spend> spend = new SpendStore(store).spend(new SpendQuestion(by, null, null, cost));
            assertThat(spend).hasSize(1);
            assertThat(spend.get(0).exact()).isTrue();
            Map<String, BigDecimal> imported = new TreeMap<>();
            spend.get(0)
                    .rows()
                    .forEach(row -> imported.put(
                            String.join("|", row.keys()), row.amount().stripTrailingZeros()));
            Map<String, BigDecimal> written = new TreeMap<>();
            expected.path("sums")
                    .forEach(row -> written.put(
                            String.join(
                                    "|",
                                    row.path("month").asText(),
                                    row.path("sub_account_id").asText(),
                                    row.path("service").asText(),
                                    row.path("charge_category").asText()),
                            new BigDecimal(row.path(cost.word()).asText()).stripTrailingZeros()));
            assertThat(imported).as(cost.word()).isEqualTo(written);
        }
    }

    @Test
    void findsAllThatWasPlanted() {
        Set<String> found = findings.stream()
                .map(finding -> finding.analyzerId() + " " + finding.id().value())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> planted = new TreeSet<>();
        waste().forEach(waste -> planted.add(check(waste) + " "
                + FindingId.of(check(waste), resource(waste).value()).value()));
        assertThat(found).containsAll(planted);
    }

    @Test
    void findsNothingElse() {
        // What is idle is also too large: several checks may find one wasted resource, but none any other.
        Set<ResourceId> wasted = new TreeSet<>();
        waste().forEach(waste -> wasted.add(resource(waste)));
        Set<ResourceId> disksOfWasted = new InventoryStore(store)
                .resources().stream()
                        .map(StoredResource::resource)
                        .filter(disk -> disk.attribute(Attributes.ATTACHED_TO)
                                .map(ResourceId::new)
                                .filter(wasted::contains)
                                .isPresent())
                        .map(Resource::id)
                        .collect(Collectors.toSet());
        assertThat(findings)
                .filteredOn(finding -> capability(finding) != Capability.COMMITMENT)
                .allSatisfy(finding -> assertThat(finding.subjects())
                        .as(finding.title())
                        .allMatch(subject -> wasted.contains(subject) || disksOfWasted.contains(subject)));
    }

    @Test
    void isNotTakenInByDecoys() {
        expected.path("decoys")
                .forEach(decoy -> assertThat(findings)
                        .noneMatch(finding -> finding.subjects()
                                .contains(
                                        new ResourceId(decoy.path("resource_id").asText()))));
    }

    /** The labels name the check and the provider; what its plan saves must be what the plan's own bills say. */
    @Test
    void findsTheCommitmentsThatWouldPayOff() {
        Set<String> planted = new TreeSet<>();
        expected.path("opportunities")
                .forEach(opportunity -> planted.add(FindingId.of(
                                check(opportunity), opportunity.path("subject").asText())
                        .value()));
        assertThat(planted).hasSize(2);
        List<Finding> purchases = findings.stream()
                .filter(finding -> capability(finding) == Capability.COMMITMENT)
                .toList();
        assertThat(purchases).extracting(finding -> finding.id().value()).containsExactlyElementsOf(planted);
        assertThat(purchases).allSatisfy(finding -> {
            PurchasePlan plan = Objects.requireNonNull(finding.evidence().purchase());
            assertThat(finding.monthlySavings().isPositive()).isTrue();
            assertThat(plan.costWithout().minus(plan.cost())).isEqualTo(finding.monthlySavings());
            assertThat(plan.lowerBound()).isLessThanOrEqualTo(plan.cost());
            assertThat(plan.gap().isAtLeast(new BigDecimal("0.005"))).isFalse();
        });
    }

    /** Labels of checks that the catalogue has. */
    private static List<JsonNode> waste() {
        List<JsonNode> labels = new ArrayList<>();
        expected.path("waste").forEach(waste -> {
            if (CATALOGUE.find(check(waste)).isPresent()) {
                labels.add(waste);
            }
        });
        assertThat(labels).hasSizeGreaterThanOrEqualTo(8);
        return labels;
    }

    private static String check(JsonNode waste) {
        return waste.path("check").asText();
    }

    private static ResourceId resource(JsonNode waste) {
        return new ResourceId(waste.path("resource_id").asText());
    }

    private static Capability capability(Finding finding) {
        return CATALOGUE.find(finding.analyzerId()).orElseThrow().descriptor().capability();
    }
}

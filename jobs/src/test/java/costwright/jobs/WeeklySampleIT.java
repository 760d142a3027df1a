package costwright.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import costwright.analyzers.Analyzer;
import costwright.analyzers.Capability;
import costwright.analyzers.Catalogue;
import costwright.jobs.analyze.ThresholdsInForce;
import costwright.jobs.publish.ReportSettings;
import costwright.jobs.pull.file.FolderSource;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.sample.SampleEstate;
import costwright.jobs.sample.SampleOptions;
import costwright.jobs.store.FindingStore;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoreCheck;
import costwright.jobs.store.StoreCredentials;
import costwright.jobs.store.StoreDump;
import costwright.schema.finding.Finding;
import costwright.schema.finding.Recommendation;
import costwright.schema.money.Money;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole house on the small sample estate, against its ground truth. */
class WeeklySampleIT {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Catalogue CATALOGUE = Catalogue.discover();

    @TempDir
    static Path folder;

    private static Path estate;
    private static JobOutcome outcome;

    @BeforeAll
    static void run() {
        estate = folder.resolve("estate");
        new SampleEstate(SampleOptions.demo(estate), rows -> {}).write();
        try (Store store = open()) {
            outcome = weekly(store).run(SampleEstate.AS_OF, StepWatch.NONE);
        }
    }

    private static Store open() {
        return Store.open(folder.resolve("costwright.db").toString());
    }

    private static Weekly weekly(Store store) {
        return new Weekly(
                store,
                Clock.systemUTC(),
                List.of(new FolderSource("estate", estate, ImportOptions.standard(), stage -> {})),
                ThresholdsInForce.defaults(),
                new ReportSettings("team", Map.of(), "test"),
                folder.resolve("reports"));
    }

    @Test
    void findsEveryPlantedWasteAndNoOther() throws IOException {
        Set<String> waste = CATALOGUE.analyzers().stream()
                .map(Analyzer::descriptor)
                .filter(descriptor -> descriptor.capability() == Capability.WASTE)
                .map(descriptor -> descriptor.id())
                .collect(Collectors.toSet());
        assertThat(found(waste)).isEqualTo(planted(waste)).hasSizeGreaterThan(5);
    }

    @Test
    void findsEveryMachineThatIsTooLarge() throws IOException {
        Set<String> resizing = Set.of("vm-rightsizing");
        assertThat(found(resizing)).containsAll(planted(resizing));
        assertThat(planted(resizing)).isNotEmpty();
    }

    @Test
    void plansSavingsThatAddUpToNoMoreThanTheirSubjectsCost() {
        try (Store store = open()) {
            FindingStore findings = new FindingStore(store);
            List<Recommendation> plan =
                    findings.recommendations(findings.latest().orElseThrow().id());
            assertThat(plan)
                    .isNotEmpty()
                    .allSatisfy(recommendation -> assertThat(
                                    recommendation.savings().bill().isPositive())
                            .isTrue());
            Money total = Money.total(
                    plan.stream()
                            .map(recommendation -> recommendation.savings().bill())
                            .toList(),
                    USD);
            Map<String, Money> alone = new TreeMap<>();
            plan.forEach(recommendation -> alone.merge(
                    recommendation.id().value(), recommendation.finding().monthlySavings(), Money::plus));
            assertThat(total).isLessThanOrEqualTo(Money.total(alone.values(), USD));
        }
    }

    @Test
    void leavesASoundStoreAndAReportThatNamesTheFindings() throws IOException {
        assertThat(StoreCheck.check(folder.resolve("costwright.db").toString(), StoreCredentials.NONE))
                .allMatch(StoreCheck.Answer::sound);
        assertThat(Files.readString(Path.of(outcome.result())))
                .contains("erp-migration-copy", "Our track record", "Costwright balanced", "AWS default, 14 days");
        assertThat(outcome.gaps()).isEmpty();
    }

    @Test
    void changesNothingTheSecondTime() throws IOException {
        byte[] report = Files.readAllBytes(Path.of(outcome.result()));
        try (Store store = open()) {
            List<String> before = StoreDump.of(store);
            JobOutcome again = weekly(store).run(SampleEstate.AS_OF, StepWatch.NONE);
            assertThat(again.doneBefore()).isTrue();
            assertThat(StoreDump.of(store)).isEqualTo(before);
        }
        assertThat(Files.readAllBytes(Path.of(outcome.result()))).isEqualTo(report);
    }

    /** {@code check resource}, by the machine for findings about the disks of a machine. */
    private static Set<String> found(Set<String> checks) {
        try (Store store = open()) {
            FindingStore findings = new FindingStore(store);
            Map<ResourceId, String> machines = new TreeMap<>();
            new InventoryStore(store)
                    .resources()
                    .forEach(stored -> stored.resource()
                            .attribute(Attributes.ATTACHED_TO)
                            .ifPresent(machine -> machines.put(stored.resource().id(), machine)));
            Set<String> found = new TreeSet<>();
            for (Finding finding :
                    findings.findings(findings.latest().orElseThrow().id())) {
                for (ResourceId subject : finding.subjects()) {
                    String named = finding.analyzerId().equals("stopped-vm-disks")
                            ? machines.getOrDefault(subject, subject.value())
                            : subject.value();
                    found.add(finding.analyzerId() + " " + named);
                }
            }
            return only(checks, found);
        }
    }

    private static Set<String> planted(Set<String> checks) throws IOException {
        JsonNode expected = JsonMapper.builder().build().readTree(Files.readAllBytes(estate.resolve("expected.json")));
        Set<String> planted = new TreeSet<>();
        expected.path("waste")
                .forEach(label -> planted.add(label.path("check").asText() + " "
                        + label.path("resource_id").asText()));
        return only(checks, planted);
    }

    private static Set<String> only(Set<String> checks, Set<String> named) {
        return named.stream()
                .filter(name -> checks.contains(name.substring(0, name.indexOf(' '))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

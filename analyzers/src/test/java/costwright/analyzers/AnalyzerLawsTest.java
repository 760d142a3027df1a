package costwright.analyzers;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.finding.Evidence;
import costwright.schema.finding.Finding;
import costwright.schema.finding.Silence;
import costwright.schema.money.Money;
import costwright.schema.price.PriceBook;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.UtilizationSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for every check in the catalogue, whatever it looks for. */
class AnalyzerLawsTest {
    /** Rates per month are rounded to a millionth once per subject, so twice the price may differ by a few of them. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.00001");

    static Stream<Analyzer> checks() {
        return Catalogue.discover().analyzers().stream();
    }

    static Stream<Arguments> checksOnEstates() {
        return checks().flatMap(check -> LongStream.range(0, 5).mapToObj(seed -> Arguments.of(check, seed)));
    }

    @Test
    void theCatalogueIsNotEmpty() {
        assertThat(Catalogue.discover().analyzers())
                .extracting(check -> check.descriptor().id())
                .contains("unattached-disk", "unassociated-ip", "stopped-vm-disks");
    }

    /** Without this the other laws could hold of checks that never find anything. */
    @ParameterizedTest
    @ValueSource(strings = {"unattached-disk", "unassociated-ip", "stopped-vm-disks", "idle-vm", "vm-rightsizing"})
    void findsSomethingInTheGeneratedEstates(String id) {
        Analyzer check = Catalogue.discover().find(id).orElseThrow();
        assertThat(LongStream.range(0, 5)
                        .boxed()
                        .flatMap(seed -> findings(check, estate(seed).dataset()).stream()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void findsNothingInNothing(Analyzer check) {
        Dataset nothing = new Dataset(
                Estates.AS_OF,
                Lookback.ofWholeDays(60, Estates.AS_OF),
                List.of(),
                Charges.NONE,
                UtilizationSource.NONE,
                PriceBook.EMPTY,
                Map.of(),
                List.of(),
                "nothing");
        assertThat(findings(check, nothing)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("checksOnEstates")
    void saysTheSameTwiceAndInWhateverOrderTheDataComes(Analyzer check, long seed) {
        Dataset dataset = estate(seed).dataset();
        assertThat(outcomes(check, dataset)).isEqualTo(outcomes(check, dataset));
        assertThat(findings(check, shuffled(dataset, seed))).isEqualTo(findings(check, dataset));
        assertThat(silences(check, shuffled(dataset, seed))).isEqualTo(silences(check, dataset));
    }

    @ParameterizedTest
    @MethodSource("checksOnEstates")
    void doublesItsSavingsWhenEveryPriceDoubles(Analyzer check, long seed) {
        List<Finding> once = findings(check, estate(seed).dataset());
        List<Finding> twice = findings(check, new GeneratedEstate(seed, BigDecimal.valueOf(2), true).dataset());
        assertThat(twice)
                .extracting(Finding::id)
                .isEqualTo(once.stream().map(Finding::id).toList());
        for (int i = 0; i < once.size(); i++) {
            Money expected = once.get(i).monthlySavings().times(2);
            assertThat(twice.get(i).monthlySavings().minus(expected).amount().abs())
                    .isLessThanOrEqualTo(ROUNDING);
        }
    }

    @ParameterizedTest
    @MethodSource("checksOnEstates")
    void neverSavesMoreThanItsSubjectsCost(Analyzer check, long seed) {
        Dataset dataset = estate(seed).dataset();
        Map<ResourceId, Resource> resources = dataset.resourcesById();
        for (Finding finding : findings(check, dataset)) {
            if (finding.subjects().isEmpty()) {
                continue;
            }
            Money cost = finding.subjects().stream()
                    .map(subject -> RunRate.of(dataset, Objects.requireNonNull(resources.get(subject)))
                            .orElseThrow()
                            .effectivePerMonth())
                    .reduce(Money::plus)
                    .orElseThrow();
            assertThat(finding.monthlySavings().amount())
                    .as(finding.title())
                    .isLessThanOrEqualTo(cost.amount().add(ROUNDING));
        }
    }

    @ParameterizedTest
    @MethodSource("checksOnEstates")
    void staysSilentWithoutTheSamplesThatItNeeds(Analyzer check, long seed) {
        if (check.descriptor().inputs().contains(Input.UTILIZATION)) {
            assertThat(findings(check, new GeneratedEstate(seed, BigDecimal.ONE, false).dataset()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("checksOnEstates")
    void givesCompleteEvidence(Analyzer check, long seed) {
        Dataset dataset = estate(seed).dataset();
        for (Finding finding : findings(check, dataset)) {
            Evidence evidence = finding.evidence();
            assertThat(evidence.analyzerId()).isEqualTo(check.descriptor().id()).isEqualTo(finding.analyzerId());
            assertThat(evidence.analyzerVersion()).isEqualTo(check.descriptor().version());
            assertThat(evidence.datasetFingerprint()).isEqualTo(dataset.fingerprint());
            assertThat(evidence.facts()).isNotEmpty();
            assertThat(evidence.arithmetic()).isNotEmpty();
            assertThat(evidence.thresholds())
                    .containsOnlyKeys(check.descriptor().thresholds().stream()
                            .map(Threshold::name)
                            .toList());
            if (check.descriptor().inputs().contains(Input.UTILIZATION)) {
                assertThat(evidence.completeness().value()).isPresent();
                assertThat(evidence.convention()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("checks")
    void hasACompleteDataCard(Analyzer check) {
        Descriptor card = check.descriptor();
        assertThat(card.question()).endsWith("?");
        assertThat(card.formula()).isNotBlank();
        assertThat(card.ignores()).isNotBlank();
        assertThat(card.references()).isNotEmpty();
        assertThat(card.inputs()).isNotEmpty();
        assertThat(card.thresholds()).allSatisfy(threshold -> {
            assertThat(threshold.name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
            assertThat(threshold.why()).isNotBlank();
            assertThat(threshold.unit()).isNotBlank();
        });
    }

    private static GeneratedEstate estate(long seed) {
        return new GeneratedEstate(seed, BigDecimal.ONE, true);
    }

    private static Dataset shuffled(Dataset dataset, long seed) {
        Random random = new Random(seed);
        return new Dataset(
                dataset.asOf(),
                dataset.lookback(),
                shuffled(dataset.resources(), random),
                new Charges(shuffled(dataset.charges().all(), random)),
                dataset.utilization(),
                dataset.prices(),
                dataset.usageLines(),
                shuffled(dataset.hourlyUsage(), random),
                dataset.fingerprint());
    }

    private static <T> List<T> shuffled(List<T> rows, Random random) {
        List<T> copy = new ArrayList<>(rows);
        Collections.shuffle(copy, random);
        return copy;
    }

    private static List<Outcome> outcomes(Analyzer check, Dataset dataset) {
        return check.analyze(dataset, check.descriptor().defaults());
    }

    private static List<Finding> findings(Analyzer check, Dataset dataset) {
        return outcomes(check, dataset).stream()
                .filter(Outcome.Found.class::isInstance)
                .map(outcome -> ((Outcome.Found) outcome).finding())
                .sorted()
                .toList();
    }

    private static List<Silence> silences(Analyzer check, Dataset dataset) {
        return outcomes(check, dataset).stream()
                .filter(Outcome.Silent.class::isInstance)
                .map(outcome -> ((Outcome.Silent) outcome).silence())
                .sorted(Comparator.comparing(Silence::toString))
                .toList();
    }
}

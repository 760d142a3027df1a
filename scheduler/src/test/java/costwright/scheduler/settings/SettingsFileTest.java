package costwright.scheduler.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.analyzers.Capability;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Threshold;
import costwright.scheduler.cron.Cron;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import costwright.schema.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    private static final List<Descriptor> CHECKS = List.of(new Descriptor(
            "idle-vm",
            "Which machines do nothing?",
            Capability.WASTE,
            Set.of(),
            List.of(
                    Threshold.of("cpu-percent", "percent", "5", "0", "100", "because"),
                    Threshold.of("days", "days", "14", "1", "93", "because")),
            "all of it",
            "memory",
            List.of(),
            1));

    @TempDir
    Path folder;

    @Test
    void takesTheDefaultsWhereThereIsNoFile() {
        Settings settings = SettingsFile.read(Optional.empty(), Map.of(), CHECKS);
        assertThat(settings)
                .isEqualTo(new Settings(
                        "costwright.db",
                        Locale.forLanguageTag("en-US"),
                        List.of(),
                        Map.of(),
                        new Settings.Report(Path.of("reports"), "team"),
                        new Settings.Schedule(Map.of(), ZoneId.of("UTC"))));
    }

    @Test
    void takesAnEmptyFileAsDefaults() throws IOException {
        assertThat(read("# nothing\n", Map.of())).isEqualTo(SettingsFile.read(Optional.empty(), Map.of(), CHECKS));
    }

    @Test
    void readsEveryKey() throws IOException {
        Settings settings = read("""
                store: jdbc:postgresql://host/costs
                locale: en-US
                sources:
                  - {name: exports, kind: files, path: exports/}
                  - name: prod-aws
                    kind: aws
                    regions: [us-east-1, us-gov-west-1]
                    accounts: ["123456789012"]
                    role: arn:aws:iam::{account}:role/costwright
                    endpoint: http://localhost:4566
                    request-budget: 7
                    exports: [s3://bucket/prefix]
                    prices: bulk
                  - name: corp-azure
                    kind: azure
                    scopes: [/subscriptions/1]
                    endpoint: https://localhost:1
                    request-budget: 8
                    exports: [https://account.blob.core.windows.net/container]
                  - {name: metrics, kind: prometheus, url: "http://prometheus:9090", token-file: t, ca-file: c}
                thresholds:
                  idle-vm: {cpu-percent: 7.5, days: 30}
                report: {out: pages/, owner-tag: owner}
                schedule: {weekly: "0 6 * * MON", zone: Europe/Berlin}
                """, Map.of());
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(settings)
                .isEqualTo(new Settings(
                        "jdbc:postgresql://host/costs",
                        Locale.US,
                        List.of(
                                new SourceSettings.Files("exports", "exports/", ""),
                                new SourceSettings.Aws(
                                        "prod-aws",
                                        List.of("us-east-1", "us-gov-west-1"),
                                        List.of("123456789012"),
                                        "arn:aws:iam::{account}:role/costwright",
                                        "http://localhost:4566",
                                        7,
                                        List.of("s3://bucket/prefix"),
                                        "bulk"),
                                new SourceSettings.Azure(
                                        "corp-azure",
                                        List.of("/subscriptions/1"),
                                        "https://localhost:1",
                                        8,
                                        List.of("https://account.blob.core.windows.net/container")),
                                new SourceSettings.Prometheus("metrics", "http://prometheus:9090", "t", "c")),
                        Map.of("idle-vm", Map.of("cpu-percent", new BigDecimal("7.5"), "days", new BigDecimal("30"))),
                        new Settings.Report(Path.of("pages"), "owner"),
                        new Settings.Schedule(Map.of("weekly", Cron.of("0 6 * * MON", berlin)), berlin)));
    }

    @Test
    void readsTheDefaultsOfASourceThatSaysLittle() throws IOException {
        Settings settings = read("sources: [{name: a, kind: aws}, {name: b, kind: azure}]", Map.of());
        assertThat(settings.sources())
                .containsExactly(
                        new SourceSettings.Aws("a", List.of(), List.of(), "", "", 60, List.of(), "query"),
                        new SourceSettings.Azure("b", List.of(), "", 60, List.of()));
    }

    @Test
    void laysTheEnvironmentOverEveryPartOfTheFile() throws IOException {
        Settings settings = read(
                """
                store: file.db
                sources: [{name: a, kind: aws, regions: [us-east-1]}]
                report: {out: pages/}
                """,
                Map.of(
                        "COSTWRIGHT_STORE", "environment.db",
                        "COSTWRIGHT_SOURCES_0_REGIONS", "eu-west-1, eu-central-1",
                        "COSTWRIGHT_SOURCES_0_REQUEST_BUDGET", "5",
                        "COSTWRIGHT_SOURCES_1_NAME", "m",
                        "COSTWRIGHT_SOURCES_1_KIND", "prometheus",
                        "COSTWRIGHT_SOURCES_1_URL", "http://prometheus:9090",
                        "COSTWRIGHT_THRESHOLDS_IDLE_VM_CPU_PERCENT", "3",
                        "COSTWRIGHT_REPORT_OWNER_TAG", "owner",
                        "COSTWRIGHT_SCHEDULE_WEEKLY", "30 5 * * TUE"));
        assertThat(settings.store()).isEqualTo("environment.db");
        assertThat(settings.sources())
                .containsExactly(
                        new SourceSettings.Aws(
                                "a", List.of("eu-west-1", "eu-central-1"), List.of(), "", "", 5, List.of(), "query"),
                        new SourceSettings.Prometheus("m", "http://prometheus:9090", "", ""));
        assertThat(settings.thresholds()).isEqualTo(Map.of("idle-vm", Map.of("cpu-percent", new BigDecimal("3"))));
        assertThat(settings.report()).isEqualTo(new Settings.Report(Path.of("pages"), "owner"));
        assertThat(settings.schedule().jobs()).isEqualTo(Map.of("weekly", Cron.of("30 5 * * TUE", ZoneId.of("UTC"))));
    }

    @Test
    void ignoresVariablesThatAreNoSettings() {
        Map<String, String> environment = Map.of(
                "PATH", "/bin",
                "COSTWRIGHT_STORE_PASSWORD", "secret",
                "COSTWRIGHT_TERMINAL", "none",
                "COSTWRIGHT_SERVICE_HOST", "10.0.0.1",
                "COSTWRIGHT_PORT_8080_TCP_ADDR", "10.0.0.1");
        assertThat(SettingsFile.read(Optional.empty(), environment, CHECKS))
                .isEqualTo(SettingsFile.read(Optional.empty(), Map.of(), CHECKS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stroe: a.db                                    | stroe                         | Did you mean store?
            locale: english-klingon                        | locale                        | en-US
            locale: de-DE                                  | locale                        | must be en-US
            report: {font: x}                              | report.font                   | Known are out, owner-tag
            report: {owner-tga: x}                         | report.owner-tga              | Did you mean owner-tag?
            report: pages                                  | report                        | mapping
            sources: exports                               | sources                       | must be a list
            sources: [exports]                             | sources[0]                    | mapping
            sources: [{kind: aws}]                         | sources[0].name               | is missing
            sources: [{name: a}]                           | sources[0].kind               | is missing
            sources: [{name: a, kind: asw}]                | sources[0].kind               | Did you mean aws?
            sources: [{name: a, kind: aws, regoins: []}]   | sources[0].regoins            | Did you mean regions?
            sources: [{name: a, kind: aws, url: x}]        | sources[0].url                | is no known key
            sources: [{name: a, kind: aws, regions: [x]}]  | sources[0].regions            | us-east-1
            sources: [{name: a, kind: aws, accounts: [12]}] | sources[0].accounts          | 123456789012
            sources: [{name: a, kind: aws, endpoint: ftp}] | sources[0].endpoint           | http://
            sources: [{name: a, kind: aws, request-budget: -1}] | sources[0].request-budget | from 0 to 100000
            sources: [{name: a, kind: aws, request-budget: many}] | sources[0].request-budget | from 0 to 100000
            sources: [{name: a, kind: files}]              | sources[0].path               | is missing
            sources: [{name: a, kind: prometheus}]         | sources[0].url                | is missing
            sources: [{name: a, kind: aws}, {name: a, kind: aws}] | sources[1].name        | names must differ
            sources: [{name: a, kind: azure, scopes: [x]}] | sources[0].scopes             | /subscriptions/
            thresholds: {idle-mv: {days: 3}}               | thresholds.idle-mv            | Did you mean idle-vm?
            thresholds: {idle-vm: {day: 3}}                | thresholds.idle-vm.day        | Did you mean days?
            thresholds: {idle-vm: {days: 0}}               | thresholds.idle-vm.days       | from 1 to 93 days
            thresholds: {idle-vm: {days: 94}}              | thresholds.idle-vm.days       | from 1 to 93 days
            thresholds: {idle-vm: {days: soon}}            | thresholds.idle-vm.days       | from 1 to 93 days
            schedule: {weekly: 0 6 * *}                    | schedule.weekly               | five fields
            schedule: {weekly: 0 25 * * MON}               | schedule.weekly               | 25
            schedule: {weekly: 0 0 30 2 *}                 | schedule.weekly               | never fires
            schedule: {monthly: 0 6 * * MON}               | schedule.monthly              | Known are zone, weekly
            schedule: {zone: Europe/Berlim}                | schedule.zone                 | Did you mean Europe/Berlin?
            """)
    void refusesWhatIsWrongWithTheKeyAndTheMend(String yaml, String key, String advice) {
        assertThatThrownBy(() -> read(yaml, Map.of())).isInstanceOfSatisfying(CostwrightException.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(FailureKind.SETTINGS);
            assertThat(refusal.problems()).hasSize(1);
            assertThat(refusal.problems().get(0).where()).isEqualTo(key);
            assertThat(refusal.problems().get(0).advice()).contains(advice);
        });
    }

    @Test
    void takesThresholdsAtTheirBounds() throws IOException {
        assertThat(read("thresholds: {idle-vm: {days: 1, cpu-percent: 100}}", Map.of())
                        .thresholds())
                .isEqualTo(
                        Map.of("idle-vm", Map.of("days", new BigDecimal("1"), "cpu-percent", new BigDecimal("100"))));
    }

    @Test
    void showsAllProblemsTogether() {
        String yaml = "stroe: x\nlocale: xx-YY\nreport: {otu: x}\nschedule: {zone: Mars}\n";
        assertThatThrownBy(() -> read(yaml, Map.of("COSTWRIGHT_LOCAEL", "de-DE")))
                .isInstanceOfSatisfying(CostwrightException.class, refusal -> {
                    assertThat(refusal.problems())
                            .extracting(Problem::where)
                            .containsExactlyInAnyOrder(
                                    "COSTWRIGHT_LOCAEL", "stroe", "locale", "report.otu", "schedule.zone");
                    assertThat(refusal.getMessage())
                            .contains("5 problems", "Did you mean COSTWRIGHT_LOCALE?", "Did you mean store?");
                });
    }

    @Test
    void refusesAVariableThatLeavesAGapInTheSources() {
        assertThatThrownBy(() -> SettingsFile.read(Optional.empty(), Map.of("COSTWRIGHT_SOURCES_1_NAME", "b"), CHECKS))
                .hasMessageContaining("COSTWRIGHT_SOURCES_1_NAME")
                .hasMessageContaining("gap");
    }

    @Test
    void neverShowsAPassword() {
        assertThatThrownBy(() -> read("""
                        store: jdbc:postgresql://host/db?password=hunter2
                        sources: [{name: m, kind: prometheus, url: "http://user:hunter2@prometheus:9090"}]
                        """, Map.of()))
                .hasMessageContaining("COSTWRIGHT_STORE_PASSWORD")
                .hasMessageContaining("sources[0].url")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void namesTheLineOfBrokenYaml() {
        assertThatThrownBy(() -> read("store: a.db\nsources: [\nreport: {", Map.of()))
                .isInstanceOf(CostwrightException.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void refusesTheSameKeyTwice() {
        assertThatThrownBy(() -> read("store: a.db\nstore: b.db\n", Map.of()))
                .isInstanceOf(CostwrightException.class)
                .hasMessageContaining("store");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> SettingsFile.read(Optional.of(folder.resolve("absent.yaml")), Map.of(), CHECKS))
                .isInstanceOfSatisfying(
                        CostwrightException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(FailureKind.SETTINGS))
                .hasMessageContaining("absent.yaml")
                .hasMessageContaining("--config");
    }

    private Settings read(String yaml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("costwright.yaml"), yaml);
        return SettingsFile.read(Optional.of(file), environment, CHECKS);
    }

    @Test
    void knowsEveryKeyOfTheTemplateAlsoBehindTheHashes() throws IOException {
        String template = SettingsTemplate.text();
        assertThat(read(template, Map.of()).schedule().jobs()).containsKey("weekly");
        String examples =
                template.replaceAll("(?m)^(sources|thresholds): .*$", "$1:").replaceAll("(?m)^#  ", "  ");
        assertThat(read(examples, Map.of()).sources()).hasSize(4);
        assertThat(read(examples, Map.of()).thresholds()).containsKey("idle-vm");
    }

    @Test
    void countsUtcAsTheZoneOfTheDefaultSchedule() {
        assertThat(SettingsFile.read(Optional.empty(), Map.of(), CHECKS)
                        .schedule()
                        .zone()
                        .normalized())
                .isEqualTo(ZoneOffset.UTC);
    }
}

package costwright.scheduler.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as cron runs them, with the patience of every day, on clouds of which parts do not answer. */
class LivePullIT {
    private static final String BILL = """
            BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,\
            ChargeCategory,BilledCost,EffectiveCost,ContractedCost,ListCost,ServiceName,ProviderName
            9999,USD,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,2026-11-14T00:00:00Z,2026-11-15T00:00:00Z,Usage,\
            12.345,12.345,12.345,12.345,Compute,AWS
            """;

    @TempDir
    Path folder;

    private final CloudStub clouds = new CloudStub();

    @BeforeEach
    void settings() throws IOException {
        Files.createDirectories(folder.resolve("exports"));
        Files.writeString(folder.resolve("exports/bill.csv"), BILL);
        Files.writeString(folder.resolve("costwright.yaml"), """
                sources:
                  - {name: exports, kind: files, path: exports/}
                  - {name: prod-aws, kind: aws, regions: [ap-south-1, eu-west-1], endpoint: "%1$s"}
                  - {name: dead-aws, kind: aws, regions: [eu-west-1], endpoint: "%2$s"}
                  - {name: corp-azure, kind: azure, scopes: [%3$s], endpoint: "%1$s"}
                """.formatted(
                        clouds.url(), CloudStub.nobody(), CloudStub.SUBSCRIPTION));
    }

    @AfterEach
    void stop() {
        clouds.close();
    }

    private Run run(String... arguments) {
        return Run.in(folder, Map.of(), arguments);
    }

    private static JsonNode json(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    private static List<String> gaps(Run run) throws IOException {
        List<String> gaps = new ArrayList<>();
        json(run)
                .path("gaps")
                .forEach(gap -> gaps.add("%s of %s"
                        .formatted(
                                gap.path("dataset").asText(), gap.path("scope").asText())));
        return gaps;
    }

    @Test
    void endsWithThreeForADeadRegionAndReadsTheRest() throws IOException {
        clouds.killRegion("ap-south-1");
        Run pull = run("pull", "prod-aws", "--output", "json");

        assertThat(pull.code()).as(pull.error()).isEqualTo(Costwright.INCOMPLETE);
        assertThat(gaps(pull))
                .contains("machines of 111122223333/ap-south-1", "prices of ap-south-1")
                .noneSatisfy(gap -> assertThat(gap).contains("eu-west-1"));
        assertThat(json(run("inventory", "--output", "json")).path("resources"))
                .singleElement()
                .satisfies(
                        machine -> assertThat(machine.path("region").asText()).isEqualTo("eu-west-1"));

        clouds.heal();
        Run again = run("pull", "prod-aws", "--output", "json");
        assertThat(again.code()).as(again.error()).isZero();
        assertThat(gaps(again)).isEmpty();
        assertThat(json(run("inventory", "--output", "json")).path("resources")).hasSize(2);
    }

    @Test
    void endsWith75WhenNobodyAnswersAtAll() throws IOException {
        Run pull = run("pull", "dead-aws", "--output", "json");

        assertThat(pull.code()).as(pull.error()).isEqualTo(75);
        assertThat(gaps(pull)).containsExactly("accounts of dead-aws");
        assertThat(json(pull).at("/gaps/0/reason").asText()).contains("Connection refused");
    }

    @Test
    void rendersTheWeekAndNamesEveryGapWhenOneSourceIsDeadAndTheOthersThrottle() throws IOException {
        clouds.throttleCostExplorer();
        clouds.throttleCostManagement();
        Run weekly = run("run", "weekly", "--output", "json");

        assertThat(weekly.code()).as(weekly.error()).isEqualTo(Costwright.INCOMPLETE);
        String page = Files.readString(Path.of(json(weekly).path("report").asText()));
        assertThat(page)
                .contains("accounts of dead-aws could not be read from dead-aws", "Connection refused")
                .contains("could not be read from prod-aws", "Rate exceeded")
                .contains("cost by ActualCost", "could not be read from corp-azure", "left alone for 301 s")
                // The bill of the folder is there all the same: one day of the week.
                .contains("$12.34");
        assertThat(weekly.error()).contains("accounts of dead-aws");
        assertThat(json(run("inventory", "--output", "json")).path("resources")).hasSize(2);
        // The longest of the three headers counts: five minutes are more than a pull waits, so nobody asks again.
        assertThat(clouds.server().findAll(postRequestedFor(urlPathMatching(".*/Microsoft.CostManagement/query"))))
                .hasSizeBetween(1, 4);
    }

    @Test
    void asksForNothingThatIsClosedInASecondPullOfTheDay() throws IOException {
        Run first = run("pull", "prod-aws", "corp-azure", "--output", "json");
        assertThat(first.code()).as(first.error()).isZero();
        clouds.server().resetRequests();
        Run second = run("pull", "prod-aws", "corp-azure", "--output", "json");

        assertThat(second.code()).as(second.error()).isZero();
        assertThat(json(first).at("/sources/0/charged_requests").asInt()).isPositive();
        assertThat(json(second).at("/sources/0/charged_requests").asInt()).isZero();
        assertThat(json(second).at("/sources/1/charged_requests").asInt()).isZero();
        assertThat(clouds.server()
                        .findAll(postRequestedFor(anyUrl())
                                .withHeader("X-Amz-Target", matching("AWSInsightsIndexService\\..*"))))
                .isEmpty();
        assertThat(clouds.server().findAll(postRequestedFor(urlPathMatching(".*/Microsoft.CostManagement/query"))))
                .isEmpty();
    }
}

package costwright.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitmentCommandsTest {
    private static final String[] SIMULATE = {
        "simulate",
        "commitments",
        "--usage",
        "usage.csv",
        "--lines",
        "lines.csv",
        "--offers",
        "offers.csv",
        "--holdings",
        "holdings.csv",
        "--output",
        "json"
    };
    private static final String[] PLAN = {
        "plan",
        "commitments",
        "--usage",
        "usage.csv",
        "--lines",
        "lines.csv",
        "--offers",
        "offers.csv",
        "--output",
        "json"
    };

    @TempDir
    private Path folder;

    private Run run = new Run(0, "", "");

    @BeforeEach
    void writeFiles() throws IOException {
        write("lines.csv", "line,on_demand_rate,currency,extra\nweb,1.00,USD,x\nfree,0,USD,x\n");
        write("offers.csv", """
                offer,kind,term_months,payment_option,line,rate
                csp,compute_savings_plan,12,no_upfront,web,0.70
                dear,compute_savings_plan,36,all_upfront,web,1.20
                """);
        write("holdings.csv", "offer,quantity,start,end\ncsp,1.4,,2026-01-01T02:00:00Z\n");
        // Hour 2 is missing: it used nothing. Two rows of hour 1 are added up.
        write("usage.csv", """
                hour,line,quantity
                2026-01-01T00:00:00Z,web,3
                2026-01-01T01:00:00Z,web,1
                2026-01-01T01:00:00Z,web,1
                2026-01-01T03:00:00Z,web,3
                2026-01-01T03:00:00Z,free,9
                """);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private int code(String... arguments) {
        run = Run.in(folder, Map.of(), arguments);
        return run.code();
    }

    private JsonNode json(String... arguments) throws IOException {
        int code = code(arguments);
        assertThat(code).as(run.error()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static String amount(JsonNode node, String field) {
        return node.path(field).path("amount").asText();
    }

    @Test
    void simulatesEveryHourOfTheWindow() throws IOException {
        JsonNode bill = json(SIMULATE);
        assertThat(bill.path("schema").asText()).isEqualTo("simulate-commitments/1");
        assertThat(bill.path("hours")).hasSize(4);
        assertThat(amount(bill, "on_demand_equivalent")).isEqualTo("8");
        // Two hours of 1.4, both fully used for two units each.
        assertThat(amount(bill, "commitment_cost")).isEqualTo("2.8");
        assertThat(amount(bill, "commitment_unused")).isEqualTo("0");
        assertThat(amount(bill, "on_demand_cost")).isEqualTo("4");
        assertThat(amount(bill, "total_cost")).isEqualTo("6.8");
        assertThat(bill.path("coverage").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(bill.path("effective_savings_rate").decimalValue()).isEqualByComparingTo("0.15");
        assertThat(amount(bill.path("hours").get(2), "total_cost")).isEqualTo("0");
        assertThat(run.error()).contains("1 usage rows repeat");
    }

    @Test
    void namesWhatCoveredEachLineInDetail() throws IOException {
        String[] arguments = Arrays.copyOf(SIMULATE, SIMULATE.length + 1);
        arguments[SIMULATE.length] = "--detail";
        JsonNode line = json(arguments).path("hours").get(0).path("lines").get(0);
        assertThat(line.path("line").asText()).isEqualTo("web");
        assertThat(line.path("covered").get(0).path("offer").asText()).isEqualTo("csp");
        assertThat(line.path("covered").get(0).path("quantity").asText()).isEqualTo("2");
        assertThat(line.path("uncovered").asText()).isEqualTo("1");
    }

    @Test
    void plansWithBoundCurveAndRisk() throws IOException {
        write("usage.csv", "hour,line,quantity\n2026-01-01T00:00:00Z,web,3\n2026-01-02T23:00:00Z,web,3\n");
        JsonNode none = json(PLAN);
        assertThat(none.path("portfolio")).isEmpty();
        assertThat(amount(none, "total_cost")).isEqualTo("6");
        writeFiles();
        write("usage.csv", "hour,line,quantity\n2026-01-01T00:00:00Z,web,3\n2026-01-01T01:00:00Z,web,2\n");
        JsonNode plan = json(PLAN);
        assertThat(plan.path("schema").asText()).isEqualTo("plan-commitments/1");
        assertThat(plan.path("portfolio").get(0).path("offer").asText()).isEqualTo("csp");
        assertThat(plan.path("portfolio").get(0).path("quantity").asText()).isEqualTo("1.40000");
        // Two hours of 1.4 and one unit on demand.
        assertThat(amount(plan, "total_cost")).isEqualTo("3.8");
        assertThat(amount(plan, "cost_without")).isEqualTo("5");
        assertThat(amount(plan, "savings")).isEqualTo("1.2");
        assertThat(plan.path("gap").asDouble()).isLessThan(1e-8);
        assertThat(plan.path("curve")).hasSize(2);
        assertThat(plan.path("curve").get(0).path("points").size()).isGreaterThan(5);
        assertThat(plan.path("risk").path("stress")).hasSize(5);
        assertThat(plan.path("layers")).isNotEmpty();
    }

    @Test
    void givesTheSameBytesTwice() {
        assertThat(code(PLAN)).isZero();
        String first = run.out();
        assertThat(code(PLAN)).isZero();
        assertThat(run.out()).isEqualTo(first);
    }

    @Test
    void keepsTheTermAndTheBudget() throws IOException {
        String[] arguments = Arrays.copyOf(PLAN, PLAN.length + 4);
        arguments[PLAN.length] = "--term";
        arguments[PLAN.length + 1] = "36";
        arguments[PLAN.length + 2] = "--max-commitment";
        arguments[PLAN.length + 3] = "0.5";
        assertThat(json(arguments).path("portfolio")).isEmpty();
    }

    @Test
    void checksWhatOthersRecommendAgainstTheBill() throws IOException {
        write("recommendations.csv", "source,offer,quantity,claimed_savings\naws,csp,1.4,2\n");
        write("usage.csv", "hour,line,quantity\n2026-01-01T00:00:00Z,web,3\n2026-01-01T01:00:00Z,web,2\n");
        String[] arguments = Arrays.copyOf(PLAN, PLAN.length + 4);
        arguments[PLAN.length] = "--compare";
        arguments[PLAN.length + 1] = "recommendations.csv";
        arguments[PLAN.length + 2] = "--tranches";
        arguments[PLAN.length + 3] = "2";
        JsonNode plan = json(arguments);
        JsonNode other = plan.path("compared").get(0);
        assertThat(amount(other, "simulated_savings")).isEqualTo("1.2");
        assertThat(amount(other, "claim_error")).isEqualTo("0.8");
        assertThat(amount(other, "plan_saves_more")).isEqualTo("0");
        assertThat(plan.path("ladder")).hasSize(2);
        assertThat(plan.path("ladder").get(0).path("quantity").asText()).isEqualTo("0.70000");
        assertThat(plan.path("ladder").get(1).path("at").asText()).isEqualTo("2026-02-01T02:00:00Z");

        arguments[PLAN.length - 1] = "table";
        assertThat(code(arguments)).isZero();
        assertThat(run.out()).contains("CLAIMED").contains("PLAN SAVES MORE");
    }

    @Test
    void saysWhatAnAzureReservationWouldBringIfItWereGivenBack() throws IOException {
        write("offers.csv", """
                offer,kind,term_months,payment_option,line,rate,unit_rate
                kept,azure_reservation,12,no_upfront,web,0.70,0.70
                """);
        // Usage ends at 02:00 on 1 January; 100 hours are left: 2 × 0.70 × 100 = 140; 140 ÷ 8,760 = 0.015981…
        write("holdings.csv", "offer,quantity,start,end\nkept,2,,2026-01-05T06:00:00Z\n");
        write("usage.csv", "hour,line,quantity\n2026-01-01T00:00:00Z,web,3\n2026-01-01T01:00:00Z,web,2\n");
        String[] arguments = Arrays.copyOf(PLAN, PLAN.length + 2);
        arguments[PLAN.length] = "--holdings";
        arguments[PLAN.length + 1] = "holdings.csv";

        JsonNode back = json(arguments).path("returns").get(0);

        assertThat(amount(back, "remaining_commitment")).isEqualTo("140");
        assertThat(amount(back, "exchange_at_least")).isEqualTo("140");
        assertThat(amount(back, "savings_plan_per_hour_1_year")).isEqualTo("0.01599");
        assertThat(amount(back, "refund_limit_12_months")).isEqualTo("50000");
    }

    @Test
    void namesFileRowAndColumnOfAnUnknownLine() throws IOException {
        write("usage.csv", "hour,line,quantity\n2026-01-01T00:00:00Z,nobody,3\n");
        assertThat(code(SIMULATE)).isEqualTo(65);
        assertThat(run.error())
                .contains("usage.csv")
                .contains("row 2")
                .contains("column line")
                .contains("nobody");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void namesFileRowAndColumnOfAnUnknownOffer() throws IOException {
        write("holdings.csv", "offer,quantity\nnothing,1\n");
        assertThat(code(SIMULATE)).isEqualTo(65);
        assertThat(run.error()).contains("holdings.csv").contains("row 2").contains("column offer");
    }

    @Test
    void refusesASecondCurrency() throws IOException {
        write("lines.csv", "line,on_demand_rate,currency\nweb,1.00,USD\nfree,0,EUR\n");
        assertThat(code(SIMULATE)).isEqualTo(65);
        assertThat(run.error()).contains("lines.csv").contains("row 3").contains("column currency");
    }

    @Test
    void refusesHalfAReservationAndAHoldingThatEndsBeforeItStarts() throws IOException {
        write(
                "offers.csv",
                "offer,kind,term_months,payment_option,line,rate\nri,reserved_instance,12,no_upfront,web,0.6\n");
        write("holdings.csv", "offer,quantity,start,end\nri,0.5,,\nri,1,2026-02-01T00:00:00Z,2026-01-01T00:00:00Z\n");
        assertThat(code(SIMULATE)).isEqualTo(65);
        assertThat(run.error()).contains("row 2, column quantity").contains("row 3, column end");
    }

    @Test
    void answersAnEmptyUsageFileWithNothing() throws IOException {
        write("usage.csv", "hour,line,quantity\n");
        assertThat(json(PLAN).path("portfolio")).isEmpty();
        JsonNode bill = json(SIMULATE);
        assertThat(bill.path("hour_count").asInt()).isZero();
        assertThat(bill.path("coverage").isNull()).isTrue();
    }

    @Test
    void paysForCommitmentsInHoursWithoutUsage() throws IOException {
        String[] arguments = Arrays.copyOf(SIMULATE, SIMULATE.length + 4);
        arguments[SIMULATE.length] = "--from";
        arguments[SIMULATE.length + 1] = "2025-12-31T22:00:00Z";
        arguments[SIMULATE.length + 2] = "--to";
        arguments[SIMULATE.length + 3] = "2026-01-01T01:00:00Z";
        JsonNode bill = json(arguments);
        assertThat(bill.path("hour_count").asInt()).isEqualTo(3);
        assertThat(amount(bill, "commitment_cost")).isEqualTo("4.2");
        assertThat(amount(bill, "on_demand_equivalent")).isEqualTo("3");
    }

    @Test
    void refusesAnEmptyWindowAsASetting() {
        String[] arguments = Arrays.copyOf(SIMULATE, SIMULATE.length + 4);
        arguments[SIMULATE.length] = "--from";
        arguments[SIMULATE.length + 1] = "2026-01-02T00:00:00Z";
        arguments[SIMULATE.length + 2] = "--to";
        arguments[SIMULATE.length + 3] = "2026-01-01T00:00:00Z";
        assertThat(code(arguments)).isEqualTo(64);
    }
}

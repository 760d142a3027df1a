package costwright.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportIT {
    private static final String INVENTORY = """
            resource_id,provider,service,resource_type,region,instance_type,os,state,sub_account_id,tags,attributes
            i-1,aws,AmazonEC2,vm,us-east-1,m5.large,linux,running,123456789012,"{""team"":""=cmd()""}",{}
            """;

    private static final String BILL = """
            BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,BilledCost,EffectiveCost,ContractedCost,ListCost,ServiceName,ProviderName
            1,USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,Usage,1.25,1.25,1.25,1.25,EC2,AWS
            """;

    @TempDir
    Path folder;

    @Test
    void takesAnInventoryOnceAndIsANoOpTheSecondTime() throws IOException {
        Files.writeString(folder.resolve("inventory.csv"), INVENTORY);
        Run first = Run.in(folder, Map.of(), "import", "inventory", "inventory.csv", "--output", "json");
        assertThat(first.code()).isZero();
        JsonNode body = new ObjectMapper().readTree(first.out());
        assertThat(body.get("schema").asText()).isEqualTo("import-inventory/1");
        assertThat(body.at("/files/0/resources").asInt()).isEqualTo(1);
        assertThat(body.at("/files/0/change").asText()).isEqualTo("replaced");
        Run second = Run.in(folder, Map.of(), "import", "inventory", "inventory.csv", "--output", "csv");
        assertThat(second.out()).isEqualTo("file,resources,change\ninventory.csv,1,unchanged\n");
    }

    @Test
    void leavesNoStoreBehindWhenTheFileIsRefused() throws IOException {
        Files.writeString(folder.resolve("inventory.csv"), INVENTORY.replace("sub_account_id", "account"));
        Run run = Run.in(folder, Map.of(), "import", "inventory", "inventory.csv");
        assertThat(run.code()).isEqualTo(65);
        assertThat(run.error()).contains("inventory.csv", "sub_account_id");
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("costwright.db")).doesNotExist();
    }

    @Test
    void refusesToListWhereThereIsNoStore() {
        Run run = Run.in(folder, Map.of(), "recommendations", "list");
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("There is no store", "costwright demo");
        assertThat(folder.resolve("costwright.db")).doesNotExist();
    }

    @Test
    void saysThatNothingHasBeenAnalyzedYet() throws IOException {
        Files.writeString(folder.resolve("inventory.csv"), INVENTORY);
        Run.in(folder, Map.of(), "import", "inventory", "inventory.csv");
        Run run = Run.in(folder, Map.of(), "recommendations", "list");
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("costwright analyze");
    }

    @Test
    void putsTheStoreWhereTheOptionTheEnvironmentOrTheSettingsSay() throws IOException {
        Files.writeString(folder.resolve("inventory.csv"), INVENTORY);
        Files.writeString(folder.resolve("costwright.yaml"), "store: settings.db\n");
        Run.in(folder, Map.of(), "import", "inventory", "inventory.csv");
        assertThat(folder.resolve("settings.db")).exists();
        Map<String, String> environment = Map.of("COSTWRIGHT_STORE", "environment.db");
        Run.in(folder, environment, "import", "inventory", "inventory.csv");
        assertThat(folder.resolve("environment.db")).exists();
        Run.in(folder, environment, "--store", "option.db", "import", "inventory", "inventory.csv");
        assertThat(folder.resolve("option.db")).exists();
    }

    @Test
    void readsABillWithTheLeastMemoryAndRefusesLess() throws IOException {
        Files.writeString(folder.resolve("bill.csv"), BILL);
        Run least = Run.in(folder, Map.of(), "import", "billing", "bill.csv", "--memory", "384");
        assertThat(least.code()).isZero();
        Run less = Run.in(folder, Map.of(), "import", "billing", "bill.csv", "--memory", "383");
        assertThat(less.code()).isEqualTo(64);
        assertThat(less.error()).contains("--memory 383", "at least 384");
    }
}

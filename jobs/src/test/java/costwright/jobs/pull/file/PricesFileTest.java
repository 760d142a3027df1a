package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesFileTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

    @TempDir
    private Path folder;

    @Test
    void readsPricesAndTypes() throws IOException {
        PricesFile.Content content = PricesFile.read(write("""
                provider,region,instance_type,os,usd_per_hour,vcpu,memory_mib,family,arch,burstable_baseline_percent,source,as_of
                aws,us-east-1,t3.micro,linux,0.0104,2,1024,t3,x86_64,10,AWS price list,2026-07-05
                aws,eu-west-1,t3.micro,linux,0.0114,2.0,1024,t3,x86_64,10.0,,
                azure,westeurope,Standard_D2s_v5,windows,0.2,,,,,,,
                """), TODAY);
        assertThat(content.rows())
                .extracting(PriceRow::source, PriceRow::asOf, row -> row.price().toString())
                .containsExactly(
                        tuple(
                                "AWS price list",
                                LocalDate.of(2026, 7, 5),
                                "UnitPrice[money=0.0104 USD, unit=Unit[name=Hours]]"),
                        tuple("prices.csv", TODAY, "UnitPrice[money=0.0114 USD, unit=Unit[name=Hours]]"),
                        tuple("prices.csv", TODAY, "UnitPrice[money=0.2 USD, unit=Unit[name=Hours]]"));
        assertThat(content.types()).hasSize(1);
        InstanceType type = content.types().iterator().next();
        assertThat(type.burstableBaseline()).contains(new BigDecimal("1E+1"));
        assertThat(type.family()).isEqualTo("t3");
    }

    @Test
    void readsTheFiveMandatoryColumnsAlone() throws IOException {
        PricesFile.Content content =
                PricesFile.read(write("provider,region,instance_type,os,usd_per_hour\naws,r,t,linux,1\n"), TODAY);
        assertThat(content.rows()).hasSize(1);
        assertThat(content.types()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,must be positive", "-0.1,must be positive", "free,no number", "'',must hold a number"})
    void refusesWhatIsNoPrice(String price, String advice) throws IOException {
        Path file = write("provider,region,instance_type,os,usd_per_hour\naws,r,t,linux," + price + "\n");
        assertThatThrownBy(() -> PricesFile.read(file, TODAY))
                .hasMessageContaining("row 2, column usd_per_hour")
                .hasMessageContaining(advice);
    }

    @Test
    void refusesTwoDescriptionsOfOneType() throws IOException {
        Path file = write("""
                provider,region,instance_type,os,usd_per_hour,vcpu,memory_mib
                aws,r,t.large,linux,1,2,4096
                aws,s,t.large,linux,1,2,8192
                """);
        assertThatThrownBy(() -> PricesFile.read(file, TODAY))
                .hasMessageContaining("row 3")
                .hasMessageContaining("earlier row");
    }

    @Test
    void refusesVcpusWithoutMemory() throws IOException {
        Path file = write("provider,region,instance_type,os,usd_per_hour,vcpu,memory_mib\naws,r,t.large,linux,1,2,\n");
        assertThatThrownBy(() -> PricesFile.read(file, TODAY)).hasMessageContaining("both vcpu and memory_mib");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("prices.csv"), text);
    }
}

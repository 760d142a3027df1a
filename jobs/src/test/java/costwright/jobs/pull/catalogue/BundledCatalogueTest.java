package costwright.jobs.pull.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.money.PriceAnswer;
import costwright.schema.money.PriceAnswer.Known;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceBook;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledCatalogueTest {
    private static final BundledCatalogue CATALOGUE = BundledCatalogue.load();
    private static final PriceBook BOOK = CATALOGUE.priceBook();

    @ParameterizedTest
    @CsvSource({
        "aws,us-east-1,m5.large,linux,0.096,Hours",
        "aws,us-east-1,t3.micro,linux,0.0104,Hours",
        "aws,eu-west-1,m5.large,linux,0.107,Hours",
        "aws,us-west-2,r6g.xlarge,linux,0.2016,Hours",
        "aws,eu-central-1,m6i.large,linux,0.115,Hours",
        "aws,us-east-1,db.m5.large,mysql,0.171,Hours",
        "aws,us-east-1,db.r6g.large,postgresql multi-az,0.45,Hours",
        "aws,us-east-1,ebs_gp3,'',0.08,GB-Months",
        "aws,us-east-1,nat_gateway_hour,'',0.045,Hours",
        "aws,us-east-1,public_ipv4_idle,'',0.005,Hours",
        "azure,eastus,Standard_D2s_v3,linux,0.096,Hours",
        "azure,westeurope,Standard_D2s_v3,linux,0.12,Hours",
        "azure,eastus,Standard_D4as_v5,linux,0.172,Hours",
        "azure,westeurope,premium_ssd_P10_LRS,'',21.68,Months",
    })
    void knowsListPrices(String provider, String region, String item, String os, String price, String unit) {
        Known known =
                BOOK.onDemand(Provider.of(provider), region, item, os).known().orElseThrow();
        assertThat(known.price().money().toDecimalString()).isEqualTo(price);
        assertThat(known.price().unit().name()).isEqualTo(unit);
        assertThat(known.source()).isNotBlank();
        assertThat(known.asOf().getYear()).isBetween(2021, 2026);
    }

    @Test
    void doesNotKnowWhatNobodyQuoted() {
        assertThat(BOOK.onDemand(Provider.AWS, "us-east-1", "m5.huge", "linux"))
                .isInstanceOf(PriceAnswer.Unknown.class);
        assertThat(BOOK.onDemand(Provider.AZURE, "eastus", "premium_ssd_P10_LRS", ""))
                .isInstanceOf(PriceAnswer.Unknown.class);
    }

    @Test
    void hasNoPriceThatIsNotPositiveAndNoPriceTwice() {
        Set<String> keys = new HashSet<>();
        assertThat(CATALOGUE.rows().stream()
                        .filter(row -> !row.price().money().isPositive()
                                || !keys.add(row.provider() + row.region() + '|' + row.item() + '|' + row.os())))
                .isEmpty();
        assertThat(keys).hasSizeGreaterThan(100_000);
    }

    @Test
    void knowsBaselinesOfBurstableTypes() {
        assertThat(type(Provider.AWS, "t3.medium").burstableBaselinePercent()).isEqualByComparingTo("20");
        assertThat(type(Provider.AZURE, "Standard_B2s_v2").burstableBaselinePercent())
                .isEqualByComparingTo("40");
        assertThat(type(Provider.AZURE, "Standard_B2als_v2").burstableBaselinePercent())
                .isEqualByComparingTo("30");
        assertThat(type(Provider.AWS, "m5.large").isBurstable()).isFalse();
    }

    @Test
    void knowsWhatTypesOffer() {
        InstanceType m5 = type(Provider.AWS, "m5.xlarge");
        assertThat(m5.vcpu()).isEqualByComparingTo("4");
        assertThat(m5.memoryMib()).isEqualByComparingTo("16384");
        assertThat(m5.family()).isEqualTo("m5");
        assertThat(m5.networkBaselineMbps()).isEqualByComparingTo("1250");
        assertThat(type(Provider.AZURE, "Standard_E4s_v5").memoryMib()).isEqualByComparingTo("32768");
    }

    @Test
    void leavesTypesWithAcceleratorsOut() {
        assertThat(BOOK.instanceType(Provider.AWS, "g5.xlarge")).isEmpty();
        assertThat(BOOK.onDemand(Provider.AWS, "us-east-1", "g5.xlarge", "linux")
                        .known())
                .isPresent();
    }

    @Test
    void loadsPricesOfTheRegionsThatAreAskedFor() {
        BundledCatalogue some = BundledCatalogue.load(Set.of("eu-west-1"));
        assertThat(some.rows()).isNotEmpty().allMatch(row -> row.region().equals("eu-west-1"));
        assertThat(some.types()).isEqualTo(CATALOGUE.types());
    }

    @ParameterizedTest
    @CsvSource({
        // The quoted no-upfront rate of m5.large in us-east-1 is 0.06, within one percent (2025-06).
        "us-east-1,m5.large,reserved_instance,12,all_upfront,0.056393,quoted",
        "us-east-1,m5.large,ec2_instance_savings_plan,12,no_upfront,0.060419,all upfront × 1.0714",
        "us-east-1,m5.large,compute_savings_plan,12,no_upfront,0.070522,on-demand × 0.7346",
    })
    void knowsRatesOfCommitments(
            String region, String type, String kind, int term, String payment, String rate, String basis) {
        CommitmentRate known = CommitmentRates.load(Set.of(region), BOOK)
                .rate(Provider.AWS, region, type, kind, term, payment)
                .orElseThrow();
        assertThat(known.usdPerHour()).isEqualByComparingTo(new BigDecimal(rate));
        assertThat(known.basis()).isEqualTo(basis);
    }

    @Test
    void knowsAzureReservationsOnlyWhereTheyWereQuoted() {
        CommitmentRates rates = CommitmentRates.load(Set.of("eastus", "westeurope"), BOOK);
        assertThat(rates.rate(Provider.AZURE, "eastus", "Standard_D2s_v5", "azure_reservation", 12, "monthly")
                        .orElseThrow()
                        .usdPerHour())
                .isEqualByComparingTo("0.059247");
        assertThat(rates.rate(Provider.AZURE, "westeurope", "Standard_D2s_v5", "azure_reservation", 12, "monthly"))
                .isEmpty();
        assertThat(rates.rate(Provider.AWS, "eastus", "m3.large", "reserved_instance", 12, "no_upfront"))
                .isEmpty();
    }

    private static InstanceType type(Provider provider, String name) {
        return BOOK.instanceType(provider, name).orElseThrow();
    }

    @Test
    void knowsWhatDatabaseClassesOffer() {
        InstanceType type = BundledCatalogue.load(Set.of())
                .priceBook()
                .instanceType(Provider.AWS, "db.r5.xlarge")
                .orElseThrow();

        assertThat(type.vcpu()).isEqualByComparingTo("4");
        assertThat(type.memoryMib()).isEqualByComparingTo("32768");
    }
}

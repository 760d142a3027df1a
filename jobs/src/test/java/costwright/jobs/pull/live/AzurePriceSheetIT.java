package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.store.PriceStore;
import costwright.jobs.store.Store;
import costwright.schema.price.PriceRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Price sheets with the columns of version 2023-05-01, for meters of the recorded retail prices of francecentral. */
class AzurePriceSheetIT {
    private static final Instant AS_OF = Instant.parse("2026-11-05T06:00:00Z");
    private static final Patience SHORT = new Patience(
            2, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final String ACCOUNT = "/providers/Microsoft.Billing/billingAccounts/";
    private static final String PROFILE = ACCOUNT + "a:b_2019-05-31/billingProfiles/P1";
    private static final String ENROLLMENT = ACCOUNT + "123456";
    private static final String DOWNLOAD = "/providers/Microsoft.CostManagement/pricesheets/default/download";
    private static final String STATE = "/providers/Microsoft.CostManagement/operationStatuses/1";
    /** D2s v4 Linux, whose public price is in the recorded page. */
    private static final String METER = "meter";

    @TempDir
    Path folder;

    private AzureStub azure;
    private Store store;
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        azure = new AzureStub(0);
        store = Store.open(folder.resolve("test.db").toString());
        azure.answer("POST", ".*/Microsoft.ResourceGraph/resources", 4, """
                {"data":[{"id":"%s","type":"microsoft.compute/virtualmachines","location":"francecentral",
                "subscriptionId":"5ub","resourceGroup":"rg","properties":{"hardwareProfile":{"vmSize":"Standard_D2s_v4"},
                "storageProfile":{"osDisk":{"osType":"Linux"}}}}]}""".formatted(AzureStub.MACHINE));
        azure.answer("GET", "/api/retail/prices", 4, """
                {"Items":[%s,%s]}""".formatted(
                        retail("Standard_D2s_v4", METER, "0.1"), retail("Standard_D4s_v4", "other", "0.2")));
    }

    @AfterEach
    void stop() {
        store.close();
        azure.close();
    }

    private static String retail(String type, String meter, String price) {
        return """
                {"currencyCode":"USD","tierMinimumUnits":0,"retailPrice":%s,"armRegionName":"francecentral","meterId":"%s",
                "productName":"Virtual Machines Dsv4 Series","skuName":"D2s v4","serviceName":"Virtual Machines",
                "unitOfMeasure":"1 Hour","type":"Consumption","armSkuName":"%s"}""".formatted(price, meter, type);
    }

    private PullReport pull(Instant asOf, String scope) {
        return new LivePull(store, Clock.fixed(asOf, ZoneOffset.UTC), SHORT, pauses::add, "team", line -> {})
                .pull(
                        List.of(new LiveSource.Azure(
                                "corp", List.of(AzureStub.SCOPE, scope), azure.url(), 60, List.of())),
                        asOf);
    }

    /** Ordered, not made at the first question, made at the second. */
    private void sheet(String path, String state, byte[] content) {
        String location = "https://management.azure.com" + STATE + "?api-version=2025-03-01";
        azure.server()
                .stubFor(post(urlPathEqualTo(path + DOWNLOAD))
                        .atPriority(1)
                        .willReturn(aResponse()
                                .withStatus(202)
                                .withHeader("Location", location)
                                .withHeader("Retry-After", "17")));
        azure.server()
                .stubFor(get(urlPathEqualTo(STATE))
                        .atPriority(1)
                        .inScenario("made")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("yes")
                        .willReturn(aResponse()
                                .withStatus(202)
                                .withHeader("Location", location)
                                .withHeader("Retry-After", "23")
                                .withBody("{\"status\":\"InProgress\"}")));
        azure.server()
                .stubFor(get(urlPathEqualTo(STATE))
                        .atPriority(1)
                        .inScenario("made")
                        .whenScenarioStateIs("yes")
                        .willReturn(AzureStub.json(state)));
        azure.server()
                .stubFor(get(urlPathEqualTo("/sheets/1"))
                        .atPriority(1)
                        .willReturn(aResponse().withBody(content)));
    }

    private String link() {
        return azure.url() + "/sheets/1?sig=s3cret";
    }

    private static final String CUSTOMER_AGREEMENT = """
            billingAccountId,billingProfileId,serviceFamily,product,productId,skuId,unitOfMeasure,meterId,meterName,meterCategory,meterRegion,tierMinimumUnits,unitPrice,basePrice,marketPrice,currency,billingCurrency,term,priceType
            a,P1,Compute,Virtual Machines Dsv4 Series,P,S,1 Hour,METER,D2s v4,Virtual Machines,FR Central,0,0.0812,0.1,0.1,USD,EUR,,Consumption
            a,P1,Compute,Virtual Machines Dsv4 Series,P,S,1 Hour,METER,D2s v4,Virtual Machines,FR Central,0,500,500,500,USD,EUR,P1Y,Reservation
            a,P1,Compute,Virtual Machines Dsv4 Series,P,S,1 Hour,METER,D2s v4,Virtual Machines,FR Central,0,0.06,0.06,0.06,USD,EUR,P1Y,SavingsPlan
            a,P1,Storage,Disks,P,S,1/Month,disk,P10,Storage,FR Central,0,19,19,19,USD,EUR,,Consumption
            """;

    private static byte[] zipped(String... contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < contents.length; i++) {
                zip.putNextEntry(new ZipEntry("part-%d.csv".formatted(i)));
                zip.write(contents[i].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private List<PriceRow> prices() {
        return new PriceStore(store).rows();
    }

    @Test
    void putsThePriceOfACustomerAgreementBeforeThePublicOne() throws IOException {
        String header = CUSTOMER_AGREEMENT.lines().findFirst().orElseThrow() + "\n";
        sheet(
                PROFILE,
                "{\"status\":\"Completed\",\"properties\":{\"downloadUrl\":\"%s\",\"validTill\":\"2026-11-06T00:00:00Z\"}}"
                        .formatted(link()),
                zipped(header, CUSTOMER_AGREEMENT));

        assertThat(pull(AS_OF, PROFILE).gaps()).isEmpty();
        assertThat(prices())
                .extracting(PriceRow::item, row -> row.price().money().toDecimalString(), PriceRow::source)
                .containsExactlyInAnyOrder(
                        tuple("Standard_D2s_v4", "0.0812", "Azure price sheet"),
                        tuple("Standard_D4s_v4", "0.2", "Azure Retail Prices API"));
        assertThat(pauses).contains(Duration.ofSeconds(17), Duration.ofSeconds(23));

        azure.server().resetRequests();
        pull(AS_OF.plus(Duration.ofDays(6)), PROFILE);
        assertThat(azure.server().findAll(postRequestedFor(urlPathMatching(".*/pricesheets/.*"))))
                .isEmpty();
        pull(AS_OF.plus(Duration.ofDays(8)), PROFILE);
        assertThat(azure.server().findAll(postRequestedFor(urlPathMatching(".*/pricesheets/.*"))))
                .hasSize(1);
    }

    @Test
    void dividesThePriceOfAHundredHoursOfAnEnrollment() {
        sheet(ENROLLMENT + "/billingPeriods/202611", "{\"downloadUrl\":\"%s\"}".formatted(link()), """
                EnrollmentNumber,MeterID,MeterName,MeterCategory,MeterRegion,UnitOfMeasure,UnitPrice,CurrencyCode,OfferID,Term,PriceType
                123456,METER,D2s v4,Virtual Machines,FR Central,100 Hours,7.5,EUR,MS-AZR-0017P,,Consumption
                123456,METER,D2s v4,Virtual Machines,FR Central,100 Hours,3,EUR,MS-AZR-0148P,,Consumption
                """.getBytes(
                        StandardCharsets.UTF_8));

        assertThat(pull(AS_OF, ENROLLMENT).gaps()).isEmpty();
        assertThat(prices())
                .filteredOn(row -> row.item().equals("Standard_D2s_v4"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.price().money().toDecimalString()).isEqualTo("0.075");
                    assertThat(row.price().money().currency().getCurrencyCode()).isEqualTo("EUR");
                });
    }

    @Test
    void usesPublicPricesUntilASheetThatIsCutOffCanBeRead() throws IOException {
        byte[] whole = zipped(CUSTOMER_AGREEMENT);
        String made = "{\"downloadUrl\":\"%s\"}".formatted(link());
        sheet(PROFILE, made, Arrays.copyOf(whole, whole.length / 2));

        assertThat(pull(AS_OF, PROFILE).gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.dataset()).isEqualTo("price sheet");
            assertThat(gap.reason()).contains("price sheet").doesNotContain("s3cret");
        });
        assertThat(prices()).extracting(PriceRow::source).containsOnly("Azure Retail Prices API");

        sheet(PROFILE, made, whole);
        assertThat(pull(AS_OF.plusSeconds(60), PROFILE).gaps()).isEmpty();
        assertThat(prices()).extracting(PriceRow::source).contains("Azure price sheet");
    }

    @Test
    void namesTheReasonWhenNoSheetCanBeMade() {
        sheet(PROFILE, "{\"status\":\"Failed\",\"error\":{\"message\":\"no agreement\"}}", new byte[0]);

        assertThat(pull(AS_OF, PROFILE).gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("no agreement"));
        assertThat(azure.server().findAll(getRequestedFor(urlPathEqualTo("/sheets/1"))))
                .isEmpty();
    }
}

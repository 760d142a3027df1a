package costwright.jobs.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import costwright.jobs.sample.SampleEstate.Written;
import costwright.schema.resource.Provider;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes expected.json: what an honest reader of the estate must find, to the last digit. */
final class ExpectedFile {
    private final JsonGenerator json;

    private ExpectedFile(JsonGenerator json) {
        this.json = json;
    }

    static void write(Path file, long seed, List<Written> written, GroundTruth truth) throws IOException {
        Sums sums = new Sums();
        MonthlyBill.Ledger ledger = new MonthlyBill.Ledger();
        for (Written one : written) {
            sums.add(one.sums());
            ledger.add(one.ledger());
        }
        try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file))) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("schema", "expected/1");
            json.writeNumberField("seed", seed);
            json.writeStringField("as_of", Company.AS_OF.toString());
            json.writeStringField("counted", "the rows of all files below, of all months");
            json.writeNumberField("charges", sums.charges());
            ExpectedFile expected = new ExpectedFile(json);
            expected.files(written);
            expected.sums(sums);
            expected.commitments(ledger);
            expected.exports(written, sums);
            expected.truth(truth);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void files(List<Written> written) throws IOException {
        json.writeArrayFieldStart("files");
        for (Written one : written) {
            if (!one.file().isEmpty()) {
                json.writeStartObject();
                json.writeStringField("file", one.file());
                json.writeNumberField("charges", one.rows());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void sums(Sums sums) throws IOException {
        json.writeArrayFieldStart("sums");
        for (Map.Entry<Sums.Key, Sums.Tally> entry : sums.tallies().entrySet()) {
            Sums.Key key = entry.getKey();
            Sums.Tally tally = entry.getValue();
            json.writeStartObject();
            json.writeStringField("month", key.month());
            json.writeStringField("billing_account_id", key.billingAccount());
            json.writeStringField("sub_account_id", key.subAccount());
            json.writeStringField("service", key.service());
            json.writeStringField("charge_category", key.chargeCategory());
            json.writeStringField("currency", key.currency());
            json.writeNumberField("charges", tally.charges());
            money("billed", tally.billed());
            money("effective", tally.effective());
            money("contracted", tally.contracted());
            money("list", tally.list());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void commitments(MonthlyBill.Ledger ledger) throws IOException {
        json.writeArrayFieldStart("commitments");
        for (Map.Entry<String, MonthlyBill.Ledger.Entry> entry :
                ledger.entries().entrySet()) {
            json.writeStartObject();
            json.writeStringField("commitment_discount_id", entry.getKey());
            money("committed", entry.getValue().committed());
            money("used", entry.getValue().used());
            money("unused", entry.getValue().unused());
            money("purchased", entry.getValue().purchased());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What the exports must come to; nothing is written where there are none. */
    private void exports(List<Written> written, Sums sums) throws IOException {
        Map<ExportKind, List<BillExport.Part>> byKind = written.stream()
                .flatMap(one -> one.parts().stream())
                .collect(Collectors.groupingBy(BillExport.Part::kind, TreeMap::new, Collectors.toList()));
        if (byKind.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("exports");
        for (Map.Entry<ExportKind, List<BillExport.Part>> entry : byKind.entrySet()) {
            json.writeStartObject();
            json.writeStringField("export", entry.getKey().word());
            json.writeStringField(
                    "folder", SampleEstate.EXPORTS + "/" + entry.getKey().word());
            json.writeNumberField(
                    "rows",
                    entry.getValue().stream().mapToLong(BillExport.Part::rows).sum());
            json.writeNumberField(
                    "set_aside",
                    entry.getValue().stream()
                            .mapToLong(BillExport.Part::setAside)
                            .sum());
            json.writeArrayFieldStart("sums");
            for (Map.Entry<List<String>, BigDecimal[]> sum :
                    exportSums(entry.getKey(), sums).entrySet()) {
                json.writeStartObject();
                json.writeStringField("month", sum.getKey().get(0));
                json.writeStringField("sub_account_id", sum.getKey().get(1));
                json.writeStringField("service", sum.getKey().get(2));
                json.writeStringField("currency", sum.getKey().get(3));
                money("billed", sum.getValue()[0]);
                money("effective", sum.getValue()[1]);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Billed and effective of one provider by month, sub account as the export names it, service and currency. */
    private static Map<List<String>, BigDecimal[]> exportSums(ExportKind kind, Sums sums) {
        Map<List<String>, BigDecimal[]> byService = new TreeMap<>(Comparator.comparing(Object::toString));
        sums.tallies().forEach((key, tally) -> {
            boolean isAzure = key.subAccount().startsWith("/");
            if (isAzure == (kind.provider() == Provider.AZURE)) {
                byService.merge(
                        List.of(
                                key.month(),
                                key.subAccount().substring(key.subAccount().lastIndexOf('/') + 1),
                                key.service(),
                                key.currency()),
                        new BigDecimal[] {tally.billed(), tally.effective()},
                        (a, b) -> new BigDecimal[] {a[0].add(b[0]), a[1].add(b[1])});
            }
        });
        return byService;
    }

    private void truth(GroundTruth truth) throws IOException {
        json.writeArrayFieldStart("waste");
        for (GroundTruth.Waste waste : truth.waste()) {
            json.writeStartObject();
            json.writeStringField("check", waste.check());
            json.writeStringField("resource_id", waste.resourceId());
            json.writeStringField("why", waste.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("decoys");
        for (GroundTruth.Decoy decoy : truth.decoys()) {
            json.writeStartObject();
            json.writeStringField("looks_like", decoy.looksLike());
            json.writeStringField("resource_id", decoy.resourceId());
            json.writeStringField("because", decoy.because());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("opportunities");
        for (GroundTruth.Opportunity opportunity : truth.opportunities()) {
            json.writeStartObject();
            json.writeStringField("check", opportunity.check());
            json.writeStringField("subject", opportunity.subject());
            json.writeStringField("why", opportunity.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("anomalies");
        for (GroundTruth.Anomaly anomaly : truth.anomalies()) {
            json.writeStartObject();
            json.writeStringField("kind", anomaly.kind());
            json.writeStringField("subject", anomaly.subject());
            json.writeStringField("from", anomaly.from());
            json.writeStringField("to", anomaly.to());
            json.writeStringField("why", anomaly.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A decimal string without exponent. */
    private void money(String name, BigDecimal amount) throws IOException {
        json.writeStringField(
                name, amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString());
    }
}

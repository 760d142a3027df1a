package costwright.jobs.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import costwright.schema.format.FocusRule;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceRow;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Writes the small files beside the bills: inventory, prices and commitments, in the forms of the contract. */
final class FactFiles {
    private final Path folder;

    FactFiles(Path folder) {
        this.folder = folder;
    }

    /** The company first, then all others as they come; gives the number of rows. */
    int inventory(List<Asset> assets, Stream<Asset> others) throws IOException {
        AtomicInteger rows = new AtomicInteger();
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve("inventory.csv"))) {
            csv.writeRecord(
                    "resource_id",
                    "provider",
                    "service",
                    "resource_type",
                    "region",
                    "instance_type",
                    "os",
                    "state",
                    "sub_account_id",
                    "tags",
                    "attributes");
            Stream<Asset> all = Stream.concat(
                    assets.stream()
                            .sorted(Comparator.comparing(
                                    asset -> asset.resource().id())),
                    others);
            all.filter(Asset::inInventory).map(Asset::resource).forEach(resource -> {
                rows.incrementAndGet();
                csv.writeRecord(
                        resource.id().value(),
                        resource.provider().word(),
                        resource.service(),
                        resource.type().word(),
                        resource.region(),
                        resource.instanceType(),
                        resource.os(),
                        resource.state().word(),
                        resource.subAccount().value(),
                        json(resource.tags()),
                        json(resource.attributes()));
            });
        }
        return rows.get();
    }

    /** The machines of the current generation and the databases, in the regions of the estate. */
    void prices(PriceList prices, List<Asset> assets) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve("prices.csv"))) {
            csv.writeRecord(
                    "provider",
                    "region",
                    "instance_type",
                    "os",
                    "usd_per_hour",
                    "vcpu",
                    "memory_mib",
                    "family",
                    "arch",
                    "burstable_baseline_percent",
                    "source",
                    "as_of");
            for (PriceRow row : prices.hourly()) {
                Optional<InstanceType> type = prices.book().instanceType(row.provider(), row.item());
                boolean database = row.item().startsWith("db.");
                boolean owned = assets.stream()
                        .anyMatch(asset -> asset.resource().instanceType().equals(row.item()));
                if (owned
                        || (!database
                                && type.filter(InstanceType::currentGeneration).isPresent())) {
                    csv.writeRecord(
                            row.provider().word(),
                            row.region(),
                            row.item(),
                            row.os(),
                            row.price().money().toDecimalString(),
                            type.map(t -> t.vcpu().toPlainString()).orElse(""),
                            type.map(t -> t.memoryMib().toPlainString()).orElse(""),
                            type.map(InstanceType::family).orElse(""),
                            type.map(InstanceType::arch).orElse(""),
                            type.flatMap(InstanceType::burstableBaseline)
                                    .map(BigDecimal::toPlainString)
                                    .orElse(""),
                            row.source(),
                            row.asOf().toString());
                }
            }
        }
    }

    /** lines.csv, offers.csv and holdings.csv; lines are named as the import of the bills names them. */
    void commitments(List<Asset> assets, CompanyCommitments desk, List<Commitment> owned) throws IOException {
        Map<String, Asset> machines = new TreeMap<>();
        assets.stream()
                .filter(asset -> asset.meters().stream().anyMatch(Meter::machine))
                .forEach(asset -> machines.putIfAbsent(line(asset), asset));
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve("lines.csv"))) {
            csv.writeRecord(
                    "line",
                    "on_demand_rate",
                    "currency",
                    "provider",
                    "region",
                    "family",
                    "size",
                    "normalization_factor",
                    "os",
                    "tenancy",
                    "account");
            machines.forEach((name, asset) -> {
                Resource resource = asset.resource();
                boolean aws = resource.provider() == Provider.AWS;
                csv.writeRecord(
                        name,
                        machineMeter(asset).contractedPrice().toPlainString(),
                        asset.account().currency(),
                        resource.provider().word(),
                        resource.region(),
                        MonthlyBill.familyOf(resource.instanceType()),
                        resource.instanceType(),
                        aws ? MonthlyBill.sizeOf(resource.instanceType()).toPlainString() : "",
                        resource.os(),
                        "shared",
                        "");
            });
        }
        offers(machines, desk, owned);
        holdings(owned);
    }

    private void offers(Map<String, Asset> machines, CompanyCommitments desk, List<Commitment> owned)
            throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve("offers.csv"))) {
            csv.writeRecord(
                    "offer",
                    "kind",
                    "term_months",
                    "payment_option",
                    "line",
                    "rate",
                    "unit_rate",
                    "unit_normalization_factor");
            machines.forEach((name, asset) -> {
                for (CompanyCommitments.PlanOffer offer : desk.plansFor(asset)) {
                    csv.writeRecord(
                            offer.name(),
                            offer.kind(),
                            "12",
                            offer.payment(),
                            name,
                            offer.rate().toPlainString(),
                            "",
                            "");
                }
                owned.stream()
                        .filter(commitment -> !commitment.isSavingsPlan() && covers(commitment, asset.resource()))
                        .forEach(commitment -> csv.writeRecord(
                                commitment.offer(),
                                commitment.kind(),
                                "12",
                                commitment.payment(),
                                name,
                                commitment
                                        .unitRate()
                                        .divide(commitment.unitSize())
                                        .multiply(MonthlyBill.sizeOf(
                                                asset.resource().instanceType()))
                                        .toPlainString(),
                                commitment.unitRate().toPlainString(),
                                commitment.unitSize().toPlainString()));
            });
        }
    }

    private static boolean covers(Commitment commitment, Resource resource) {
        return "linux".equals(resource.os())
                && resource.provider() == commitment.owner().provider()
                && (commitment.region() == null || commitment.region().equals(resource.region()))
                && (commitment.family() == null
                        || commitment.family().equals(MonthlyBill.familyOf(resource.instanceType())));
    }

    private void holdings(List<Commitment> owned) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve("holdings.csv"))) {
            csv.writeRecord("offer", "quantity", "start", "end");
            for (Commitment commitment : owned) {
                csv.writeRecord(
                        commitment.offer(),
                        commitment.quantity().toPlainString(),
                        Hours.start(commitment.start()).toString(),
                        Hours.start(commitment.end()).toString());
            }
        }
    }

    /** As JSON, so that an import of the whole folder does not take it for a bill. */
    void violations(List<Violations.Broken> broken) throws IOException {
        Path file = folder.resolve("violations.json");
        try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file))) {
            json.useDefaultPrettyPrinter();
            json.writeStartArray();
            for (Violations.Broken one : broken) {
                json.writeStartObject();
                json.writeStringField("file", one.file());
                json.writeNumberField("line", one.line());
                json.writeStringField("column", one.column());
                json.writeArrayFieldStart("rules");
                for (FocusRule rule : one.rules()) {
                    json.writeString(rule.word());
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static Meter machineMeter(Asset asset) {
        return asset.meters().stream().filter(Meter::machine).findFirst().orElseThrow();
    }

    private static String line(Asset asset) {
        Resource resource = asset.resource();
        return String.join(
                " ",
                resource.provider().word(),
                resource.region(),
                resource.instanceType(),
                resource.os(),
                "shared",
                asset.account().currency());
    }

    private static String json(Map<String, String> entries) {
        String text = ChargeTemplates.json(entries);
        return text == null ? "" : text;
    }
}

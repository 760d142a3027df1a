package costwright.jobs.pull.file;

import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.money.Money;
import costwright.schema.money.UnitPrice;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceRow;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code prices.csv}: on-demand prices per hour, with what the type of machine offers where the file says so. */
public final class PricesFile {
    private static final Currency USD = Currency.getInstance("USD");
    private static final List<String> MANDATORY = List.of("provider", "region", "instance_type", "os", "usd_per_hour");
    private static final List<String> OPTIONAL =
            List.of("vcpu", "memory_mib", "family", "arch", "burstable_baseline_percent", "source", "as_of");

    /**
     * What a file says.
     *
     * @param rows one price per row of the file, in file order
     * @param types the types whose vCPUs and memory the file states, in order of provider and name
     */
    public record Content(List<PriceRow> rows, Collection<InstanceType> types) {
        public Content {
            rows = List.copyOf(rows);
            types = List.copyOf(types);
        }
    }

    private PricesFile() {}

    /**
     * The prices and types of a file.
     *
     * @param quotedOn the day of the quote for rows without {@code as_of}
     * @throws costwright.schema.CostwrightException of kind INPUT if a mandatory column or cell is missing, a price is
     *     not positive (what is unknown must be left out, not zero), or two rows describe one type differently
     */
    public static Content read(Path file, LocalDate quotedOn) {
        try (CsvTable table = CsvTable.open(file, MANDATORY, OPTIONAL)) {
            Rows rows = new Rows(table, file, quotedOn);
            return new Content(table.map(rows::price), rows.types.values());
        }
    }

    private static final class Rows {
        private final Column provider;
        private final Column region;
        private final Column instanceType;
        private final Column os;
        private final Column price;
        private final Column vcpu;
        private final Column memory;
        private final Column family;
        private final Column arch;
        private final Column baseline;
        private final Column source;
        private final Column asOf;
        private final String fileName;
        private final LocalDate quotedOn;
        private final Map<String, InstanceType> types = new TreeMap<>();

        Rows(CsvTable table, Path file, LocalDate quotedOn) {
            provider = table.column("provider");
            region = table.column("region");
            instanceType = table.column("instance_type");
            os = table.column("os");
            price = table.column("usd_per_hour");
            vcpu = table.column("vcpu");
            memory = table.column("memory_mib");
            family = table.column("family");
            arch = table.column("arch");
            baseline = table.column("burstable_baseline_percent");
            source = table.column("source");
            asOf = table.column("as_of");
            fileName = file.getName(file.getNameCount() - 1).toString();
            this.quotedOn = quotedOn;
        }

        PriceRow price(CsvRow row) {
            BigDecimal amount = row.decimal(price);
            if (amount.signum() <= 0) {
                throw row.refusal(price, "a price must be positive; leave the row out when the price is unknown");
            }
            Provider cloud = row.word(provider, Provider::of);
            String name = row.text(instanceType);
            type(row, cloud, name);
            return new PriceRow(
                    cloud,
                    row.text(region),
                    name,
                    row.textOrEmpty(os),
                    UnitPrice.perHour(Money.of(amount, USD)),
                    row.isBlank(source) ? fileName : row.text(source),
                    row.isBlank(asOf) ? quotedOn : row.date(asOf));
        }

        private void type(CsvRow row, Provider cloud, String name) {
            Optional<BigDecimal> cores = row.optionalDecimal(vcpu);
            Optional<BigDecimal> mebibytes = row.optionalDecimal(memory);
            if (cores.isEmpty() && mebibytes.isEmpty()) {
                return;
            }
            if (cores.isEmpty() || mebibytes.isEmpty()) {
                throw row.refusal(cores.isEmpty() ? vcpu : memory, "give both vcpu and memory_mib, or neither");
            }
            if (cores.get().signum() <= 0 || mebibytes.get().signum() <= 0) {
                throw row.refusal(cores.get().signum() <= 0 ? vcpu : memory, "this must be positive");
            }
            InstanceType type = new InstanceType(
                    cloud,
                    name,
                    row.isBlank(family) ? familyOf(name) : row.text(family),
                    row.textOrEmpty(arch),
                    cores.get().stripTrailingZeros(),
                    mebibytes.get().stripTrailingZeros(),
                    row.optionalDecimal(baseline)
                            .map(BigDecimal::stripTrailingZeros)
                            .orElse(null),
                    null,
                    null,
                    null,
                    true);
            InstanceType earlier = types.putIfAbsent(cloud.word() + ' ' + name, type);
            if (earlier != null && !earlier.equals(type)) {
                throw row.refusal(
                        instanceType, "an earlier row states other vCPUs, memory, family, arch or baseline for it");
            }
        }

        /** {@code m5} of {@code m5.large}; a name without a dot is its own family. */
        private static String familyOf(String name) {
            int dot = name.lastIndexOf('.');
            return dot < 0 ? name : name.substring(0, dot);
        }
    }
}

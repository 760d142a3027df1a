package costwright.jobs.pull.aws;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.aws.AwsPrices.PriceLine;
import costwright.jobs.pull.file.CsvRow;
import costwright.jobs.pull.file.CsvTable;
import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.CostwrightException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file of the AWS price list bulk API for one service and one region, as CSV: some lines about the list, a header, a row
 * for each price. Rows go by one at a time, so a file of hundreds of megabytes takes no more memory than a small one.
 */
final class BulkFile {
    /** AWS writes five lines before the header. */
    private static final int MOST_LINES_BEFORE = 20;

    private static final int LONGEST_LINE = 1 << 16;
    private static final List<String> MANDATORY =
            List.of("termtype", "unit", "priceperunit", "currency", "product family", "location type", "usagetype");
    private static final List<String> OPTIONAL = List.of(
            "startingrange",
            "effectivedate",
            "instance type",
            "tenancy",
            "operating system",
            "license model",
            "pre installed s/w",
            "capacitystatus",
            "marketoption",
            "volume api name",
            "database engine",
            "deployment option");
    private static final Map<String, String> ENGINES = Map.of(
            "PostgreSQL", "postgresql",
            "MySQL", "mysql",
            "MariaDB", "mariadb",
            "Aurora MySQL", "aurora-mysql",
            "Aurora PostgreSQL", "aurora-postgresql");
    private static final Map<String, String> DEPLOYMENTS = Map.of("Single-AZ", "", "Multi-AZ", " multi-az");

    private final CsvTable table;

    private BulkFile(CsvTable table) {
        this.table = table;
    }

    /**
     * The on-demand prices of machines, disks and databases that checks ask for.
     *
     * @param name of the file, for messages
     * @param stream its content; closed afterwards
     * @throws CallFailure MALFORMED if it is no price list or is cut off
     */
    static List<PriceLine> read(String name, InputStream stream) {
        try (InputStream in = stream;
                CsvTable table = CsvTable.open(name, fromHeader(name, in), MANDATORY, OPTIONAL)) {
            return new BulkFile(table).lines();
        } catch (CostwrightException e) {
            throw new CallFailure(Why.MALFORMED, "%s cannot be read: %s".formatted(name, e.getMessage()), null, e);
        } catch (IOException e) {
            throw new CallFailure(Why.MALFORMED, "%s broke off: %s".formatted(name, CallFailure.said(e)), null, e);
        }
    }

    /** The stream from its header on; what stands before it is dropped. */
    private static InputStream fromHeader(String name, InputStream in) throws IOException {
        for (int number = 0; number < MOST_LINES_BEFORE; number++) {
            byte[] line = line(in);
            String text = new String(line, StandardCharsets.UTF_8).strip();
            if (text.startsWith("SKU,") || text.startsWith("\"SKU\",")) {
                return new SequenceInputStream(new ByteArrayInputStream(line), in);
            }
        }
        throw new CallFailure(
                Why.MALFORMED,
                "%s is no price list: its first %d lines have no header.".formatted(name, MOST_LINES_BEFORE));
    }

    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int character = in.read();
        while (character >= 0 && line.size() < LONGEST_LINE) {
            line.write(character);
            if (character == '\n') {
                break;
            }
            character = in.read();
        }
        return line.toByteArray();
    }

    private List<PriceLine> lines() {
        List<PriceLine> lines = new ArrayList<>();
        table.forEach(row -> line(row).ifPresent(lines::add));
        return lines;
    }

    private Optional<PriceLine> line(CsvRow row) {
        boolean sold = is(row, "termtype", "OnDemand")
                && is(row, "currency", "USD")
                // Local zones and Wavelength are other places under the region's code.
                && is(row, "location type", "AWS Region")
                && isOr(row, "startingrange", "0")
                && isOr(row, "marketoption", "OnDemand");
        if (!sold) {
            return Optional.empty();
        }
        String family = text(row, "product family");
        if (family.startsWith("Compute Instance")) {
            return machine(row);
        }
        if (family.equals("Database Instance")) {
            return database(row);
        }
        String volume = text(row, "volume api name");
        return family.equals("Storage") && !volume.isEmpty() && is(row, "unit", "GB-Mo")
                ? price(row, "ebs_" + volume, "")
                : Optional.empty();
    }

    private Optional<PriceLine> machine(CsvRow row) {
        String os = text(row, "operating system");
        boolean plain = (os.equals("Linux") || os.equals("Windows"))
                && is(row, "unit", "Hrs")
                && is(row, "tenancy", "Shared")
                && isOr(row, "pre installed s/w", "NA")
                && isOr(row, "capacitystatus", "Used")
                // Windows is also sold without its licence.
                && is(row, "license model", "No License required");
        return plain ? price(row, text(row, "instance type"), os.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private Optional<PriceLine> database(CsvRow row) {
        String engine = ENGINES.get(text(row, "database engine"));
        String deployment = DEPLOYMENTS.get(text(row, "deployment option"));
        // Other usage types are other products: Aurora's I/O-optimized clusters, standbys that can be read.
        boolean plain = text(row, "usagetype").matches("(.*-)?(InstanceUsage|Multi-AZUsage):.*")
                && isOr(row, "license model", "No license required");
        return engine == null || deployment == null || !plain || !is(row, "unit", "Hrs")
                ? Optional.empty()
                : price(row, text(row, "instance type"), engine + deployment);
    }

    private Optional<PriceLine> price(CsvRow row, String item, String os) {
        BigDecimal amount = row.decimal(table.column("priceperunit"));
        // A price of nothing belongs to something that is paid for elsewhere, such as a capacity block.
        return item.isEmpty() || amount.signum() <= 0
                ? Optional.empty()
                : Optional.of(new PriceLine(
                        item, os, amount.toPlainString(), "USD", text(row, "unit"), text(row, "effectivedate")));
    }

    private boolean is(CsvRow row, String column, String value) {
        return text(row, column).equalsIgnoreCase(value);
    }

    /** Whether the cell holds the value, or nothing: some services and older lists leave it out. */
    private boolean isOr(CsvRow row, String column, String value) {
        String text = text(row, column);
        return text.isEmpty() || text.equalsIgnoreCase(value);
    }

    private String text(CsvRow row, String name) {
        Column column = table.column(name);
        return column.position() < 0 || row.isBlank(column) ? "" : row.text(column);
    }
}

package costwright.jobs.pull.catalogue;

import costwright.jobs.pull.file.CsvRow;
import costwright.jobs.pull.file.CsvTable;
import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.CostwrightException;
import costwright.schema.money.Money;
import costwright.schema.money.UnitPrice;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceBook;
import costwright.schema.price.PriceRow;
import costwright.schema.quantity.Unit;
import costwright.schema.resource.Provider;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Types of machine and list prices that come with the program, each price with its source and day.
 *
 * <p>Items of {@link PriceBook#onDemand}: an instance type with {@code linux} or {@code windows}; a database class such
 * as {@code db.m5.large} with {@code postgresql} or {@code postgresql multi-az}; and, with an empty os, the names of
 * {@code other-prices.csv.gz}, such as {@code ebs_gp3} (GB-Months), {@code nat_gateway_hour} (Hours) or
 * {@code premium_ssd_P10_LRS} (Months).
 */
public final class BundledCatalogue {
    private static final String FOLDER = "/costwright/catalogue/";
    private static final String DATABASE_CLASS = "db.";
    private static final Currency USD = Currency.getInstance("USD");
    private static final List<String> DATABASE_ENGINES = List.of(
            "aurora-mysql",
            "aurora-postgresql",
            "mariadb",
            "mariadb multi-az",
            "mysql",
            "mysql multi-az",
            "postgresql",
            "postgresql multi-az");

    private final List<InstanceType> types;
    private final List<PriceRow> rows;

    /** Who quoted a price, and for which day. */
    record Quote(String source, LocalDate asOf) {}

    private BundledCatalogue(List<InstanceType> types, List<PriceRow> rows) {
        this.types = List.copyOf(types);
        this.rows = List.copyOf(rows);
    }

    /** Everything: some 120,000 prices. */
    public static BundledCatalogue load() {
        return load(region -> true);
    }

    /** All types, and the prices of some regions only, which takes a fraction of the memory. */
    public static BundledCatalogue load(Set<String> regions) {
        return load(Set.copyOf(regions)::contains);
    }

    /** The types, in order of provider and name. */
    public List<InstanceType> types() {
        return types;
    }

    /** The prices, in order of resource, provider, region and item. */
    public List<PriceRow> rows() {
        return rows;
    }

    public PriceBook priceBook() {
        return new PriceBook(rows, types);
    }

    private static BundledCatalogue load(Predicate<String> region) {
        Map<String, Quote> quotes = quotes();
        List<PriceRow> rows = new ArrayList<>();
        machinePrices(quotes, region, rows::add);
        Set<String> databases = new TreeSet<>();
        databasePrices(quotes, region, rows::add, databases::add);
        otherPrices(quotes, region, rows::add);
        List<InstanceType> types = readTypes();
        types.addAll(databaseClasses(types, databases));
        types.sort(Comparator.comparing(InstanceType::provider).thenComparing(InstanceType::name));
        return new BundledCatalogue(types, rows);
    }

    /**
     * Database classes with a price anywhere: {@code db.m5.large} offers what {@code m5.large} does (Amazon RDS user guide, "DB
     * instance classes"). Classes without such a machine have no known size.
     */
    private static List<InstanceType> databaseClasses(List<InstanceType> machines, Set<String> names) {
        Map<String, InstanceType> byName = new HashMap<>();
        machines.stream()
                .filter(type -> type.provider() == Provider.AWS)
                .forEach(type -> byName.put(DATABASE_CLASS + type.name(), type));
        return names.stream()
                .filter(byName::containsKey)
                .map(item -> asDatabase(item, Objects.requireNonNull(byName.get(item))))
                .toList();
    }

    private static InstanceType asDatabase(String name, InstanceType machine) {
        return new InstanceType(
                machine.provider(),
                name,
                DATABASE_CLASS + machine.family(),
                machine.arch(),
                machine.vcpu(),
                machine.memoryMib(),
                machine.burstableBaselinePercent(),
                machine.networkBaselineMbps(),
                machine.diskBaselineIops(),
                machine.diskBaselineMibps(),
                machine.currentGeneration());
    }

    static Map<String, Quote> quotes() {
        Map<String, Quote> quotes = new HashMap<>();
        read("sources.csv", List.of("source", "name", "as_of"), table -> {
            Column source = table.column("source");
            Column name = table.column("name");
            Column asOf = table.column("as_of");
            table.forEach(row -> quotes.put(row.text(source), new Quote(row.text(name), row.date(asOf))));
        });
        return quotes;
    }

    private static List<InstanceType> readTypes() {
        List<InstanceType> types = new ArrayList<>();
        List<String> columns = List.of(
                "provider",
                "instance_type",
                "family",
                "arch",
                "vcpu",
                "memory_mib",
                "burstable_baseline_percent",
                "network_baseline_mbps",
                "disk_baseline_iops",
                "disk_baseline_mibps",
                "current_generation");
        read("types.csv.gz", columns, table -> {
            List<Column> c = columns.stream().map(table::column).toList();
            table.forEach(row -> types.add(new InstanceType(
                    row.word(c.get(0), Provider::of),
                    row.text(c.get(1)),
                    row.text(c.get(2)),
                    row.text(c.get(3)),
                    row.decimal(c.get(4)),
                    row.decimal(c.get(5)),
                    row.optionalDecimal(c.get(6)).orElse(null),
                    row.optionalDecimal(c.get(7)).orElse(null),
                    row.optionalDecimal(c.get(8)).orElse(null),
                    row.optionalDecimal(c.get(9)).orElse(null),
                    Boolean.parseBoolean(row.text(c.get(10))))));
        });
        return types;
    }

    private static void machinePrices(Map<String, Quote> quotes, Predicate<String> regions, Consumer<PriceRow> prices) {
        List<String> systems = List.of("linux", "windows");
        hourly("machine-prices.csv.gz", systems, quotes, regions, prices, item -> {});
    }

    private static void databasePrices(
            Map<String, Quote> quotes, Predicate<String> regions, Consumer<PriceRow> prices, Consumer<String> classes) {
        hourly("database-prices.csv.gz", DATABASE_ENGINES, quotes, regions, prices, classes);
    }

    /**
     * A table with one column of prices per operating system or engine; an empty cell is a price that is unknown.
     *
     * @param items takes the item of every row, whatever its region
     */
    private static void hourly(
            String name,
            List<String> systems,
            Map<String, Quote> quotes,
            Predicate<String> regions,
            Consumer<PriceRow> prices,
            Consumer<String> items) {
        List<String> columns = new ArrayList<>(List.of("provider", "region", "instance_type", "source"));
        columns.addAll(systems);
        read(name, columns, table -> {
            Column provider = table.column("provider");
            Column region = table.column("region");
            Column type = table.column("instance_type");
            Column source = table.column("source");
            List<Column> amounts = systems.stream().map(table::column).toList();
            table.forEach(row -> {
                items.accept(row.text(type));
                if (!regions.test(row.text(region))) {
                    return;
                }
                Quote quote = quote(quotes, row, source);
                for (Column amount : amounts) {
                    if (!row.isBlank(amount)) {
                        prices.accept(new PriceRow(
                                row.word(provider, Provider::of),
                                row.text(region),
                                row.text(type),
                                amount.name(),
                                UnitPrice.perHour(Money.of(row.decimal(amount), USD)),
                                quote.source(),
                                quote.asOf()));
                    }
                }
            });
        });
    }

    private static void otherPrices(Map<String, Quote> quotes, Predicate<String> regions, Consumer<PriceRow> prices) {
        List<String> columns = List.of("provider", "region", "item", "unit", "usd", "source");
        read("other-prices.csv.gz", columns, table -> {
            List<Column> c = columns.stream().map(table::column).toList();
            table.forEach(row -> {
                if (regions.test(row.text(c.get(1)))) {
                    Quote quote = quote(quotes, row, c.get(5));
                    BigDecimal amount = row.decimal(c.get(4));
                    prices.accept(new PriceRow(
                            row.word(c.get(0), Provider::of),
                            row.text(c.get(1)),
                            row.text(c.get(2)),
                            "",
                            new UnitPrice(Money.of(amount, USD), new Unit(row.text(c.get(3)))),
                            quote.source(),
                            quote.asOf()));
                }
            });
        });
    }

    static Quote quote(Map<String, Quote> quotes, CsvRow row, Column column) {
        Quote quote = quotes.get(row.text(column));
        if (quote == null) {
            throw row.refusal(column, "sources.csv does not know this source");
        }
        return quote;
    }

    static void read(String name, List<String> columns, Consumer<CsvTable> reader) {
        InputStream stream = BundledCatalogue.class.getResourceAsStream(FOLDER + name);
        if (stream == null) {
            throw CostwrightException.defect(
                    "The bundled catalogue lacks %s: the jar is damaged.".formatted(name), null);
        }
        try (CsvTable table = CsvTable.open(FOLDER + name, stream, columns, List.of())) {
            reader.accept(table);
        }
    }
}

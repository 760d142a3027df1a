package costwright.jobs.store;

import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.UsageLine;
import costwright.schema.resource.Provider;
import costwright.schema.resource.ResourceId;
import costwright.schema.time.Lookback;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads machine hours back as usage lines and hours. */
final class StoredUsage {
    private final Handle handle;
    private final Dialect dialect;

    StoredUsage(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    private record Row(
            LocalDate day,
            String line,
            UsageLine template,
            String resource,
            boolean covered,
            String hours,
            @Nullable BigDecimal contracted,
            @Nullable BigDecimal list) {}

    private record Slot(LocalDate day, String line, String resource) {}

    private static final Comparator<Slot> SLOT_ORDER =
            Comparator.comparing(Slot::day).thenComparing(Slot::line).thenComparing(Slot::resource);

    private List<Row> rows(Lookback lookback) {
        return handle.createQuery("""
                        SELECT s.currency, d.day, d.hours, d.contracted, d.list, l.provider, l.region, l.resource, l.sku,
                            l.commitment_status, l.instance_type, l.os, l.tenancy
                        FROM billing_slice s
                        JOIN billing_daily d ON d.slice_id = s.slice_id
                        JOIN billing_line l ON l.slice_id = d.slice_id AND l.line = d.line
                        WHERE s.state = 'live' AND d.day >= :first AND d.day < :end AND d.hours IS NOT NULL
                        ORDER BY s.billing_account, s.billing_period, d.day, d.line""")
                .bind("first", StoredCharges.firstDay(lookback))
                .bind("end", StoredCharges.endDay(lookback))
                .map((row, context) -> row(row))
                .list();
    }

    private Row row(ResultSet row) throws SQLException {
        Provider provider = Provider.of(row.getString("provider"));
        String type = row.getString("instance_type");
        String region = row.getString("region");
        String os = row.getString("os");
        String tenancy = row.getString("tenancy");
        String size = type.isEmpty() ? row.getString("sku") : type;
        String name = String.join(" ", provider.word(), region, size, os, tenancy, row.getString("currency"));
        return new Row(
                LocalDate.ofEpochDay(row.getLong("day")),
                name,
                new UsageLine(
                        name,
                        BigDecimal.ZERO,
                        provider,
                        region,
                        InstanceSizes.family(type),
                        size,
                        InstanceSizes.normalizationFactor(provider, type),
                        os,
                        tenancy,
                        null),
                row.getString("resource"),
                row.getString("commitment_status").equals("Used"),
                row.getString("hours"),
                money(row, "contracted"),
                money(row, "list"));
    }

    private @Nullable BigDecimal money(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : dialect == Dialect.SQLITE ? value.movePointLeft(6) : value;
    }

    /** The rate of a line is what its hours would cost at contracted prices, or list where none is stated, per unit. */
    Map<String, UsageLine> lines(Lookback lookback) {
        Map<String, UsageLine> templates = new TreeMap<>();
        Map<String, BigDecimal> costs = new TreeMap<>();
        Map<String, BigDecimal> units = new TreeMap<>();
        for (Row row : rows(lookback)) {
            templates.putIfAbsent(row.line(), row.template());
            BigDecimal cost =
                    row.contracted() != null && row.contracted().signum() != 0 ? row.contracted() : row.list();
            if (cost != null && cost.signum() > 0) {
                costs.merge(row.line(), cost, BigDecimal::add);
                units.merge(row.line(), HoursText.total(row.hours()), BigDecimal::add);
            }
        }
        Map<String, UsageLine> lines = new TreeMap<>();
        templates.forEach((name, line) -> {
            BigDecimal unitsOfLine = units.getOrDefault(name, BigDecimal.ZERO);
            // A line of which no price is known cannot be rated: it is left out rather than called free.
            if (unitsOfLine.signum() > 0) {
                lines.put(
                        name,
                        new UsageLine(
                                name,
                                costs.get(name)
                                        .divide(unitsOfLine, MathContext.DECIMAL64)
                                        .stripTrailingZeros(),
                                line.provider(),
                                line.region(),
                                line.family(),
                                line.size(),
                                line.normalizationFactor(),
                                line.os(),
                                line.tenancy(),
                                line.account()));
            }
        });
        return lines;
    }

    Optional<Lookback> history(Instant asOf) {
        Instant end = asOf.truncatedTo(ChronoUnit.DAYS);
        return handle.createQuery("""
                        SELECT min(d.day) AS first
                        FROM billing_slice s
                        JOIN billing_daily d ON d.slice_id = s.slice_id
                        WHERE s.state = 'live' AND d.day < :end AND d.hours IS NOT NULL""")
                .bind("end", end.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay())
                .map((row, context) -> Optional.ofNullable(row.getObject("first"))
                        .map(day -> new Lookback(Instant.EPOCH.plus(((Number) day).longValue(), ChronoUnit.DAYS), end)))
                .one();
    }

    List<HourlyUsage> hours(Lookback lookback) {
        Map<Slot, BigDecimal[][]> slots = new TreeMap<>(SLOT_ORDER);
        for (Row row : rows(lookback)) {
            BigDecimal[][] both = slots.computeIfAbsent(new Slot(row.day(), row.line(), row.resource()), any ->
                    new BigDecimal[][] {HoursText.none(), HoursText.none()});
            HoursText.addTo(both[row.covered() ? 1 : 0], row.hours());
        }
        List<HourlyUsage> usage = new ArrayList<>();
        slots.forEach((slot, both) -> usage.add(new HourlyUsage(
                slot.day(),
                slot.line(),
                slot.resource().isBlank() ? null : new ResourceId(slot.resource()),
                List.of(both[0]),
                List.of(both[1]))));
        return usage;
    }
}

package costwright.jobs.store;

import costwright.schema.finding.Fingerprint;
import costwright.schema.money.Money;
import costwright.schema.money.UnitPrice;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceBook;
import costwright.schema.price.PriceRow;
import costwright.schema.quantity.Unit;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Quoted prices and machine types, by the file or service that they were read from. */
public final class PriceStore {
    private final Store store;

    public PriceStore(Store store) {
        this.store = store;
    }

    /**
     * Replaces all that came from {@code origin}, in one transaction. Of rows that agree in all but the price the last
     * counts.
     *
     * @param origin the file or service
     * @return false if that was there already, to the last digit
     */
    public boolean replace(String origin, Collection<PriceRow> rows, Collection<InstanceType> types) {
        String fingerprint = Fingerprint.of(Stream.concat(rows.stream(), types.stream())
                .map(Object::toString)
                .toArray(String[]::new));
        return store.inTransaction(handle -> {
            Optional<String> earlier = handle.createQuery("SELECT fingerprint FROM price_origin WHERE origin = :origin")
                    .bind("origin", origin)
                    .mapTo(String.class)
                    .findOne();
            if (earlier.equals(Optional.of(fingerprint))) {
                return false;
            }
            for (String table : List.of("price", "instance_type", "price_origin")) {
                handle.createUpdate("DELETE FROM %s WHERE origin = :origin".formatted(table))
                        .bind("origin", origin)
                        .execute();
            }
            handle.createUpdate("INSERT INTO price_origin (origin, fingerprint) VALUES (:origin, :fingerprint)")
                    .bind("origin", origin)
                    .bind("fingerprint", fingerprint)
                    .execute();
            writeRows(handle, origin, rows);
            writeTypes(handle, origin, types);
            return true;
        });
    }

    /** All prices in order of provider, region, item, operating system, day and source. */
    public List<PriceRow> rows() {
        return store.read(handle -> rows(handle));
    }

    /** All machine types in order of provider, name and origin. */
    public List<InstanceType> types() {
        return store.read(handle -> types(handle));
    }

    /** The prices to judge by. */
    public PriceBook book() {
        return store.read(handle -> new PriceBook(rows(handle), types(handle)));
    }

    List<PriceRow> rows(Handle handle) {
        return handle.createQuery("SELECT * FROM price ORDER BY provider, region, item, os, as_of, source, origin")
                .map((row, context) -> row(row))
                .list();
    }

    List<InstanceType> types(Handle handle) {
        return handle.createQuery("SELECT * FROM instance_type ORDER BY provider, name, origin")
                .map((row, context) -> type(row))
                .list();
    }

    private static void writeRows(Handle handle, String origin, Collection<PriceRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO price (origin, provider, region, item, os, amount, currency, unit, source, as_of)
                VALUES (:origin, :provider, :region, :item, :os, :amount, :currency, :unit, :source, :asOf)
                ON CONFLICT (origin, provider, region, item, os, source, as_of) DO UPDATE
                    SET amount = excluded.amount, currency = excluded.currency, unit = excluded.unit
                """);
        for (PriceRow row : rows) {
            batch.bind("origin", origin)
                    .bind("provider", row.provider().word())
                    .bind("region", row.region())
                    .bind("item", row.item())
                    .bind("os", row.os())
                    .bind("amount", row.price().money().amount())
                    .bind("currency", row.price().money().currency().getCurrencyCode())
                    .bind("unit", row.price().unit().name())
                    .bind("source", row.source())
                    .bind("asOf", row.asOf())
                    .add();
        }
        batch.execute();
    }

    private static void writeTypes(Handle handle, String origin, Collection<InstanceType> types) {
        if (types.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO instance_type (origin, provider, name, family, arch, vcpu, memory_mib,
                    burstable_baseline_percent, network_baseline_mbps, disk_baseline_iops, disk_baseline_mibps,
                    current_generation)
                VALUES (:origin, :provider, :name, :family, :arch, :vcpu, :memory, :burstable, :network, :iops, :mibps,
                    :current)
                """);
        for (InstanceType type : types) {
            batch.bind("origin", origin)
                    .bind("provider", type.provider().word())
                    .bind("name", type.name())
                    .bind("family", type.family())
                    .bind("arch", type.arch())
                    .bind("vcpu", type.vcpu())
                    .bind("memory", type.memoryMib())
                    .bind("burstable", type.burstableBaselinePercent())
                    .bind("network", type.networkBaselineMbps())
                    .bind("iops", type.diskBaselineIops())
                    .bind("mibps", type.diskBaselineMibps())
                    .bind("current", type.currentGeneration() ? 1 : 0)
                    .add();
        }
        batch.execute();
    }

    private static PriceRow row(ResultSet row) throws SQLException {
        Money money = Money.of(decimal(row, "amount"), Currency.getInstance(row.getString("currency")));
        return new PriceRow(
                Provider.of(row.getString("provider")),
                row.getString("region"),
                row.getString("item"),
                row.getString("os"),
                new UnitPrice(money, new Unit(row.getString("unit"))),
                row.getString("source"),
                LocalDate.parse(row.getString("as_of")));
    }

    private static InstanceType type(ResultSet row) throws SQLException {
        return new InstanceType(
                Provider.of(row.getString("provider")),
                row.getString("name"),
                row.getString("family"),
                row.getString("arch"),
                decimal(row, "vcpu"),
                decimal(row, "memory_mib"),
                optionalDecimal(row, "burstable_baseline_percent"),
                optionalDecimal(row, "network_baseline_mbps"),
                optionalDecimal(row, "disk_baseline_iops"),
                optionalDecimal(row, "disk_baseline_mibps"),
                row.getInt("current_generation") == 1);
    }

    private static BigDecimal decimal(ResultSet row, String column) throws SQLException {
        return new BigDecimal(row.getString(column));
    }

    private static @Nullable BigDecimal optionalDecimal(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : new BigDecimal(text);
    }
}

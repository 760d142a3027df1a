package costwright.jobs.store;

import costwright.schema.finding.FindingId;
import costwright.schema.money.Money;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.SubAccountId;
import costwright.schema.time.BillingPeriod;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jspecify.annotations.Nullable;

/** Teaches JDBI our values: money by dialect, instants and days as UTC text, ids as text. */
final class StoredValues {
    private StoredValues() {}

    static void register(Jdbi jdbi, Dialect dialect) {
        bindAs(jdbi, Money.class, dialect::columnValue);
        bindAs(jdbi, Instant.class, StoredText::of);
        bindAs(jdbi, LocalDate.class, StoredText::of);
        bindAs(jdbi, ResourceId.class, ResourceId::value);
        bindAs(jdbi, SubAccountId.class, SubAccountId::value);
        bindAs(jdbi, FindingId.class, FindingId::value);
        bindAs(jdbi, BillingPeriod.class, BillingPeriod::toString);
        if (dialect == Dialect.SQLITE) {
            // SQLite has no decimal type: an exact decimal is kept as its digits, never as REAL.
            bindAs(jdbi, BigDecimal.class, StoredText::of);
        }
        readAs(jdbi, Instant.class, Instant::parse);
        readAs(jdbi, LocalDate.class, LocalDate::parse);
        readAs(jdbi, ResourceId.class, ResourceId::new);
        readAs(jdbi, SubAccountId.class, SubAccountId::new);
        readAs(jdbi, FindingId.class, FindingId::new);
        readAs(jdbi, BillingPeriod.class, BillingPeriod::parse);
    }

    private static <T> void bindAs(Jdbi jdbi, Class<T> type, Function<T, Object> columnValue) {
        // Preparable, because JDBI asks those first and has one of its own for some of these types.
        jdbi.registerArgument(new ArgumentFactory.Preparable() {
            @Override
            public Optional<Function<Object, Argument>> prepare(Type asked, ConfigRegistry config) {
                return asked == type ? Optional.of(value -> argument(type, value, columnValue)) : Optional.empty();
            }
        });
    }

    private static <T> Argument argument(Class<T> type, @Nullable Object value, Function<T, Object> columnValue) {
        return (position, statement, context) -> {
            if (value == null) {
                statement.setNull(position, Types.NULL);
            } else {
                statement.setObject(position, columnValue.apply(type.cast(value)));
            }
        };
    }

    private static <T> void readAs(Jdbi jdbi, Class<T> type, Function<String, T> parse) {
        ColumnMapper<T> mapper = (row, column, context) -> readText(row.getString(column), parse);
        jdbi.registerColumnMapper(type, mapper);
    }

    private static <T> @Nullable T readText(@Nullable String text, Function<String, T> parse) {
        return text == null ? null : parse.apply(text);
    }
}

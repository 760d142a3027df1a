package costwright.scheduler.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import costwright.schema.finding.FindingId;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.SubAccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a {@link Result} as one JSON object, field by field, so that an iterator in the body is never held whole. Money
 * is {@code {"amount": "12.34", "currency": "USD"}}, instants and dates are ISO-8601 texts, ids are texts, enums are
 * lower-case words, a ratio is a number, and what is unknown is null.
 */
final class JsonOutput {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .addModule(values())
            .build();

    private JsonOutput() {}

    static void write(Result result, Writer out) {
        try (JsonGenerator generator = MAPPER.createGenerator(out).useDefaultPrettyPrinter()) {
            generator.writeStartObject();
            generator.writeStringField("schema", result.schema());
            if (result.body() instanceof Map<?, ?> fields) {
                for (Map.Entry<?, ?> field : fields.entrySet()) {
                    generator.writeObjectField(String.valueOf(field.getKey()), field.getValue());
                }
            } else {
                writeComponents(result.body(), generator);
            }
            generator.writeEndObject();
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeComponents(Object body, JsonGenerator generator) throws IOException {
        RecordComponent[] components = body.getClass().getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException("A JSON body must be a record or a map, not "
                    + body.getClass().getName() + ".");
        }
        for (RecordComponent component : components) {
            try {
                component.getAccessor().setAccessible(true);
                generator.writeObjectField(
                        snakeCase(component.getName()), component.getAccessor().invoke(body));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot read " + component + ".", e);
            }
        }
    }

    private static String snakeCase(String name) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(name);
    }

    private static SimpleModule values() {
        return new SimpleModule("costwright")
                .addSerializer(Money.class, of((money, generator) -> {
                    generator.writeStartObject();
                    generator.writeStringField("amount", money.amount().toPlainString());
                    generator.writeStringField("currency", money.currency().getCurrencyCode());
                    generator.writeEndObject();
                }))
                .addSerializer(Ratio.class, of((ratio, generator) -> {
                    Optional<BigDecimal> value = ratio.value();
                    if (value.isPresent()) {
                        generator.writeNumber(value.get());
                    } else {
                        generator.writeNull();
                    }
                }))
                .addSerializer(Double.class, of(JsonOutput::writeDouble))
                .addSerializer(
                        Optional.class,
                        of((optional, generator) -> generator.writePOJO(((Optional<?>) optional).orElse(null))))
                .addSerializer(
                        Enum.class,
                        of((word, generator) ->
                                generator.writeString(word.name().toLowerCase(Locale.ROOT))))
                .addSerializer(TemporalAccessor.class, ToStringSerializer.instance)
                .addSerializer(TemporalAmount.class, ToStringSerializer.instance)
                .addSerializer(FindingId.class, ToStringSerializer.instance)
                .addSerializer(ResourceId.class, ToStringSerializer.instance)
                .addSerializer(SubAccountId.class, ToStringSerializer.instance);
    }

    private static void writeDouble(Double value, JsonGenerator generator) throws IOException {
        if (Double.isFinite(value)) {
            generator.writeNumber(value);
        } else {
            generator.writeNull();
        }
    }

    private interface Writing<T> {
        void write(T value, JsonGenerator generator) throws IOException;
    }

    private static <T> JsonSerializer<T> of(Writing<T> writing) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
                writing.write(value, generator);
            }
        };
    }
}

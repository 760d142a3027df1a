package costwright.jobs.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.FindingId;
import costwright.schema.money.Money;
import costwright.schema.resource.ResourceId;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What is kept as JSON text: small maps, lists of ids, and evidence. The same value always gives the same text. */
final class StoredJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, asText(Instant::toString))
                    .addDeserializer(Instant.class, fromText(Instant::parse))
                    .addSerializer(LocalDate.class, asText(LocalDate::toString))
                    .addDeserializer(LocalDate.class, fromText(LocalDate::parse))
                    .addSerializer(Money.class, asText(StoredJson::text))
                    .addDeserializer(Money.class, fromText(StoredJson::money)))
            .build();

    private StoredJson() {}

    static String ofTexts(Map<String, String> texts) {
        return write(new TreeMap<>(texts));
    }

    static Map<String, String> texts(String json) {
        return read(json, new TypeReference<Map<String, String>>() {});
    }

    static String ofResources(List<ResourceId> ids) {
        return write(ids.stream().map(ResourceId::value).toList());
    }

    static List<ResourceId> resources(String json) {
        return list(json).stream().map(ResourceId::new).toList();
    }

    static String ofFindings(List<FindingId> ids) {
        return write(ids.stream().map(FindingId::value).toList());
    }

    static List<FindingId> findings(String json) {
        return list(json).stream().map(FindingId::new).toList();
    }

    static String ofEvidence(Evidence evidence) {
        return write(evidence);
    }

    static Evidence evidence(String json) {
        return read(json, new TypeReference<Evidence>() {});
    }

    /** As {@code 12.34 USD}. */
    private static String text(Money money) {
        return money.amount().toPlainString() + ' ' + money.currency().getCurrencyCode();
    }

    private static Money money(String text) {
        int space = text.indexOf(' ');
        return Money.of(text.substring(0, space), text.substring(space + 1));
    }

    static String ofReplay(Replay replay) {
        return write(replay);
    }

    static Replay replay(String json) {
        return read(json, new TypeReference<Replay>() {});
    }

    private static List<String> list(String json) {
        return read(json, new TypeReference<List<String>>() {});
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value could not be written as JSON.", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The store holds JSON that cannot be read back: " + json, e);
        }
    }

    private static <T> JsonSerializer<T> asText(Function<T, String> text) {
        return new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(text.apply(value));
            }
        };
    }

    private static <T> JsonDeserializer<T> fromText(Function<String, T> parse) {
        return new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return parse.apply(in.getText());
            }
        };
    }
}

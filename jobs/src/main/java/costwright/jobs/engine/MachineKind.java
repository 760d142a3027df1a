package costwright.jobs.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which machine a line of machine hours pays for, as far as the bill tells: AWS says it in the usage type
 * ({@code BoxUsage:m5.large}), FOCUS in SkuPriceDetails, Azure in AdditionalInfo ({@code ServiceType}); what is said
 * nowhere is empty.
 */
public record MachineKind(String instanceType, String os, String tenancy) {
    public static final MachineKind NONE = new MachineKind("", "", "");

    private static final Pattern AFTER_COLON = Pattern.compile(":([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+)$");
    private static final Pattern AWS_TYPE = Pattern.compile(
            "\\b((?:db\\.|cache\\.)?[a-z][a-z0-9-]*\\d[a-z0-9-]*\\.(?:\\d*xlarge|nano|micro|small|medium|large|metal(?:-[0-9a-z]+)?))\\b");
    private static final Pattern AZURE_TYPE = Pattern.compile("\\b(Standard_[A-Za-z0-9_-]+|Basic_A\\d)\\b");

    /** Empty for a line that is no machine hours. */
    public static MachineKind of(LineRow line) {
        if (line.meter() == null) {
            return NONE;
        }
        JsonNode details = json(line.skuDetails());
        String type = detail(details, "InstanceType", "ServiceType")
                .or(() -> match(AFTER_COLON, line.meter()))
                .or(() -> match(AWS_TYPE, line.resourceType()))
                .or(() -> match(AWS_TYPE, line.description()))
                .or(() -> match(AZURE_TYPE, line.description()))
                .orElse("");
        return new MachineKind(type, os(details, line), tenancy(details, line.meter()));
    }

    private static String os(JsonNode details, LineRow line) {
        String said = detail(details, "OperatingSystem", "ImageType").orElse("") + " " + line.description() + " "
                + line.meter();
        String lower = said.toLowerCase(Locale.ROOT);
        for (String os : List.of("windows", "rhel", "suse")) {
            if (lower.contains(os)) {
                return os;
            }
        }
        return lower.contains("red hat") ? "rhel" : "linux";
    }

    private static String tenancy(JsonNode details, String meter) {
        String said = detail(details, "Tenancy").orElse("").toLowerCase(Locale.ROOT);
        if (said.contains("dedicated") || meter.contains("DedicatedUsage")) {
            return "dedicated";
        }
        return said.contains("host") || meter.contains("HostUsage") ? "host" : "shared";
    }

    private static Optional<String> detail(JsonNode details, String... names) {
        for (String name : names) {
            for (String spelling : List.of(name, "x_" + name)) {
                JsonNode value = details.path(spelling);
                if (value.isValueNode() && !value.asText().isBlank()) {
                    return Optional.of(value.asText());
                }
            }
        }
        return Optional.empty();
    }

    private static JsonNode json(@Nullable String text) {
        if (text == null || !text.startsWith("{")) {
            return MissingNode.getInstance();
        }
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // Some exports cut long details off; the other columns still tell.
            return MissingNode.getInstance();
        }
    }

    /** Loaded only for bills that have details: that takes as long as a thousand lines. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();

        private Json() {}
    }

    private static Optional<String> match(Pattern pattern, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}

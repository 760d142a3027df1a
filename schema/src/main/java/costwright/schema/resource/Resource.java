package costwright.schema.resource;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing that is paid for, as the inventory saw it.
 *
 * @param instanceType the provider's type name, such as {@code m5.large}; empty where the kind of resource has none
 * @param os linux, windows or another word of the inventory; empty where it does not apply
 * @param tags as set on the resource; an absent key is not an empty value
 * @param attributes facts of the kind of resource (attached_to, size_gib, storage_class, created …), see contract
 */
public record Resource(
        ResourceId id,
        Provider provider,
        String service,
        ResourceType type,
        String region,
        String instanceType,
        String os,
        ResourceState state,
        SubAccountId subAccount,
        Map<String, String> tags,
        Map<String, String> attributes) {
    public Resource {
        // Sorted, so that whatever is printed from a resource has one order.
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    public Optional<String> tag(String key) {
        return Optional.ofNullable(tags.get(key));
    }

    /** The attribute, or empty when it is absent or blank. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name)).filter(value -> !value.isBlank());
    }

    /** The attribute as a decimal, or empty when it is absent or no number. */
    public Optional<BigDecimal> number(String name) {
        try {
            return attribute(name).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The attribute as an instant, or empty when it is absent or no ISO-8601 instant. */
    public Optional<Instant> instant(String name) {
        try {
            return attribute(name).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The name that people know it by: the Name tag, else the last part of the id. */
    public String displayName() {
        return tag("Name").or(() -> tag("name")).filter(name -> !name.isBlank()).orElseGet(() -> {
            String value = id.value();
            return value.substring(value.lastIndexOf('/') + 1);
        });
    }
}

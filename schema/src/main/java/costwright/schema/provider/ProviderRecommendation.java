package costwright.schema.provider;

import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One recommendation of a provider's own tool.
 *
 * @param tool who says so, such as {@code compute-optimizer}, {@code cost-explorer} or {@code advisor}
 * @param id the tool's id of it, or one made of its content where the tool gives none
 * @param action resize, stop, delete, reserve, savings_plan, or the tool's own word in lower case
 * @param subAccount empty where it concerns several
 * @param resource the resource id; empty for purchases
 * @param current what is there, such as a type; empty where it does not apply
 * @param proposed what should be there
 * @param monthlySavings as the tool states it, per month; null where it states none
 * @param details the tool's further figures by its own names
 */
public record ProviderRecommendation(
        Provider provider,
        String tool,
        String id,
        String action,
        String subAccount,
        String region,
        String resource,
        String current,
        String proposed,
        @Nullable Money monthlySavings,
        Map<String, String> details) {
    public ProviderRecommendation {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}

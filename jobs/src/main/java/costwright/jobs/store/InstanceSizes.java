package costwright.jobs.store;

import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Family and size factor from the name of a machine type. */
final class InstanceSizes {
    private static final Pattern XLARGE = Pattern.compile("(\\d+)xlarge");
    private static final Pattern AZURE =
            Pattern.compile("(?:Standard|Basic)_([A-Za-z]+)\\d+(?:-\\d+)?([a-z]*)(?:_(v\\d+))?.*");

    /** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html: normalization factors of sizes. */
    private static final Map<String, BigDecimal> FACTORS = Map.of(
            "nano",
            new BigDecimal("0.25"),
            "micro",
            new BigDecimal("0.5"),
            "small",
            BigDecimal.ONE,
            "medium",
            BigDecimal.valueOf(2),
            "large",
            BigDecimal.valueOf(4),
            "xlarge",
            BigDecimal.valueOf(8));

    private InstanceSizes() {}

    /** {@code m5} of {@code m5.large}, {@code db.r5} of {@code db.r5.large}, {@code Dsv5} of {@code Standard_D2s_v5}. */
    static String family(String type) {
        Matcher azure = AZURE.matcher(type);
        if (azure.matches()) {
            return azure.group(1) + azure.group(2) + (azure.group(3) == null ? "" : azure.group(3));
        }
        int dot = type.lastIndexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }

    /** The AWS factor of a size; null where the name tells none. */
    static @Nullable BigDecimal normalizationFactor(Provider provider, String type) {
        if (provider != Provider.AWS) {
            return null;
        }
        String size = type.substring(type.lastIndexOf('.') + 1);
        Matcher multiple = XLARGE.matcher(size);
        return multiple.matches()
                ? new BigDecimal(multiple.group(1)).multiply(BigDecimal.valueOf(8))
                : FACTORS.get(size);
    }
}

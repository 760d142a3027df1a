package costwright.analyzers.commitment;

import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.commitment.UsageLine;
import costwright.schema.resource.Provider;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Hand-made usage lines, offers and hours for tests, in dollars from the first hour of 2026. */
public final class Lines {
    public static final Currency USD = Currency.getInstance("USD");
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<UsageLine> lines = new ArrayList<>();
    private final List<Map<String, String>> hours = new ArrayList<>();

    public static UsageLine line(String name, String onDemandRate) {
        return line(name, onDemandRate, null, null);
    }

    public static UsageLine line(String name, String onDemandRate, @Nullable String size, @Nullable String account) {
        return new UsageLine(
                name,
                new BigDecimal(onDemandRate),
                Provider.AWS,
                "us-east-1",
                "",
                "",
                size == null ? null : new BigDecimal(size),
                "linux",
                "shared",
                account == null ? null : new SubAccountId(account));
    }

    public static Offer compute(String name, Map<String, String> rates) {
        return plan(name, OfferKind.COMPUTE_SAVINGS_PLAN, rates);
    }

    public static Offer ec2(String name, Map<String, String> rates) {
        return plan(name, OfferKind.EC2_INSTANCE_SAVINGS_PLAN, rates);
    }

    public static Offer plan(String name, OfferKind kind, Map<String, String> rates) {
        return Offer.savingsPlan(name, kind, 12, "no_upfront", USD, decimals(rates));
    }

    public static Offer reservation(
            String name, OfferKind kind, OfferScope scope, String unitRate, @Nullable String size, String... eligible) {
        Map<String, BigDecimal> rates = new TreeMap<>();
        for (String line : eligible) {
            rates.put(line, new BigDecimal(unitRate));
        }
        return new Offer(
                name,
                kind,
                12,
                "no_upfront",
                scope,
                USD,
                new BigDecimal(unitRate),
                size == null ? null : new BigDecimal(size),
                new TreeMap<>(rates));
    }

    public Lines with(UsageLine line) {
        lines.add(line);
        return this;
    }

    /** One hour more, given as quantities by line. */
    public Lines hour(Map<String, String> quantities) {
        hours.add(quantities);
        return this;
    }

    public Lines hours(int count, Map<String, String> quantities) {
        for (int hour = 0; hour < count; hour++) {
            hour(quantities);
        }
        return this;
    }

    public Demand demand() {
        Demand.Recorder recorder = new Demand.Recorder(USD, lines);
        for (int hour = 0; hour < hours.size(); hour++) {
            Instant instant = START.plus(Duration.ofHours(hour));
            hours.get(hour).forEach((line, quantity) -> recorder.add(instant, line, new BigDecimal(quantity)));
        }
        return recorder.between(START, START.plus(Duration.ofHours(hours.size())));
    }

    private static Map<String, BigDecimal> decimals(Map<String, String> texts) {
        Map<String, BigDecimal> decimals = new TreeMap<>();
        texts.forEach((name, text) -> decimals.put(name, new BigDecimal(text)));
        return decimals;
    }
}

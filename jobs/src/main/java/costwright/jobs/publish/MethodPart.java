package costwright.jobs.publish;

import costwright.analyzers.Analyzer;
import costwright.analyzers.Catalogue;
import costwright.analyzers.Descriptor;
import costwright.reports.page.Method;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns the data cards of the catalogue into the method appendix. */
final class MethodPart {
    private MethodPart() {}

    /** @param changed thresholds that differ from the defaults, by check id and name */
    static List<Method> methods(Catalogue catalogue, Map<String, Map<String, BigDecimal>> changed) {
        return catalogue.analyzers().stream()
                .map(Analyzer::descriptor)
                .map(card -> method(card, changed.getOrDefault(card.id(), Map.of())))
                .toList();
    }

    private static Method method(Descriptor card, Map<String, BigDecimal> changed) {
        return new Method(
                card.id(),
                card.version(),
                card.question(),
                words(card.capability()),
                card.inputs().stream().sorted().map(MethodPart::words).toList(),
                card.thresholds().stream()
                        .map(threshold -> new Method.Limit(
                                threshold.name(),
                                threshold.unit(),
                                changed.getOrDefault(threshold.name(), threshold.defaultValue())
                                        .toPlainString(),
                                threshold.defaultValue().toPlainString(),
                                threshold.why()))
                        .toList(),
                card.formula(),
                card.ignores(),
                card.references());
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

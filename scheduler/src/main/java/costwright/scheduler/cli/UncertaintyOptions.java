package costwright.scheduler.cli;

import costwright.analyzers.commitment.Demand;
import costwright.analyzers.commitment.Uncertainty;
import costwright.schema.CostwrightException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What a plan assumes about the future. */
final class UncertaintyOptions {
    @Option(
            names = "--risk",
            defaultValue = "0",
            paramLabel = "0..1",
            description = "Aversion to risk: 0 looks at the mean of the savings, 1 at the worst futures (default: 0).")
    double aversion;

    @Option(
            names = "--risk-tail",
            defaultValue = "0.1",
            paramLabel = "0..1",
            description = "The share of futures that count as worst (default: 0.1).")
    double tail;

    @Option(
            names = "--growth",
            defaultValue = "0",
            paramLabel = "PERCENT",
            description = "Expected change of usage per month, such as 2 or -3 (default: 0).")
    double growth;

    @Option(
            names = "--growth-deviation",
            defaultValue = "1",
            paramLabel = "POINTS",
            description = "How far that rate differs between futures, one standard deviation (default: 1).")
    double deviation;

    @Option(
            names = "--cleanup",
            paramLabel = "LINE=SHARE",
            description = "The share of a line that a pending clean-up would remove, such as web=0.4; repeatable.")
    Map<String, BigDecimal> cleanup = new TreeMap<>();

    @Option(
            names = "--cleanup-probability",
            defaultValue = "0.5",
            paramLabel = "0..1",
            description = "How likely the clean-up is to happen (default: 0.5).")
    double cleanupProbability;

    @Option(
            names = "--scenarios",
            defaultValue = "500",
            paramLabel = "N",
            description = "How many futures are drawn (default: 500).")
    int scenarios;

    @Option(
            names = "--seed",
            defaultValue = "20260101",
            paramLabel = "N",
            description = "The same seed draws the same futures (default: 20260101).")
    long seed;

    @Option(
            names = "--wacc",
            defaultValue = "8",
            paramLabel = "PERCENT",
            description = "The yearly price of money for present values (default: 8).")
    BigDecimal wacc = BigDecimal.valueOf(8);

    @Option(
            names = "--plateau",
            defaultValue = "0.95",
            paramLabel = "0..1",
            description = "The share of the best savings that the smaller alternative must reach (default: 0.95).")
    BigDecimal plateau = new BigDecimal("0.95");

    /** @throws CostwrightException of kind SETTINGS if a value is out of range */
    Uncertainty read() {
        if (plateau.signum() < 0 || plateau.compareTo(BigDecimal.ONE) > 0) {
            throw CostwrightException.settings("--plateau must be 0 to 1, not %s.".formatted(plateau));
        }
        cleanup.forEach((line, share) -> {
            if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
                throw CostwrightException.settings("--cleanup %s=%s: the share must be 0 to 1.".formatted(line, share));
            }
        });
        try {
            return new Uncertainty(
                    scenarios, seed, growth, deviation, cleanup, cleanupProbability, aversion, tail, wacc);
        } catch (IllegalArgumentException e) {
            throw CostwrightException.settings(String.valueOf(e.getMessage())).causedBy(e);
        }
    }

    /** @throws CostwrightException of kind SETTINGS if a clean-up names a line that the usage does not have */
    void checkLines(Demand demand) {
        cleanup.keySet().forEach(line -> {
            if (demand.position(line) < 0) {
                throw CostwrightException.settings("--cleanup %s: the lines file has no such line.".formatted(line));
            }
        });
    }
}

package costwright.analyzers.waste;

import com.google.auto.service.AutoService;
import costwright.analyzers.Analyzer;
import costwright.analyzers.Capability;
import costwright.analyzers.Dataset;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Input;
import costwright.analyzers.Outcome;
import costwright.analyzers.RunRate;
import costwright.analyzers.RunningVm;
import costwright.analyzers.Threshold;
import costwright.analyzers.Thresholds;
import costwright.analyzers.rightsizing.Sparklines;
import costwright.analyzers.statistics.Figures;
import costwright.analyzers.statistics.Samples;
import costwright.schema.finding.Action;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.price.InstanceType;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceType;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Series;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Machines that run and do nothing. A rule on quantiles keeps the answer stable from week to week, a rule on maxima says
 * how sure it is, and a single busy interval is enough to leave a machine alone, because it may do a rare job.
 */
@AutoService(Analyzer.class)
public final class IdleVm implements Analyzer {
    private static final String DAYS = "lookback-days";
    private static final String COMPLETENESS = "minimum-completeness";
    private static final String QUIET_CPU = "quiet-cpu";
    private static final String QUIET_IN = "quiet-network-in";
    private static final String QUIET_OUT = "quiet-network-out";
    private static final String PEAK_CPU = "peak-cpu";
    private static final String PEAK_NETWORK = "peak-network";
    private static final String BUSY_CPU = "busy-cpu";

    private static final double CPU_SHARE = 0.97;
    private static final double NETWORK_SHARE = 0.95;
    private static final long SECONDS_PER_DAY = 86_400;

    private static final Descriptor DESCRIPTOR = new Descriptor(
            "idle-vm",
            "Which machines run although nothing uses them?",
            Capability.WASTE,
            Set.of(Input.INVENTORY, Input.CHARGES, Input.UTILIZATION),
            List.of(
                    Threshold.of(
                            DAYS, "days", "14", "7", "93", "Two weeks hold every weekday twice; AWS and Google too."),
                    Threshold.of(
                            COMPLETENESS,
                            "percent",
                            "80",
                            "50",
                            "100",
                            "With fewer samples a rare job may have been missed."),
                    Threshold.of(
                            QUIET_CPU,
                            "vCPU",
                            "0.03",
                            "0",
                            "1",
                            "Google's idle VM recommender: below it for 97 % of the time; 92 to 94 % of such machines stay"
                                    + " idle."),
                    Threshold.of(
                            QUIET_IN,
                            "bytes/second",
                            "2000",
                            "0",
                            "1000000",
                            "Google's idle VM recommender: below it for 95 % of the time."),
                    Threshold.of(
                            QUIET_OUT,
                            "bytes/second",
                            "1000",
                            "0",
                            "1000000",
                            "Google's idle VM recommender: below it for 95 % of the time."),
                    Threshold.of(PEAK_CPU, "percent", "5", "0", "50", "AWS Compute Optimizer: peak CPU below 5 %."),
                    Threshold.of(
                            PEAK_NETWORK,
                            "bytes/day",
                            "5000000",
                            "0",
                            "1000000000",
                            "AWS Compute Optimizer: network below 5 MB on each day."),
                    Threshold.of(
                            BUSY_CPU,
                            "percent",
                            "20",
                            "1",
                            "100",
                            "Machines that are quiet but once exceed 20 % have a rare job: 3 to 15 % of those that only"
                                    + " the quantile rule flags do so within two weeks.")),
            "effective cost of the last billed 14 days × 730 h / 336 h",
            "Disks and addresses of the machine; memory, which idle machines fill too.",
            List.of(
                    "Google Cloud: idle VM recommender",
                    "AWS Compute Optimizer: idle EC2 instances",
                    "Measured on enterprise traces: rules on maxima flip with one spike, rules on quantiles hide rare jobs"),
            1);

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Outcome> analyze(Dataset dataset, Thresholds thresholds) {
        Lookback window = Lookback.ofDays(thresholds.asInt(DAYS), dataset.asOf());
        return dataset.resourcesOf(ResourceType.VM)
                .map(vm -> RunningVm.judged(
                        DESCRIPTOR.id(), vm, dataset, window, running -> judge(running, dataset, thresholds)))
                .toList();
    }

    private static Outcome judge(RunningVm running, Dataset dataset, Thresholds thresholds) {
        Resource vm = running.machine();
        Lookback window = running.window();
        Series cpu = running.cpu();
        Optional<InstanceType> type = dataset.prices().instanceType(vm.provider(), vm.instanceType());
        if (type.isEmpty()) {
            return silent(
                    vm, Reason.ATTRIBUTE_MISSING, "the number of vCPUs of %s is unknown".formatted(vm.instanceType()));
        }
        Ratio completeness = Ratio.of(cpu.size(), window.length().toSeconds() / cpu.intervalSeconds());
        if (!completeness.isAtLeast(thresholds.get(COMPLETENESS).movePointLeft(2))) {
            return silent(
                    vm,
                    Reason.DATA_INCOMPLETE,
                    "%s of %s CPU samples"
                            .formatted(
                                    completeness.numerator().toPlainString(),
                                    completeness.denominator().toPlainString()));
        }
        Signs signs =
                Signs.of(cpu, running.in(), running.out(), type.get().vcpu().doubleValue());
        return judge(new Case(vm, window, completeness, cpu, signs), dataset, thresholds);
    }

    private static Outcome judge(Case found, Dataset dataset, Thresholds thresholds) {
        Signs signs = found.signs();
        boolean quiet = signs.quietCpu() < thresholds.asDouble(QUIET_CPU)
                && signs.quietIn() < thresholds.asDouble(QUIET_IN)
                && signs.quietOut() < thresholds.asDouble(QUIET_OUT);
        boolean flat = signs.peakCpuPercent() < thresholds.asDouble(PEAK_CPU)
                && signs.busiestDayBytes() < thresholds.asDouble(PEAK_NETWORK);
        if (!quiet && !flat) {
            return silent(found.vm(), Reason.IN_ORDER, "in use: CPU up to " + percent(signs.peakCpuPercent()));
        }
        if (signs.peakCpuPercent() > thresholds.asDouble(BUSY_CPU)) {
            return silent(
                    found.vm(),
                    Reason.IN_ORDER,
                    "quiet, but once busy with CPU of %s: look for a rare job"
                            .formatted(percent(signs.peakCpuPercent())));
        }
        Optional<RunRate> rate = RunRate.of(dataset, found.vm());
        if (rate.isEmpty()) {
            return silent(found.vm(), Reason.PRICE_UNKNOWN, "the bill of the last two weeks does not name it");
        }
        if (!rate.get().costs().effective().isPositive()) {
            return silent(found.vm(), Reason.NO_SAVING, "it costs nothing now");
        }
        String certainty = quiet && flat ? "high" : "medium";
        return new Outcome.Found(finding(found, certainty, rate.get(), dataset, thresholds));
    }

    private static Finding finding(Case found, String certainty, RunRate rate, Dataset dataset, Thresholds thresholds) {
        Signs signs = found.signs();
        Evidence evidence = new Evidence(
                found.window(),
                found.completeness(),
                Samples.CONVENTION,
                List.of(
                        new Fact("CPU P97", Figures.text(signs.quietCpu()), "vCPU"),
                        new Fact("CPU maximum", Figures.text(signs.peakCpuPercent()), "percent"),
                        new Fact("Network in P95", Figures.text(signs.quietIn()), "bytes/second"),
                        new Fact("Network out P95", Figures.text(signs.quietOut()), "bytes/second"),
                        new Fact("Network on the busiest day", Figures.text(signs.busiestDayBytes()), "bytes"),
                        new Fact("Certainty", certainty, ""),
                        new Fact("Sample interval", Integer.toString(found.cpu().intervalSeconds()), "seconds")),
                List.of(rate.arithmetic("Effective cost"), "All of it is saved"),
                List.of(),
                thresholds.texts(),
                List.of(),
                Sparklines.ofPercent("CPU", found.cpu(), found.window(), 100, null),
                DESCRIPTOR.id(),
                DESCRIPTOR.version(),
                dataset.fingerprint());
        Resource vm = found.vm();
        return new Finding(
                FindingId.of(DESCRIPTOR.id(), vm.id().value()),
                DESCRIPTOR.id(),
                List.of(vm.id()),
                "Machine %s has done nothing for %d days"
                        .formatted(vm.displayName(), found.window().days()),
                Action.delete("Ask the owner, then stop and delete the machine"),
                rate.effectivePerMonth(),
                rate.listPerMonth(),
                evidence);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value);
    }

    private static Outcome silent(Resource vm, Reason reason, String detail) {
        return RunningVm.silent(DESCRIPTOR.id(), vm, reason, detail);
    }

    private record Case(Resource vm, Lookback window, Ratio completeness, Series cpu, Signs signs) {}

    /** The numbers that both rules look at. */
    private record Signs(
            double quietCpu, double quietIn, double quietOut, double peakCpuPercent, double busiestDayBytes) {
        static Signs of(Series cpu, Series in, Series out, double vcpu) {
            Samples averages = averages(cpu);
            double peak = 0;
            for (int i = 0; i < cpu.size(); i++) {
                peak = Math.max(peak, cpu.peak(i));
            }
            return new Signs(
                    averages.quantile(CPU_SHARE) / 100 * vcpu,
                    averages(in).quantile(NETWORK_SHARE),
                    averages(out).quantile(NETWORK_SHARE),
                    peak,
                    busiestDay(in, out));
        }

        private static Samples averages(Series series) {
            double[] values = new double[series.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Double.isNaN(series.average()[i]) ? series.peak(i) : series.average()[i];
            }
            return Samples.of(values);
        }

        /** Bytes in both directions on the UTC day that has most of them. */
        private static double busiestDay(Series in, Series out) {
            TreeMap<Long, Double> byDay = new TreeMap<>();
            for (Series series : List.of(in, out)) {
                for (int i = 0; i < series.size(); i++) {
                    double rate = Double.isNaN(series.average()[i]) ? series.peak(i) : series.average()[i];
                    byDay.merge(
                            Math.floorDiv(series.startEpochSeconds()[i], SECONDS_PER_DAY),
                            rate * series.intervalSeconds(),
                            Double::sum);
                }
            }
            return byDay.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
        }
    }
}

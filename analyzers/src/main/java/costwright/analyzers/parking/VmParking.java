package costwright.analyzers.parking;

import com.google.auto.service.AutoService;
import costwright.analyzers.Analyzer;
import costwright.analyzers.Capability;
import costwright.analyzers.Dataset;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Input;
import costwright.analyzers.Outcome;
import costwright.analyzers.RunningVm;
import costwright.analyzers.Threshold;
import costwright.analyzers.Thresholds;
import costwright.analyzers.rightsizing.MonthlyCost;
import costwright.analyzers.rightsizing.Sparklines;
import costwright.analyzers.statistics.Figures;
import costwright.analyzers.statistics.Samples;
import costwright.schema.finding.Action;
import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceType;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Machines that nobody uses at the same hours of every week. */
@AutoService(Analyzer.class)
public final class VmParking implements Analyzer {
    private static final String DAYS = "lookback-days";
    private static final String LEAST_DAYS = "minimum-days";
    private static final String CPU = "quiet-cpu";
    private static final String NETWORK = "quiet-network";
    private static final String RUN = "minimum-run";
    private static final int SCALE = 6;
    /** 1 − 0.05^(1/k) bounds the chance of use after k quiet occurrences with 95 % confidence. */
    private static final double CONFIDENCE_LEFT = 0.05;

    private static final Descriptor DESCRIPTOR = new Descriptor(
            "vm-parking",
            "Which machines could be off at the same hours of every week?",
            Capability.PARKING,
            Set.of(Input.INVENTORY, Input.CHARGES, Input.UTILIZATION),
            List.of(
                    Threshold.of(
                            DAYS,
                            "days",
                            "42",
                            "28",
                            "93",
                            "Six weeks hold a month's end and every weekday six times."),
                    Threshold.of(
                            LEAST_DAYS,
                            "days",
                            "28",
                            "28",
                            "93",
                            "On enterprise traces 12 to 33 % of the hours found quiet in 14 days were used in the next 14;"
                                    + " after 28 days 2 to 7 %."),
                    Threshold.of(
                            CPU,
                            "percent",
                            "10",
                            "1",
                            "50",
                            "Above what an operating system does by itself; no sample of the window may reach it."),
                    Threshold.of(
                            NETWORK,
                            "bytes/second",
                            "2000",
                            "0",
                            "1000000",
                            "Google's idle VM recommender; the 95th percentile of the hour may not reach it."),
                    Threshold.of(RUN, "hours", "6", "2", "24", "Shorter pauses are not worth a stop and a start.")),
            "effective cost of its usage per month × samples in hours off / all samples",
            "Disks and addresses, which are paid for while a machine is off; what a commitment covers, which the plan as a"
                    + " whole takes off; local disks, which lose their content.",
            List.of("Measured on enterprise traces; Clopper and Pearson (1934) for the bound of use"),
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
        if (vm.attribute(Attributes.AUTOSCALING_GROUP).isPresent()) {
            return silent(vm, Reason.EXEMPT, "its group decides when it runs");
        }
        ZoneId zone = TimeZones.of(vm);
        WeekUse use = WeekUse.of(running.cpu(), running.in(), running.out(), zone);
        if (use.days() < thresholds.asInt(LEAST_DAYS)) {
            return silent(
                    vm,
                    Reason.DATA_INCOMPLETE,
                    "seen on %d days, %d are needed".formatted(use.days(), thresholds.asInt(LEAST_DAYS)));
        }
        OffSchedule schedule = OffSchedule.of(
                hour -> use.isQuiet(WeekHour.cellOf(hour), thresholds.asDouble(CPU), thresholds.asDouble(NETWORK)),
                thresholds.asInt(RUN));
        if (schedule.hoursOff() == 0) {
            return silent(vm, Reason.IN_ORDER, "used at all times of the week");
        }
        if (schedule.hoursOff() == WeekHour.HOURS_PER_WEEK) {
            return silent(vm, Reason.IN_ORDER, "quiet at all times: not a matter of hours");
        }
        return worth(new Case(vm, running.window(), zone, running.cpu(), use, schedule), dataset, thresholds);
    }

    private static Outcome worth(Case found, Dataset dataset, Thresholds thresholds) {
        Ratio share = found.shareOff();
        if (share.numerator().signum() == 0) {
            return silent(found.vm(), Reason.NO_SAVING, "it is off at these hours already");
        }
        Optional<MonthlyCost> cost = MonthlyCost.of(dataset, found.vm());
        if (cost.isEmpty()) {
            return silent(found.vm(), Reason.PRICE_UNKNOWN, "the bill of the last two weeks does not name it");
        }
        if (!cost.get().effective().isPositive()) {
            return silent(found.vm(), Reason.NO_SAVING, "its usage costs nothing now");
        }
        return new Outcome.Found(finding(found, cost.get(), share, dataset, thresholds));
    }

    private static Finding finding(Case found, MonthlyCost cost, Ratio share, Dataset dataset, Thresholds thresholds) {
        Resource vm = found.vm();
        Money saving = part(cost.effective(), share);
        int occurrences = found.leastOccurrences();
        double misuse = 1 - Math.pow(CONFIDENCE_LEFT, 1.0 / occurrences);
        Evidence evidence = new Evidence(
                found.window(),
                Ratio.of(
                        found.cpu().size(),
                        found.window().length().toSeconds() / found.cpu().intervalSeconds()),
                Samples.CONVENTION,
                List.of(
                        new Fact("Off", found.schedule().text(), ""),
                        new Fact("Time zone", found.zone().getId(), ""),
                        new Fact("Hours off", Integer.toString(found.schedule().hoursOff()), "hours/week"),
                        new Fact("Days seen", Integer.toString(found.use().days()), "days"),
                        new Fact("Quiet occurrences of each hour, at least", Integer.toString(occurrences), ""),
                        new Fact(
                                "Chance that an hour is needed once, at most (95 %)",
                                Figures.text(misuse * 100), "percent"),
                        new Fact("Largest CPU in hours off", Figures.text(found.largestCpuOff()), "percent"),
                        new Fact("Sample interval", Integer.toString(found.cpu().intervalSeconds()), "seconds")),
                List.of(
                        "%s per month × %s / %s samples in hours off = %s"
                                .formatted(
                                        cost.effective(),
                                        share.numerator().toPlainString(),
                                        share.denominator().toPlainString(),
                                        saving),
                        cost.commitments()),
                List.of(),
                thresholds.texts(),
                List.of(),
                Sparklines.ofPercent("CPU", found.cpu(), found.window(), 100, null),
                DESCRIPTOR.id(),
                DESCRIPTOR.version(),
                dataset.fingerprint());
        return new Finding(
                FindingId.of(DESCRIPTOR.id(), vm.id().value()),
                DESCRIPTOR.id(),
                List.of(vm.id()),
                "Machine %s could be off for %d of 168 hours a week"
                        .formatted(vm.displayName(), found.schedule().hoursOff()),
                new Action(
                        ActionKind.PARK,
                        "Switch it off by schedule (%s): %s"
                                .formatted(
                                        found.zone().getId(), found.schedule().text()),
                        Map.of(
                                "schedule",
                                found.schedule().text(),
                                "time_zone",
                                found.zone().getId(),
                                "hours_off",
                                Integer.toString(found.schedule().hoursOff()))),
                saving,
                part(cost.retail(), share),
                evidence);
    }

    private static Money part(Money cost, Ratio share) {
        return cost.times(share.numerator()).dividedBy(share.denominator(), SCALE, RoundingMode.HALF_EVEN);
    }

    private static Outcome silent(Resource vm, Reason reason, String detail) {
        return RunningVm.silent(DESCRIPTOR.id(), vm, reason, detail);
    }

    private record Case(Resource vm, Lookback window, ZoneId zone, Series cpu, WeekUse use, OffSchedule schedule) {
        /** Samples in hours off over all samples: the share of its running time that would end. */
        Ratio shareOff() {
            long off = 0;
            for (int cell = 0; cell < WeekHour.CELLS; cell++) {
                off += isOff(cell) ? use.samples()[cell] : 0;
            }
            return new Ratio(BigDecimal.valueOf(off), BigDecimal.valueOf(cpu.size()));
        }

        /** A cell of weekdays counts as off only when it is off on each of them: at the edges of a run it may not be. */
        private boolean isOff(int cell) {
            for (int hour = 0; hour < WeekHour.HOURS_PER_WEEK; hour++) {
                if (WeekHour.cellOf(hour) == cell && !schedule.isOff(hour)) {
                    return false;
                }
            }
            return true;
        }

        int leastOccurrences() {
            int least = Integer.MAX_VALUE;
            for (int cell = 0; cell < WeekHour.CELLS; cell++) {
                if (isOff(cell) && use.samples()[cell] > 0) {
                    least = Math.min(least, use.occurrences()[cell]);
                }
            }
            return least;
        }

        double largestCpuOff() {
            double largest = 0;
            for (int cell = 0; cell < WeekHour.CELLS; cell++) {
                if (isOff(cell) && use.samples()[cell] > 0) {
                    largest = Math.max(largest, use.largestCpu()[cell]);
                }
            }
            return largest;
        }
    }
}

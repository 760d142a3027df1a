package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.rightsizing.Candidate;
import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.Track;
import costwright.analyzers.statistics.Samples;
import costwright.schema.resource.ResourceId;

/**
 * One machine at one origin: what was known then, and what came after.
 *
 * @param origin in seconds since 1970; the last second that training may see
 * @param training everything up to the origin
 * @param test what followed
 * @param present the cheapest ladder type that covers the capacity of the last day of training
 * @param vcpu that capacity
 * @param memoryMib likewise
 */
record BacktestCase(
        ResourceId machine,
        long origin,
        Demand training,
        Demand test,
        Candidate present,
        double vcpu,
        double memoryMib) {
    /** The share of time above capacity that is harm. */
    private static final double VIOLATION_SHARE = 0.01;

    private static final double VIOLATION_MINUTES = 60;
    /** A machine that was stopped is missed when it later uses more than this share of its CPU in any slot. */
    private static final double WORK_SHARE = 0.20;
    /** The quantile that hindsight would have bought. */
    private static final double ORACLE_SHARE = 0.995;

    /** The cheapest type that would have done, seen from afterwards. */
    Candidate oracle() {
        Samples cpu = test.of(Dimension.CPU).orElseThrow().averages();
        double memory = test.of(Dimension.MEMORY)
                .map(track -> track.peaks().maximum())
                .orElse(present.type().memoryMib().doubleValue());
        return Ladder.covering(cpu.quantile(ORACLE_SHARE), memory);
    }

    /** What a capacity would have done to the machine. */
    Harm harm(Candidate candidate) {
        Track cpu = test.of(Dimension.CPU).orElseThrow();
        if (candidate.equals(Ladder.stopped())) {
            // A machine that idles still counts its own housekeeping: only work would be missed.
            double busy = cpu.averages().shareAbove(WORK_SHARE * vcpu);
            return new Harm(busy, busy > 0, false);
        }
        double vcpu = candidate.type().vcpu().doubleValue();
        double above = cpu.averages().shareAbove(vcpu);
        boolean slow = above > VIOLATION_SHARE || longestRunMinutes(cpu, vcpu) >= VIOLATION_MINUTES;
        double memory = candidate.type().memoryMib().doubleValue();
        boolean full = test.of(Dimension.MEMORY)
                .map(track -> track.peaks().maximum() > memory)
                .orElse(false);
        return new Harm(above, slow, full);
    }

    /** The mean pinball loss of the 99.5 % quantile, in vCPU: a unit that is short costs 199 times a unit that is idle. */
    double pinball(Candidate candidate) {
        double vcpu = candidate.type().vcpu().doubleValue();
        double loss = 0;
        Track cpu = test.of(Dimension.CPU).orElseThrow();
        for (double value : cpu.average()) {
            loss += value > vcpu ? ORACLE_SHARE * (value - vcpu) : (1 - ORACLE_SHARE) * (vcpu - value);
        }
        return loss / cpu.size();
    }

    private static double longestRunMinutes(Track cpu, double vcpu) {
        double interval = cpu.intervalSeconds();
        double longest = 0;
        long runStart = 0;
        long before = Long.MIN_VALUE / 2;
        for (int i = 0; i < cpu.size(); i++) {
            if (cpu.average()[i] <= vcpu) {
                continue;
            }
            long start = cpu.startEpochSeconds()[i];
            if (start - before > 1.5 * interval) {
                runStart = start;
            }
            before = start;
            longest = Math.max(longest, (start - runStart + interval) / 60);
        }
        return longest;
    }

    /**
     * What happened.
     *
     * @param violationShare the share of test slots with more demand than vCPUs
     * @param cpu more than 1 % of them, or an hour on end
     * @param memory any slot with more memory in use than there is
     */
    record Harm(double violationShare, boolean cpu, boolean memory) {
        boolean any() {
            return cpu || memory;
        }
    }
}

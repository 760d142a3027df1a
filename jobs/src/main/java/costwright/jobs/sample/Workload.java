package costwright.jobs.sample;

/**
 * How hard a machine works: a daily shape with weekdays, slow and fast noise, and rare spikes, in percent of the machine.
 *
 * @param base CPU percent at quiet hours
 * @param peak CPU percent at busy hours
 * @param shape which hours are busy
 * @param weekend the share of the daily swing that remains on weekends
 * @param noise standard deviation of CPU, as a share of its level
 * @param spikesPerWeek how often a spike of ten to twenty minutes comes
 * @param spike CPU percent in a spike
 * @param memory percent of memory in use; NaN where no agent measures it
 * @param network bytes per second out at full CPU; half as much comes in
 */
record Workload(
        double base,
        double peak,
        Shape shape,
        double weekend,
        double noise,
        double spikesPerWeek,
        double spike,
        double memory,
        double network) {
    static final int SLOT_SECONDS = 300;
    private static final int SLOTS_PER_HOUR = 3600 / SLOT_SECONDS;
    private static final int SLOTS_PER_DAY = 24 * SLOTS_PER_HOUR;

    /** Which hours of a day (UTC) are busy: 0 is quiet, 1 is busiest. */
    enum Shape {
        /** Daytime of the Americas: busiest around 18:00 UTC. */
        DAY {
            @Override
            double at(double hour, boolean weekend) {
                double wave = 0.5 - 0.5 * StrictMath.cos(2 * StrictMath.PI * (hour - 6) / 24);
                return wave * StrictMath.sqrt(wave);
            }
        },
        /** 08:00 to 18:00 UTC on weekdays, nothing else. */
        OFFICE {
            @Override
            double at(double hour, boolean weekend) {
                return weekend || hour < 8 || hour >= 18
                        ? 0
                        : 0.7 + 0.3 * StrictMath.sin(StrictMath.PI * (hour - 8) / 10);
            }
        },
        /** 02:00 to 03:30 UTC each night. */
        NIGHT_BATCH {
            @Override
            double at(double hour, boolean weekend) {
                return hour >= 2 && hour < 3.5 ? 1 : 0;
            }
        },
        FLAT {
            @Override
            double at(double hour, boolean weekend) {
                return 0.5;
            }
        };

        abstract double at(double hour, boolean weekend);
    }

    /** A machine that does nothing but keep itself running. */
    static Workload idle() {
        return new Workload(0.2, 0.3, Shape.FLAT, 1, 0.15, 0, 0, Double.NaN, 4_000);
    }

    static Workload day(double base, double peak, double memory) {
        return new Workload(base, peak, Shape.DAY, 0.7, 0.06, 1.5, peak * 1.1, memory, 12_000_000);
    }

    Workload withMemory(double percent) {
        return new Workload(base, peak, shape, weekend, noise, spikesPerWeek, spike, percent, network);
    }

    /** Mean CPU percent of a five-minute slot, counted from 1970. */
    double cpuAverage(CounterRandom random, long slot) {
        long day = Math.floorDiv(slot, (long) SLOTS_PER_DAY);
        double hour = Math.floorMod(slot, (long) SLOTS_PER_DAY) / (double) SLOTS_PER_HOUR;
        boolean isWeekend = Hours.isWeekend(day * 24);
        double swing = shape.at(hour, isWeekend) * (isWeekend ? weekend : 1);
        double level = base + (peak - base) * swing;
        double slow = random.normal(Math.floorDiv(slot, (long) SLOTS_PER_HOUR), 11);
        double fast = random.normal(slot, 12);
        double busy = inSpike(random, day, slot) ? Math.max(level, spike) : level;
        return clamp(busy * (1 + noise * (0.6 * slow + 0.4 * fast)), 0.05);
    }

    /** Largest one-minute CPU percent of the slot. */
    double cpuMaximum(CounterRandom random, long slot, double average) {
        return clamp(average * (1 + noise * (0.5 + Math.abs(random.normal(slot, 13)))) + 0.02, average);
    }

    /** Percent of memory in use: slow, without the swing of the CPU. */
    double memoryAverage(CounterRandom random, long slot) {
        double drift = random.normal(Math.floorDiv(slot, (long) SLOTS_PER_DAY), 14);
        double fast = random.normal(slot, 15);
        return Math.min(99.5, memory * (1 + 0.012 * drift + 0.004 * fast));
    }

    /** Bytes per second out, at a level of CPU. */
    double networkOut(double cpu) {
        return network * cpu / 100;
    }

    private boolean inSpike(CounterRandom random, long day, long slot) {
        if (!random.happens(spikesPerWeek / 7, day, 16)) {
            return false;
        }
        long first = day * SLOTS_PER_DAY + random.below(SLOTS_PER_DAY - 4, day, 17);
        return slot >= first && slot < first + 2 + random.below(3, day, 18);
    }

    private static double clamp(double percent, double least) {
        return Math.max(least, Math.min(99.9, percent));
    }
}

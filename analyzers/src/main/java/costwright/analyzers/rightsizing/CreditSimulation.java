package costwright.analyzers.rightsizing;

/**
 * Whether the credits of a burstable type would last: a balance that earns at the baseline, pays what is used, holds at
 * most 24 hours of earning, and throttles to the baseline when it is empty.
 *
 * <p>Source: AWS EC2 user guide, "Key concepts for burstable performance instances"; one credit is one vCPU-minute.
 *
 * @param throttledShare the share of slots in which the machine would have been held at the baseline
 * @param lowestBalance the smallest balance as a share of the largest possible
 */
public record CreditSimulation(double throttledShare, double lowestBalance) {
    private static final double HOURS_OF_EARNING = 24;

    /**
     * Runs the averages of a track twice, so that the balance at the start is the one that such a load leaves behind.
     *
     * @param baselineVcpu what the type earns: vCPUs times the baseline share of each
     */
    public static CreditSimulation run(Track cpu, double baselineVcpu) {
        double largest = HOURS_OF_EARNING * 60 * baselineVcpu;
        double balance = pass(cpu, baselineVcpu, largest, 0, new double[2]);
        double[] seen = new double[2];
        pass(cpu, baselineVcpu, largest, balance, seen);
        return new CreditSimulation(cpu.isEmpty() ? 0 : seen[0] / cpu.size(), largest <= 0 ? 0 : seen[1] / largest);
    }

    private static double pass(Track cpu, double baselineVcpu, double largest, double start, double[] seen) {
        double minutes = cpu.intervalSeconds() / 60.0;
        double balance = start;
        double lowest = largest;
        for (int i = 0; i < cpu.size(); i++) {
            // A machine that is off keeps what it has for a while and earns nothing: gaps are passed over.
            double use = cpu.average()[i];
            double next = balance + (baselineVcpu - use) * minutes;
            if (next < 0 && use > baselineVcpu) {
                seen[0]++;
            }
            balance = Math.min(largest, Math.max(0, next));
            lowest = Math.min(lowest, balance);
        }
        seen[1] = lowest;
        return balance;
    }
}

package costwright.analyzers.commitment.baseline;

/**
 * The deterministic online policy A<sub>β</sub> of Wang, Li and Liang, "To Reserve or Not to Reserve: Optimal Online
 * Multi-Instance Acquisition in IaaS Clouds" (ICAC 2013): without any forecast it never costs more than 2 − α times the
 * best in hindsight.
 *
 * <p>Whenever the on-demand cost of the last period that a further reservation would have avoided exceeds the break-even
 * point, one is bought and counted as if it had always been there, so that the same history never pays for two.
 */
public final class OnlineReservation {
    private OnlineReservation() {}

    /**
     * How many reservations are bought in each step.
     *
     * @param demand units used in each step
     * @param price of one unit on demand for one step
     * @param fee of one reservation
     * @param alpha what reserved usage costs, as a share of the on-demand price, from 0 up to but not including 1
     * @param period for how many steps a reservation lasts
     */
    public static int[] purchases(int[] demand, double price, double fee, double alpha, int period) {
        int[] bought = new int[demand.length];
        int[] counted = new int[demand.length + period];
        double breakEven = fee / (1 - alpha);
        for (int now = 0; now < demand.length; now++) {
            while (avoidable(demand, counted, now, period) * price > breakEven) {
                bought[now]++;
                for (int step = Math.max(0, now - period + 1); step < now + period; step++) {
                    counted[step]++;
                }
            }
        }
        return bought;
    }

    private static int avoidable(int[] demand, int[] counted, int now, int period) {
        int steps = 0;
        for (int step = Math.max(0, now - period + 1); step <= now; step++) {
            steps += demand[step] > counted[step] ? 1 : 0;
        }
        return steps;
    }

    /** What the purchases cost: fees, reserved usage, and the rest on demand. */
    public static double cost(int[] demand, int[] bought, double price, double fee, double alpha, int period) {
        double cost = 0;
        for (int now = 0; now < demand.length; now++) {
            int active = 0;
            for (int step = Math.max(0, now - period + 1); step <= now; step++) {
                active += bought[step];
            }
            int reserved = Math.min(active, demand[now]);
            cost += fee * bought[now] + price * (demand[now] - reserved) + alpha * price * reserved;
        }
        return cost;
    }
}

package costwright.analyzers.commitment;

import java.util.Arrays;

/**
 * Whether lines that are equally cheap in several places can be shared out so that every plan is exactly full, and if
 * not, which plans stand in the way. All amounts are money at the plans' values, in which a line weighs the same
 * everywhere.
 *
 * <p>Lines are moved along shortest augmenting paths, as in a maximum flow. Where a path cannot be found, the plans that
 * were reached are overfull together, or stay empty together: their values are too low, or too high.
 */
final class TieFlow {
    private static final double SMALL = 1e-10;

    private final int plans;
    private final double[] paid;
    private final double[] spare;
    private final boolean[] valued;
    private final double[] supply;
    private final double[] waiting;
    private final double[] onDemand;
    private final boolean[] mayStayOnDemand;
    private final int[][] places;
    private final double[][] flows;
    private final int[] placeCounts;
    private int ties;

    private final boolean[] reached;
    private final int[] queue;
    private final int[] viaTie;
    private final int[] viaPlan;

    TieFlow(int plans, int lines) {
        this.plans = plans;
        paid = new double[plans];
        spare = new double[plans];
        valued = new boolean[plans];
        supply = new double[lines];
        waiting = new double[lines];
        onDemand = new double[lines];
        mayStayOnDemand = new boolean[lines];
        places = new int[lines][];
        flows = new double[lines][];
        placeCounts = new int[lines];
        reached = new boolean[plans];
        queue = new int[plans];
        viaTie = new int[plans];
        viaPlan = new int[plans];
    }

    /** Forgets all lines. */
    void clear() {
        ties = 0;
    }

    /**
     * Begins a plan.
     *
     * @param cost what all its room is worth
     * @param worth whether its value could still fall
     */
    void open(int plan, double cost, boolean worth) {
        paid[plan] = cost;
        spare[plan] = cost;
        valued[plan] = worth;
    }

    /** A line that is cheapest in one plan only. */
    void load(int plan, double money) {
        spare[plan] -= money;
    }

    /** A line with several places; its plans are added next. */
    int addTie(double money, boolean mayStay) {
        supply[ties] = money;
        waiting[ties] = mayStay ? 0 : money;
        onDemand[ties] = mayStay ? money : 0;
        mayStayOnDemand[ties] = mayStay;
        placeCounts[ties] = 0;
        if (places[ties] == null) {
            places[ties] = new int[plans];
            flows[ties] = new double[plans];
        }
        return ties++;
    }

    void addPlace(int tie, int plan) {
        places[tie][placeCounts[tie]] = plan;
        flows[tie][placeCounts[tie]++] = 0;
    }

    /** The plans that stand in the way, after {@link #findBlocked} found some. */
    boolean[] blocked() {
        return reached;
    }

    /** Shares the lines out; whether some plans stand in the way. */
    boolean findBlocked() {
        int worst = -1;
        double most = SMALL;
        for (int plan = 0; plan < plans; plan++) {
            double over = -spare[plan] / Math.max(paid[plan] - spare[plan], Double.MIN_NORMAL);
            if (over > most) {
                most = over;
                worst = plan;
            }
        }
        if (worst >= 0) {
            Arrays.fill(reached, false);
            reached[worst] = true;
            grow();
            return true;
        }
        for (int tie = 0; tie < ties; tie++) {
            while (waiting[tie] > SMALL * supply[tie]) {
                if (!placed(tie)) {
                    return true;
                }
            }
        }
        for (int plan = 0; plan < plans; plan++) {
            while (valued[plan] && spare[plan] > SMALL * paid[plan]) {
                if (!filled(plan)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds plans that could not take the lines which they share with the set alone. */
    private void grow() {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int plan = 0; plan < plans; plan++) {
                if (!reached[plan] && sharedWithReached(plan) > spare[plan]) {
                    reached[plan] = true;
                    grown = true;
                }
            }
        }
    }

    /** Money of the lines that could only be in the plan or in the set. */
    private double sharedWithReached(int plan) {
        double shared = 0;
        for (int tie = 0; tie < ties; tie++) {
            if (!mayStayOnDemand[tie] && place(tie, plan) >= 0) {
                boolean inside = true;
                for (int index = 0; index < placeCounts[tie]; index++) {
                    inside &= reached[places[tie][index]] || places[tie][index] == plan;
                }
                shared += inside ? supply[tie] : 0;
            }
        }
        return shared;
    }

    /** Moves some of a line that waits into plans with room, pushing others on; false when there is no way. */
    private boolean placed(int tie) {
        Arrays.fill(reached, false);
        int size = 0;
        for (int index = 0; index < placeCounts[tie]; index++) {
            size = reach(places[tie][index], tie, -1, size);
        }
        for (int next = 0; next < size; next++) {
            int plan = queue[next];
            if (spare[plan] > SMALL * paid[plan]) {
                double amount = pushed(plan, Math.min(waiting[tie], spare[plan]));
                spare[plan] -= amount;
                waiting[tie] -= amount;
                return true;
            }
            for (int other = 0; other < ties; other++) {
                int at = place(other, plan);
                if (at < 0 || flows[other][at] <= SMALL * supply[other]) {
                    continue;
                }
                if (mayStayOnDemand[other]) {
                    double amount = pushed(plan, Math.min(waiting[tie], flows[other][at]));
                    flows[other][at] -= amount;
                    onDemand[other] += amount;
                    waiting[tie] -= amount;
                    return true;
                }
                for (int index = 0; index < placeCounts[other]; index++) {
                    size = reach(places[other][index], other, plan, size);
                }
            }
        }
        return false;
    }

    /** Pushes up to {@code amount} along the way that reached {@code plan}, and gives how much went. */
    private double pushed(int plan, double amount) {
        double least = amount;
        for (int at = plan; viaPlan[at] >= 0; at = viaPlan[at]) {
            least = Math.min(least, flows[viaTie[at]][place(viaTie[at], viaPlan[at])]);
        }
        for (int at = plan; ; at = viaPlan[at]) {
            flows[viaTie[at]][place(viaTie[at], at)] += least;
            if (viaPlan[at] < 0) {
                return least;
            }
            flows[viaTie[at]][place(viaTie[at], viaPlan[at])] -= least;
        }
    }

    /** Fills some of a plan's room from lines that are as cheap there as where they are; false when none can come. */
    private boolean filled(int plan) {
        Arrays.fill(reached, false);
        int size = reach(plan, -1, -1, 0);
        for (int next = 0; next < size; next++) {
            int at = queue[next];
            for (int tie = 0; tie < ties; tie++) {
                if (place(tie, at) < 0) {
                    continue;
                }
                if (onDemand[tie] > SMALL * supply[tie]) {
                    pull(plan, at, tie);
                    return true;
                }
                for (int index = 0; index < placeCounts[tie]; index++) {
                    int from = places[tie][index];
                    if (flows[tie][index] > SMALL * supply[tie] && !reached[from]) {
                        if (!valued[from]) {
                            pullFrom(plan, at, tie, from);
                            return true;
                        }
                        size = reach(from, tie, at, size);
                    }
                }
            }
        }
        return false;
    }

    private void pull(int plan, int last, int tie) {
        double amount = pulled(plan, last, Math.min(spare[plan], onDemand[tie]));
        onDemand[tie] -= amount;
        flows[tie][place(tie, last)] += amount;
        spare[plan] -= amount;
    }

    /** Takes from a plan without value, which may stay empty. */
    private void pullFrom(int plan, int last, int tie, int from) {
        double amount = pulled(plan, last, Math.min(spare[plan], flows[tie][place(tie, from)]));
        flows[tie][place(tie, from)] -= amount;
        flows[tie][place(tie, last)] += amount;
        spare[plan] -= amount;
        spare[from] += amount;
    }

    /** Moves lines from {@code last} back along the way to {@code plan}, up to {@code amount}. */
    private double pulled(int plan, int last, double amount) {
        double least = amount;
        for (int at = last; at != plan; at = viaPlan[at]) {
            least = Math.min(least, flows[viaTie[at]][place(viaTie[at], at)]);
        }
        for (int at = last; at != plan; at = viaPlan[at]) {
            flows[viaTie[at]][place(viaTie[at], at)] -= least;
            flows[viaTie[at]][place(viaTie[at], viaPlan[at])] += least;
        }
        return least;
    }

    private int reach(int plan, int tie, int from, int size) {
        if (reached[plan]) {
            return size;
        }
        reached[plan] = true;
        viaTie[plan] = tie;
        viaPlan[plan] = from;
        queue[size] = plan;
        return size + 1;
    }

    private int place(int tie, int plan) {
        for (int index = 0; index < placeCounts[tie]; index++) {
            if (places[tie][index] == plan) {
                return index;
            }
        }
        return -1;
    }
}

package costwright.analyzers.commitment;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import com.sun.management.OperatingSystemMXBean;
import costwright.analyzers.commitment.baseline.Baselines;
import costwright.schema.commitment.Offer;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Plans a year of 200 lines under 12 offers, and beside it solves the same problem as one linear programme with a free
 * allocation, in HiGHS (to its tolerance of 1e-7) and in ojAlgo, each for as long as the time limit allows.
 *
 * <p>Each line: hours, lines, who, seconds on the clock, seconds of all processors, mebibytes of Java heap in use after
 * it (HiGHS works outside of the heap), and the cost found. The programme's cost is a lower bound of what any portfolio
 * can reach under a provider's cascade; it is to be compared with "its bound", and the plan, which can be bought, with
 * both. Building a programme counts as solving it; all run in one process, ours first and so not warmed up.
 */
public final class PortfolioBench {
    private static final int LIMIT_MILLIS = Integer.getInteger("bench.limit", 60_000);

    private PortfolioBench() {}

    /** Arguments: {@code HOURSxLINES} for each size; sizes after {@code --alone} are planned without peers. */
    public static void main(String[] sizes) {
        Loader.loadNativeLibraries();
        boolean peers = true;
        for (String size : sizes) {
            if (size.equals("--alone")) {
                peers = false;
                continue;
            }
            int hours = Integer.parseInt(size.substring(0, size.indexOf('x')));
            int lines = Integer.parseInt(size.substring(size.indexOf('x') + 1));
            compare(hours, lines, peers);
        }
    }

    private static void compare(int hours, int lines, boolean peers) {
        YearOfUsage year = new YearOfUsage(hours, lines, 1);
        Stopwatch started = new Stopwatch();
        PortfolioPlan plan = new PortfolioOptimizer(Baselines.providers())
                .plan(year.demand, List.of(), year.offers, PurchaseLimits.NONE);
        report(hours, lines, "costwright", started, plan.bill().totalCost().amount().doubleValue());
        report(hours, lines, "  its bound", started, plan.lowerBound().amount().doubleValue());
        if (!peers) {
            return;
        }
        started = new Stopwatch();
        report(hours, lines, "HiGHS", started, highs(year));
        started = new Stopwatch();
        report(hours, lines, "ojAlgo", started, ojAlgo(year));
    }

    /** The clock and the processors since it was made. */
    private static final class Stopwatch {
        private final long started = System.nanoTime();
        private final long used = processorNanos();

        double seconds() {
            return (System.nanoTime() - started) / 1e9;
        }

        double processorSeconds() {
            return (processorNanos() - used) / 1e9;
        }

        private static long processorNanos() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
        }
    }

    private static void report(int hours, int lines, String who, Stopwatch watch, double cost) {
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%5d h x %3d lines  %-11s %8.2f s %8.2f cpu-s %6d MiB  %s%n",
                hours,
                lines,
                who,
                watch.seconds(),
                watch.processorSeconds(),
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                Double.isNaN(cost)
                        ? "not finished in %d s".formatted(LIMIT_MILLIS / 1000)
                        : "cost " + String.format(Locale.ROOT, "%.4f", cost));
    }

    private static double ojAlgo(YearOfUsage year) {
        try {
            return FreeAllocation.optimum(year.demand, year.offers, LIMIT_MILLIS);
        } catch (IllegalStateException notFinished) {
            return Double.NaN;
        }
    }

    private static double highs(YearOfUsage year) {
        MPSolver solver = MPSolver.createSolver("HIGHS");
        solver.setTimeLimit(LIMIT_MILLIS);
        Demand demand = year.demand;
        List<Owned> owned = year.offers.stream()
                .map(offer -> Owned.of(offer, BigDecimal.ZERO))
                .toList();
        List<Cascade.Step> steps = Cascade.steps(demand, owned);
        double infinity = MPSolver.infinity();
        MPVariable[] bought = new MPVariable[owned.size()];
        for (int index = 0; index < bought.length; index++) {
            Offer offer = owned.get(index).offer();
            bought[index] = solver.makeNumVar(0, infinity, offer.name());
            solver.objective().setCoefficient(bought[index], offer.unitRate().doubleValue() * demand.hours());
        }
        for (int hour = 0; hour < demand.hours(); hour++) {
            MPConstraint[] rooms = new MPConstraint[bought.length];
            for (int index = 0; index < bought.length; index++) {
                rooms[index] = solver.makeConstraint(-infinity, 0);
                rooms[index].setCoefficient(bought[index], -owned.get(index).unitCapacity().doubleValue());
            }
            MPConstraint[] served = new MPConstraint[demand.lines().size()];
            for (int line = 0; line < served.length; line++) {
                double quantity = demand.quantity(hour, line).doubleValue();
                served[line] = solver.makeConstraint(quantity, quantity);
                MPVariable onDemand = solver.makeNumVar(0, infinity, "");
                served[line].setCoefficient(onDemand, 1);
                solver.objective()
                        .setCoefficient(
                                onDemand, demand.lines().get(line).onDemandRate().doubleValue());
            }
            for (Cascade.Step step : steps) {
                MPVariable covered = solver.makeNumVar(0, infinity, "");
                served[step.line()].setCoefficient(covered, 1);
                rooms[step.commitment()].setCoefficient(covered, step.consumption().doubleValue());
            }
        }
        return solver.solve() == MPSolver.ResultStatus.OPTIMAL ? solver.objective().value() : Double.NaN;
    }
}

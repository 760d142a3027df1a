package costwright.analyzers.commitment;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import com.sun.management.OperatingSystemMXBean;
import costwright.analyzers.commitment.baseline.Baselines;
import costwright.schema.commitment.Offer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Plans a year of 200 lines under 12 offers, and beside it solves the same problem as one linear programme with a free
 * allocation, in HiGHS (to its tolerance of 1e-7) and in ojAlgo.
 *
 * <p>Every contender runs every size in a Java process of its own, with the same warm-up (a day of 20 lines) and limits
 * on the clock, on its heap and on all memory it holds (8 GiB); what passes a limit is ended and said to have passed it. Each line: hours, lines, who,
 * seconds on the clock, seconds of all processors, the most mebibytes of main memory the process ever held (native
 * memory included; Linux only), and the cost found. The programme's cost is a lower bound of what any portfolio can reach
 * under a provider's cascade; it is to be compared with "its bound", and the plan, which can be bought, with both. Times
 * hold making the contender's own model, not making the usage; the limit on the clock holds both.
 */
public final class PortfolioBench {
    private static final long MOST_MEBIBYTES = 8192;
    private static final long POLL_MILLIS = 250;

    /** Who runs, with its limits on the clock and on Java's heap. */
    private enum Contender {
        COSTWRIGHT("costwright", 120, "-Xmx900m"),
        HIGHS("HiGHS", 120, "-Xmx4g"),
        OJALGO("ojAlgo", 60, "-Xmx6g");

        private final String label;
        private final int seconds;
        private final String heap;

        Contender(String label, int seconds, String heap) {
            this.label = label;
            this.seconds = seconds;
            this.heap = heap;
        }
    }

    private PortfolioBench() {}

    /**
     * Arguments: {@code HOURSxLINES} for each size, all contenders each; {@code --run CONTENDER HOURSxLINES} is one of
     * them in this process.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 3 && arguments[0].equals("--run")) {
            Contender contender = Contender.valueOf(arguments[1]);
            if (contender == Contender.HIGHS) {
                Loader.loadNativeLibraries();
            }
            cost(contender, new YearOfUsage(24, 20, 2));
            System.out.println(run(contender, year(arguments[2])));
            return;
        }
        for (String size : arguments) {
            for (Contender contender : Contender.values()) {
                compare(contender, size);
            }
        }
    }

    private static YearOfUsage year(String size) {
        int cross = size.indexOf('x');
        return new YearOfUsage(
                Integer.parseInt(size.substring(0, cross)), Integer.parseInt(size.substring(cross + 1)), 1);
    }

    /** The costs of one contender: what it found and, for ours, its bound. */
    private static double[] cost(Contender contender, YearOfUsage year) {
        return switch (contender) {
            case COSTWRIGHT -> {
                PortfolioPlan plan = new PortfolioOptimizer(Baselines.providers())
                        .plan(year.demand, List.of(), year.offers, PurchaseLimits.NONE);
                yield new double[] {
                    plan.bill().totalCost().amount().doubleValue(),
                    plan.lowerBound().amount().doubleValue()
                };
            }
            case HIGHS -> new double[] {highs(year)};
            case OJALGO -> new double[] {FreeAllocation.optimum(year.demand, year.offers)};
        };
    }

    private static String run(Contender contender, YearOfUsage year) throws IOException {
        long started = System.nanoTime();
        long used = processorNanos();
        double[] costs = cost(contender, year);
        String measured = String.format(
                Locale.ROOT,
                "%8.2f s %8.2f cpu-s %6d MiB  cost %.4f",
                (System.nanoTime() - started) / 1e9,
                (processorNanos() - used) / 1e9,
                peakMebibytes(Path.of("/proc/self/status")),
                costs[0]);
        return costs.length == 1 ? measured : measured + String.format(Locale.ROOT, ", its bound %.4f", costs[1]);
    }

    /** The most memory this process ever held, as the kernel counted it; -1 where there is no such count or process. */
    private static long peakMebibytes(Path status) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(status);
        } catch (NoSuchFileException ended) {
            return -1;
        }
        return lines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
                .findFirst()
                .orElse(-1);
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void compare(Contender contender, String size) throws IOException, InterruptedException {
        Path said = Files.createTempFile("portfolio-bench", ".log");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        contender.heap,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        PortfolioBench.class.getName(),
                        "--run",
                        contender.name(),
                        size)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        String passed = watch(contender, child);
        System.out.printf(
                "%-9s %-11s %s%n",
                size, contender.label, passed == null ? outcome(contender, child, Files.readString(said)) : passed);
        Files.delete(said);
    }

    /** Waits for the end, or ends it at its limits and says which one it passed. */
    private static @Nullable String watch(Contender contender, Process child) throws IOException, InterruptedException {
        Path status = Path.of("/proc", Long.toString(child.pid()), "status");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(contender.seconds);
        String passed = null;
        while (!child.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            if (passed == null && System.nanoTime() > end) {
                passed = "not finished in %d s".formatted(contender.seconds);
            } else if (passed == null && peakMebibytes(status) > MOST_MEBIBYTES) {
                passed = "out of memory (more than %d MiB held)".formatted(MOST_MEBIBYTES);
            }
            if (passed != null) {
                child.destroyForcibly();
            }
        }
        return passed;
    }

    private static String outcome(Contender contender, Process child, String said) {
        if (child.exitValue() == 0) {
            return said.lines().reduce((first, second) -> second).orElse("");
        }
        // 3 is what -XX:+ExitOnOutOfMemoryError ends with, 137 the system's own killer.
        boolean memory = child.exitValue() == 3 || child.exitValue() == 137 || said.contains("bad_alloc");
        return memory
                ? "out of memory (%s)".formatted(contender.heap)
                : "failed with code %d: %s".formatted(child.exitValue(), said.strip());
    }

    private static double highs(YearOfUsage year) {
        MPSolver solver = MPSolver.createSolver("HIGHS");
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
        MPSolver.ResultStatus status = solver.solve();
        if (status != MPSolver.ResultStatus.OPTIMAL) {
            throw new IllegalStateException("HiGHS found no optimum: " + status);
        }
        return solver.objective().value();
    }
}

package costwright.analyzers.commitment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a window as a function of what is bought, in binary floating point: for searching only. What a search finds
 * is priced again by {@link BillSimulator}.
 *
 * <p>The plans are first those that are owned, with their quantities and hours, then the candidates, whose quantities are
 * the variables. Hours with equal usage and equal holdings are merged into one with a weight, which changes no cost.
 */
final class CostSurface {
    private static final int BLOCK = 64;
    private static final int WEEK = 168;
    private static final int SEASONS = 2;

    private final int candidates;
    private final int owned;
    private final int lines;
    private final double[] onDemandRates;
    private final double[] unitCosts;
    private final int[] stepPlan;
    private final int[] stepLine;
    private final double[] stepUse;
    private final double[][] usage;
    private final double[][] ownedRoom;
    private final double[] weights;
    private final int[] rowOfHour;
    private final double hours;
    private final double scale;

    /**
     * @param holdings what is owned
     * @param offers what may be bought; the variables, in this order
     */
    CostSurface(Demand demand, List<Owned> holdings, List<Owned> offers) {
        owned = holdings.size();
        candidates = offers.size();
        lines = demand.lines().size();
        List<Owned> plans = new ArrayList<>(holdings);
        plans.addAll(offers);
        onDemandRates = demand.lines().stream()
                .mapToDouble(line -> line.onDemandRate().doubleValue())
                .toArray();
        unitCosts = offers.stream()
                .mapToDouble(plan -> plan.offer().unitRate().doubleValue())
                .toArray();
        List<Cascade.Step> steps = Cascade.steps(demand, plans).stream()
                .filter(step ->
                        onDemandRates[step.line()] > 0 && step.consumption().signum() > 0)
                .toList();
        stepPlan = steps.stream().mapToInt(Cascade.Step::commitment).toArray();
        stepLine = steps.stream().mapToInt(Cascade.Step::line).toArray();
        stepUse = steps.stream()
                .mapToDouble(step -> step.consumption().doubleValue()
                        / plans.get(step.commitment()).unitCapacity().doubleValue())
                .toArray();
        Map<Row, Integer> merged = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        double[] counts = new double[demand.hours()];
        rowOfHour = new int[demand.hours()];
        for (int hour = 0; hour < demand.hours(); hour++) {
            Row row = row(demand, holdings, hour);
            Integer known = merged.putIfAbsent(row, rows.size());
            if (known == null) {
                rows.add(row);
            }
            rowOfHour[hour] = known == null ? rows.size() - 1 : known;
            counts[rowOfHour[hour]]++;
        }
        usage = rows.stream().map(row -> row.usage).toArray(double[][]::new);
        ownedRoom = rows.stream().map(row -> row.room).toArray(double[][]::new);
        weights = Arrays.copyOf(counts, rows.size());
        hours = demand.hours();
        scale = Math.max(1e-9, demand.onDemandEquivalent().doubleValue());
    }

    private CostSurface(CostSurface whole, double[][] usage, double[][] room, double[] weights, int[] rowOfHour) {
        candidates = whole.candidates;
        owned = whole.owned;
        lines = whole.lines;
        onDemandRates = whole.onDemandRates;
        unitCosts = whole.unitCosts;
        stepPlan = whole.stepPlan;
        stepLine = whole.stepLine;
        stepUse = whole.stepUse;
        hours = whole.hours;
        scale = whole.scale;
        this.usage = usage;
        this.ownedRoom = room;
        this.weights = weights;
        this.rowOfHour = rowOfHour;
    }

    /**
     * The same problem with hours averaged: those of the same hour of the week within each of {@value #SEASONS} stretches
     * of the window become one. The cost of the mean is at most the mean of the costs under a free allocation.
     */
    CostSurface condensed() {
        int all = rowOfHour.length;
        int[] condensedRow = new int[all];
        for (int hour = 0; hour < all; hour++) {
            condensedRow[hour] = hour % WEEK + WEEK * (int) ((long) hour * SEASONS / all);
        }
        int[] present = Arrays.stream(condensedRow).sorted().distinct().toArray();
        double[][] meanUsage = new double[present.length][lines];
        double[][] meanRoom = new double[present.length][owned];
        double[] counts = new double[present.length];
        for (int hour = 0; hour < all; hour++) {
            int row = Arrays.binarySearch(present, condensedRow[hour]);
            condensedRow[hour] = row;
            counts[row]++;
            addTo(meanUsage[row], usage[rowOfHour[hour]]);
            addTo(meanRoom[row], ownedRoom[rowOfHour[hour]]);
        }
        for (int row = 0; row < counts.length; row++) {
            divide(meanUsage[row], counts[row]);
            divide(meanRoom[row], counts[row]);
        }
        return new CostSurface(this, meanUsage, meanRoom, counts, condensedRow);
    }

    private static void addTo(double[] sums, double[] values) {
        for (int index = 0; index < sums.length; index++) {
            sums[index] += values[index];
        }
    }

    private static void divide(double[] sums, double count) {
        for (int index = 0; index < sums.length; index++) {
            sums[index] /= count;
        }
    }

    /** Every {@code step}-th distinct hour standing for all: not a bound, but a place to begin. */
    CostSurface sampled(int step) {
        int count = (rows() + step - 1) / step;
        double[] sampleWeights = new double[count];
        double total = 0;
        for (int row = 0; row < count; row++) {
            sampleWeights[row] = weights[row * step];
            total += sampleWeights[row];
        }
        for (int row = 0; row < count; row++) {
            sampleWeights[row] *= hours / total;
        }
        return new CostSurface(
                this,
                IntStream.range(0, count).mapToObj(row -> usage[row * step]).toArray(double[][]::new),
                IntStream.range(0, count).mapToObj(row -> ownedRoom[row * step]).toArray(double[][]::new),
                sampleWeights,
                new int[0]);
    }

    private static Row row(Demand demand, List<Owned> holdings, int hour) {
        double[] usage = new double[demand.lines().size()];
        for (int line = 0; line < usage.length; line++) {
            usage[line] = demand.quantity(hour, line).doubleValue();
        }
        double[] room = new double[holdings.size()];
        for (int index = 0; index < room.length; index++) {
            Owned holding = holdings.get(index);
            room[index] = holding.holding().countsAt(demand.hour(hour))
                    ? holding.holding().quantity().doubleValue()
                    : 0;
        }
        return new Row(usage, room);
    }

    /** One hour, equal to another when nothing tells them apart. */
    private static final class Row {
        private final double[] usage;
        private final double[] room;

        Row(double[] usage, double[] room) {
            this.usage = usage;
            this.room = room;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Row row && Arrays.equals(usage, row.usage) && Arrays.equals(room, row.room);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(usage) + Arrays.hashCode(room);
        }
    }

    int candidates() {
        return candidates;
    }

    int plans() {
        return owned + candidates;
    }

    int owned() {
        return owned;
    }

    int lines() {
        return lines;
    }

    int steps() {
        return stepPlan.length;
    }

    int stepPlan(int step) {
        return stepPlan[step];
    }

    int stepLine(int step) {
        return stepLine[step];
    }

    double stepUse(int step) {
        return stepUse[step];
    }

    /** Distinct hours. */
    int rows() {
        return weights.length;
    }

    double weight(int row) {
        return weights[row];
    }

    double usage(int row, int line) {
        return usage[row][line];
    }

    /** What an owned plan can cover in a row, in units of the plan. */
    double ownedRoom(int row, int plan) {
        return ownedRoom[row][plan];
    }

    double onDemandRate(int line) {
        return onDemandRates[line];
    }

    /** What a unit of candidate {@code candidate} costs in an hour. */
    double unitCost(int candidate) {
        return unitCosts[candidate];
    }

    /** Hours of the window. */
    double hours() {
        return hours;
    }

    /** The on-demand equivalent of the window, to judge what is small. */
    double scale() {
        return scale;
    }

    /** How many steps one evaluation visits: what it costs. */
    double effort() {
        return Math.max(1.0, (double) rows() * steps());
    }

    /** What the owned and the bought can cover in a row, in units of each plan. */
    double[] room(int row, double[] bought) {
        double[] room = new double[owned + candidates];
        System.arraycopy(ownedRoom[row], 0, room, 0, owned);
        System.arraycopy(bought, 0, room, owned, candidates);
        return room;
    }

    /** The cost of the window with {@code bought}, without that of what is owned already. */
    double cost(double[] bought) {
        return cost(bought, 1);
    }

    /** The same with all usage multiplied by {@code level}. */
    double cost(double[] bought, double level) {
        int blocks = (rows() + BLOCK - 1) / BLOCK;
        double[] sums = new double[blocks];
        // Each block has its own cell, and cells are added in order: the same sum however many threads there are.
        IntStream blockIndices = IntStream.range(0, blocks);
        (effort() > 20_000 ? blockIndices.parallel() : blockIndices)
                .forEach(block -> sums[block] =
                        onDemand(bought, level, block * BLOCK, Math.min(rows(), (block + 1) * BLOCK), null));
        double onDemand = 0;
        for (double sum : sums) {
            onDemand += sum;
        }
        return hours * purchasePerHour(bought) + onDemand;
    }

    /** What an hour of {@code bought} costs. */
    double purchasePerHour(double[] bought) {
        double purchase = 0;
        for (int candidate = 0; candidate < candidates; candidate++) {
            purchase += unitCosts[candidate] * bought[candidate];
        }
        return purchase;
    }

    /** What stays on demand in each stretch of {@code length} hours, the last one perhaps shorter, at a level of usage. */
    double[] onDemandByStretch(double[] bought, double level, int length) {
        double[] byRow = new double[rows()];
        int blocks = (rows() + BLOCK - 1) / BLOCK;
        IntStream.range(0, blocks)
                .parallel()
                .forEach(block -> onDemand(bought, level, block * BLOCK, Math.min(rows(), (block + 1) * BLOCK), byRow));
        double[] stretches = new double[(rowOfHour.length + length - 1) / length];
        for (int hour = 0; hour < rowOfHour.length; hour++) {
            stretches[hour / length] += byRow[rowOfHour[hour]];
        }
        return stretches;
    }

    private double onDemand(double[] bought, double level, int from, int to, double @Nullable [] byRow) {
        double[] left = new double[lines];
        double sum = 0;
        for (int row = from; row < to; row++) {
            for (int line = 0; line < lines; line++) {
                left[line] = usage[row][line] * level;
            }
            apply(room(row, bought), left);
            double hour = 0;
            for (int line = 0; line < lines; line++) {
                hour += left[line] * onDemandRates[line];
            }
            sum += weights[row] * hour;
            if (byRow != null) {
                byRow[row] = hour;
            }
        }
        return sum;
    }

    private void apply(double[] room, double[] left) {
        for (int step = 0; step < stepPlan.length; step++) {
            double open = room[stepPlan[step]];
            double wanted = left[stepLine[step]];
            if (open > 0 && wanted > 0) {
                double taken = stepUse[step] * wanted;
                if (taken <= open) {
                    room[stepPlan[step]] = open - taken;
                    left[stepLine[step]] = 0;
                } else {
                    left[stepLine[step]] = wanted - open / stepUse[step];
                    room[stepPlan[step]] = 0;
                }
            }
        }
    }

    /** The most that an hour could take of a candidate: buying more is never used. */
    double ceiling(int candidate) {
        double ceiling = 0;
        for (int row = 0; row < rows(); row++) {
            double sum = 0;
            for (int step = 0; step < stepPlan.length; step++) {
                if (stepPlan[step] == owned + candidate) {
                    sum += stepUse[step] * usage[row][stepLine[step]];
                }
            }
            ceiling = Math.max(ceiling, sum);
        }
        return ceiling;
    }

    /**
     * The quantities of one candidate at which it has just filled a line in some hour, all others as in {@code bought};
     * ascending and distinct.
     */
    double[] breakpoints(int candidate, double[] bought) {
        double[] others = bought.clone();
        others[candidate] = Double.MAX_VALUE;
        double[] found = new double[rows() * 4];
        int size = 0;
        double[] left = new double[lines];
        for (int row = 0; row < rows(); row++) {
            System.arraycopy(usage[row], 0, left, 0, lines);
            double[] room = room(row, others);
            double filled = 0;
            for (int step = 0; step < stepPlan.length; step++) {
                double open = room[stepPlan[step]];
                double wanted = left[stepLine[step]];
                if (open <= 0 || wanted <= 0) {
                    continue;
                }
                if (stepPlan[step] == owned + candidate) {
                    filled += stepUse[step] * wanted;
                    left[stepLine[step]] = 0;
                    found = size == found.length ? Arrays.copyOf(found, size * 2) : found;
                    found[size++] = filled;
                } else {
                    double taken = Math.min(open, stepUse[step] * wanted);
                    room[stepPlan[step]] = open - taken;
                    left[stepLine[step]] = wanted - taken / stepUse[step];
                }
            }
        }
        return Arrays.stream(found, 0, size).sorted().distinct().toArray();
    }

    /**
     * The quantity of one candidate that costs least when nothing else is bought and what is owned applies first: the
     * first place where the mean marginal saving falls to its cost. Exact where the order of application is by value.
     */
    double bestAlone(int candidate) {
        double[][] ends = new double[rows()][];
        double[][] worths = new double[rows()][];
        double deepest = 0;
        for (int row = 0; row < rows(); row++) {
            double[] left = usage[row].clone();
            apply(room(row, new double[candidates]), left);
            double[] rowEnds = new double[lines];
            double[] rowWorths = new double[lines];
            int size = 0;
            double end = 0;
            for (int step = 0; step < stepPlan.length; step++) {
                int line = stepLine[step];
                if (stepPlan[step] == owned + candidate && left[line] > 0) {
                    end += stepUse[step] * left[line];
                    rowEnds[size] = end;
                    rowWorths[size++] = onDemandRates[line] / stepUse[step];
                }
            }
            ends[row] = Arrays.copyOf(rowEnds, size);
            worths[row] = Arrays.copyOf(rowWorths, size);
            deepest = Math.max(deepest, end);
        }
        double below = 0;
        double above = worthwhile(0, candidate, ends, worths) ? deepest : 0;
        while (true) {
            double middle = below + (above - below) / 2;
            if (middle <= below || middle >= above) {
                return above;
            }
            if (worthwhile(middle, candidate, ends, worths)) {
                below = middle;
            } else {
                above = middle;
            }
        }
    }

    private boolean worthwhile(double position, int candidate, double[][] ends, double[][] worths) {
        double worth = 0;
        for (int row = 0; row < rows(); row++) {
            int found = Arrays.binarySearch(ends[row], position);
            int next = found >= 0 ? found + 1 : -found - 1;
            worth += next < ends[row].length ? weights[row] * worths[row][next] : 0;
        }
        return worth > hours * unitCosts[candidate] * (1 + 1e-10);
    }
}

package costwright.analyzers.commitment;

import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.UsageLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was used of each line in each hour of a window, in one currency. An hour without an entry used nothing.
 *
 * <p>Lines are kept in order of name, so that the order of the input changes nothing.
 */
public final class Demand {
    private final Currency currency;
    private final List<UsageLine> lines;
    private final Map<String, Integer> positions;
    private final Instant start;
    private final BigDecimal[][] quantities;
    private final BigDecimal[] onDemandEquivalents;

    private Demand(Currency currency, List<UsageLine> lines, Instant start, BigDecimal[][] quantities) {
        this.currency = currency;
        this.lines = lines;
        this.positions = positionsOf(lines);
        this.start = start;
        this.quantities = quantities;
        this.onDemandEquivalents =
                Arrays.stream(quantities).map(this::atOnDemandRates).toArray(BigDecimal[]::new);
    }

    /** The on-demand quantities of {@code usage}, those that no commitment covered, from the first to the last day seen. */
    public static Demand uncovered(Currency currency, Collection<UsageLine> lines, Collection<HourlyUsage> usage) {
        return of(currency, lines, usage, false);
    }

    /** All quantities of {@code usage}, covered or not; usage of lines that are not among {@code lines} is left out. */
    public static Demand total(Currency currency, Collection<UsageLine> lines, Collection<HourlyUsage> usage) {
        return of(currency, lines, usage, true);
    }

    private static Demand of(
            Currency currency, Collection<UsageLine> lines, Collection<HourlyUsage> usage, boolean withCovered) {
        Recorder recorder = new Recorder(currency, lines);
        for (HourlyUsage day : usage) {
            if (!recorder.knows(day.line())) {
                continue;
            }
            Instant midnight = day.day().atStartOfDay(ZoneOffset.UTC).toInstant();
            for (int hour = 0; hour < 24; hour++) {
                BigDecimal quantity = day.onDemand().get(hour);
                recorder.add(
                        midnight.plus(Duration.ofHours(hour)),
                        day.line(),
                        withCovered ? quantity.add(day.covered().get(hour)) : quantity);
            }
        }
        return recorder.recorded();
    }

    public Currency currency() {
        return currency;
    }

    /** In order of name. */
    public List<UsageLine> lines() {
        return lines;
    }

    /** The place of a line in {@link #lines()}, or -1. */
    public int position(String line) {
        return positions.getOrDefault(line, -1);
    }

    /** The start of the first hour. */
    public Instant start() {
        return start;
    }

    /** The end of the last hour. */
    public Instant end() {
        return hour(hours());
    }

    public int hours() {
        return quantities.length;
    }

    /** The start of hour {@code index}, counted from 0. */
    public Instant hour(int index) {
        return start.plus(Duration.ofHours(index));
    }

    /** What line {@code line} used in hour {@code hour}, both counted from 0. */
    public BigDecimal quantity(int hour, int line) {
        return quantities[hour][line];
    }

    /** What hour {@code hour} would cost without any commitment. */
    public BigDecimal onDemandEquivalent(int hour) {
        return onDemandEquivalents[hour];
    }

    /** What the window would cost without any commitment. */
    public BigDecimal onDemandEquivalent() {
        return Arrays.stream(onDemandEquivalents).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The hours {@code [from, to)} of this demand, counted from 0. */
    public Demand slice(int from, int to) {
        return new Demand(currency, lines, hour(from), Arrays.copyOfRange(quantities, from, to));
    }

    /** The same hours with every quantity multiplied. */
    public Demand scaled(BigDecimal factor) {
        BigDecimal[][] scaled = Arrays.stream(quantities)
                .map(row -> Arrays.stream(row).map(factor::multiply).toArray(BigDecimal[]::new))
                .toArray(BigDecimal[][]::new);
        return new Demand(currency, lines, start, scaled);
    }

    /** The same hours with a share (0 to 1) of the named lines taken away; names that are not there are ignored. */
    public Demand without(Map<String, BigDecimal> shares) {
        BigDecimal[] kept = lines.stream()
                .map(line -> BigDecimal.ONE.subtract(shares.getOrDefault(line.name(), BigDecimal.ZERO)))
                .toArray(BigDecimal[]::new);
        BigDecimal[][] remaining = new BigDecimal[quantities.length][];
        for (int hour = 0; hour < remaining.length; hour++) {
            BigDecimal[] row = quantities[hour].clone();
            Arrays.setAll(row, line -> row[line].multiply(kept[line]));
            remaining[hour] = row;
        }
        return new Demand(currency, lines, start, remaining);
    }

    /** The hours before {@code switchHour} with each line times {@code before}, the others times {@code after}. */
    Demand scaledByLine(double[] before, double[] after, int switchHour) {
        BigDecimal[] first = Arrays.stream(before).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
        BigDecimal[] second = Arrays.stream(after).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
        BigDecimal[][] scaled = new BigDecimal[quantities.length][];
        for (int hour = 0; hour < scaled.length; hour++) {
            BigDecimal[] factors = hour < switchHour ? first : second;
            BigDecimal[] row = quantities[hour].clone();
            Arrays.setAll(row, line -> row[line].multiply(factors[line]));
            scaled[hour] = row;
        }
        return new Demand(currency, lines, start, scaled);
    }

    private BigDecimal atOnDemandRates(BigDecimal[] row) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int line = 0; line < row.length; line++) {
            if (row[line].signum() != 0) {
                sum = sum.add(row[line].multiply(lines.get(line).onDemandRate()));
            }
        }
        return sum;
    }

    private static Map<String, Integer> positionsOf(List<UsageLine> lines) {
        Map<String, Integer> positions = new HashMap<>();
        for (int line = 0; line < lines.size(); line++) {
            if (positions.put(lines.get(line).name(), line) != null) {
                throw new IllegalArgumentException("The usage line \"%s\" is named twice."
                        .formatted(lines.get(line).name()));
            }
        }
        return positions;
    }

    /** Collects quantities in any order; several for the same hour and line are added. Not for use by several threads. */
    public static final class Recorder {
        private final Currency currency;
        private final List<UsageLine> lines;
        private final Map<String, Integer> positions;
        private final TreeMap<Long, BigDecimal[]> rows = new TreeMap<>();
        private long hourAbove = Long.MIN_VALUE;
        private BigDecimal[] rowAbove = new BigDecimal[0];

        /** @throws IllegalArgumentException if two lines share a name */
        public Recorder(Currency currency, Collection<UsageLine> lines) {
            this.currency = currency;
            this.lines =
                    lines.stream().sorted(Comparator.comparing(UsageLine::name)).toList();
            this.positions = positionsOf(this.lines);
        }

        public boolean knows(String line) {
            return positions.containsKey(line);
        }

        /**
         * Adds what {@code line} used in the hour that starts at {@code hour}.
         *
         * @return whether the hour and line had an entry already
         * @throws IllegalArgumentException if the line is not known or the instant is not the start of an hour
         */
        public boolean add(Instant hour, String line, BigDecimal quantity) {
            long second = hour.getEpochSecond();
            if (second % 3600 != 0 || hour.getNano() != 0) {
                throw new IllegalArgumentException("%s is not the start of an hour.".formatted(hour));
            }
            return add(second / 3600, line, quantity);
        }

        /** The same with the hour given in hours since 1970. */
        public boolean add(long epochHour, String line, BigDecimal quantity) {
            Integer position = positions.get(line);
            if (position == null) {
                throw new IllegalArgumentException("There is no usage line \"%s\".".formatted(line));
            }
            if (epochHour != hourAbove) {
                hourAbove = epochHour;
                rowAbove = rows.computeIfAbsent(epochHour, hour -> new BigDecimal[lines.size()]);
            }
            BigDecimal before = rowAbove[position];
            rowAbove[position] = before == null ? quantity : before.add(quantity);
            return before != null;
        }

        public boolean isEmpty() {
            return rows.isEmpty();
        }

        /** From the first to the last hour seen; no hour at all when nothing was recorded. */
        public Demand recorded() {
            return rows.isEmpty()
                    ? between(Instant.EPOCH, Instant.EPOCH)
                    : between(Instant.ofEpochSecond(rows.firstKey() * 3600), Instant.ofEpochSecond(endSecond()));
        }

        /** The start of the first hour seen. */
        public Instant first() {
            return Instant.ofEpochSecond(rows.firstKey() * 3600);
        }

        /** The end of the last hour seen. */
        public Instant last() {
            return Instant.ofEpochSecond(endSecond());
        }

        private long endSecond() {
            return (rows.lastKey() + 1) * 3600;
        }

        /** The hours {@code [from, to)}, both starts of hours; what was recorded outside is left out. */
        public Demand between(Instant from, Instant to) {
            long firstHour = from.getEpochSecond() / 3600;
            int hours = Math.toIntExact(to.getEpochSecond() / 3600 - firstHour);
            BigDecimal[] nothing = new BigDecimal[lines.size()];
            Arrays.fill(nothing, BigDecimal.ZERO);
            BigDecimal[][] quantities = new BigDecimal[hours][];
            for (int hour = 0; hour < hours; hour++) {
                BigDecimal[] row = rows.get(firstHour + hour);
                quantities[hour] = row == null ? nothing : withoutGaps(row);
            }
            return new Demand(currency, lines, from, quantities);
        }

        private static BigDecimal[] withoutGaps(BigDecimal[] row) {
            BigDecimal[] full = row.clone();
            for (int line = 0; line < full.length; line++) {
                if (full[line] == null) {
                    full[line] = BigDecimal.ZERO;
                }
            }
            return full;
        }
    }

    /** The UTC day of hour {@code index}. */
    public LocalDate day(int index) {
        return hour(index).atOffset(ZoneOffset.UTC).toLocalDate();
    }
}

package costwright.jobs.sample;

import costwright.jobs.sample.ChargeFile.Costs;
import costwright.jobs.sample.CommitmentDesk.Machine;
import costwright.jobs.sample.CommitmentDesk.Part;
import costwright.schema.resource.Provider;
import costwright.schema.time.BillingPeriod;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes what the assets of one billing account cost in one month: hour by hour for AWS, day by day for Azure. */
final class MonthlyBill {
    private static final int HOURS_PER_DAY = 24;

    private final ChargeFile file;
    private final BillingPeriod month;
    private final ChargeTemplates templates;
    private final List<Asset> assets;
    private final List<Commitment> commitments;
    private final CommitmentDesk desk;
    private final Ledger ledger;
    private final IdentityHashMap<Meter, ChargeRow> usageRows = new IdentityHashMap<>();
    private final Map<String, ChargeRow> coveredRows = new HashMap<>();
    private final Map<Commitment, ChargeRow> unusedRows = new HashMap<>();

    /** What was paid for and what was used of each commitment, by its id. Not safe for several threads. */
    static final class Ledger {
        /** Sums over all hours of a month. */
        record Entry(BigDecimal committed, BigDecimal used, BigDecimal unused, BigDecimal purchased) {
            static final Entry NONE = new Entry(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

            Entry plus(Entry other) {
                return new Entry(
                        committed.add(other.committed),
                        used.add(other.used),
                        unused.add(other.unused),
                        purchased.add(other.purchased));
            }
        }

        private final Map<String, Entry> entries = new TreeMap<>();

        void add(String id, Entry entry) {
            entries.merge(id, entry, Entry::plus);
        }

        void add(Ledger other) {
            other.entries.forEach(this::add);
        }

        Map<String, Entry> entries() {
            return entries;
        }
    }

    /** What is charged in one stretch: an hour or a day. */
    private record Stretch(long firstHour, int hours) {
        Instant start() {
            return Hours.start(firstHour);
        }

        Instant end() {
            return Hours.start(firstHour + hours);
        }
    }

    MonthlyBill(ChargeFile file, BillingPeriod month, List<Asset> assets, List<Commitment> commitments) {
        this.file = file;
        this.month = month;
        this.templates = new ChargeTemplates(file, month);
        this.assets = assets;
        this.commitments = commitments;
        this.desk = new CommitmentDesk(commitments);
        this.ledger = new Ledger();
    }

    Ledger ledger() {
        return ledger;
    }

    /** @param until the first instant that this delivery does not know yet */
    void write(Instant until) throws IOException {
        long first = Hours.of(month.start());
        long end = Math.min(Hours.of(month.end()), Hours.of(until));
        boolean hourly = assets.stream().anyMatch(asset -> asset.account().provider() == Provider.AWS)
                || commitments.stream()
                        .anyMatch(commitment -> commitment.owner().provider() == Provider.AWS);
        int step = hourly ? 1 : HOURS_PER_DAY;
        for (long hour = first; hour < end; hour += step) {
            write(new Stretch(hour, step));
        }
    }

    private void write(Stretch stretch) throws IOException {
        Map<String, List<Part>> parts = cover(stretch);
        for (Asset asset : assets) {
            for (Meter meter : asset.meters()) {
                if (meter.machine()) {
                    for (Part part : parts.getOrDefault(asset.id(), List.of())) {
                        writePart(asset, meter, part, stretch);
                    }
                } else {
                    writeUsage(asset, meter, stretch);
                }
            }
        }
        for (Commitment commitment : commitments) {
            writePurchase(commitment, stretch);
        }
    }

    private void writeUsage(Asset asset, Meter meter, Stretch stretch) throws IOException {
        boolean needsPower = meter.dynamic() || meter.service().equals(AwsPlace.EC2);
        BigDecimal quantity = null;
        for (long hour = stretch.firstHour(); hour < stretch.firstHour() + stretch.hours(); hour++) {
            if (needsPower ? asset.runs(hour) : asset.lives(hour)) {
                BigDecimal inHour = meter.usage().at(hour);
                quantity = quantity == null ? inHour : quantity.add(inHour);
            }
        }
        if (quantity == null || (quantity.signum() == 0 && meter.listPrice().signum() > 0)) {
            return;
        }
        ChargeRow row = usageRow(asset, meter);
        setQuantity(row, quantity);
        BigDecimal list = quantity.multiply(meter.listPrice());
        BigDecimal contracted = meter.contractedPrice().compareTo(meter.listPrice()) == 0
                ? list
                : quantity.multiply(meter.contractedPrice());
        file.write(row, stretch.start(), stretch.end(), new Costs(contracted, contracted, contracted, list));
    }

    private void writePart(Asset asset, Meter meter, Part part, Stretch stretch) throws IOException {
        Commitment commitment = part.commitment();
        BigDecimal list = part.quantity().multiply(meter.listPrice());
        BigDecimal contracted = part.quantity().multiply(meter.contractedPrice());
        ChargeRow row = usageRow(asset, meter);
        if (commitment == null) {
            setQuantity(row, part.quantity());
            file.write(row, stretch.start(), stretch.end(), new Costs(contracted, contracted, contracted, list));
            return;
        }
        ChargeRow usage = row;
        ChargeRow covered = coveredRows.computeIfAbsent(
                asset.id() + ' ' + commitment.id(), key -> templates.covered(usage, commitment));
        setQuantity(covered, part.quantity());
        covered.set(FocusColumn.COMMITMENT_DISCOUNT_QUANTITY, file.number(part.discountQuantity()));
        file.write(
                covered,
                stretch.start(),
                stretch.end(),
                new Costs(BigDecimal.ZERO, part.effective(), contracted, list));
    }

    private void writePurchase(Commitment commitment, Stretch stretch) throws IOException {
        BigDecimal price = switch (commitment.payment()) {
            case "no_upfront" ->
                commitment.countsAt(stretch.firstHour())
                        ? commitment.hourly().multiply(BigDecimal.valueOf(stretch.hours()))
                        : BigDecimal.ZERO;
            case "all_upfront" ->
                startsIn(commitment.start(), stretch)
                        ? commitment.hourly().multiply(BigDecimal.valueOf(commitment.end() - commitment.start()))
                        : BigDecimal.ZERO;
            default -> monthlyPrice(commitment, stretch);
        };
        if (price.signum() == 0) {
            return;
        }
        boolean once = "all_upfront".equals(commitment.payment());
        ChargeRow row = templates.purchase(commitment, once);
        row.set(FocusColumn.COMMITMENT_DISCOUNT_QUANTITY, file.number(price));
        ledger.add(commitment.id(), new Ledger.Entry(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, price));
        Instant end = once
                ? Hours.start(commitment.end())
                : "monthly".equals(commitment.payment()) ? month.end() : stretch.end();
        file.write(row, stretch.start(), end, new Costs(price, BigDecimal.ZERO, price, price));
    }

    /** One payment at the start of each month for the hours of the month. */
    private BigDecimal monthlyPrice(Commitment commitment, Stretch stretch) {
        long from = Math.max(Hours.of(month.start()), commitment.start());
        long to = Math.min(Hours.of(month.end()), commitment.end());
        return to > from && startsIn(from, stretch)
                ? commitment.hourly().multiply(BigDecimal.valueOf(to - from))
                : BigDecimal.ZERO;
    }

    private static boolean startsIn(long hour, Stretch stretch) {
        return hour >= stretch.firstHour() && hour < stretch.firstHour() + stretch.hours();
    }

    /** Applies the commitments hour by hour, adds the hours of a stretch, and writes what stayed unused. */
    private Map<String, List<Part>> cover(Stretch stretch) throws IOException {
        Map<String, Map<String, Part>> sums = new HashMap<>();
        Map<Commitment, BigDecimal> unused = new LinkedHashMap<>();
        for (long hour = stretch.firstHour(); hour < stretch.firstHour() + stretch.hours(); hour++) {
            CommitmentDesk.Hour applied = desk.apply(hour, machines(hour));
            applied.parts()
                    .forEach((id, parts) ->
                            parts.forEach(part -> sums.computeIfAbsent(id, absent -> new LinkedHashMap<>())
                                    .merge(keyOf(part), part, MonthlyBill::plus)));
            applied.unused().forEach((commitment, money) -> unused.merge(commitment, money, BigDecimal::add));
            for (Commitment commitment : commitments) {
                if (commitment.countsAt(hour)) {
                    ledger.add(
                            commitment.id(),
                            new Ledger.Entry(commitment.hourly(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
                }
            }
        }
        Map<String, List<Part>> parts = new HashMap<>();
        sums.forEach((id, byCommitment) -> parts.put(id, new ArrayList<>(byCommitment.values())));
        for (List<Part> all : parts.values()) {
            for (Part part : all) {
                if (part.commitment() != null) {
                    ledger.add(
                            part.commitment().id(),
                            new Ledger.Entry(BigDecimal.ZERO, part.effective(), BigDecimal.ZERO, BigDecimal.ZERO));
                }
            }
        }
        for (Map.Entry<Commitment, BigDecimal> entry : unused.entrySet()) {
            writeUnused(entry.getKey(), entry.getValue(), stretch);
        }
        return parts;
    }

    private void writeUnused(Commitment commitment, BigDecimal money, Stretch stretch) throws IOException {
        ChargeRow row = unusedRows.computeIfAbsent(commitment, templates::unused);
        BigDecimal quantity = commitment.isSavingsPlan()
                ? money
                : money.multiply(commitment.unitSize()).divide(commitment.unitRate(), 10, RoundingMode.HALF_EVEN);
        row.set(FocusColumn.COMMITMENT_DISCOUNT_QUANTITY, file.number(quantity));
        ledger.add(commitment.id(), new Ledger.Entry(BigDecimal.ZERO, BigDecimal.ZERO, money, BigDecimal.ZERO));
        file.write(
                row,
                stretch.start(),
                stretch.end(),
                new Costs(BigDecimal.ZERO, money, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    private List<Machine> machines(long hour) {
        List<Machine> machines = new ArrayList<>();
        for (Asset asset : assets) {
            if (asset.runs(hour)) {
                for (Meter meter : asset.meters()) {
                    if (meter.machine()) {
                        machines.add(machine(asset, meter));
                    }
                }
            }
        }
        return machines;
    }

    private final Map<String, Machine> machineOfAsset = new HashMap<>();

    private Machine machine(Asset asset, Meter meter) {
        return machineOfAsset.computeIfAbsent(asset.id(), id -> {
            String type = asset.resource().instanceType();
            String os = asset.resource().os();
            return new Machine(
                    id,
                    asset.resource().region(),
                    "linux".equals(os) ? type : type + ' ' + os,
                    familyOf(type),
                    sizeOf(type),
                    meter.contractedPrice());
        });
    }

    /** {@code m5a} of {@code m5a.large}; an Azure size is its own family, because none here is flexible. */
    static String familyOf(String type) {
        int dot = type.indexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }

    /** The AWS normalization factor; 1 for Azure. */
    static BigDecimal sizeOf(String type) {
        String size = type.substring(type.indexOf('.') + 1);
        return switch (size) {
            case "medium" -> BigDecimal.valueOf(2);
            case "large" -> BigDecimal.valueOf(4);
            case "xlarge" -> BigDecimal.valueOf(8);
            default ->
                size.endsWith("xlarge")
                        ? BigDecimal.valueOf(8L * Integer.parseInt(size.substring(0, size.length() - 6)))
                        : BigDecimal.ONE;
        };
    }

    private ChargeRow usageRow(Asset asset, Meter meter) {
        // Meters are unique objects of one asset.
        return usageRows.computeIfAbsent(meter, absent -> templates.usage(asset, meter));
    }

    private void setQuantity(ChargeRow row, BigDecimal quantity) {
        byte[] cell = file.number(quantity);
        row.set(FocusColumn.CONSUMED_QUANTITY, cell);
        row.set(FocusColumn.PRICING_QUANTITY, cell);
    }

    private static String keyOf(Part part) {
        return part.commitment() == null ? "" : part.commitment().id();
    }

    private static Part plus(Part one, Part other) {
        return new Part(
                one.commitment(),
                one.quantity().add(other.quantity()),
                one.effective().add(other.effective()),
                one.discountQuantity().add(other.discountQuantity()));
    }
}

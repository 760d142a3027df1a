package costwright.jobs.pull.file;

import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.CostwrightException;
import costwright.schema.Problem;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.commitment.UsageLine;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code offers.csv}: one row per offer and eligible line. Rows of one offer must agree in all but line and rate.
 *
 * <p>A reservation without {@code unit_rate} costs what its rate says for the size of one unit; a {@code scope} column
 * (zonal, regional; resource_group, subscription, management_group, shared) may say how far it reaches.
 */
public final class OffersFile {
    private static final List<String> MANDATORY = List.of("offer", "kind", "term_months", "line", "rate");
    private static final List<String> OPTIONAL =
            List.of("payment_option", "unit_rate", "unit_normalization_factor", "scope");

    private OffersFile() {}

    /**
     * The offers of a file, by name.
     *
     * @throws CostwrightException of kind INPUT if a row names an unknown line or kind, repeats a line of an offer,
     *     contradicts an earlier row of the offer, or has a rate that cannot be
     */
    public static List<Offer> read(Path file, LinesFile.Content lines) {
        try (CsvTable table = CsvTable.open(file, MANDATORY, OPTIONAL)) {
            Rows rows = new Rows(table, lines);
            table.forEach(rows::add);
            List<Problem> problems = new ArrayList<>();
            List<Offer> offers = new ArrayList<>();
            rows.drafts.forEach((name, draft) -> draft.offer(name, file, lines, offers, problems));
            if (!problems.isEmpty()) {
                throw CostwrightException.input(
                        "Cannot read %s: the price of a reservation is not clear.".formatted(file), problems);
            }
            return offers;
        }
    }

    private record Terms(
            OfferKind kind,
            int termMonths,
            String paymentOption,
            OfferScope scope,
            @Nullable BigDecimal unitRate,
            @Nullable BigDecimal unitSize) {}

    private record Draft(Terms terms, long row, TreeMap<String, BigDecimal> rates) {
        void offer(String name, Path file, LinesFile.Content lines, List<Offer> offers, List<Problem> problems) {
            BigDecimal unitRate = terms.unitRate();
            if (!terms.kind().inWholeUnits()) {
                unitRate = BigDecimal.ONE;
            } else if (unitRate == null) {
                List<BigDecimal> implied = implied(lines);
                if (implied.size() != 1) {
                    problems.add(new Problem(
                            file.toString(),
                            row,
                            "unit_rate",
                            null,
                            "the rates of \"%s\" imply several prices of one unit; say in unit_rate what one unit costs per hour"
                                    .formatted(name)));
                    return;
                }
                unitRate = implied.get(0);
            }
            offers.add(new Offer(
                    name,
                    terms.kind(),
                    terms.termMonths(),
                    terms.paymentOption(),
                    terms.scope(),
                    lines.currency(),
                    unitRate,
                    terms.kind().inWholeUnits() ? terms.unitSize() : null,
                    rates));
        }

        private List<BigDecimal> implied(LinesFile.Content lines) {
            Map<String, UsageLine> byName =
                    lines.lines().stream().collect(Collectors.toMap(UsageLine::name, Function.identity()));
            return rates.entrySet().stream()
                    .map(rate -> {
                        BigDecimal size = byName.get(rate.getKey()).normalizationFactor();
                        return size == null || terms.unitSize() == null
                                ? rate.getValue()
                                : rate.getValue()
                                        .multiply(terms.unitSize())
                                        .divide(size, 12, java.math.RoundingMode.HALF_EVEN);
                    })
                    .map(BigDecimal::stripTrailingZeros)
                    .distinct()
                    .toList();
        }
    }

    private static final class Rows {
        private final Column offer;
        private final Column kind;
        private final Column term;
        private final Column payment;
        private final Column line;
        private final Column rate;
        private final Column unitRate;
        private final Column unitSize;
        private final Column scope;
        private final Map<String, UsageLine> lines;
        private final Map<String, Draft> drafts = new TreeMap<>();

        Rows(CsvTable table, LinesFile.Content lines) {
            offer = table.column("offer");
            kind = table.column("kind");
            term = table.column("term_months");
            payment = table.column("payment_option");
            line = table.column("line");
            rate = table.column("rate");
            unitRate = table.column("unit_rate");
            unitSize = table.column("unit_normalization_factor");
            scope = table.column("scope");
            this.lines = lines.lines().stream().collect(Collectors.toMap(UsageLine::name, Function.identity()));
        }

        void add(CsvRow row) {
            String name = row.text(offer);
            Terms terms = terms(row);
            String eligible = row.text(line);
            if (!lines.containsKey(eligible)) {
                throw row.refusal(line, "the lines file has no such line; add it there with its on-demand rate");
            }
            BigDecimal price = row.decimal(rate);
            if (price.signum() < 0 || (price.signum() == 0 && !terms.kind().inWholeUnits())) {
                throw row.refusal(rate, "a committed rate must be above 0; leave the row out where it is unknown");
            }
            Draft draft = drafts.computeIfAbsent(name, any -> new Draft(terms, row.line(), new TreeMap<>()));
            if (!draft.terms().equals(terms)) {
                throw row.refusal(
                        offer,
                        "row %d of this offer has another kind, term, payment option, unit or scope; rows of one offer must agree"
                                .formatted(draft.row()));
            }
            if (draft.rates().putIfAbsent(eligible, price) != null) {
                throw row.refusal(line, "an earlier row has this offer and line; keep one");
            }
        }

        private Terms terms(CsvRow row) {
            OfferKind word = row.word(kind, OfferKind::ofWord);
            int months = row.integer(term);
            if (months <= 0 || months > 120) {
                throw row.refusal(term, "a term is 1 to 120 months; providers sell 12 and 36");
            }
            BigDecimal one = positive(row, unitRate, true);
            BigDecimal size = positive(row, unitSize, false);
            return new Terms(
                    word,
                    months,
                    row.textOrEmpty(payment),
                    row.isBlank(scope) ? OfferScope.defaultOf(word) : row.word(scope, OfferScope::ofWord),
                    one,
                    size);
        }

        private static @Nullable BigDecimal positive(CsvRow row, Column column, boolean zeroAllowed) {
            BigDecimal value = row.optionalDecimal(column)
                    .map(BigDecimal::stripTrailingZeros)
                    .orElse(null);
            if (value != null && (value.signum() < 0 || (value.signum() == 0 && !zeroAllowed))) {
                throw row.refusal(column, "this must be above 0");
            }
            return value;
        }
    }
}

package costwright.reports;

import costwright.reports.page.Commitments;
import costwright.schema.finding.PurchasePlan;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Made-up commitments for the tests of this module. */
final class SampleCommitments {
    private static final LocalDate FROM = LocalDate.of(2026, 10, 5);
    private static final LocalDate TO = LocalDate.of(2026, 11, 2);
    private static final String COMPUTE = "compute-savings-plan-1y-no-upfront";
    private static final String RESERVED = "reserved-instance-m5a.large-us-east-1-1y-all-upfront";

    private SampleCommitments() {}

    /** Two owned, one of them ending soon, and two to buy. */
    static Commitments of(String code) {
        return new Commitments(
                FROM,
                TO,
                List.of(
                        figures(code, "", "20800.5", "599.5", known(612, 1000, "contracted")),
                        figures(code, "AWS", "18350.5", "449.5", known(641, 1000, "contracted")),
                        figures(
                                code,
                                "Microsoft",
                                "2450",
                                "150",
                                new Commitments.Share(
                                        Ratio.NONE,
                                        "",
                                        "the bill states neither contracted nor list cost for all of the usage"))),
                IntStream.rangeClosed(41, 44)
                        .mapToObj(week -> figures(
                                code,
                                "2026-W" + week,
                                "5200.125",
                                Integer.toString(140 + week / 4),
                                known(600 + week % 7, 1000, "contracted")))
                        .toList(),
                List.of(
                        new Commitments.Holding(
                                "savingsplan/2b1e4a7c-55f0-4a3f-9a37-0d1d0f6d2c11",
                                "AWS savings plan",
                                Ratio.of(9761, 10000),
                                money(code, "18350.5"),
                                money(code, "449.5"),
                                LocalDate.of(2027, 3, 1)),
                        new Commitments.Holding(
                                "e81f3d20-94b7-4c6a-8e15-7f02c9d4a6b3",
                                "Azure reservation",
                                Ratio.of(9423, 10000),
                                money(code, "2450"),
                                money(code, "150"),
                                null)),
                List.of(
                        new Commitments.Expiry(
                                "ec2-instance-savings-plan-r5a-us-east-1-1y-no-upfront",
                                new BigDecimal("3.50000"),
                                code + "/h",
                                LocalDate.of(2026, 11, 20),
                                30),
                        new Commitments.Expiry(
                                RESERVED, BigDecimal.valueOf(3), "units", LocalDate.of(2027, 1, 15), 90)),
                List.of(new Commitments.Plan("AWS", LocalDate.of(2026, 8, 2), LocalDate.of(2026, 11, 2), plan(code))));
    }

    /** The same text wherever a file or a provider may put one, and nothing known. */
    static Commitments hostile(String text) {
        Money zero = money("USD", "0");
        Money one = money("USD", "1");
        Commitments.Share unknown = new Commitments.Share(Ratio.NONE, "", text);
        return new Commitments(
                FROM,
                TO,
                List.of(new Commitments.Figures(text, zero, zero, unknown, unknown, unknown, unknown, null)),
                List.of(new Commitments.Figures(text, zero, zero, unknown, unknown, unknown, unknown, null)),
                List.of(new Commitments.Holding(text, text, Ratio.NONE, zero, zero, null)),
                List.of(new Commitments.Expiry(text, BigDecimal.ONE, text, TO, 30)),
                List.of(new Commitments.Plan(
                        text,
                        FROM,
                        TO,
                        new PurchasePlan(
                                1,
                                List.of(new PurchasePlan.Purchase(
                                        text,
                                        text,
                                        12,
                                        text,
                                        BigDecimal.ONE,
                                        false,
                                        one,
                                        Ratio.NONE,
                                        zero,
                                        BigDecimal.ONE,
                                        one)),
                                zero,
                                zero,
                                zero,
                                Ratio.NONE,
                                Ratio.NONE,
                                Ratio.NONE,
                                List.of(new PurchasePlan.Curve(
                                        text,
                                        BigDecimal.ONE,
                                        List.of(new PurchasePlan.Point(BigDecimal.ZERO, zero, zero)))),
                                List.of(new PurchasePlan.Layer(
                                        text, BigDecimal.ZERO, BigDecimal.ONE, zero, 0, Ratio.NONE, zero, false)),
                                risk("USD"),
                                List.of(new PurchasePlan.Renewal(text, BigDecimal.ONE, text)),
                                List.of(new PurchasePlan.Rival(text, text, null, zero))))));
    }

    private static PurchasePlan plan(String code) {
        return new PurchasePlan(
                2208,
                List.of(
                        new PurchasePlan.Purchase(
                                COMPUTE,
                                "compute_savings_plan",
                                12,
                                "no_upfront",
                                new BigDecimal("6.50000"),
                                false,
                                money(code, "6.5"),
                                Ratio.of(991, 1000),
                                money(code, "16120.5"),
                                new BigDecimal("8.70"),
                                money(code, "56940")),
                        new PurchasePlan.Purchase(
                                RESERVED,
                                "reserved_instance",
                                12,
                                "all_upfront",
                                BigDecimal.valueOf(5),
                                true,
                                money(code, "0.25"),
                                Ratio.of(1, 1),
                                money(code, "1210.44"),
                                new BigDecimal("7.05"),
                                money(code, "2190"))),
                money(code, "21430.25"),
                money(code, "19840.75"),
                money(code, "19790.1"),
                Ratio.of(26, 10000),
                Ratio.of(902, 1000),
                Ratio.of(988, 1000),
                List.of(curve(code, COMPUTE, 7, 1300, 20), curve(code, RESERVED, 1, 290, 5)),
                layers(code),
                risk(code),
                List.of(new PurchasePlan.Renewal(
                        "ec2-instance-savings-plan-r5a-us-east-1-1y-no-upfront",
                        new BigDecimal("3.50000"),
                        "2026-11-20T00:00:00Z")),
                List.of(
                        new PurchasePlan.Rival(
                                "cost-explorer",
                                "compute-savings-plan-1y-no-upfront at 7.10000 USD/h",
                                money(code, "1702.5"),
                                money(code, "1288.2")),
                        new PurchasePlan.Rival("colleague", RESERVED + " at 20 units", null, money(code, "-310.4"))));
    }

    /** A curve that rises to {@code most} at {@code best} per hour and falls again. */
    private static PurchasePlan.Curve curve(String code, String offer, int best, int most, int points) {
        List<PurchasePlan.Point> curve = new ArrayList<>();
        for (int point = 0; point <= points; point++) {
            BigDecimal x =
                    BigDecimal.valueOf(point).multiply(new BigDecimal("1.5")).divide(BigDecimal.valueOf(points));
            BigDecimal saved = x.multiply(BigDecimal.valueOf(2).subtract(x)).multiply(BigDecimal.valueOf(most));
            BigDecimal perHour = x.multiply(BigDecimal.valueOf(best));
            curve.add(new PurchasePlan.Point(
                    perHour,
                    money(code, perHour.toPlainString()),
                    money(code, "21430.25").minus(money(code, saved.toPlainString()))));
        }
        return new PurchasePlan.Curve(offer, BigDecimal.valueOf(best), curve);
    }

    private static List<PurchasePlan.Layer> layers(String code) {
        List<PurchasePlan.Layer> layers = new ArrayList<>();
        for (int slice = 0; slice < 5; slice++) {
            layers.add(new PurchasePlan.Layer(
                    COMPUTE,
                    new BigDecimal("1.3").multiply(BigDecimal.valueOf(slice)),
                    new BigDecimal("1.3").multiply(BigDecimal.valueOf(slice + 1)),
                    money(code, "1.3"),
                    2208 - slice * slice * 17,
                    Ratio.of(1000 - slice * slice * 2, 1000),
                    money(code, Integer.toString(380 - slice * slice * 9)),
                    true));
        }
        layers.add(new PurchasePlan.Layer(
                COMPUTE,
                new BigDecimal("6.5"),
                new BigDecimal("7.8"),
                money(code, "1.3"),
                990,
                Ratio.of(604, 1000),
                money(code, "-212.5"),
                false));
        return layers;
    }

    private static PurchasePlan.Risk risk(String code) {
        return new PurchasePlan.Risk(
                500,
                money(code, "1320.2"),
                money(code, "1583.9"),
                money(code, "1610"),
                new BigDecimal("0.004"),
                new BigDecimal("0.271834"),
                money(code, "59130"),
                new BigDecimal("0.95"),
                money(code, "5.9"),
                money(code, "1511.25"),
                List.of(
                        stress(code, "0.7", "-120.4", "1440.2"),
                        stress(code, "0.8", "480.9", "822.75"),
                        stress(code, "0.9", "1101.33", "301.1"),
                        stress(code, "1", "1589.5", "48.2"),
                        stress(code, "1.1", "1622.1", "12.6")));
    }

    private static PurchasePlan.Stress stress(String code, String level, String savings, String stranded) {
        return new PurchasePlan.Stress(new BigDecimal(level), money(code, savings), money(code, stranded));
    }

    private static Commitments.Figures figures(
            String code, String name, String used, String unused, Commitments.Share coverage) {
        Money one = money(code, used);
        Money other = money(code, unused);
        boolean known = coverage.reason().isEmpty();
        return new Commitments.Figures(
                name,
                one,
                other,
                new Commitments.Share(new Ratio(one.amount(), one.plus(other).amount()), "effective", ""),
                coverage,
                known
                        ? known(214, 1000, "contracted")
                        : new Commitments.Share(
                                Ratio.NONE, "", "the bill states no contracted cost for 28 of 56 parts of the usage"),
                known(301, 1000, "list"),
                known ? money(code, "5210.75") : null);
    }

    private static Commitments.Share known(long part, long whole, String basis) {
        return new Commitments.Share(Ratio.of(part, whole), basis, "");
    }

    private static Money money(String code, String amount) {
        return SampleReports.money(amount, code);
    }
}

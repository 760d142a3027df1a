package costwright.jobs.pull.aws;

import costwright.analyzers.commitment.PaymentTerms;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.Pages.Page;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.jobs.pull.aws.KeptRows.CommitmentRow;
import costwright.schema.commitment.PulledCommitment;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ReservedInstances;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DescribeReservedDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.ReservedDBInstance;
import software.amazon.awssdk.services.savingsplans.SavingsplansClient;
import software.amazon.awssdk.services.savingsplans.model.DescribeSavingsPlansResponse;
import software.amazon.awssdk.services.savingsplans.model.SavingsPlan;
import software.amazon.awssdk.services.savingsplans.model.SavingsPlanState;

/** Savings plans of an account and reserved instances of a region that are owned. */
final class AwsCommitments {
    private static final int SECONDS_PER_MONTH = 730 * 3600;

    private final PullContext context;

    AwsCommitments(PullContext context) {
        this.context = context;
    }

    PullTask savingsPlans(String account, SavingsplansClient client, Lane lane) {
        return paged(account, "savings plans", account + "/savings plans", token -> {
            DescribeSavingsPlansResponse answer = lane.call(
                    "savingsplans:DescribeSavingsPlans",
                    () -> client.describeSavingsPlans(request -> request.states(
                                    SavingsPlanState.ACTIVE, SavingsPlanState.QUEUED, SavingsPlanState.PAYMENT_PENDING)
                            .maxResults(100)
                            .nextToken(token)));
            return Page.of(
                    answer.savingsPlans().stream()
                            .map(plan -> CommitmentRow.of(plan(account, plan)))
                            .toList(),
                    answer.nextToken());
        });
    }

    /** Its pages are kept until the rows are stored, so that an interrupted reading goes on at its page. */
    private PullTask paged(String scope, String dataset, String part, Pages.Reader<CommitmentRow> reader) {
        return PullTask.of(scope, dataset, () -> {
            Pages.Reading<CommitmentRow> reading =
                    context.pages().read(scope + " " + dataset, CommitmentRow.class, reader);
            List<PulledCommitment> owned =
                    reading.rows().stream().map(CommitmentRow::commitment).toList();
            context.sink().commitments(context.source(), part, Provider.AWS, owned);
            reading.close();
            return Outcome.READ;
        });
    }

    static PulledCommitment plan(String account, SavingsPlan plan) {
        String kind = switch (plan.savingsPlanType()) {
            case EC2_INSTANCE -> "ec2_instance_savings_plan";
            case SAGE_MAKER -> "sagemaker_savings_plan";
            case COMPUTE -> "compute_savings_plan";
            default -> word(plan.savingsPlanTypeAsString()) + "_savings_plan";
        };
        Map<String, String> attributes = new TreeMap<>(Map.of("description", text(plan.description())));
        plan.tags().forEach((key, value) -> attributes.put("tag:" + key, value));
        BigDecimal commitment = new BigDecimal(plan.commitment());
        Currency currency = Currency.getInstance(plan.currencyAsString());
        return new PulledCommitment(
                plan.savingsPlanArn(),
                Provider.AWS,
                kind,
                account,
                text(plan.region()),
                text(plan.ec2InstanceFamily()),
                word(plan.paymentOptionAsString()),
                Math.toIntExact(plan.termDurationInSeconds() / (365L * 24 * 3600) * 12),
                commitment,
                Money.of(commitment, currency),
                amount(plan.recurringPaymentAmount(), currency),
                amount(plan.upfrontPaymentAmount(), currency),
                Instant.parse(plan.start()),
                Instant.parse(plan.end()),
                word(plan.stateAsString()),
                attributes);
    }

    PullTask reservedInstances(AwsScope scope, Ec2Client client, Lane lane) {
        return PullTask.of(scope.name(), "reserved instances", () -> {
            List<PulledCommitment> owned = lane
                    .call(
                            "ec2:DescribeReservedInstances",
                            () -> client.describeReservedInstances(request -> request.filters(List.of(Filter.builder()
                                    .name("state")
                                    .values("active", "queued")
                                    .build()))))
                    .reservedInstances()
                    .stream()
                    .map(reservation -> reservation(scope, reservation))
                    .toList();
            context.sink().commitments(context.source(), scope.name() + "/ec2", Provider.AWS, owned);
            return Outcome.READ;
        });
    }

    static PulledCommitment reservation(AwsScope scope, ReservedInstances reservation) {
        // Prices are those of one unit. The client knows them as binary numbers; their shortest decimal is what AWS
        // wrote.
        BigDecimal perHour = decimal(reservation.usagePrice());
        for (var charge : reservation.recurringCharges()) {
            perHour = perHour.add(decimal(charge.amount()));
        }
        BigDecimal upfront = decimal(reservation.fixedPrice());
        Currency currency = Currency.getInstance(reservation.currencyCodeAsString());
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("os", Ec2Inventory.os(reservation.productDescriptionAsString()));
        attributes.put("tenancy", text(reservation.instanceTenancyAsString()));
        attributes.put("offering_class", word(reservation.offeringClassAsString()));
        attributes.put("scope", "Availability Zone".equals(reservation.scopeAsString()) ? "zonal" : "regional");
        attributes.put("availability_zone", text(reservation.availabilityZone()));
        return new PulledCommitment(
                scope.ec2Arn("reserved-instances", reservation.reservedInstancesId()),
                Provider.AWS,
                "reserved_instance",
                scope.account(),
                scope.region().id(),
                reservation.instanceTypeAsString(),
                word(reservation.offeringTypeAsString()),
                months(reservation.duration()),
                BigDecimal.valueOf(reservation.instanceCount()),
                Money.of(perHour.add(perHour(upfront, reservation.duration())), currency)
                        .times(reservation.instanceCount()),
                Money.of(perHour, currency).times(reservation.instanceCount()),
                Money.of(upfront, currency).times(reservation.instanceCount()),
                reservation.start(),
                reservation.end(),
                word(reservation.stateAsString()),
                attributes);
    }

    PullTask reservedDatabases(AwsScope scope, RdsClient client, Lane lane) {
        return paged(scope.name(), "reserved databases", scope.name() + "/rds", marker -> {
            DescribeReservedDbInstancesResponse answer = lane.call(
                    "rds:DescribeReservedDBInstances",
                    () -> client.describeReservedDBInstances(
                            request -> request.maxRecords(100).marker(marker)));
            return Page.of(
                    answer.reservedDBInstances().stream()
                            .filter(reservation -> "active".equals(reservation.state()))
                            .map(reservation -> CommitmentRow.of(database(scope, reservation)))
                            .toList(),
                    answer.marker());
        });
    }

    static PulledCommitment database(AwsScope scope, ReservedDBInstance reservation) {
        BigDecimal perHour = decimal(reservation.usagePrice());
        for (var charge : reservation.recurringCharges()) {
            perHour = perHour.add(decimal(charge.recurringChargeAmount()));
        }
        BigDecimal upfront = decimal(reservation.fixedPrice());
        Currency currency = Currency.getInstance(reservation.currencyCode());
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("engine", text(reservation.productDescription()));
        attributes.put("multi_az", String.valueOf(reservation.multiAZ()));
        return new PulledCommitment(
                reservation.reservedDBInstanceArn(),
                Provider.AWS,
                "reserved_instance",
                scope.account(),
                scope.region().id(),
                reservation.dbInstanceClass(),
                word(reservation.offeringType()),
                months(reservation.duration().longValue()),
                BigDecimal.valueOf(reservation.dbInstanceCount()),
                Money.of(perHour.add(perHour(upfront, reservation.duration().longValue())), currency)
                        .times(reservation.dbInstanceCount()),
                Money.of(perHour, currency).times(reservation.dbInstanceCount()),
                Money.of(upfront, currency).times(reservation.dbInstanceCount()),
                reservation.startTime(),
                reservation.startTime().plus(Duration.ofSeconds(reservation.duration())),
                word(reservation.state()),
                attributes);
    }

    /** 31,536,000 seconds are 12 months. */
    private static int months(long seconds) {
        return Math.toIntExact(Math.round((double) seconds / SECONDS_PER_MONTH));
    }

    private static BigDecimal perHour(BigDecimal upfront, long seconds) {
        return new PaymentTerms(upfront, BigDecimal.ZERO, seconds / 3600).perHour();
    }

    private static BigDecimal decimal(@Nullable Number number) {
        return number == null ? BigDecimal.ZERO : new BigDecimal(number.toString());
    }

    private static @Nullable Money amount(@Nullable String amount, Currency currency) {
        return amount == null || amount.isBlank() ? null : Money.of(new BigDecimal(amount), currency);
    }

    /** {@code No Upfront} becomes {@code no_upfront}. */
    static String word(@Nullable String text) {
        return text == null
                ? ""
                : text.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}

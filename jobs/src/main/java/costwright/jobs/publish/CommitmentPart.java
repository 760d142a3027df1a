package costwright.jobs.publish;

import costwright.jobs.store.ReportStore.PaidUsage;
import costwright.reports.page.Commitments;
import costwright.schema.charge.CommitmentStatus;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns usage by what paid for it into the commitments of one currency, as the page shows them. */
final class CommitmentPart {
    private final Currency currency;
    private final List<PaidUsage> usage;

    /** @param usage of any currency */
    CommitmentPart(Currency currency, List<PaidUsage> usage) {
        this.currency = currency;
        this.usage = usage.stream()
                .filter(paid -> paid.effective().currency().equals(currency))
                .toList();
    }

    /** Null where no commitment paid for anything between {@code from} and before {@code to}. */
    @Nullable
    Commitments commitments(LocalDate from, LocalDate to) {
        Money used = sum(paid -> paid.status() == CommitmentStatus.USED);
        Money unused = sum(paid -> paid.status() == CommitmentStatus.UNUSED);
        Map<String, List<PaidUsage>> byCommitment = usage.stream()
                .filter(paid -> paid.status() != CommitmentStatus.NONE)
                .collect(Collectors.groupingBy(PaidUsage::commitment, TreeMap::new, Collectors.toList()));
        if (byCommitment.isEmpty()) {
            return null;
        }
        Money allUsage = sum(paid -> paid.status() != CommitmentStatus.UNUSED);
        return new Commitments(
                from,
                to,
                share(used, allUsage),
                share(used, used.plus(unused)),
                unused,
                byCommitment.entrySet().stream()
                        .map(entry -> holding(entry.getKey(), entry.getValue()))
                        .toList(),
                null);
    }

    private Commitments.Holding holding(String id, Collection<PaidUsage> paid) {
        Money used = total(paid, CommitmentStatus.USED);
        Money unused = total(paid, CommitmentStatus.UNUSED);
        return new Commitments.Holding(Ids.shortened(id), kind(id), share(used, used.plus(unused)), used, unused, null);
    }

    /** As the shape of the id tells; empty for ids of other shapes. */
    private static String kind(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        if (lower.contains(":savingsplan/")) {
            return "AWS savings plan";
        }
        if (lower.contains(":reserved-instances/") || lower.contains(":ri:")) {
            return "AWS reservation";
        }
        if (lower.contains("/savingsplanorders/")) {
            return "Azure savings plan";
        }
        return lower.contains("/reservationorders/") ? "Azure reservation" : "";
    }

    private Money sum(Predicate<PaidUsage> which) {
        return Money.total(
                usage.stream().filter(which).map(PaidUsage::effective).toList(), currency);
    }

    private Money total(Collection<PaidUsage> paid, CommitmentStatus status) {
        return Money.total(
                paid.stream()
                        .filter(each -> each.status() == status)
                        .map(PaidUsage::effective)
                        .toList(),
                currency);
    }

    private static Ratio share(Money part, Money whole) {
        return whole.isPositive() ? new Ratio(part.amount(), whole.amount()) : Ratio.NONE;
    }
}

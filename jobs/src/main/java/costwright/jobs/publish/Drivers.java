package costwright.jobs.publish;

import costwright.jobs.store.ReportStore.ResourceSpend;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says which single resource moved a service most, where one accounts for at least half of what moved. */
final class Drivers {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final Map<String, Map<String, Move>> moves = new HashMap<>();

    Drivers(Currency currency, List<ResourceSpend> now, List<ResourceSpend> before) {
        Money zero = Money.zero(currency);
        now.stream()
                .filter(spend -> spend.effective().currency().equals(currency))
                .forEach(spend -> add(spend, new Move(spend.effective(), zero, true, false)));
        before.stream()
                .filter(spend -> spend.effective().currency().equals(currency))
                .forEach(spend -> add(spend, new Move(zero, spend.effective(), false, true)));
    }

    /** A few words, or nothing where no resource stands out. */
    String of(String service) {
        Map<String, Move> ofService = moves.getOrDefault(service, Map.of());
        BigDecimal moved = ofService.values().stream().map(Move::size).reduce(BigDecimal.ZERO, BigDecimal::add);
        return ofService.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<String, Move> entry) ->
                                entry.getValue().size())
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .filter(largest -> moved.signum() > 0
                        && largest.getValue().size().multiply(TWO).compareTo(moved) >= 0)
                .map(largest -> shortName(largest.getKey()) + largest.getValue().words())
                .orElse("");
    }

    private void add(ResourceSpend spend, Move move) {
        moves.computeIfAbsent(spend.service(), service -> new TreeMap<>()).merge(spend.resource(), move, Move::plus);
    }

    private static String shortName(String id) {
        int slash = id.lastIndexOf('/');
        return slash < 0 || slash == id.length() - 1 ? id : id.substring(slash + 1);
    }

    private record Move(Money now, Money before, boolean isNow, boolean wasBefore) {
        Move plus(Move other) {
            return new Move(
                    now.plus(other.now), before.plus(other.before), isNow || other.isNow, wasBefore || other.wasBefore);
        }

        BigDecimal size() {
            return now.minus(before).amount().abs();
        }

        String words() {
            if (!wasBefore) {
                return " is new";
            }
            return isNow ? now.compareTo(before) > 0 ? " cost more" : " cost less" : " is gone";
        }
    }
}

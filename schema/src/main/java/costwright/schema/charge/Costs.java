package costwright.schema.charge;

import costwright.schema.money.Money;
import java.util.Currency;

/**
 * The four FOCUS costs of the same charges, in one currency.
 *
 * <p>Refuses differing currencies with an IllegalArgumentException.
 */
public record Costs(Money billed, Money effective, Money contracted, Money list) {
    public Costs {
        if (!billed.currency().equals(effective.currency())
                || !billed.currency().equals(contracted.currency())
                || !billed.currency().equals(list.currency())) {
            throw new IllegalArgumentException("The four costs of a charge must share a currency: %s, %s, %s, %s."
                    .formatted(billed, effective, contracted, list));
        }
    }

    public static Costs zero(Currency currency) {
        Money zero = Money.zero(currency);
        return new Costs(zero, zero, zero, zero);
    }

    public Costs plus(Costs other) {
        return new Costs(
                billed.plus(other.billed),
                effective.plus(other.effective),
                contracted.plus(other.contracted),
                list.plus(other.list));
    }

    public Money of(CostView view) {
        return switch (view) {
            case BILLED -> billed;
            case EFFECTIVE -> effective;
            case CONTRACTED -> contracted;
            case LIST -> list;
        };
    }

    public Currency currency() {
        return billed.currency();
    }
}

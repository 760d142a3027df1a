package costwright.schema.price;

import costwright.schema.money.UnitPrice;
import costwright.schema.resource.Provider;
import java.time.LocalDate;

/**
 * One quoted price of one thing in one region.
 *
 * @param item what is priced: an instance type, or for other things the word of the price list, such as {@code gp3}
 * @param os linux, windows …; empty where it does not apply
 * @param source who quoted it
 * @param asOf the day of the quote
 */
public record PriceRow(
        Provider provider, String region, String item, String os, UnitPrice price, String source, LocalDate asOf) {}

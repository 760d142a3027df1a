package costwright.jobs.sample;

import costwright.jobs.pull.catalogue.BundledCatalogue;
import costwright.schema.CostwrightException;
import costwright.schema.money.PriceAnswer;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceBook;
import costwright.schema.price.PriceRow;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** What things cost in the regions of the estate: the bundled catalogue, where a price that is missing is a defect. */
final class PriceList {
    private final BundledCatalogue catalogue;
    private final PriceBook book;

    PriceList(Set<String> regions) {
        catalogue = BundledCatalogue.load(regions);
        book = catalogue.priceBook();
    }

    BigDecimal of(Provider provider, String region, String item, String os) {
        PriceAnswer answer = book.onDemand(provider, region, item, os);
        return answer.known()
                .orElseThrow(() -> CostwrightException.defect("The sample estate needs a price: " + answer, null))
                .price()
                .money()
                .amount();
    }

    InstanceType type(Provider provider, String name) {
        return book.instanceType(provider, name)
                .orElseThrow(
                        () -> CostwrightException.defect("The sample estate needs the type %s.".formatted(name), null));
    }

    PriceBook book() {
        return book;
    }

    /** The prices per hour of machines and databases, as prices.csv has them. */
    List<PriceRow> hourly() {
        return catalogue.rows().stream().filter(row -> !row.os().isEmpty()).toList();
    }
}

package costwright.analyzers.commitment.kpi;

import costwright.schema.quantity.Ratio;

/** A share that is known with the cost it is measured by, or unknown with the reason. */
public sealed interface Share {
    /**
     * @param basis the FOCUS cost that both parts are of: {@code effective}, {@code contracted} or {@code list}
     */
    record Known(Ratio ratio, String basis) implements Share {}

    /** @param reason a clause for people, such as {@code the bill states no list cost for 3 of 8 parts} */
    record Unknown(String reason) implements Share {}
}

package costwright.jobs.bench;

import costwright.jobs.store.SpendDimension;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.jobs.store.Store;
import costwright.schema.charge.CostView;
import java.util.List;

/** What {@code costwright spend --by month,service} does, without its output. */
public final class SpendPeer {
    private SpendPeer() {}

    /** Argument: the store. */
    public static void main(String[] arguments) {
        try (Store store = Store.open(arguments[0])) {
            List<SpendDimension> by = List.of(SpendDimension.parse("month"), SpendDimension.parse("service"));
            System.out.println(new SpendStore(store).spend(new SpendQuestion(by, null, null, CostView.EFFECTIVE)));
        }
    }
}

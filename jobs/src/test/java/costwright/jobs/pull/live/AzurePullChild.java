package costwright.jobs.pull.live;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.Pause;
import costwright.jobs.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A pull of Azure in a process of its own, to be killed. */
final class AzurePullChild {
    private AzurePullChild() {}

    /** Arguments: the endpoint, the store, the as-of instant. */
    public static void main(String[] arguments) {
        Instant asOf = Instant.parse(arguments[2]);
        try (Store store = Store.open(arguments[1])) {
            new LivePull(store, Clock.fixed(asOf, ZoneOffset.UTC), Patience.DEFAULT, Pause.REAL, "team", line -> {})
                    .pull(
                            List.of(new LiveSource.Azure(
                                    "corp", List.of(AzureStub.SCOPE), arguments[0], 60, List.of())),
                            asOf);
        }
    }
}

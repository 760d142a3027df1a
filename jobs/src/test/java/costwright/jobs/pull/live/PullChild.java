package costwright.jobs.pull.live;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.Pause;
import costwright.jobs.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A pull in a process of its own, to be killed. */
final class PullChild {
    private PullChild() {}

    /** Arguments: the endpoint, the store, the as-of instant. */
    public static void main(String[] arguments) {
        Instant asOf = Instant.parse(arguments[2]);
        try (Store store = Store.open(arguments[1])) {
            new LivePull(store, Clock.fixed(asOf, ZoneOffset.UTC), Patience.DEFAULT, Pause.REAL, "team", line -> {})
                    .pull(
                            List.of(new LiveSource.Aws(
                                    "prod", List.of("eu-west-1"), List.of(), "", arguments[0], 60, List.of())),
                            asOf);
        }
    }
}

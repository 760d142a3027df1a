package costwright.jobs.pull;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The lanes of one source in one run, by name. */
public final class Lanes {
    private final Patience patience;
    private final RequestBudget budget;
    private final Function<RuntimeException, CallFailure> reading;
    private final Clock clock;
    private final Pause pause;
    private final Map<String, Lane> byName = new ConcurrentHashMap<>();

    public Lanes(
            Patience patience,
            RequestBudget budget,
            Function<RuntimeException, CallFailure> reading,
            Clock clock,
            Pause pause) {
        this.patience = patience;
        this.budget = budget;
        this.reading = reading;
        this.clock = clock;
        this.pause = pause;
    }

    /** The lane of that name, made on first use; the rate of the first caller counts. */
    public Lane lane(String name, int requestsPerSecond) {
        return lane(name, requestsPerSecond, Duration.ofSeconds(1));
    }

    /** The same for sources that count in longer stretches. */
    public Lane lane(String name, int requests, Duration each) {
        return byName.computeIfAbsent(
                name, key -> new Lane(key, requests, each, patience, budget, reading, clock, pause));
    }

    public RequestBudget budget() {
        return budget;
    }
}

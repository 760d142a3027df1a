package costwright.analyzers;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** All checks, discovered on the class path and kept in the order in which they run: by capability, then by id. */
public final class Catalogue {
    private final List<Analyzer> analyzers;

    /** @throws IllegalArgumentException if two checks share an id */
    public Catalogue(List<Analyzer> analyzers) {
        this.analyzers = analyzers.stream()
                .sorted(Comparator.comparing(
                                (Analyzer analyzer) -> analyzer.descriptor().capability())
                        .thenComparing(analyzer -> analyzer.descriptor().id()))
                .toList();
        long distinct = this.analyzers.stream()
                .map(analyzer -> analyzer.descriptor().id())
                .distinct()
                .count();
        if (distinct != this.analyzers.size()) {
            throw new IllegalArgumentException("Two checks share an id: "
                    + this.analyzers.stream()
                            .map(analyzer -> analyzer.descriptor().id())
                            .toList());
        }
    }

    /** Every check on the class path. */
    public static Catalogue discover() {
        return new Catalogue(ServiceLoader.load(Analyzer.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    public List<Analyzer> analyzers() {
        return analyzers;
    }

    public Optional<Analyzer> find(String id) {
        return analyzers.stream()
                .filter(analyzer -> analyzer.descriptor().id().equals(id))
                .findFirst();
    }
}

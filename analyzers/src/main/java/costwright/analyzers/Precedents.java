package costwright.analyzers;

import costwright.schema.resource.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What earlier analyses proposed for resources, so that a check can stand by its word. */
public final class Precedents {
    public static final Precedents NONE = new Precedents(List.of());

    private final Map<Key, List<Precedent>> bySubject = new TreeMap<>();

    /** @param all in any order */
    public Precedents(Collection<Precedent> all) {
        for (Precedent one : all) {
            bySubject
                    .computeIfAbsent(new Key(one.analyzerId(), one.subject()), key -> new ArrayList<>())
                    .add(one);
        }
        bySubject.replaceAll((key, said) -> said.stream()
                .sorted(Comparator.comparing(Precedent::asOf).reversed())
                .toList());
    }

    /**
     * What one analysis said of one resource.
     *
     * @param instanceType the type that it proposed; empty when the resource was to stay as it is
     * @param terms the version and the thresholds of the check then; empty when the resource was to stay, where nothing keeps them
     */
    public record Precedent(
            String analyzerId,
            ResourceId subject,
            Instant asOf,
            Optional<String> instanceType,
            Optional<Terms> terms) {}

    /** By which rules a check judged. */
    public record Terms(int version, Map<String, String> thresholds) {
        public Terms {
            thresholds = Map.copyOf(thresholds);
        }
    }

    private record Key(String analyzerId, ResourceId subject) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byAnalyzer = analyzerId.compareTo(other.analyzerId);
            return byAnalyzer != 0 ? byAnalyzer : subject.compareTo(other.subject);
        }
    }

    /** Newest first, back to where the check judged by other terms: a changed setting asks for a changed answer. */
    public List<Precedent> of(String analyzerId, ResourceId subject, Terms terms) {
        return bySubject.getOrDefault(new Key(analyzerId, subject), List.of()).stream()
                .takeWhile(one -> one.terms().map(terms::equals).orElse(true))
                .toList();
    }
}

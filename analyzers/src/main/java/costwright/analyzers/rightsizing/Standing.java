package costwright.analyzers.rightsizing;

import costwright.analyzers.Precedents.Precedent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was last proposed for a machine.
 *
 * @param type the type proposed; the present one when the machine was to stay as it is
 * @param asOf when, in seconds since 1970
 * @param raisedAt when a dearer type than before was last proposed, in seconds since 1970; {@link #NEVER} if none was
 */
public record Standing(String type, long asOf, long raisedAt) {
    public static final long NEVER = Long.MIN_VALUE;

    /**
     * What stands after all that was said; empty where nothing was.
     *
     * @param newestFirst in the order of {@link costwright.analyzers.Precedents#of}
     * @param present the type that the machine has now
     * @param candidates the types whose prices are known; what was proposed and has no price any more stands no longer
     */
    public static Optional<Standing> of(List<Precedent> newestFirst, String present, List<Candidate> candidates) {
        Optional<Standing> standing = Optional.empty();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            Precedent one = newestFirst.get(i);
            String type = one.instanceType().orElse(present);
            Optional<Candidate> to = candidate(type, candidates);
            if (to.isPresent()) {
                String before = standing.map(Standing::type).orElse(present);
                long raisedAt = standing.map(Standing::raisedAt).orElse(NEVER);
                standing = Optional.of(new Standing(
                        type,
                        one.asOf().getEpochSecond(),
                        isDearer(to.get(), before, candidates) ? one.asOf().getEpochSecond() : raisedAt));
            }
        }
        return standing;
    }

    private static boolean isDearer(Candidate one, String than, List<Candidate> candidates) {
        return candidate(than, candidates)
                .map(other -> one.hourly().compareTo(other.hourly()) > 0)
                .orElse(false);
    }

    Optional<Candidate> candidate(List<Candidate> candidates) {
        return candidate(type, candidates);
    }

    /** Such as {@code 2026-11-14}. */
    String day() {
        return day(asOf);
    }

    static String day(long epochSecond) {
        return Instant.ofEpochSecond(epochSecond).toString().substring(0, 10);
    }

    private static Optional<Candidate> candidate(String type, List<Candidate> candidates) {
        return candidates.stream().filter(one -> one.type().name().equals(type)).findFirst();
    }
}

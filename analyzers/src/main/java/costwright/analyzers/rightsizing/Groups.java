package costwright.analyzers.rightsizing;

import costwright.analyzers.rightsizing.FleetSizing.Answer;
import costwright.analyzers.rightsizing.Sizing.Verdict;
import costwright.schema.resource.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gives the machines of an autoscaling group one size, because the group starts all of them from one template. */
final class Groups {
    private Groups() {}

    static List<Answer> alike(List<Answer> answers) {
        Map<String, List<Answer>> members = new TreeMap<>();
        answers.forEach(answer -> group(answer)
                .ifPresent(name ->
                        members.computeIfAbsent(name, key -> new ArrayList<>()).add(answer)));
        List<Answer> alike = new ArrayList<>();
        for (Answer answer : answers) {
            List<Answer> peers = group(answer).map(members::get).orElse(List.of());
            alike.add(peers != null && peers.size() > 1 ? alike(answer, peers) : answer);
        }
        return alike;
    }

    private static Answer alike(Answer answer, List<Answer> peers) {
        if (!(answer instanceof Answer.Sized sized)
                || sized.sizing().recommended().isEmpty()) {
            return answer;
        }
        List<Optional<SizedOption>> choices = peers.stream()
                .map(peer ->
                        peer instanceof Answer.Sized one ? one.sizing().recommended() : Optional.<SizedOption>empty())
                .toList();
        if (choices.stream().anyMatch(Optional::isEmpty)) {
            return with(sized, Optional.empty(), "another machine of its group must stay as it is");
        }
        Candidate largest = choices.stream()
                .map(choice -> choice.orElseThrow().candidate())
                .max(Candidate.CHEAPEST_FIRST)
                .orElseThrow();
        Optional<SizedOption> own = sized.sizing().options().stream()
                .filter(option -> option.isFeasible() && option.candidate().equals(largest))
                .findFirst();
        return with(
                sized,
                own,
                own.isPresent()
                        ? "%s is the cheapest type that meets what every machine of its group needs"
                                .formatted(largest.type().name())
                        : "the machines of its group need different sizes");
    }

    private static Answer with(Answer.Sized sized, Optional<SizedOption> recommended, String reason) {
        Sizing sizing = sized.sizing();
        return new Answer.Sized(
                sized.machine(),
                sized.facts(),
                sized.window(),
                new Sizing(
                        recommended.isPresent() ? sizing.verdict() : Verdict.OPTIMIZED,
                        sizing.present(),
                        sizing.options(),
                        recommended,
                        reason,
                        sizing.need(),
                        sizing.precedent()),
                sized.observation());
    }

    private static Optional<String> group(Answer answer) {
        return answer.machine().attribute(Attributes.AUTOSCALING_GROUP);
    }
}

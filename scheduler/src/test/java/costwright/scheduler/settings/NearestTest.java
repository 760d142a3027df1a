package costwright.scheduler.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void findsTheNameWithTheFewestEdits() {
        assertThat(Nearest.to("regoins", List.of("name", "regions", "scopes"))).contains("regions");
        assertThat(Nearest.to("STROE", List.of("store", "locale"))).contains("store");
    }

    @Test
    void prefersTheFirstNameOfATie() {
        assertThat(Nearest.to("bat", List.of("cat", "bar"))).contains("bar");
    }

    @Test
    void takesTwoFifthsOfTheLettersAsNearAndMoreAsFar() {
        assertThat(Nearest.to("abcde", List.of("abcxy"))).contains("abcxy");
        assertThat(Nearest.to("abcd", List.of("abxy"))).isEmpty();
    }

    @Test
    void saysNothingWhenNothingIsKnown() {
        assertThat(Nearest.hint("anything", List.of())).isEmpty();
    }
}

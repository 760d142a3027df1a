package costwright.schema.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingIdTest {
    @Test
    void isTheSameEveryWeekForTheSameSubject() {
        // The first 8 hex digits of SHA-256 over "14:unattached-disk5:vol-1".
        assertThat(FindingId.of("unattached-disk", "vol-1")).isEqualTo(FindingId.of("unattached-disk", "vol-1"));
        assertThat(FindingId.of("unattached-disk", "vol-1").value()).matches("unattached-disk-[0-9a-f]{8}");
        assertThat(FindingId.of("unattached-disk", "vol-2")).isNotEqualTo(FindingId.of("unattached-disk", "vol-1"));
    }

    @Test
    void doesNotConfuseListsThatJoinToTheSameText() {
        assertThat(Fingerprint.of("ab", "c")).isNotEqualTo(Fingerprint.of("a", "bc"));
        assertThat(Fingerprint.of("")).isNotEqualTo(Fingerprint.of());
    }
}

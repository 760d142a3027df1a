package costwright.schema.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceTest {
    @Test
    void foldsTheCaseOfAzureIdsOnly() {
        assertThat(new ResourceId("/Subscriptions/A/resourceGroups/RG"))
                .hasToString("/subscriptions/a/resourcegroups/rg");
        assertThat(new ResourceId("arn:aws:ec2:us-east-1:1:instance/i-Ab"))
                .hasToString("arn:aws:ec2:us-east-1:1:instance/i-Ab");
        assertThatThrownBy(() -> new ResourceId("  ")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "in-use, ATTACHED",
        "deallocated, STOPPED",
        "Running, RUNNING",
        "stopped allocated, STOPPED_ALLOCATED",
        "pending, UNKNOWN"
    })
    void neverGuessesAState(String word, ResourceState state) {
        assertThat(ResourceState.ofWord(word)).isEqualTo(state);
    }

    @Test
    void readsAttributesWithoutGuessing() {
        Resource disk = new Resource(
                new ResourceId("vol-1"),
                Provider.of("Amazon Web Services"),
                "AmazonEC2",
                ResourceType.ofWord("disk"),
                "us-east-1",
                "",
                "",
                ResourceState.UNKNOWN,
                new SubAccountId("1"),
                Map.of("Name", "data"),
                Map.of("size_gib", "100", "created", "yesterday", "attached_to", " "));
        assertThat(disk.number("size_gib"))
                .hasValueSatisfying(size -> assertThat(size).isEqualByComparingTo("100"));
        assertThat(disk.instant("created")).isEmpty();
        assertThat(disk.attribute("attached_to")).isEmpty();
        assertThat(disk.displayName()).isEqualTo("data");
        assertThat(ResourceType.ofWord("quantum_computer")).isEqualTo(ResourceType.OTHER);
    }
}

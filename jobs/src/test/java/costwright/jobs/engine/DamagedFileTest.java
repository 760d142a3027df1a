package costwright.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is not called damaged for what this machine lacks. */
class DamagedFileTest {
    private static final List<Path> FILES = List.of(Path.of("bill.parquet"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IO Error: Could not write file \"duckdb_temp_storage_S32K-0.tmp\": No space left on device",
                "Out of Memory Error: failed to offload data block of size 256.0 KiB (64.0 MiB/64.0 MiB used). "
                        + "This limit was set by the 'max_temp_directory_size' setting."
            })
    void namesTheTemporaryFolderWhenItIsFull(String message) {
        CostwrightException refusal = DamagedFile.refusal(FILES, new SQLException(message));

        assertThat(refusal.kind()).isEqualTo(FailureKind.SOURCE);
        assertThat(refusal).hasMessageContaining("bill.parquet: the temporary folder is full");
    }

    @Test
    void namesTheOptionThatAllowsMoreMemory() {
        CostwrightException refusal = DamagedFile.refusal(
                FILES,
                new SQLException("Out of Memory Error: failed to pin block of size 256.0 KiB (1.0 GiB/1.0 GiB used)"));

        assertThat(refusal.kind()).isEqualTo(FailureKind.SETTINGS);
        assertThat(refusal).hasMessageContaining("import billing --memory");
    }

    @Test
    void leavesOtherFailuresToThoseWhoKnowThem() {
        assertThat(NoRoom.behind(new SQLException("Binder Error: no such column"), "bill.parquet"))
                .isEmpty();
    }
}

package costwright.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    @Test
    void givesAllRowsInTheirOrderOnTheCallingThread() {
        List<Integer> written = new ArrayList<>();
        Thread caller = Thread.currentThread();
        ReadAhead.stream(rowsTo(25_001), row -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            written.add(row);
        });
        assertThat(written).isEqualTo(IntStream.range(0, 25_001).boxed().toList());
    }

    @Test
    void givesNothingWhereThereIsNothing() {
        List<Integer> written = new ArrayList<>();
        ReadAhead.stream(rowsTo(0), written::add);
        assertThat(written).isEmpty();
    }

    @Test
    void throwsWhatTheReaderThrewAfterTheRowsBeforeIt() {
        List<Integer> written = new ArrayList<>();
        Consumer<Consumer<Integer>> failing = rows -> {
            rowsTo(2_000).accept(rows);
            throw new IllegalStateException("the engine failed");
        };
        assertThatThrownBy(() -> ReadAhead.stream(failing, written::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the engine failed");
        assertThat(written).hasSize(2_000);
    }

    @Test
    void stopsTheReaderWhenTheWriterFails() {
        AtomicBoolean ended = new AtomicBoolean();
        Consumer<Consumer<Integer>> endless = rows -> {
            try {
                for (int row = 0; ; row++) {
                    rows.accept(row);
                }
            } finally {
                ended.set(true);
            }
        };
        assertThatThrownBy(() -> ReadAhead.stream(endless, row -> {
                    throw new IllegalStateException("the disk is full");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the disk is full");
        assertThat(ended).isTrue();
    }

    private static Consumer<Consumer<Integer>> rowsTo(int end) {
        return rows -> IntStream.range(0, end).forEach(rows::accept);
    }
}

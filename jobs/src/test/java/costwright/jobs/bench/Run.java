package costwright.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of a command.
 *
 * @param seconds wall time from its start to its end
 * @param peakMib the largest resident set of the process and its children; 0 where the system does not tell
 * @param failure why it did not do its work, or empty
 */
record Run(double seconds, long peakMib, String failure) {
    /** What a script ends with when the machine lacks what it needs. */
    private static final int ABSENT = 77;

    static Run of(List<String> command, Path log) throws IOException, InterruptedException {
        Process process;
        long start = System.nanoTime();
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            return new Run(Double.NaN, 0, "absent: there is no " + command.get(0));
        }
        long peak = 0;
        while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakOf(process.toHandle()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() == 0) {
            return new Run(seconds, peak >> 10, "");
        }
        List<String> said = Files.readAllLines(log);
        String last = said.isEmpty() ? "" : said.get(said.size() - 1);
        return new Run(Double.NaN, 0, (process.exitValue() == ABSENT ? "absent: " : "failed: ") + last);
    }

    private static long peakOf(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(one -> highWater(one.pid()))
                .sum();
    }

    private static long highWater(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            // The process ended between the two looks, or this is not Linux.
            return 0;
        }
    }
}

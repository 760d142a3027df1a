package costwright.analyzers.rightsizing;

import costwright.analyzers.Shared;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads one five-minute trace of the Bitbrains sets, powered-on rows only; CPU in MHz, because golden values are. */
final class Bitbrains {
    private Bitbrains() {}

    static Path file(String vm) {
        return Shared.find(
                "data/traces/bitbrains-%s/5min/%s.csv.gz".formatted(vm.startsWith("fs") ? "faststorage" : "rnd", vm));
    }

    static Demand demand(String vm, long endEpochSecond) {
        List<String[]> rows = Shared.rows(file(vm)).stream()
                .map(line -> line.split(",", -1))
                .filter(row -> !row[1].equals("0"))
                .toList();
        long[] start = rows.stream().mapToLong(row -> Long.parseLong(row[0])).toArray();
        double[] mhz = rows.stream()
                .mapToDouble(row -> Double.parseDouble(row[3]) / 100 * Double.parseDouble(row[2]))
                .toArray();
        double[] mib =
                rows.stream().mapToDouble(row -> Double.parseDouble(row[5])).toArray();
        Map<Dimension, Track> tracks = new EnumMap<>(Dimension.class);
        tracks.put(Dimension.CPU, Track.of(300, start, mhz));
        tracks.put(Dimension.MEMORY, Track.of(300, start, mib));
        // The golden window is (end - 14 days, end].
        return new Demand(tracks, endEpochSecond + 1);
    }
}

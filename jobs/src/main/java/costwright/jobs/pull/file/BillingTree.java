package costwright.jobs.pull.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The bills below a folder. Where an export writes manifests, the newest ones say which files count, and all other billing
 * files in the folder of that export are of earlier deliveries.
 *
 * @param manifests the newest of each month and export
 * @param loose billing files in no export's folder, in order of path
 * @param superseded billing files in an export's folder that no newest manifest lists
 */
record BillingTree(List<BillingManifest> manifests, List<Path> loose, List<Path> superseded) {
    private static final List<String> ENDINGS = List.of(".csv", ".csv.gz", ".csv.zst", ".csv.zstd", ".parquet");

    BillingTree {
        manifests = List.copyOf(manifests);
        loose = List.copyOf(loose);
        superseded = List.copyOf(superseded);
    }

    /**
     * @param files absolute paths of all regular files of the tree, in order
     * @param isBill tells bills from other tables that may lie beside them; asked only of files that no manifest lists
     */
    static BillingTree of(List<Path> files, Predicate<Path> isBill) {
        List<BillingManifest> all = files.stream()
                .filter(BillingTree::isManifest)
                .map(BillingManifest::read)
                .flatMap(Optional::stream)
                .toList();
        List<BillingManifest> newest = BillingManifest.newest(all);
        Set<Path> listed = new HashSet<>();
        newest.forEach(manifest -> listed.addAll(manifest.files()));
        List<Path> roots = all.stream().map(BillingManifest::root).toList();
        List<Path> loose = new ArrayList<>();
        List<Path> superseded = new ArrayList<>();
        for (Path file : files) {
            if (isTable(file) && !listed.contains(file) && isBill.test(file)) {
                (roots.stream().anyMatch(file::startsWith) ? superseded : loose).add(file);
            }
        }
        return new BillingTree(newest, loose, superseded);
    }

    static boolean isManifest(Path path) {
        String name = name(path);
        return name.endsWith(".json") && name.contains("manifest");
    }

    static boolean isTable(Path path) {
        String name = name(path);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    static String endings() {
        return String.join(", ", ENDINGS);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }
}

package costwright.jobs.pull.file;

import costwright.jobs.engine.CostViews;
import costwright.schema.CostwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The billing files behind the arguments of an import, in order of path: files as they are named, the files that a manifest
 * lists, and of a folder the files that its newest manifests list and the billing files that are of no export with manifests.
 *
 * @param manifestRows the rows that manifests announce for all files; null where they do not say
 * @param isLoose whether some of the files are in no manifest
 * @param ignored billing files of exports that no newest manifest lists, so that they are of an earlier delivery
 * @param views which view of Azure a file tells, where a manifest says so
 */
record BillingFiles(
        List<Path> files,
        @Nullable Long manifestRows,
        boolean isLoose,
        List<Path> ignored,
        Map<Path, CostViews> views) {
    BillingFiles {
        views = Map.copyOf(views);
        files = List.copyOf(files);
        ignored = List.copyOf(ignored);
    }

    static BillingFiles find(List<Path> arguments) {
        TreeSet<Path> files = new TreeSet<>();
        TreeSet<Path> ignored = new TreeSet<>();
        List<BillingManifest> manifests = new ArrayList<>();
        for (Path argument : arguments) {
            Path path = argument.toAbsolutePath().normalize();
            if (Files.isDirectory(path)) {
                addFolder(path, files, ignored, manifests);
            } else if (!Files.isRegularFile(path)) {
                throw CostwrightException.input(
                        "Cannot import %s: there is no such file or folder.".formatted(argument));
            } else if (name(path).endsWith(".json")) {
                manifests.add(BillingManifest.read(path)
                        .orElseThrow(() -> CostwrightException.input(
                                "Cannot import %s: it is no manifest, which has reportKeys, dataFiles or blobs."
                                        .formatted(argument))));
            } else {
                files.add(path);
            }
        }
        boolean onlyManifests = files.isEmpty();
        Map<Path, CostViews> views = new HashMap<>();
        for (BillingManifest manifest : manifests) {
            List<Path> listed = manifest.files();
            files.addAll(listed);
            CostViews view = manifest.view();
            if (view != null) {
                listed.forEach(file -> views.put(file, view));
            }
        }
        ignored.removeAll(files);
        return new BillingFiles(
                new ArrayList<>(files),
                onlyManifests ? rows(manifests) : null,
                !onlyManifests,
                new ArrayList<>(ignored),
                views);
    }

    private static @Nullable Long rows(Collection<BillingManifest> manifests) {
        long rows = 0;
        for (BillingManifest manifest : manifests) {
            Long announced = manifest.rows();
            if (announced == null) {
                return null;
            }
            rows += announced;
        }
        return manifests.isEmpty() ? null : rows;
    }

    private static void addFolder(
            Path folder, TreeSet<Path> files, TreeSet<Path> ignored, List<BillingManifest> manifests) {
        BillingTree tree = BillingTree.of(regularFiles(folder), file -> true);
        if (tree.manifests().isEmpty() && tree.loose().isEmpty()) {
            throw CostwrightException.input("Cannot import %s: the folder has no manifest and no file that ends in %s."
                    .formatted(folder, BillingTree.endings()));
        }
        manifests.addAll(tree.manifests());
        files.addAll(tree.loose());
        ignored.addAll(tree.superseded());
    }

    /** All files of a tree, in order of path; those whose names begin with a dot are somebody's drafts. */
    static List<Path> regularFiles(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !name(path).startsWith("."))
                    .map(path -> path.toAbsolutePath().normalize())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw CostwrightException.input("Cannot read the folder %s: %s.".formatted(folder, e.getMessage()))
                    .causedBy(e);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }
}

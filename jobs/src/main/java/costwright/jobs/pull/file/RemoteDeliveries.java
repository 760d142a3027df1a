package costwright.jobs.pull.file;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.DownloadFolder;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.jobs.pull.RemoteFolder;
import costwright.jobs.pull.RemoteFolder.RemoteFile;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is new in a folder of cloud storage. Where manifests lie, only what the newest of each export and month lists
 * counts, because earlier deliveries of the month stay beside it; where none lies, every table is taken as a local folder's
 * would be. What was read in its present version is not downloaded again.
 *
 * <p>A delivery that cannot be taken leaves the others alone: they are read, and the first failure is thrown at the end.
 */
public final class RemoteDeliveries {
    // Exports of Azure without a manifest write each run of a month into one folder named after it, and each run holds
    // the
    // whole month: …/20261001-20261031/name_<guid>.csv
    private static final Pattern WHOLE_MONTHS = Pattern.compile("(.*/)?\\d{8}-\\d{8}/");

    private final PullContext context;
    private final RemoteFolder remote;

    private RemoteDeliveries(PullContext context, RemoteFolder remote) {
        this.context = context;
        this.remote = remote;
    }

    public static PullTask task(PullContext context, RemoteFolder remote) {
        return PullTask.of(remote.location(), "bill files", () -> new RemoteDeliveries(context, remote).read());
    }

    /** A manifest as it is far away. */
    private record Manifest(RemoteFile file, BillingManifest.Listing listing) {
        Path path() {
            return Path.of("/" + file.name());
        }
    }

    private Outcome read() {
        List<RemoteFile> files = remote.files();
        List<RemoteFile> manifests =
                files.stream().filter(file -> isManifest(file.name())).toList();
        List<Runnable> deliveries = manifests.isEmpty() ? folders(files) : listed(manifests);
        @Nullable RuntimeException first = null;
        for (Runnable delivery : deliveries) {
            try {
                delivery.run();
            } catch (CallFailure e) {
                first = first == null ? e : first;
            } catch (CostwrightException e) {
                if (e.kind() == FailureKind.DEFECT) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return deliveries.isEmpty() ? Outcome.CACHED : Outcome.READ;
    }

    private static boolean isManifest(String name) {
        return BillingTree.isManifest(Path.of(name.substring(name.lastIndexOf('/') + 1)));
    }

    private List<RemoteFile> unread(List<RemoteFile> files) {
        return files.stream()
                .filter(file -> !context.store().isImported(context.source(), key(file), file.version()))
                .toList();
    }

    private String key(RemoteFile file) {
        return remote.location() + "#" + file.name();
    }

    private void note(List<RemoteFile> files) {
        files.forEach(file -> context.store()
                .noteImported(
                        context.source(),
                        key(file),
                        file.version(),
                        context.clock().instant()));
    }

    /** One delivery for each export and month among the manifests. */
    private List<Runnable> listed(List<RemoteFile> manifests) {
        List<Manifest> known = new ArrayList<>(looked(unread(manifests)));
        if (known.stream().anyMatch(one -> one.listing().view() != null)) {
            // Only one of the two views of a month may be new; the other one belongs to it all the same.
            Set<String> newer =
                    known.stream().map(one -> one.listing().together()).collect(Collectors.toSet());
            List<RemoteFile> others = manifests.stream()
                    .filter(file -> known.stream().noneMatch(one -> one.file().equals(file)))
                    .toList();
            looked(others).stream()
                    .filter(one -> newer.contains(one.listing().together()))
                    .forEach(known::add);
        }
        List<Runnable> deliveries = new ArrayList<>();
        Map<String, List<Manifest>> together = new TreeMap<>();
        BillingManifest.newest(
                        known,
                        one -> one.listing().export(),
                        one -> one.listing().run(),
                        Manifest::path)
                .forEach(one -> together.computeIfAbsent(one.listing().together(), any -> new ArrayList<>())
                        .add(one));
        together.forEach((delivery, newest) -> {
            List<RemoteFile> told = known.stream()
                    .filter(one -> one.listing().together().equals(delivery))
                    .map(Manifest::file)
                    .toList();
            deliveries.add(() -> {
                importListed(newest);
                note(told);
            });
        });
        return deliveries;
    }

    /** What manifests say; what is none is not looked at again. */
    private List<Manifest> looked(List<RemoteFile> files) {
        List<Manifest> known = new ArrayList<>();
        try (DownloadFolder folder = DownloadFolder.create()) {
            for (RemoteFile file : files) {
                Path target = folder.fresh(file.name());
                remote.download(file.name(), target);
                Optional<BillingManifest.Listing> listing = BillingManifest.listing(target);
                listing.ifPresentOrElse(one -> known.add(new Manifest(file, one)), () -> note(List.of(file)));
            }
        }
        return known;
    }

    /** Downloads the manifests of a delivery and their files side by side as they lie far away. */
    private void importListed(List<Manifest> all) {
        List<Manifest> filled = all.stream()
                .filter(manifest -> !manifest.listing().keys().isEmpty())
                .toList();
        if (filled.isEmpty()) {
            return;
        }
        try (DownloadFolder folder = DownloadFolder.create()) {
            Path last = folder.root();
            for (Manifest manifest : filled) {
                last = folder.fresh(manifest.file().name());
                remote.download(manifest.file().name(), last);
                for (BillingManifest.Key key : manifest.listing().keys()) {
                    remote.download(key.name(), folder.fresh(key.name()));
                }
            }
            // The actual and the amortized export of a month tell it together.
            context.sink()
                    .bill(context.source(), filled.size() == 1 ? last : folder.root(), folder.from(remote.root()));
        }
    }

    /** One delivery for each folder in which a table is new; its old tables come along, because they may be one bill. */
    private List<Runnable> folders(List<RemoteFile> files) {
        Map<String, List<RemoteFile>> byFolder = new TreeMap<>();
        files.stream()
                .filter(file -> isTable(file.name()))
                .forEach(file -> byFolder.computeIfAbsent(
                                file.name().substring(0, file.name().lastIndexOf('/') + 1), any -> new ArrayList<>())
                        .add(file));
        List<Runnable> deliveries = new ArrayList<>();
        byFolder.forEach((folder, all) -> {
            List<RemoteFile> together = WHOLE_MONTHS.matcher(folder).matches() ? List.of(newest(all)) : all;
            if (!unread(together).isEmpty()) {
                deliveries.add(() -> importTogether(together));
            }
        });
        return deliveries;
    }

    private static RemoteFile newest(List<RemoteFile> files) {
        Comparator<RemoteFile> age =
                Comparator.comparing(RemoteFile::modifiedAt).thenComparing(RemoteFile::name);
        return files.stream().reduce(BinaryOperator.maxBy(age)).orElseThrow();
    }

    private void importTogether(List<RemoteFile> files) {
        try (DownloadFolder folder = DownloadFolder.create()) {
            files.forEach(file -> remote.download(file.name(), folder.fresh(file.name())));
            context.sink().folder(context.source(), folder.from(remote.root()));
            note(files);
        }
    }

    private static boolean isTable(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return !file.startsWith(".") && BillingTree.isTable(Path.of(file));
    }
}

package costwright.jobs.engine;

import costwright.schema.CostwrightException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells failures of the engine for which this machine, and not a file, is to blame. */
final class NoRoom {
    private static final Pattern FULL_FOLDER = Pattern.compile("No space left on device|max_temp_directory_size");

    /** The second is all that is left of the first where rows were asked for one by one. */
    private static final Pattern FULL_MEMORY = Pattern.compile("Out of Memory Error|Invalid result set");

    private NoRoom() {}

    /**
     * SOURCE if the temporary folder is full, SETTINGS if the memory did not suffice, and empty if the failure is another one.
     *
     * @param bill what was to be imported
     */
    static Optional<CostwrightException> behind(Exception failure, String bill) {
        String message = String.valueOf(failure.getMessage());
        if (FULL_FOLDER.matcher(message).find()) {
            return Optional.of(CostwrightException.source(
                    "Cannot import %s: the temporary folder is full, and what does not fit in memory goes there. Nothing was imported. Free some space, or name another folder with COSTWRIGHT_JAVA_OPTS=-Djava.io.tmpdir=FOLDER."
                            .formatted(bill),
                    failure));
        }
        if (FULL_MEMORY.matcher(message).find()) {
            return Optional.of(CostwrightException.settings(
                            "Cannot import %s: rolling it up took more memory than it may. Nothing was imported. Allow more with import billing --memory, and see that the temporary folder has room."
                                    .formatted(bill))
                    .causedBy(failure));
        }
        return Optional.empty();
    }
}

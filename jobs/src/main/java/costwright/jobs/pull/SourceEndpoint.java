package costwright.jobs.pull;

import costwright.schema.CostwrightException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The {@code endpoint:} of a source: https anywhere, http only on this machine, where emulators run. */
public final class SourceEndpoint {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private SourceEndpoint() {}

    /**
     * @return empty for an empty setting
     * @throws CostwrightException SETTINGS for anything else that is no such URL
     */
    public static Optional<URI> of(String setting) {
        if (setting.isBlank()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(setting.strip());
            boolean secure = "https".equals(uri.getScheme());
            if (uri.getHost() != null && (secure || ("http".equals(uri.getScheme()) && isLoopback(uri)))) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            throw refusal(setting).causedBy(e);
        }
        throw refusal(setting);
    }

    private static CostwrightException refusal(String setting) {
        return CostwrightException.settings(
                "The endpoint \"%s\" cannot be used: give https://host[:port], or http:// for an emulator on this machine (localhost or 127.0.0.1)."
                        .formatted(setting));
    }

    /** Whether the host is this machine. */
    public static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    }
}

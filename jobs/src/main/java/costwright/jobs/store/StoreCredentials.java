package costwright.jobs.store;

/**
 * Who connects to a database server; the composition root reads it from the environment. Never stored, logged or shown.
 *
 * @param user empty where the URL or the driver's own defaults name the user
 * @param password empty where none is needed
 */
public record StoreCredentials(String user, String password) {
    public static final StoreCredentials NONE = new StoreCredentials("", "");

    /** Without the password. */
    @Override
    public String toString() {
        return "StoreCredentials[user=" + user + "]";
    }
}

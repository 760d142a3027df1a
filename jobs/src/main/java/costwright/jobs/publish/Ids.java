package costwright.jobs.publish;

/** Ids as people say them. */
final class Ids {
    private Ids() {}

    /** The last part of a path such as {@code /subscriptions/…} or of an ARN; other ids as they are. */
    static String shortened(String id) {
        int slash = id.lastIndexOf('/');
        boolean isPath = id.startsWith("/") || id.startsWith("arn:");
        return isPath && slash >= 0 && slash < id.length() - 1 ? id.substring(slash + 1) : id;
    }
}

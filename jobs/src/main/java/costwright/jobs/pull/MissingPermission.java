package costwright.jobs.pull;

/**
 * Something that a source may not ask.
 *
 * @param permission the IAM action or the action of an Azure role
 * @param purpose what stops working without it
 * @param reason what the provider said
 */
public record MissingPermission(String source, String permission, String purpose, String reason) {}

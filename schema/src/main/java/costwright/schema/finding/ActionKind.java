package costwright.schema.finding;

/** What is done to the estate, in the order in which savings are taken so that they may be added. */
public enum ActionKind {
    /** Remove what nothing uses. */
    DELETE,
    /** Switch off at the hours of no use. */
    PARK,
    /** Change type or size. */
    RESIZE,
    /** Pay the same usage at a committed price. */
    COMMIT
}

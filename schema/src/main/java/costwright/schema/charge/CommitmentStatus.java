package costwright.schema.charge;

/** FOCUS CommitmentDiscountStatus of a charge, or that no commitment is involved. */
public enum CommitmentStatus {
    NONE,
    USED,
    UNUSED
}

package costwright.schema.resource;

/** The names of the {@link Resource#attributes} that checks read; every source of inventory spells them so. */
public final class Attributes {
    /** The id of the resource that uses this one; absent or blank when nothing does. */
    public static final String ATTACHED_TO = "attached_to";
    /** When the present state began, ISO-8601; set by sources that know it, else by the store from its own history. */
    public static final String STATE_SINCE = "state_since";
    /** When the resource was made, ISO-8601. */
    public static final String CREATED = "created";
    /** Size of a disk, snapshot or bucket in GiB. */
    public static final String SIZE_GIB = "size_gib";
    /** Provisioned IOPS of a disk. */
    public static final String IOPS = "iops";
    /** The provider's word for the kind of storage, such as {@code gp3} or {@code Premium_LRS}. */
    public static final String STORAGE_CLASS = "storage_class";
    /** The group of interchangeable machines to which a VM belongs. */
    public static final String AUTOSCALING_GROUP = "autoscaling_group";

    private Attributes() {}
}

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

    /** What a container reserves of its node. */
    public static final String CPU_REQUEST_CORES = "cpu_request_cores";

    public static final String MEMORY_REQUEST_MIB = "memory_request_mib";
    /** The share of its scheduling periods in which a container was held at its CPU limit. */
    public static final String CPU_THROTTLED_PERCENT = "cpu_throttled_percent";
    /** Present when a container last ended because it ran out of memory. */
    public static final String OOM_KILLED = "oom_killed";
    /** The id of the machine that a container runs on, and what that machine has. */
    public static final String NODE = "node";

    public static final String NODE_CPU_CORES = "node_cpu_cores";
    public static final String NODE_MEMORY_MIB = "node_memory_mib";

    private Attributes() {}
}

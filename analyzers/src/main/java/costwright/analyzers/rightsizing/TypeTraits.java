package costwright.analyzers.rightsizing;

import costwright.schema.price.InstanceType;
import costwright.schema.resource.Provider;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a machine may depend on beside vCPUs and memory, read from the provider's naming scheme, because catalogues do not
 * say it: accelerators, local disks, premium storage.
 *
 * <p>Sources: AWS "Amazon EC2 instance type naming conventions"; Azure "Virtual machine sizes naming conventions".
 */
record TypeTraits(boolean accelerator, boolean localDisk, boolean premiumStorage) {
    private static final TypeTraits NONE = new TypeTraits(false, false, false);

    private static final Set<String> AWS_ACCELERATED = Set.of(
            "p2",
            "p3",
            "p3dn",
            "p4d",
            "p4de",
            "p5",
            "p5e",
            "p5en",
            "p6-b200",
            "p6-b300",
            "p6e-gb200",
            "g3",
            "g3s",
            "g4dn",
            "g4ad",
            "g5",
            "g5g",
            "g6",
            "g6e",
            "g6f",
            "gr6",
            "gr6f",
            "inf1",
            "inf2",
            "trn1",
            "trn1n",
            "trn2",
            "dl1",
            "dl2q",
            "f1",
            "f2",
            "vt1");

    /** A d after the generation, such as m5d, or a family that is made of local disks, such as i4i. */
    private static final Pattern AWS_LOCAL_DISK =
            Pattern.compile("[a-z]+[0-9]+[a-z]*d[a-z]*(-[a-z0-9]+)?|(i|im|is)[0-9]+[a-z]*|[dh][1-3](en)?|x1e?");

    /** Standard_, the family in capitals, the size, then the additive features in small letters. */
    private static final Pattern AZURE = Pattern.compile("Standard_([A-Z]+)[0-9]+(?:-[0-9]+)?([a-z]*)(?:_.*)?");

    static TypeTraits of(InstanceType type) {
        if (type.provider() == Provider.AWS) {
            return new TypeTraits(
                    AWS_ACCELERATED.contains(type.family()),
                    AWS_LOCAL_DISK.matcher(type.family()).matches(),
                    false);
        }
        var name = AZURE.matcher(type.name());
        if (!name.matches()) {
            return NONE;
        }
        String family = name.group(1);
        String features = name.group(2);
        return new TypeTraits(
                family.startsWith("N"), features.contains("d") || family.startsWith("L"), features.contains("s"));
    }

    /** Whether a machine with these traits keeps all that it may depend on, and pays for no accelerator that it had not. */
    boolean keptBy(TypeTraits other) {
        return accelerator == other.accelerator
                && (!localDisk || other.localDisk)
                && (!premiumStorage || other.premiumStorage);
    }
}

package costwright.schema.format;

import java.util.List;
import java.util.Optional;

/** The dialects of billing file that are understood. */
public final class BillingFormats {
    /** In the order in which they are tried. */
    public static final List<WireFormat> ALL = List.of(FocusFormat.FOCUS, CurFormat.CUR, AzureFormat.AZURE);

    private BillingFormats() {}

    /** The columns that FOCUS requires and that a FOCUS file lacks, although they are not needed here; none for other dialects. */
    public static List<String> absent(Recognition recognition) {
        return recognition.format().dialect().equals(FocusFormat.FOCUS.dialect())
                ? FocusFormat.absent(recognition)
                : List.of();
    }

    /** Whether a column says to which billing account a charge belongs, in any dialect. */
    public static boolean isBillingAccount(FormatColumn column) {
        return isBillingAccount(column.name());
    }

    /** The same by the name of the column. */
    public static boolean isBillingAccount(String column) {
        return column.equals("BillingAccountId") || column.equals("bill_payer_account_id");
    }

    /** The first dialect whose marks the header has. */
    public static Optional<Recognition> recognise(List<String> header) {
        return ALL.stream()
                .map(format -> format.recognise(header))
                .flatMap(Optional::stream)
                .findFirst();
    }
}

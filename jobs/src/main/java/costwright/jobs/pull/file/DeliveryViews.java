package costwright.jobs.pull.file;

import costwright.jobs.engine.BillingTable;
import costwright.jobs.engine.CostViews;
import costwright.jobs.engine.RollupEngine;
import costwright.schema.CostwrightException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settles which view of its month each file tells, so that nothing is summed in two of them: by its manifest, else by its
 * rows, else by the words actual and amortized in the name of the file or its folder. A chunk in which the views would not differ belongs to
 * the one view that its delivery has.
 */
final class DeliveryViews {
    private DeliveryViews() {}

    /** @param declared what manifests say */
    static List<BillingTable> settle(RollupEngine engine, List<BillingTable> tables, Map<Path, CostViews> declared) {
        List<CostViews> told = new ArrayList<>();
        for (BillingTable table : tables) {
            CostViews byManifest = declared.get(table.file());
            CostViews known = byManifest == null ? engine.costView(table) : byManifest;
            told.add(known == CostViews.EITHER ? byName(table.file()) : known);
        }
        Set<CostViews> known =
                told.stream().filter(view -> view != CostViews.EITHER).collect(Collectors.toSet());
        CostViews all =
                known.size() > 1 ? CostViews.BOTH : known.stream().findFirst().orElse(CostViews.ACTUAL);
        List<BillingTable> settled = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            BillingTable table = tables.get(i);
            CostViews view = told.get(i);
            if (view == CostViews.EITHER && known.size() > 1) {
                throw CostwrightException.input(
                        "Cannot import %s: nothing tells whether it is of the actual or of the amortized export. Put the two exports into folders named actual and amortized."
                                .formatted(table.file()));
            }
            settled.add(table.telling(view == CostViews.EITHER ? all : view, all));
        }
        return settled;
    }

    private static CostViews byName(Path file) {
        Path folder = file.getParent();
        String name = (folder == null ? "" : folder.getFileName() + "/") + file.getFileName();
        String lower = name.toLowerCase(Locale.ROOT);
        boolean actual = lower.contains("actual");
        boolean amortized = lower.contains("amortized") || lower.contains("amortised");
        return actual == amortized ? CostViews.EITHER : actual ? CostViews.ACTUAL : CostViews.AMORTIZED;
    }
}

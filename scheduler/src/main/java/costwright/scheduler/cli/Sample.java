package costwright.scheduler.cli;

import costwright.jobs.sample.BillFormat;
import costwright.jobs.sample.Dialect;
import costwright.jobs.sample.ExportKind;
import costwright.jobs.sample.SampleEstate;
import costwright.jobs.sample.SampleOptions;
import costwright.schema.CostwrightException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a synthetic estate. */
@Command(
        name = "sample",
        description = {
            "Writes a synthetic estate with its ground truth: FOCUS 1.2 bills of three months of AWS and Azure, inventory,",
            "utilization, prices and commitments, and expected.json with the exact sums and the waste that was planted.",
            "The same rows and seed give the same bytes."
        },
        footer = {
            "  costwright sample --out estate",
            "  costwright sample --rows 10000000 --seed 7 --format parquet --out big",
            "  costwright sample --dialect null-words,exponents,shuffled --deliveries 4 --violations --out odd",
            "  costwright sample --exports cur-2.0,azure-ea --format parquet --out clouds"
        })
final class Sample implements Callable<Integer> {
    private final Workspace workspace;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description =
                    "Exactly how many charges DIR/billing has, of all three months: 200000 or more (default: the small estate, some 190,000).")
    long rows;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Another seed gives another estate (default: ${DEFAULT-VALUE}).")
    long seed = SampleOptions.DEMO_SEED;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write to.")
    Path out = Path.of("");

    @Option(
            names = "--dialect",
            split = ",",
            paramLabel = "WORD",
            description =
                    "How the bills are spelled: null-words, exponents, shuffled, bom, crlf, spaced-times; several by comma.")
    List<String> dialects = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How the bills are stored: csv.gz or parquet (default: csv.gz). The sums are the same.")
    String format = BillFormat.CSV_GZ.word();

    @Option(
            names = "--exports",
            split = ",",
            paramLabel = "WORD",
            description = {
                "Also tell the bills as the clouds do, with manifests, in DIR/exports/WORD: cur-legacy, cur-2.0, azure-ea, azure-mca;",
                "several by comma. Each comes to the same billed and effective costs as the FOCUS bills; import one of them, not both."
            })
    List<String> exports = List.of();

    @Option(
            names = "--deliveries",
            paramLabel = "K",
            description =
                    "Also write K cumulative deliveries of the last month (0 to 4) to DIR/deliveries; the fourth restates it. Import them one by one.")
    int deliveries;

    @Option(
            names = "--violations",
            description = "Break rules of FOCUS in about one row of ten thousand; violations.json lists them.")
    boolean violations;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "How many files to write at once (default: all cores).")
    int threads = Runtime.getRuntime().availableProcessors();

    Sample(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        SampleOptions options = new SampleOptions(
                workspace.resolve(out),
                seed,
                rows,
                dialectsOf(dialects),
                deliveries,
                violations,
                threads,
                formatOf(format),
                exportsOf(exports));
        SampleEstate.Summary summary;
        try (Progress progress = workspace.console().progress("sample", rows)) {
            summary = new SampleEstate(options, progress::advance).write();
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("folder", summary.folder().toString());
        body.put("charges", summary.charges());
        body.put("bills", summary.bills());
        body.put("samples", summary.samples());
        body.put("resources", summary.resources());
        body.put("seed", seed);
        Table table = Table.of("folder", "charges", "bills", "samples", "resources");
        table.row(summary.folder(), summary.charges(), summary.bills(), summary.samples(), summary.resources());
        return workspace.console().print(Result.of("sample/1", body).table(table));
    }

    private static BillFormat formatOf(String word) {
        try {
            return BillFormat.ofWord(word.strip());
        } catch (IllegalArgumentException e) {
            throw CostwrightException.settings("--format: " + e.getMessage()).causedBy(e);
        }
    }

    private static Set<ExportKind> exportsOf(List<String> words) {
        Set<ExportKind> found = new LinkedHashSet<>();
        for (String word : words) {
            try {
                found.add(ExportKind.ofWord(word.strip()));
            } catch (IllegalArgumentException e) {
                throw CostwrightException.settings("--exports: " + e.getMessage())
                        .causedBy(e);
            }
        }
        return found;
    }

    private static Set<Dialect> dialectsOf(List<String> words) {
        Set<Dialect> found = new LinkedHashSet<>();
        for (String word : words) {
            try {
                found.add(Dialect.ofWord(word.strip()));
            } catch (IllegalArgumentException e) {
                throw CostwrightException.settings("--dialect: " + e.getMessage())
                        .causedBy(e);
            }
        }
        return found;
    }
}

package costwright.scheduler.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Threshold;
import costwright.scheduler.cron.Cron;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import costwright.schema.Problem;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Turns the tree of a settings file into {@link Settings}, or refuses it with all that is wrong. */
final class SettingsReader {
    static final String DEFAULT_STORE = "costwright.db";
    static final List<String> JOBS = List.of("weekly");

    private static final List<String> KINDS = List.of("files", "aws", "azure", "prometheus");
    private static final int DEFAULT_REQUEST_BUDGET = 60;
    private static final String REGION = "[a-z]{2}(-[a-z]+)+-[0-9]";
    private static final String ACCOUNT = "[0-9]{12}|organization";
    private static final String EXPORT = "(s3://|https://|http://).+";
    private static final List<String> SOURCE_KEYS = List.of(
            "name",
            "kind",
            "path",
            "regions",
            "accounts",
            "role",
            "endpoint",
            "request-budget",
            "exports",
            "prices",
            "scopes",
            "url",
            "token-file",
            "ca-file");

    private final String where;
    private final List<Descriptor> checks;
    private final List<Problem> problems = new ArrayList<>();

    SettingsReader(String where, List<Descriptor> checks) {
        this.where = where;
        this.checks = checks;
    }

    Settings read(ObjectNode root, Map<String, String> environment) {
        new EnvironmentOverrides(root, paths(), SOURCE_KEYS, problems).lay(environment);
        Section all = new Section("", root, problems);
        Settings settings = new Settings(
                all.read("store", DEFAULT_STORE, SettingsReader::store),
                all.read("locale", "en-US", SettingsReader::locale),
                sources(all),
                thresholds(all.section("thresholds")),
                report(all.section("report")),
                schedule(all.section("schedule")));
        all.refuseOthers();
        if (!problems.isEmpty()) {
            throw CostwrightException.of(
                    FailureKind.SETTINGS,
                    "Cannot use the settings of %s: %d problem%s."
                            .formatted(where, problems.size(), problems.size() == 1 ? "" : "s"),
                    problems);
        }
        return settings;
    }

    /** Every key outside of sources, as a path. */
    private List<String> paths() {
        Stream<String> thresholds = checks.stream()
                .flatMap(check -> check.thresholds().stream()
                        .map(threshold -> "thresholds." + check.id() + "." + threshold.name()));
        return Stream.of(
                        Stream.of("store", "locale", "report.out", "report.owner-tag", "schedule.zone"),
                        JOBS.stream().map(job -> "schedule." + job),
                        thresholds)
                .flatMap(paths -> paths)
                .toList();
    }

    private static String store(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must be a path or jdbc:postgresql://…");
        }
        if (text.startsWith("jdbc:") && text.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new IllegalArgumentException(
                    "must hold no password: set COSTWRIGHT_STORE_USER and COSTWRIGHT_STORE_PASSWORD in the environment");
        }
        return text;
    }

    /** Refused rather than ignored: the page has one language and one way to write numbers. */
    private static Locale locale(String tag) {
        if (!Locale.US.equals(Locale.forLanguageTag(tag))) {
            throw new IllegalArgumentException("must be en-US, the only one in which the report is written");
        }
        return Locale.US;
    }

    private List<SourceSettings> sources(Section all) {
        List<SourceSettings> sources = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Section section : all.sections("sources")) {
            String name = section.mandatoryText("name", "prod-aws");
            if (!name.isEmpty() && names.contains(name)) {
                section.refuse("name", name, "is the name of an earlier source; names must differ");
            }
            names.add(name);
            source(section, name, sources);
        }
        return sources;
    }

    private static void source(Section section, String name, List<SourceSettings> sources) {
        String kind = section.mandatoryText("kind", "files, aws, azure or prometheus");
        switch (kind) {
            case "files" ->
                sources.add(new SourceSettings.Files(
                        name,
                        section.mandatoryText("path", "exports/"),
                        section.read("endpoint", "", SettingsReader::url)));
            case "aws" -> sources.add(aws(section, name));
            case "azure" -> sources.add(azure(section, name));
            case "prometheus" -> sources.add(prometheus(section, name));
            default -> {
                if (!kind.isEmpty()) {
                    section.refuse(
                            "kind",
                            kind,
                            "must be one of " + String.join(", ", KINDS) + "." + Nearest.hint(kind, KINDS));
                }
                return;
            }
        }
        section.refuseOthers();
    }

    private static SourceSettings aws(Section section, String name) {
        return new SourceSettings.Aws(
                name,
                section.texts("regions", REGION, "us-east-1"),
                section.texts("accounts", ACCOUNT, "123456789012"),
                section.read("role", "", SettingsReader::role),
                section.read("endpoint", "", SettingsReader::url),
                section.wholeNumber("request-budget", DEFAULT_REQUEST_BUDGET, 0, 100_000),
                section.texts("exports", EXPORT, "s3://bucket/prefix"),
                section.read("prices", "query", SettingsReader::prices));
    }

    private static SourceSettings azure(Section section, String name) {
        return new SourceSettings.Azure(
                name,
                section.texts("scopes", "/.+", "/subscriptions/…"),
                section.read("endpoint", "", SettingsReader::url),
                section.wholeNumber("request-budget", DEFAULT_REQUEST_BUDGET, 0, 100_000),
                section.texts("exports", EXPORT, "https://account.blob.core.windows.net/container/prefix"));
    }

    private static SourceSettings prometheus(Section section, String name) {
        if (section.text("url", "").isEmpty()) {
            section.mandatoryText("url", "http://prometheus:9090");
        }
        return new SourceSettings.Prometheus(
                name,
                section.read("url", "", SettingsReader::url),
                section.text("token-file", ""),
                section.text("ca-file", ""));
    }

    private static String prices(String text) {
        if (!text.equals("query") && !text.equals("bulk")) {
            throw new IllegalArgumentException(
                    "must be query (the Price List Query API) or bulk (its files, databases included)");
        }
        return text;
    }

    private static String role(String text) {
        if (!text.isEmpty()
                && !text.matches("[\\w+=,.@/-]{1,200}|arn:aws[a-z-]*:iam::(\\{account}|[0-9]{12}):role/.+")) {
            throw new IllegalArgumentException(
                    "must be a role name or an ARN, such as arn:aws:iam::{account}:role/costwright");
        }
        return text;
    }

    private static String url(String text) {
        if (text.isEmpty()) {
            return text;
        }
        try {
            URI url = new URI(text);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                if (url.getUserInfo() != null) {
                    throw new IllegalArgumentException("must hold no user or password");
                }
                return text;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no URL: " + e.getReason(), e);
        }
        throw new IllegalArgumentException("must be a URL that starts with http:// or https://");
    }

    private Map<String, Map<String, BigDecimal>> thresholds(Section section) {
        Map<String, Map<String, BigDecimal>> changed = new TreeMap<>();
        List<String> ids = checks.stream().map(Descriptor::id).toList();
        for (String id : section.keys()) {
            checks.stream()
                    .filter(check -> check.id().equals(id))
                    .findFirst()
                    .ifPresentOrElse(
                            check -> changed.put(id, thresholdsOf(check, section.section(id))),
                            () -> section.refuseUnknown(id, "check", ids));
        }
        return changed;
    }

    private static Map<String, BigDecimal> thresholdsOf(Descriptor check, Section section) {
        Map<String, BigDecimal> values = new TreeMap<>();
        List<String> names = check.thresholds().stream().map(Threshold::name).toList();
        for (Threshold threshold : check.thresholds()) {
            if (section.keys().contains(threshold.name())) {
                BigDecimal value =
                        section.decimal(threshold.name(), threshold.minimum(), threshold.maximum(), threshold.unit());
                if (value != null) {
                    values.put(threshold.name(), value);
                }
            }
        }
        section.keys().stream()
                .filter(key -> !names.contains(key))
                .forEach(key -> section.refuseUnknown(key, "threshold of " + check.id(), names));
        return values;
    }

    private static Settings.Report report(Section section) {
        Settings.Report report =
                new Settings.Report(section.read("out", "reports/", Path::of), section.text("owner-tag", "team"));
        section.refuseOthers();
        return report;
    }

    private static Settings.Schedule schedule(Section section) {
        ZoneId zone = section.read("zone", "UTC", SettingsReader::zone);
        Map<String, Cron> jobs = new TreeMap<>();
        for (String job : JOBS) {
            if (!section.text(job, "").isEmpty()) {
                jobs.put(job, section.read(job, "@weekly", text -> Cron.of(text, zone)));
            }
        }
        section.refuseOthers();
        return new Settings.Schedule(jobs, zone);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "is no time zone."
                            + Nearest.hint(
                                    name,
                                    ZoneId.getAvailableZoneIds().stream()
                                            .sorted()
                                            .toList()) + " Names look like Europe/Berlin",
                    e);
        }
    }
}

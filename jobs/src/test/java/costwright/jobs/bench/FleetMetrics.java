package costwright.jobs.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.Pause;
import costwright.jobs.pull.live.LivePull;
import costwright.jobs.pull.live.PullReport;
import costwright.jobs.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the metrics of a fleet take: a local CloudWatch with N machines, 14 days, five minutes, of which four metrics
 * have data. Arguments: the number of machines. Run with {@code -Xmx768m}.
 */
public final class FleetMetrics {
    private static final Instant AS_OF = Instant.parse("2026-11-15T06:00:00Z");
    private static final long FROM = Instant.parse("2026-11-01T00:00:00Z").getEpochSecond();
    private static final int POINTS = 14 * 288;
    private static final int PAGE = 25;
    private static final byte[] STAMPS = stamps();
    private static final byte[][] VALUES = values();
    private static final Pattern QUERY =
            Pattern.compile("MetricDataQueries\\.member\\.(\\d+)\\.(Id|MetricStat\\.Metric\\.MetricName)=([^&]*)");

    private FleetMetrics() {}

    public static void main(String[] arguments) throws IOException {
        int machines = Integer.parseInt(arguments[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> answer(exchange, machines));
        server.start();
        Path folder = Files.createTempDirectory("fleet");
        long start = System.nanoTime();
        try (Store store = Store.open(folder.resolve("fleet.db").toString())) {
            PullReport report = new LivePull(
                            store, Clock.fixed(AS_OF, ZoneOffset.UTC), Patience.DEFAULT, Pause.REAL, "team", line -> {})
                    .pull(
                            List.of(new LiveSource.Aws(
                                    "fleet",
                                    List.of("eu-west-1"),
                                    List.of(),
                                    "",
                                    "http://127.0.0.1:" + server.getAddress().getPort(),
                                    60,
                                    List.of())),
                            AS_OF);
            System.out.printf(
                    "%d machines: %.1f s, %d requests, gaps of metrics %d, store %d MB, heap used %d MB of %d MB%n",
                    machines,
                    (System.nanoTime() - start) / 1e9,
                    report.runs().get(0).requests(),
                    report.gaps().stream()
                            .filter(gap -> gap.dataset().equals("utilization"))
                            .count(),
                    Files.size(folder.resolve("fleet.db")) >> 20,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
        server.stop(0);
        System.exit(0);
    }

    private static void answer(HttpExchange exchange, int machines) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (body.contains("Action=GetMetricData&")) {
            metricData(exchange, body);
        } else if (body.contains("Action=DescribeInstances&")) {
            text(exchange, 200, instances(machines));
        } else if (body.contains("Action=GetCallerIdentity")) {
            text(
                    exchange,
                    200,
                    "<r><GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult></r>");
        } else {
            text(exchange, body.contains("Action=") ? 200 : 404, "<r/>");
        }
    }

    private static String instances(int machines) {
        StringBuilder text = new StringBuilder("<r><reservationSet><item><instancesSet>");
        for (int i = 0; i < machines; i++) {
            text.append("<item><instanceId>i-")
                    .append(i)
                    .append("</instanceId><instanceType>m5.large</instanceType>")
                    .append("<instanceState><name>running</name></instanceState></item>");
        }
        return text.append("</instancesSet></item></reservationSet></r>").toString();
    }

    /** 25 series of 4,032 points a page, as the limit of 100,800 points allows. */
    private static void metricData(HttpExchange exchange, String body) throws IOException {
        Matcher matcher = QUERY.matcher(body);
        String[] ids = new String[501];
        String[] names = new String[501];
        int count = 0;
        while (matcher.find()) {
            int number = Integer.parseInt(matcher.group(1));
            (matcher.group(2).equals("Id") ? ids : names)[number] =
                    URLDecoder.decode(matcher.group(3), StandardCharsets.UTF_8);
            count = Math.max(count, number);
        }
        Matcher token = Pattern.compile("NextToken=(\\d+)").matcher(body);
        int from = token.find() ? Integer.parseInt(token.group(1)) : 1;
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write("<r><GetMetricDataResult><MetricDataResults>".getBytes(StandardCharsets.US_ASCII));
            int sent = 0;
            int next = from;
            for (; next <= count && sent < PAGE; next++) {
                // Three of the seven metrics of a machine have no data: four are left, each average and maximum.
                if (names[next].startsWith("EBSWrite") || names[next].equals("EBSReadBytes")) {
                    continue;
                }
                out.write("<member><Timestamps>".getBytes(StandardCharsets.US_ASCII));
                out.write(STAMPS);
                out.write("</Timestamps><Values>".getBytes(StandardCharsets.US_ASCII));
                out.write(VALUES[next % VALUES.length]);
                out.write(("</Values><Id>" + ids[next] + "</Id></member>").getBytes(StandardCharsets.US_ASCII));
                sent++;
            }
            String more = next <= count ? "<NextToken>" + next + "</NextToken>" : "";
            out.write(
                    ("</MetricDataResults>" + more + "</GetMetricDataResult></r>").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static byte[] stamps() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < POINTS; i++) {
            text.append("<member>")
                    .append(Instant.ofEpochSecond(FROM + 300L * i))
                    .append("</member>");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[][] values() {
        byte[][] all = new byte[7][];
        for (int k = 0; k < all.length; k++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < POINTS; i++) {
                text.append("<member>")
                        .append((i * 7919 + k * 31) % 10_007 / 100.0)
                        .append("</member>");
            }
            all[k] = text.toString().getBytes(StandardCharsets.US_ASCII);
        }
        return all;
    }

    private static void text(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}

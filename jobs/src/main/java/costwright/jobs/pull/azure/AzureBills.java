package costwright.jobs.pull.azure;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.resourcemanager.costmanagement.fluent.models.CostDetailsOperationResultsInner;
import com.azure.resourcemanager.costmanagement.models.BlobInfo;
import com.azure.resourcemanager.costmanagement.models.CostDetailsMetricType;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.DownloadFolder;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.jobs.pull.SourceEndpoint;
import costwright.schema.time.BillingPeriod;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Bills of Azure where no export writes them: cost details reports made for us, one of what was paid and one of what it
 * was spread over, imported together.
 */
final class AzureBills {
    /** Azure makes no new data more often than every four hours and advises one report a day. */
    private static final Duration FRESH = Duration.ofHours(20);

    private static final Duration SETTLES_AFTER = Duration.ofDays(5);
    private static final int MONTHS = 3;
    /** A report whose links have run out is ordered once more. */
    private static final int ORDERS = 2;

    private final PullContext context;
    private final AzureHttp http;
    private final Lane lane;
    private final CostManagement client;

    AzureBills(PullContext context, AzureHttp http, Lane lane, CostManagement client) {
        this.context = context;
        this.http = http;
        this.lane = lane;
        this.client = client;
    }

    /** The last three months of a scope, each asked until it is closed. */
    List<PullTask> costDetails(String scope) {
        List<PullTask> tasks = new ArrayList<>();
        BillingPeriod period = BillingPeriod.containing(context.asOf());
        for (int i = 0; i < MONTHS; i++) {
            BillingPeriod month = period;
            tasks.add(PullTask.of(scope, "cost details of " + month, () -> readDetails(scope, month)));
            period = period.previous();
        }
        return tasks;
    }

    private Outcome readDetails(String scope, BillingPeriod month) {
        if (!context.windows().isDue(scope, "cost details", month, FRESH)) {
            return Outcome.CACHED;
        }
        LocalDate today = context.asOf().atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate end = month.month().atEndOfMonth();
        LocalDate last = end.isAfter(today) ? today : end;
        boolean any = false;
        try (DownloadFolder folder = DownloadFolder.create()) {
            // The names of the folders tell the import which view of the month a file holds.
            any |= download(scope, CostDetailsMetricType.ACTUAL_COST, "actual", month, last, folder);
            any |= download(scope, CostDetailsMetricType.AMORTIZED_COST, "amortized", month, last, folder);
            if (any) {
                context.sink().bill(context.source(), folder.root(), folder.from(scope + "/costDetails/" + month));
            }
        }
        boolean closed = !month.end().plus(SETTLES_AFTER).isAfter(context.asOf());
        context.windows().note(scope, "cost details", month, closed);
        if (!any) {
            throw new CallFailure(Why.ABSENT, "Azure has no cost details of %s in %s.".formatted(scope, month));
        }
        return Outcome.READ;
    }

    /** Whether there were charges. */
    private boolean download(
            String scope,
            CostDetailsMetricType metric,
            String name,
            BillingPeriod month,
            LocalDate last,
            DownloadFolder folder) {
        for (int order = 1; ; order++) {
            CostDetailsOperationResultsInner report =
                    client.costDetails(scope, metric, month.month().atDay(1), last);
            if (report == null || report.blobs() == null || report.blobs().isEmpty()) {
                return false;
            }
            try {
                download(report, name, folder);
                return true;
            } catch (CallFailure e) {
                if (e.why() != Why.STALE_PAGE || order == ORDERS) {
                    throw e;
                }
            }
        }
    }

    private void download(CostDetailsOperationResultsInner report, String name, DownloadFolder folder) {
        String ending = Boolean.TRUE.equals(report.compressData()) ? ".csv.gz" : ".csv";
        int number = 0;
        for (BlobInfo blob : report.blobs()) {
            download(blob, folder.fresh("%s/part-%03d%s".formatted(name, number++, ending)));
        }
    }

    /** The link carries its own signature: no token goes with it, and it is told to nobody. */
    private void download(BlobInfo blob, Path file) {
        URI uri = URI.create(blob.blobLink());
        if (!"https".equals(uri.getScheme()) && !SourceEndpoint.isLoopback(uri)) {
            throw new CallFailure(Why.REFUSED, "The download of the report is not offered by https.");
        }
        lane.call("the download of cost details", () -> {
            try (HttpResponse answer = answer(blob.blobLink());
                    InputStream content = answer.getBodyAsInputStreamSync()) {
                Files.deleteIfExists(file);
                long written = Files.copy(content, file);
                Long announced = blob.byteCount();
                if (announced != null && written != announced) {
                    throw new CallFailure(
                            Why.MALFORMED, "the download has %d of %d bytes".formatted(written, announced));
                }
                return written;
            } catch (IOException e) {
                throw new CallFailure(Why.MALFORMED, "the download broke off: " + e.getMessage(), null, e);
            }
        });
    }

    private HttpResponse answer(String link) {
        try {
            return http.pipeline("").sendSync(new HttpRequest(HttpMethod.GET, link), Context.NONE);
        } catch (CallFailure e) {
            if (e.why() != Why.DENIED) {
                throw e;
            }
            throw new CallFailure(
                    Why.STALE_PAGE,
                    "the link of the report does not open any more (%s)".formatted(e.sentence()),
                    null,
                    e);
        }
    }
}

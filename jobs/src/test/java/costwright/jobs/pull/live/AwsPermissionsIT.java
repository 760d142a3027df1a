package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.MissingPermission;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.aws.AwsPermissions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsPermissionsIT {
    private static final Patience SHORT = new Patience(
            1, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(10));

    private final AwsStub aws = new AwsStub();

    @AfterEach
    void stop() {
        aws.close();
    }

    private List<MissingPermission> missing() {
        return AwsPermissions.missing(
                new LiveSource.Aws(
                        "prod",
                        List.of("eu-west-1"),
                        List.of("organization", "444455556666"),
                        "CostwrightReader",
                        aws.url(),
                        60,
                        List.of("s3://exports/focus")),
                SHORT);
    }

    private void denyEverything() {
        aws.stub(
                any(anyUrl()).atPriority(4),
                aResponse()
                        .withStatus(403)
                        .withBody("<Error><Code>AccessDenied</Code><Message>not authorized</Message></Error>"));
        String denied = "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}";
        aws.stub(
                post(urlPathEqualTo("/"))
                        .withHeader("X-Amz-Target", matching(".*"))
                        .atPriority(3),
                aResponse()
                        .withStatus(400)
                        .withHeader("Content-Type", "application/x-amz-json-1.1")
                        .withBody(denied));
        aws.stub(
                AwsStub.form("GetCallerIdentity").atPriority(1),
                aResponse()
                        .withBody("<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>"
                                + "</GetCallerIdentityResult></GetCallerIdentityResponse>"));
    }

    @Test
    void namesEveryPermissionThatIsMissingAndWhatStopsWithoutIt() {
        denyEverything();

        assertThat(missing())
                .extracting(MissingPermission::permission)
                .containsExactlyInAnyOrderElementsOf(AwsPermissions.actions().stream()
                        .filter(action -> !action.equals("sts:GetCallerIdentity"))
                        .toList());
    }

    private static final String ASSUMED = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>k</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
            <Expiration>2036-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>""";

    private void export() {
        aws.s3("exports", """
                <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>focus/Manifest.json</Key><ETag>"1"</ETag>
                <Size>9</Size></Contents></ListBucketResult>""");
        aws.object("/exports/focus/Manifest.json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void namesTheObjectsOfAnExportThatMayBeListedAndNotRead() {
        export();
        aws.stub(
                get(urlPathEqualTo("/exports/focus/Manifest.json")).atPriority(1),
                aResponse()
                        .withStatus(403)
                        .withBody("<Error><Code>AccessDenied</Code><Message>not authorized</Message></Error>"));
        assertThat(Permissions.missing(new LiveSource.Remote("bills", "s3://exports/focus", aws.url()), SHORT))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.permission()).isEqualTo("s3:GetObject");
                    assertThat(one.purpose()).contains("bills from the exports");
                });
    }

    @Test
    void findsNothingMissingInAnEmptyBucketThatMayBeRead() {
        aws.s3("exports", "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
        aws.stub(
                get(urlPathEqualTo("/exports/costwright-asks-for-nothing")).atPriority(1),
                aResponse().withStatus(404).withBody("<Error><Code>NoSuchKey</Code></Error>"));
        assertThat(Permissions.missing(new LiveSource.Remote("bills", "s3://exports/focus", aws.url()), SHORT))
                .isEmpty();
    }

    @Test
    void namesOnlyTheOperationThatIsDenied() {
        export();
        aws.query("AssumeRole", ASSUMED);
        aws.json("AWSOrganizationsV20161128.ListAccounts", "{\"Accounts\":[]}");
        aws.stub(
                post(urlPathEqualTo("/"))
                        .withHeader("X-Amz-Target", matching("AWSInsightsIndexService.GetAnomalies"))
                        .atPriority(1),
                aResponse()
                        .withStatus(400)
                        .withHeader("Content-Type", "application/x-amz-json-1.1")
                        .withBody("{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}"));

        assertThat(missing()).extracting(MissingPermission::permission).containsExactly("ce:GetAnomalies");
    }
}

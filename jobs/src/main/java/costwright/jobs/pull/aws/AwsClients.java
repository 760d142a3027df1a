package costwright.jobs.pull.aws;

import costwright.jobs.pull.Patience;
import costwright.jobs.pull.SourceEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Builds the SDK's clients: one HTTP client, no retries of their own (the lanes repeat), the default credential chain or
 * an assumed role, and all at another endpoint where the settings name one.
 */
final class AwsClients implements AutoCloseable {
    private final Optional<URI> endpoint;
    private final Patience patience;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider own;
    private final List<SdkAutoCloseable> open = new ArrayList<>();

    /** @param endpoint empty for AWS */
    AwsClients(String endpoint, Patience patience) {
        this.endpoint = SourceEndpoint.of(endpoint);
        this.patience = patience;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(patience.answerWithin())
                .build();
        this.own = this.endpoint.filter(SourceEndpoint::isLoopback).isPresent()
                // An emulator on this machine takes any key, and never gets a real one.
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("emulator", "emulator"))
                : DefaultCredentialsProvider.builder().build();
    }

    /** The credentials of the default chain. */
    AwsCredentialsProvider own() {
        return own;
    }

    /** The credentials of {@code roleArn}, renewed before they expire. */
    synchronized AwsCredentialsProvider assumed(String roleArn, Region region) {
        StsClient sts = build(StsClient.builder(), region, own);
        StsAssumeRoleCredentialsProvider provider = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(roleArn).roleSessionName("costwright"))
                .build();
        open.add(provider);
        return provider;
    }

    /** A client that lives as long as this. */
    synchronized <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C build(
            B builder, Region region, AwsCredentialsProvider credentials) {
        builder.region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(patience.answerWithin())
                        .addExecutionInterceptor(new MetricDataInterceptor()));
        endpoint.ifPresent(builder::endpointOverride);
        C client = builder.build();
        open.add(client);
        return client;
    }

    /** For what needs no signature. */
    SdkHttpClient http() {
        return http;
    }

    /** Where all services are asked instead of AWS. */
    Optional<URI> endpoint() {
        return endpoint;
    }

    boolean isRedirected() {
        return endpoint.isPresent();
    }

    @Override
    public synchronized void close() {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        http.close();
    }
}

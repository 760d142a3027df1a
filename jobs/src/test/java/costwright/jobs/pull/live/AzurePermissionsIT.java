package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.MissingPermission;
import costwright.jobs.pull.Patience;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What doctor finds out about the permissions of an Azure source. */
class AzurePermissionsIT {
    private static final String ACCOUNT = "/providers/Microsoft.Billing/billingAccounts/42";
    private AzureStub azure;

    @BeforeEach
    void start() {
        azure = new AzureStub(0);
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private List<MissingPermission> missing(List<String> scopes, List<String> exports) {
        return Permissions.missing(new LiveSource.Azure("corp", scopes, azure.url(), 60, exports), Patience.DEFAULT);
    }

    private void granted(String actions, String notActions) {
        azure.answer(
                "GET",
                ".*/Microsoft.Authorization/permissions",
                3,
                "{\"value\":[{\"actions\":[%s],\"notActions\":[%s],\"dataActions\":[],\"notDataActions\":[]}]}"
                        .formatted(actions, notActions));
    }

    private void denied(String path) {
        azure.server()
                .stubFor(
                        any(urlPathMatching(path))
                                .atPriority(1)
                                .willReturn(
                                        aResponse()
                                                .withStatus(403)
                                                .withBody(
                                                        "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"The client has no authorization.\"}}")));
    }

    @Test
    void findsNothingMissingWhereAReaderMayDoAll() {
        granted("\"*/read\"", "");
        assertThat(missing(List.of(AzureStub.SCOPE), List.of())).isEmpty();
    }

    @Test
    void namesEachOperationThatNoRoleGrantsAndWhatItIsFor() {
        // What the role of the folder deploy grants, without two of its lines.
        granted(
                "\"Microsoft.CostManagement/query/read\",\"Microsoft.CostManagement/forecast/read\","
                        + "\"Microsoft.CostManagement/benefit*/read\",\"Microsoft.Consumption/*/read\","
                        + "\"Microsoft.Advisor/*\",\"Microsoft.ResourceGraph/*\",\"Microsoft.Insights/*\"",
                "\"Microsoft.Insights/*\"");
        assertThat(missing(List.of(AzureStub.SCOPE), List.of()))
                .extracting(MissingPermission::permission, MissingPermission::purpose, MissingPermission::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "Microsoft.CostManagement/*/read",
                                "bills without an export",
                                "no role grants it in " + AzureStub.SCOPE),
                        org.assertj.core.groups.Tuple.tuple(
                                "Microsoft.Insights/metrics/read",
                                "utilization, and with it right-sizing, parking and idleness",
                                "no role grants it in " + AzureStub.SCOPE));
    }

    @Test
    void triesWhatIsGrantedOutsideOfSubscriptions() {
        denied(".*/Microsoft.Capacity/reservations");
        denied(".*/Microsoft.BillingBenefits/savingsPlans");
        denied(ACCOUNT + ".*/benefitUtilizationSummaries");
        denied("/account/exports");
        assertThat(missing(List.of(ACCOUNT), List.of(azure.url() + "/account/exports/cost")))
                .extracting(MissingPermission::permission)
                .containsExactly(
                        "Microsoft.CostManagement/benefitUtilizationSummaries/read",
                        "Microsoft.Capacity/*/read",
                        "Microsoft.BillingBenefits/savingsPlanOrders/savingsPlans/read",
                        "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read");
    }

    @Test
    void asksAContainerThatIsASourceByItself() {
        denied("/account/exports");
        assertThat(Permissions.missing(
                        new LiveSource.Remote("bills", azure.url() + "/account/exports/cost", ""), Patience.DEFAULT))
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).contains("403", "AuthorizationFailed"));
    }

    @Test
    void saysThatAScopeCannotBeAskedAtAll() {
        denied(".*/Microsoft.Authorization/permissions");
        assertThat(missing(List.of(AzureStub.SCOPE), List.of()))
                .singleElement()
                .satisfies(one -> assertThat(one.purpose()).isEqualTo("everything in it"));
    }
}

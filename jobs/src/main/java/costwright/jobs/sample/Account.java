package costwright.jobs.sample;

import costwright.schema.resource.Provider;

/**
 * Who is billed, and for whom.
 *
 * @param subAccountId an AWS account id, or {@code /subscriptions/…} of Azure
 * @param currency in which the billing account pays; prices are listed in USD
 * @param rate how many units of {@code currency} one USD is, as a decimal string
 */
record Account(
        Provider provider,
        String billingAccountId,
        String billingAccountName,
        String billingAccountType,
        String subAccountId,
        String subAccountName,
        String subAccountType,
        String currency,
        String rate) {
    static Account aws(String payerId, String payerName, String id, String name) {
        return new Account(Provider.AWS, payerId, payerName, "BillingAccount", id, name, "LinkedAccount", "USD", "1");
    }

    static Account azure(
            String enrollment, String company, String subscription, String name, String currency, String rate) {
        return new Account(
                Provider.AZURE,
                "/providers/Microsoft.Billing/billingAccounts/" + enrollment,
                company,
                "Billing Account",
                "/subscriptions/" + subscription,
                name,
                "Subscription",
                currency,
                rate);
    }

    /** As FOCUS ProviderName. */
    String providerName() {
        return provider == Provider.AWS ? "AWS" : "Microsoft";
    }

    String issuer() {
        return provider == Provider.AWS ? "Amazon Web Services, Inc." : "Microsoft";
    }

    /** A word for file names: the provider and the last part of the billing account. */
    String fileWord() {
        return provider.word() + '-' + billingAccountId.substring(billingAccountId.lastIndexOf('/') + 1);
    }
}

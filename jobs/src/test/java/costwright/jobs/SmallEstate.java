package costwright.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * A company of three resources over 31 days, with one thing to find: {@code vol-left} has been unattached for two months
 * and costs 0.25 USD an hour of day, 7.75 USD in October.
 */
public final class SmallEstate {
    public static final String LEFT = "vol-left";

    private SmallEstate() {}

    /** Writes bills, inventory and prices into {@code folder}. */
    public static Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("focus-2026-10.csv"), bill());
            Files.writeString(folder.resolve("inventory.csv"), String.join("\n", INVENTORY) + "\n");
            Files.writeString(
                    folder.resolve("prices.csv"),
                    "provider,region,instance_type,os,usd_per_hour\naws,us-east-1,m5.large,linux,0.096\n");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final List<String> INVENTORY = List.of(
            "resource_id,provider,service,resource_type,region,instance_type,os,state,sub_account_id,tags,attributes",
            "i-web,aws,Amazon EC2,vm,us-east-1,m5.large,linux,running,111122223333,\"{\"\"team\"\":\"\"web\"\"}\",{}",
            "vol-used,aws,Amazon EBS,disk,us-east-1,,,attached,111122223333,{},\"{\"\"attached_to\"\":\"\"i-web\"\"}\"",
            "vol-left,aws,Amazon EBS,disk,us-east-1,,,unattached,111122223333,{},"
                    + "\"{\"\"state_since\"\":\"\"2026-09-01T00:00:00Z\"\",\"\"size_gib\"\":\"\"100\"\"}\"");

    private static String bill() {
        StringBuilder text = new StringBuilder("BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,"
                + "BillingPeriodStart,BillingPeriodEnd,ChargeCategory,ChargeClass,ChargeDescription,ChargeFrequency,"
                + "ChargePeriodStart,ChargePeriodEnd,ConsumedQuantity,ConsumedUnit,ContractedCost,EffectiveCost,ListCost,"
                + "ProviderName,RegionId,ResourceId,ServiceCategory,ServiceName,SkuId,SubAccountId\n");
        LocalDate day = LocalDate.parse("2026-10-01");
        while (day.getMonthValue() == 10) {
            row(text, day, "i-web", "2.304", "Amazon EC2");
            row(text, day, "vol-used", "0.50", "Amazon EBS");
            row(text, day, "vol-left", "0.25", "Amazon EBS");
            day = day.plusDays(1);
        }
        return text.toString();
    }

    private static void row(StringBuilder text, LocalDate day, String resource, String cost, String service) {
        text.append(String.join(
                        ",",
                        cost,
                        "999988887777",
                        "Small",
                        "USD",
                        "2026-10-01T00:00:00Z",
                        "2026-11-01T00:00:00Z",
                        "Usage",
                        "",
                        "Use of " + resource,
                        "Usage-Based",
                        day + "T00:00:00Z",
                        day.plusDays(1) + "T00:00:00Z",
                        "24",
                        "Hours",
                        cost,
                        cost,
                        cost,
                        "AWS",
                        "us-east-1",
                        resource,
                        "Compute",
                        service,
                        "SKU-" + resource,
                        "111122223333"))
                .append('\n');
    }
}

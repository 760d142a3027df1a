package costwright.analyzers.parking;

import costwright.schema.resource.Resource;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * By whose clock a machine is used: its tag {@code time-zone}, else the clock of its region, else UTC. People's hours move
 * with daylight saving, schedules in UTC do not.
 */
final class TimeZones {
    static final String TAG = "time-zone";

    private static final Map<String, String> BY_REGION = Map.ofEntries(
            Map.entry("us-east-1", "America/New_York"),
            Map.entry("us-east-2", "America/New_York"),
            Map.entry("us-west-1", "America/Los_Angeles"),
            Map.entry("us-west-2", "America/Los_Angeles"),
            Map.entry("ca-central-1", "America/Toronto"),
            Map.entry("sa-east-1", "America/Sao_Paulo"),
            Map.entry("eu-west-1", "Europe/Dublin"),
            Map.entry("eu-west-2", "Europe/London"),
            Map.entry("eu-west-3", "Europe/Paris"),
            Map.entry("eu-central-1", "Europe/Berlin"),
            Map.entry("eu-central-2", "Europe/Zurich"),
            Map.entry("eu-north-1", "Europe/Stockholm"),
            Map.entry("eu-south-1", "Europe/Rome"),
            Map.entry("eu-south-2", "Europe/Madrid"),
            Map.entry("ap-south-1", "Asia/Kolkata"),
            Map.entry("ap-northeast-1", "Asia/Tokyo"),
            Map.entry("ap-northeast-2", "Asia/Seoul"),
            Map.entry("ap-southeast-1", "Asia/Singapore"),
            Map.entry("ap-southeast-2", "Australia/Sydney"),
            Map.entry("eastus", "America/New_York"),
            Map.entry("eastus2", "America/New_York"),
            Map.entry("centralus", "America/Chicago"),
            Map.entry("westus", "America/Los_Angeles"),
            Map.entry("westus2", "America/Los_Angeles"),
            Map.entry("westeurope", "Europe/Amsterdam"),
            Map.entry("northeurope", "Europe/Dublin"),
            Map.entry("uksouth", "Europe/London"),
            Map.entry("francecentral", "Europe/Paris"),
            Map.entry("germanywestcentral", "Europe/Berlin"),
            Map.entry("switzerlandnorth", "Europe/Zurich"),
            Map.entry("swedencentral", "Europe/Stockholm"),
            Map.entry("japaneast", "Asia/Tokyo"),
            Map.entry("southeastasia", "Asia/Singapore"),
            Map.entry("australiaeast", "Australia/Sydney"),
            Map.entry("centralindia", "Asia/Kolkata"),
            Map.entry("brazilsouth", "America/Sao_Paulo"));

    private TimeZones() {}

    static ZoneId of(Resource machine) {
        try {
            return machine.tag(TAG)
                    .map(ZoneId::of)
                    .orElseGet(() -> ZoneId.of(BY_REGION.getOrDefault(machine.region(), "UTC")));
        } catch (DateTimeException e) {
            // A tag that is no zone is somebody's typing error: a schedule by UTC is still right, only less regular.
            return ZoneOffset.UTC;
        }
    }
}

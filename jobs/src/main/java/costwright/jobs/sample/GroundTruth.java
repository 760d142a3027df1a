package costwright.jobs.sample;

import java.util.ArrayList;
import java.util.List;

/** What was planted: waste that a check must find, decoys that it must not, and days on which spend is unusual. */
final class GroundTruth {
    /** @param check the id of the check that must find it */
    record Waste(String check, String resourceId, String why) {}

    /** @param looksLike the id of the check that must not find it */
    record Decoy(String looksLike, String resourceId, String because) {}

    /** Something that no single resource is to blame for: {@code subject} is a provider. */
    record Opportunity(String check, String subject, String why) {}

    /** @param to the last day */
    record Anomaly(String kind, String subject, String from, String to, String why) {}

    private final List<Waste> waste = new ArrayList<>();
    private final List<Decoy> decoys = new ArrayList<>();
    private final List<Opportunity> opportunities = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();

    void waste(Asset asset, String check, String why) {
        waste.add(new Waste(check, asset.id(), why));
    }

    void decoy(Asset asset, String looksLike, String because) {
        decoys.add(new Decoy(looksLike, asset.id(), because));
    }

    void opportunity(String check, String subject, String why) {
        opportunities.add(new Opportunity(check, subject, why));
    }

    void anomaly(String kind, String subject, String from, String to, String why) {
        anomalies.add(new Anomaly(kind, subject, from, to, why));
    }

    List<Waste> waste() {
        return waste;
    }

    List<Decoy> decoys() {
        return decoys;
    }

    List<Opportunity> opportunities() {
        return opportunities;
    }

    List<Anomaly> anomalies() {
        return anomalies;
    }
}

package costwright.jobs.pull.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** One region of one account, with the credentials to read it. */
record AwsScope(String account, Region region, AwsCredentialsProvider credentials) {
    /** {@code 111122223333/eu-west-1}. */
    String name() {
        return account + "/" + region.id();
    }

    /** An EC2 resource as bills name it. */
    String ec2Arn(String kind, String id) {
        return "arn:aws:ec2:%s:%s:%s/%s".formatted(region.id(), account, kind, id);
    }
}

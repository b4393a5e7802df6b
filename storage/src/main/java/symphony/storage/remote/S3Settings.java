package symphony.storage.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import symphony.core.store.ArtifactStore;

/**
 * Where a store on S3 is. Credentials are found by the usual chain: system properties, environment, profile, the machine's
 * role.
 *
 * @param prefix below which everything lies; may be empty
 * @param endpoint of a service that is not Amazon's
 * @param region {@code us-east-1} where not said and the environment says none
 * @param stalled how long a connection may be silent before it is given up
 */
public record S3Settings(
        String bucket, String prefix, Optional<URI> endpoint, Optional<String> region, Duration stalled) {

    /** Opens the store; asks nothing of the service yet. */
    public ArtifactStore open() {
        return open(DefaultCredentialsProvider.builder().build(), TransferSizes.STREAMED);
    }

    ArtifactStore open(AwsCredentialsProvider credentials, TransferSizes sizes) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(4 * sizes.atATime() + 16)
                        .connectionTimeout(Duration.ofSeconds(10))
                        .socketTimeout(stalled))
                .credentialsProvider(credentials)
                // checksums are ours: what speaks like S3 often knows no trailing ones
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .forcePathStyle(endpoint.isPresent());
        endpoint.ifPresent(builder::endpointOverride);
        region.map(Region::of).or(() -> endpoint.map(e -> Region.US_EAST_1)).ifPresent(builder::region);
        String where = endpoint.map(e -> e.getScheme() + "://"
                        + String.valueOf(e.getAuthority()).replaceFirst("^.*@", "") + " bucket " + bucket)
                .orElse("s3://" + bucket);
        return new RemoteStore(new S3Service(builder.build(), bucket, prefix, where), prefix, sizes);
    }
}

package symphony.storage.remote;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import symphony.core.store.ArtifactStore;

/**
 * Where a store on Azure Blob Storage is.
 *
 * @param prefix below which everything lies; may be empty
 * @param endpoint {@code https://ACCOUNT.blob.core.windows.net}; not needed beside a connection string
 * @param connectionString from {@code AZURE_STORAGE_CONNECTION_STRING}; without it the usual chain finds credentials:
 *     environment, workload and managed identity, a developer's sign-in
 * @param stalled how long a request may go without an answer before it is tried again
 */
public record AzureSettings(
        String container, String prefix, Optional<URI> endpoint, Optional<String> connectionString, Duration stalled) {
    private static final int TRIES = 5;
    private static final String RESTRICTED_HEADERS = "jdk.httpclient.allowRestrictedHeaders";

    /** @throws IllegalArgumentException where there is neither an endpoint nor a connection string, or it is none */
    public AzureSettings {
        if (endpoint.isEmpty() && connectionString.isEmpty()) {
            throw new IllegalArgumentException("which storage account? Set storage.endpoint to"
                    + " https://ACCOUNT.blob.core.windows.net, or AZURE_STORAGE_CONNECTION_STRING");
        }
    }

    /** Opens the store; asks nothing of the service yet. */
    public ArtifactStore open() {
        return open(TransferSizes.IN_MEMORY);
    }

    ArtifactStore open(TransferSizes sizes) {
        // the SDK sets this header itself; without the property the JDK's client warns at each request
        if (System.getProperty(RESTRICTED_HEADERS) == null) {
            System.setProperty(RESTRICTED_HEADERS, "content-length");
        }
        HttpClient http = new JdkHttpClientBuilder()
                .connectionTimeout(Duration.ofSeconds(10))
                .readTimeout(stalled)
                .responseTimeout(stalled)
                .build();
        BlobServiceClientBuilder builder = new BlobServiceClientBuilder()
                .httpClient(http)
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.EXPONENTIAL,
                        TRIES,
                        Duration.ofMinutes(10),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(10),
                        null));
        connectionString.ifPresentOrElse(
                builder::connectionString,
                () -> builder.credential(
                        new DefaultAzureCredentialBuilder().httpClient(http).build()));
        endpoint.map(URI::toString).ifPresent(builder::endpoint);
        var service = builder.buildClient();
        String where = service.getAccountUrl() + " container " + container;
        return new RemoteStore(new AzureService(service.getBlobContainerClient(container), where), prefix, sizes);
    }
}

package symphony.storage.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import symphony.core.store.ArtifactStore;

/** Somebody wrote credentials into an endpoint, where they do not belong: no message repeats them. */
class ShownAddressTest {
    @Test
    void of_an_s3_service_is_without_credentials() throws IOException {
        URI endpoint = URI.create("http://anna:planted@127.0.0.1:1/");
        try (ArtifactStore store = new S3Settings(
                        "vines", "farm", Optional.of(endpoint), Optional.empty(), Duration.ofSeconds(1))
                .open(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "planted")),
                        TransferSizes.STREAMED)) {
            assertThat(store.describe()).isEqualTo("http://127.0.0.1:1 bucket vines/farm/");
            assertThatThrownBy(() -> store.find("k"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:1")
                    .hasMessageNotContaining("planted");
        }
    }

    @Test
    void of_an_azure_account_is_without_credentials_or_signature() throws IOException {
        URI endpoint = URI.create("https://anna:planted@account.example.org/?sv=2026-01-01&sig=planted");
        try (ArtifactStore store = new AzureSettings(
                        "vines", "farm", Optional.of(endpoint), Optional.empty(), Duration.ofSeconds(1))
                .open()) {
            assertThat(store.describe())
                    .contains("account.example.org", "container vines")
                    .doesNotContain("planted");
        }
    }
}

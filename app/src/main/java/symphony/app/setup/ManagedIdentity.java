package symphony.app.setup;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import symphony.app.UserError;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

/**
 * What the machine may do by being itself: Azure's instance metadata service gives it tokens, those open the vault and the
 * storage. Source: learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token.
 */
final class ManagedIdentity {
    /** The same on every machine of Azure. */
    static final URI METADATA = URI.create("http://169.254.169.254");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ABSENT = 404;
    private static final int FORBIDDEN = 403;

    private final URI metadata;
    // the metadata service is the machine's own: no proxy can reach it
    private final HttpClient direct = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(PATIENCE)
            .build();
    private final HttpClient outside = HttpClient.newBuilder()
            .proxy(ProxySelector.getDefault())
            .connectTimeout(PATIENCE)
            .build();

    ManagedIdentity(URI metadata) {
        this.metadata = metadata;
    }

    /** A secret's newest version; empty where there is none of that name, or this machine may not read it. */
    Optional<String> secret(URI vault, String name) {
        URI address = vault.resolve("/secrets/" + name + "?api-version=7.4");
        HttpRequest.Builder request = request(address, "https://vault.azure.net");
        return sent(outside, request.GET().build()).map(answer -> text(answer, "value", address));
    }

    /** A blob's text; empty where there is none. */
    Optional<String> blob(URI address) {
        return sent(outside, storageRequest(address).GET().build());
    }

    void putBlob(URI address, String text) {
        HttpRequest request = storageRequest(address)
                .header("x-ms-blob-type", "BlockBlob")
                .PUT(BodyPublishers.ofString(text))
                .build();
        if (sent(outside, request).isEmpty()) {
            throw UserError.failed(
                    "cannot write " + address + ": this machine's identity may not, or there is no such container");
        }
    }

    private HttpRequest.Builder storageRequest(URI address) {
        return request(address, "https://storage.azure.com/").header("x-ms-version", "2021-08-06");
    }

    private HttpRequest.Builder request(URI address, String resource) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE).header("Authorization", "Bearer " + token(resource));
    }

    private String token(String resource) {
        URI address = metadata.resolve("/metadata/identity/oauth2/token?api-version=2018-02-01&resource="
                + URLEncoder.encode(resource, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Metadata", "true")
                .build();
        return sent(direct, request)
                .map(answer -> text(answer, "access_token", address))
                .orElseThrow(
                        () -> UserError.failed("this machine has no managed identity: " + address + " knows of none"));
    }

    private static String text(String json, String field, URI address) {
        try {
            return Fields.of(Json.parse(json), address.getHost()).text(field);
        } catch (MalformedJson e) {
            // without the answer itself: it may hold a secret
            throw UserError.failed(address + " answers with something else than expected");
        }
    }

    private static Optional<String> sent(HttpClient client, HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == ABSENT || answer.statusCode() == FORBIDDEN) {
                return Optional.empty();
            }
            if (answer.statusCode() / 100 != 2) {
                throw UserError.failed(request.uri() + " answers " + answer.statusCode());
            }
            return Optional.of(answer.body());
        } catch (IOException e) {
            throw UserError.failed("cannot reach " + request.uri() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserError.failed("interrupted while waiting for " + request.uri());
        }
    }
}

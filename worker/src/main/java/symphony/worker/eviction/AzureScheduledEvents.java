package symphony.worker.eviction;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

/**
 * Azure's Scheduled Events, version 2020-07-01: an address that only the machine itself can reach tells what Azure means to
 * do to it. Source: learn.microsoft.com/azure/virtual-machines/linux/scheduled-events.
 */
public final class AzureScheduledEvents {
    /** The same on every machine of Azure. */
    public static final URI ADDRESS =
            URI.create("http://169.254.169.254/metadata/scheduledevents?api-version=2020-07-01");

    private static final String NAME = "/metadata/instance/compute/name?api-version=2021-02-01&format=text";
    /** Freeze is not among them: the machine pauses for seconds and goes on. */
    private static final List<String> TAKE_IT_AWAY = List.of("Preempt", "Terminate", "Reboot", "Redeploy");

    private static final int CONNECT_MILLIS = 2_000;
    /** The first question of a machine's life may take two minutes to be answered. */
    private static final int ANSWER_MILLIS = 130_000;

    private static final int MOST_BYTES = 1 << 20;
    /** What Azure writes into the firmware of its machines. */
    private static final String ASSET_TAG = "7783-7084-3265-9085-8269-3286-77";

    private final URI address;
    private final String host;
    private Optional<String> name = Optional.empty();

    /** @param host what this machine is called, beside the name that the metadata service tells */
    public AzureScheduledEvents(URI address, String host) {
        this.address = address;
        this.host = host;
    }

    /** Whether this machine is one of Azure's, as far as Linux tells. */
    public static boolean isHere() {
        try {
            return Files.readString(Path.of("/sys/class/dmi/id/chassis_asset_tag"))
                    .strip()
                    .equals(ASSET_TAG);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The first event that takes this machine away.
     *
     * @throws IOException where nobody answers, or something that is no list of events
     */
    public Optional<EvictionNotice> ask() throws IOException {
        String own = ownName();
        try {
            return Fields.of(Json.parse(send("GET", address, "")), "scheduled events").objects("Events").stream()
                    .filter(event -> TAKE_IT_AWAY.contains(event.text("EventType", "")))
                    .filter(event -> isOurs(event, own))
                    .findFirst()
                    .map(AzureScheduledEvents::notice);
        } catch (MalformedJson e) {
            throw new IOException(address + " answers with what is no list of events: " + e.getMessage(), e);
        }
    }

    /** Says that the machine is ready: it need not be waited for any longer. */
    public void acknowledge(EvictionNotice notice) throws IOException {
        var request = Json.object();
        request.putArray("StartRequests").addObject().put("EventId", notice.id());
        send("POST", address, Json.line(request));
    }

    private boolean isOurs(Fields event, String own) {
        // machines of a set hear of each other's events too
        return event.texts("Resources").stream()
                .anyMatch(resource -> Stream.of(own, host).anyMatch(resource::equalsIgnoreCase));
    }

    private static EvictionNotice notice(Fields event) {
        return new EvictionNotice(event.text("EventId"), event.text("EventType"), time(event.text("NotBefore", "")));
    }

    /** @return empty where the event has started */
    private static Optional<Instant> time(String rfc1123) {
        try {
            return rfc1123.isEmpty()
                    ? Optional.empty()
                    : Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(rfc1123, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Asked until it is told once. */
    private String ownName() {
        if (name.isEmpty()) {
            try {
                name = Optional.of(send("GET", address.resolve(NAME), "").strip());
            } catch (IOException e) {
                return host;
            }
        }
        return name.get();
    }

    private static String send(String method, URI to, String body) throws IOException {
        // the address is the machine's own: no proxy can reach it
        HttpURLConnection connection = (HttpURLConnection) to.toURL().openConnection(Proxy.NO_PROXY);
        try {
            connection.setRequestMethod(method);
            connection.setRequestProperty("Metadata", "true");
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            if (!body.isEmpty()) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body.getBytes(StandardCharsets.UTF_8));
                }
            }
            if (connection.getResponseCode() / 100 != 2) {
                throw new IOException(to + " answers " + connection.getResponseCode());
            }
            try (InputStream in = connection.getInputStream()) {
                return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            }
        } finally {
            connection.disconnect();
        }
    }
}

package symphony.worker.eviction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server that speaks as Azure's does. */
final class EvictionTest {
    private static final String NONE = "{\"DocumentIncarnation\":1,\"Events\":[]}";
    private HttpServer server;
    private volatile String events = NONE;
    private volatile Optional<String> name = Optional.of("gpu_17");
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private AzureScheduledEvents azure;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metadata/scheduledevents", this::scheduledEvents);
        server.createContext("/metadata/instance/compute/name", exchange -> {
            if (name.isPresent()) {
                send(exchange, 200, name.get());
            } else {
                send(exchange, 404, "");
            }
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort()
                + "/metadata/scheduledevents?api-version=2020-07-01");
        azure = new AzureScheduledEvents(address, "vineyard-host");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void an_event_that_takes_this_machine_away_is_told_with_its_time() throws IOException {
        events = event("Preempt", "GPU_17", "Mon, 19 Sep 2016 18:29:47 GMT");

        EvictionNotice notice = azure.ask().orElseThrow();

        assertThat(notice)
                .isEqualTo(
                        new EvictionNotice("602d9444", "Preempt", Optional.of(Instant.parse("2016-09-19T18:29:47Z"))));
        assertThat(notice.grace(Instant.parse("2016-09-19T18:29:17Z"))).isEqualTo(Duration.ofSeconds(28));
        assertThat(notice.grace(Instant.parse("2016-09-19T18:30:00Z"))).isZero();
    }

    @Test
    void an_event_that_has_begun_leaves_no_time() throws IOException {
        events = event("Terminate", "gpu_17", "");

        assertThat(azure.ask().orElseThrow().grace(Instant.EPOCH)).isZero();
    }

    @Test
    void neither_another_machines_event_nor_one_that_this_machine_survives_is_told() throws IOException {
        events = event("Preempt", "gpu_18", "");
        assertThat(azure.ask()).isEmpty();

        events = event("Freeze", "gpu_17", "");
        assertThat(azure.ask()).isEmpty();
    }

    @Test
    void a_machine_that_is_not_told_its_name_is_known_by_its_hosts() throws IOException {
        name = Optional.empty();
        events = event("Redeploy", "vineyard-host", "");

        assertThat(azure.ask()).isPresent();
    }

    @Test
    void an_answer_that_is_no_list_of_events_is_a_fault() {
        events = "<html>a proxy's login page</html>";

        assertThatThrownBy(azure::ask).isInstanceOf(IOException.class).hasMessageContaining("no list of events");
    }

    @Test
    void the_event_is_answered_once_the_machine_is_drained() {
        List<String> order = new CopyOnWriteArrayList<>();
        try (EvictionWatch watch = new EvictionWatch(
                azure,
                notice -> {
                    order.add("drained for " + notice.type());
                    assertThat(answers).isEmpty();
                },
                order::add)) {
            watch.start();
            events = event("Preempt", "gpu_17", "");
            await().until(() -> !answers.isEmpty());
        }

        assertThat(order).containsExactly("drained for Preempt");
        assertThat(answers).containsExactly("{\"StartRequests\":[{\"EventId\":\"602d9444\"}]}");
    }

    @Test
    void a_service_that_cannot_be_reached_is_told_once_and_asked_again() {
        List<String> trouble = new CopyOnWriteArrayList<>();
        events = "nonsense";
        EvictionWatch watch = new EvictionWatch(azure, notice -> {}, trouble::add);
        try (watch) {
            watch.start();
            await().until(() -> !trouble.isEmpty());
        }

        assertThat(trouble).hasSize(1);
        assertThat(answers).isEmpty();
    }

    private void scheduledEvents(HttpExchange exchange) throws IOException {
        if (!"true".equals(exchange.getRequestHeaders().getFirst("Metadata"))) {
            send(exchange, 400, "Metadata: true is missing");
        } else if (exchange.getRequestMethod().equals("POST")) {
            answers.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            send(exchange, 200, "");
        } else {
            send(exchange, 200, events);
        }
    }

    private static void send(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String event(String type, String machine, String notBefore) {
        return """
                {"DocumentIncarnation":2,"Events":[{"EventId":"602d9444","EventStatus":"Scheduled","EventType":"%s",\
                "ResourceType":"VirtualMachine","Resources":["other_1","%s"],"NotBefore":"%s","Description":"",\
                "EventSource":"Platform","DurationInSeconds":-1}]}"""
                .formatted(type, machine, notBefore);
    }
}

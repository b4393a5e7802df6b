package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.queue.Claim;
import symphony.core.queue.Membership;
import symphony.core.queue.QueueUnavailable;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.WorkerDescription;
import symphony.core.task.Role;
import symphony.redis.RedisServer.Login;
import symphony.servers.Certificates;
import symphony.servers.RedisProcess;

/** A server that speaks TLS alone, asks for a client's certificate, and is certified for "localhost" and nothing else. */
class RedisTlsTest {
    private static final String PASSWORD = "p@ss/wörd";

    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static Path clientCertificate;
    private static RedisProcess server;
    private static RedisProcess plain;

    @BeforeAll
    static void startServers() {
        certificates = new Certificates(folder);
        clientCertificate = certificates.sign("client");
        server = RedisProcess.withTls(folder.resolve("tls server"), certificates, PASSWORD);
        int port = RedisProcess.freePort();
        plain = new RedisProcess(
                folder.resolve("plain server"), port, List.of("--port", Integer.toString(port), "--save", ""));
    }

    @AfterAll
    static void stopServers() {
        server.close();
        plain.close();
    }

    private static RedisTaskQueue connect(String host, int port, Optional<Path> authority, TlsFiles own) {
        TlsFiles files = new TlsFiles(authority, own.certificate(), own.key());
        Login login = new Login(Optional.empty(), Optional.of(PASSWORD));
        return RedisTaskQueue.connect(
                RedisServer.of(
                        URI.create("rediss://" + host + ":" + port + "/1"),
                        new RedisServer.Options(OptionalInt.of(3), login, Login.NONE, files)),
                RetryPolicy.DEFAULT);
    }

    private static TlsFiles client() {
        return new TlsFiles(Optional.empty(), Optional.of(clientCertificate), Optional.of(certificates.key("client")));
    }

    private static Optional<Path> authority() {
        return Optional.of(certificates.authority());
    }

    @Test
    void tasks_are_enqueued_awaited_claimed_and_completed() {
        try (RedisTaskQueue queue = connect("localhost", server.port(), authority(), client());
                Membership worker =
                        queue.join(new WorkerDescription("w", "host", Role.ALL, 1), Duration.ofSeconds(60))) {
            assertThat(queue.enqueue(SampleTasks.detections("s", 3))).isEqualTo(3);
            assertThat(worker.awaitWork(Role.ALL, Duration.ofSeconds(30))).isTrue();
            Claim claim = worker.claim(0, Role.ALL).orElseThrow();
            assertThat(worker.complete(claim)).isTrue();
            assertThat(queue.status().queues()).singleElement().matches(q -> q.waiting() == 2);
        }
    }

    @Test
    void a_worker_that_waits_is_called_away() throws InterruptedException {
        try (RedisTaskQueue queue = connect("localhost", server.port(), authority(), client());
                Membership worker =
                        queue.join(new WorkerDescription("idle", "host", Role.ALL, 1), Duration.ofSeconds(60))) {
            Thread waiting =
                    new Thread(() -> worker.awaitWork(List.of(Role.POSTPROCESS), Duration.ofHours(1)), "waiting");
            waiting.start();
            waiting.interrupt();
            waiting.join();
            assertThat(waiting.isAlive()).isFalse();
        }
    }

    @Test
    void the_key_may_stand_in_the_certificates_file() throws IOException {
        Path both = folder.resolve("both.pem");
        Files.writeString(both, Files.readString(certificates.key("client")) + Files.readString(clientCertificate));
        connect("localhost", server.port(), authority(), new TlsFiles(authority(), Optional.of(both), Optional.empty()))
                .close();
    }

    @Test
    void a_server_of_an_authority_that_is_not_trusted_is_refused() throws IOException {
        Certificates other = new Certificates(Files.createDirectory(folder.resolve("other")));
        for (Optional<Path> trusted : List.of(Optional.of(other.authority()), Optional.<Path>empty())) {
            assertThatThrownBy(() -> connect("localhost", server.port(), trusted, client()))
                    .isInstanceOf(QueueUnavailable.class)
                    .hasMessageContaining("redis.ca")
                    .hasMessageNotContaining(PASSWORD);
        }
    }

    @Test
    void a_server_with_another_hosts_certificate_is_refused() {
        assertThatThrownBy(() -> connect("127.0.0.1", server.port(), authority(), client()))
                .isInstanceOf(QueueUnavailable.class)
                .hasMessageContaining("Its certificate is for another host");
    }

    @Test
    void a_client_without_a_certificate_is_told_to_name_one() {
        assertThatThrownBy(() -> connect("localhost", server.port(), authority(), TlsFiles.NONE))
                .isInstanceOf(QueueUnavailable.class)
                .hasMessageContaining("redis.certificate");
    }

    @Test
    void a_server_without_tls_is_told_as_such() {
        assertThatThrownBy(() -> connect("localhost", plain.port(), authority(), client()))
                .isInstanceOf(QueueUnavailable.class)
                .hasMessageContaining("Is that port one with TLS?");
    }

    @Test
    void files_that_hold_no_certificate_or_key_are_named() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");
        assertThatThrownBy(() -> connect("localhost", server.port(), Optional.of(empty), client()))
                .isInstanceOf(QueueUnavailable.class)
                .hasMessageContaining("empty.pem holds no certificate");
        TlsFiles noKey = new TlsFiles(authority(), Optional.of(clientCertificate), Optional.of(empty));
        assertThatThrownBy(() -> connect("localhost", server.port(), authority(), noKey))
                .isInstanceOf(QueueUnavailable.class)
                .hasMessageContaining("openssl pkcs8");
        Path gone = folder.resolve("gone.pem");
        assertThatThrownBy(() -> connect("localhost", server.port(), Optional.of(gone), client()))
                .isInstanceOf(QueueUnavailable.class)
                .hasMessageContaining("gone.pem cannot be read");
    }
}

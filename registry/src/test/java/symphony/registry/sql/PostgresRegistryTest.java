package symphony.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.registry.Client;
import symphony.core.registry.RegistryUnavailable;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class PostgresRegistryTest {
    private static PostgresServerOfTests server;

    @TempDir
    Path workspace;

    @BeforeAll
    static void start() {
        server = new PostgresServerOfTests();
        server.execute("CREATE ROLE reader LOGIN PASSWORD 'p%40/ss'");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void many_machines_that_save_into_a_new_registry_at_once_all_succeed() throws Exception {
        String url = server.empty();
        List<String> names = List.of("a", "b", "c", "d", "e", "f");
        ExecutorService machines = Executors.newFixedThreadPool(names.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (String name : names) {
                running.add(machines.submit(() -> save(url, name)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            machines.shutdownNow();
        }
        try (SqlRegistry registry = SqlRegistry.open(url, workspace)) {
            assertThat(registry.outline()).extracting(Client::name).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void a_database_that_is_not_there_is_named_with_its_remedy() {
        refused(server.url("no_such"))
                .withMessageContaining("there is no such database")
                .withMessageContaining("registry.url");
    }

    @Test
    void a_user_who_may_not_make_the_tables_is_told_so_without_the_password() {
        String url = server.empty().replace("postgres@", "reader:planted-secret-7Qx@");
        refused(url).withMessageContaining("no permission").withMessageNotContaining("planted");
    }

    @Test
    void a_server_that_is_away_is_named() {
        refused("postgresql://me:planted-secret-7Qx@localhost:1/registry?connectTimeout=1")
                .withMessageContaining("postgresql://localhost:1/registry")
                .withMessageContaining("does not answer")
                .withMessageNotContaining("planted");
    }

    @Test
    void a_url_without_a_database_or_with_a_bad_password_is_refused_without_its_credentials() {
        refused("postgresql://me:planted-secret-7Qx@host").withMessageNotContaining("planted");
        refused("postgresql://me:planted secret 7Qx@host/db")
                .withMessageContaining("%40")
                .withMessageNotContaining("planted");
    }

    private ThrowableAssertAlternative<RegistryUnavailable> refused(String url) {
        return assertThatExceptionOfType(RegistryUnavailable.class).isThrownBy(() -> SqlRegistry.open(url, workspace));
    }

    private void save(String url, String name) {
        try (SqlRegistry registry = SqlRegistry.open(url, workspace)) {
            registry.save(List.of(new Client("", name, List.of(), List.of())));
        }
    }
}

package symphony.registry.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.core.registry.Client;
import symphony.core.registry.RegistryUnavailable;

class SqlRegistryTest {
    private static final String URL = "sqlite:registry.db";

    @TempDir
    Path workspace;

    @Test
    void reading_an_absent_registry_finds_nothing_and_leaves_no_file() throws IOException {
        try (SqlRegistry registry = SqlRegistry.open(URL, workspace)) {
            assertThat(registry.outline()).isEmpty();
            assertThat(registry.export()).isEmpty();
        }
        try (Stream<Path> files = Files.list(workspace)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_url_that_is_refused_is_not_repeated_for_it_may_hold_a_password() {
        for (String url : List.of(
                "mysql://anna:se/cret@db/farm",
                "mysql:anna:secret@db/farm",
                "postgresql://anna:se/cret@db",
                "postgresql://anna:secret@/farm?password=secret",
                "postgresql:///?password=secret",
                "sqlite:farm.db?password=secret")) {
            assertThatExceptionOfType(RegistryUnavailable.class)
                    .isThrownBy(() -> SqlRegistry.open(url, workspace))
                    .satisfies(e ->
                            assertThat(e.getMessage()).doesNotContain("cret").doesNotContain("anna"));
        }
    }

    @Test
    void what_one_saved_another_finds() {
        save("oak");
        assertThat(names()).containsExactly("oak");
    }

    @Test
    void a_registry_opened_before_the_first_save_of_another_sees_it() {
        try (SqlRegistry early = SqlRegistry.open(URL, workspace)) {
            save("oak");
            assertThat(early.export()).extracting(Client::name).containsExactly("oak");
        }
    }

    @Test
    void many_that_save_into_a_new_registry_at_once_all_succeed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (String name : List.of("a", "b", "c", "d", "e", "f")) {
                running.add(threads.submit(() -> save(name)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(names()).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void a_path_may_be_absolute_or_hold_blanks() throws IOException {
        Path folder = Files.createDirectory(workspace.resolve("with blanks ö"));
        try (SqlRegistry registry = SqlRegistry.open("sqlite:" + folder.resolve("my registry.db"), workspace)) {
            registry.save(List.of(client("oak")));
        }
        assertThat(folder.resolve("my registry.db")).isNotEmptyFile();
    }

    @Test
    void a_file_that_is_no_database_is_said_to_be_none() throws IOException {
        Files.write(workspace.resolve("registry.db"), "clients: [] # and so on, for long enough".getBytes(UTF_8));
        refused(URL).withMessageContaining("registry.db").withMessageContaining("no SQLite database");
    }

    @Test
    void a_folder_in_its_place_is_said() throws IOException {
        Files.createDirectory(workspace.resolve("registry.db"));
        refused(URL).withMessageContaining("it is a folder");
    }

    @Test
    void a_database_of_something_else_is_left_alone() throws SQLException {
        execute("CREATE TABLE songs (title TEXT)");
        refused(URL).withMessageContaining("holds tables that are not Symphony's");
    }

    @Test
    void a_registry_of_a_newer_symphony_is_refused() throws SQLException {
        save("oak");
        execute("UPDATE flyway_schema_history SET version = '9999'");
        refused(URL).withMessageContaining("newer Symphony").withMessageContaining("update Symphony");
    }

    @Test
    void a_save_where_the_folder_is_missing_says_so() {
        SqlRegistry registry = SqlRegistry.open("sqlite:none/registry.db", workspace);
        assertThatExceptionOfType(RegistryUnavailable.class)
                .isThrownBy(() -> registry.save(List.of(client("oak"))))
                .withMessageContaining("folder is not there");
    }

    @Test
    void kinds_that_are_not_known_are_refused_without_their_credentials() {
        refused("mysql://me:secret@host/db")
                .withMessageContaining("sqlite:registry.db")
                .withMessageNotContaining("secret");
        refused("sqlite:");
        refused("registry.db");
    }

    @Test
    void the_version_that_is_looked_for_is_that_of_the_newest_file() throws IOException {
        Path folder = Path.of("src/main/resources").resolve(Schema.FILES);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString().replaceAll("^V([0-9.]+)__.*", "$1"))
                            .map(MigrationVersion::fromVersion)
                            .max(MigrationVersion::compareTo))
                    .contains(MigrationVersion.fromVersion(Schema.NEWEST));
        }
    }

    private org.assertj.core.api.ThrowableAssertAlternative<RegistryUnavailable> refused(String url) {
        return assertThatExceptionOfType(RegistryUnavailable.class).isThrownBy(() -> SqlRegistry.open(url, workspace));
    }

    private void save(String name) {
        try (SqlRegistry registry = SqlRegistry.open(URL, workspace)) {
            registry.save(List.of(client(name)));
        }
    }

    private List<String> names() {
        try (SqlRegistry registry = SqlRegistry.open(URL, workspace)) {
            return registry.outline().stream().map(Client::name).toList();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + workspace.resolve("registry.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Client client(String name) {
        return new Client("", name, List.of(), List.of());
    }
}

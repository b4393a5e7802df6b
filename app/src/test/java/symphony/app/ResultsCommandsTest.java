package symphony.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import symphony.app.session.StoredSession;
import symphony.core.artifact.SessionRoot;
import symphony.core.json.Json;
import symphony.core.store.StoredObject;
import symphony.core.task.Role;

/** What {@code symphony results} hands to people, spreadsheets and maps. */
class ResultsCommandsTest {
    private static final String SUMMARY =
            """
            {"session_name": "s1", "block_name": "12D", "total": {"visible_clusters": 11}, "rows": [],
             "vines": [{"row": 1, "vine": 1, "clusters": 11, "coverage": 0.9},
                       {"row": 2, "vine": 1, "clusters": null, "coverage": null}]}
            """;
    private static final String VINES =
            """
            row,vine,visible_clusters,dir1,dir2,coverage,along_m,longitude,latitude
            1,1,11,4,7,0.914,0.00,-0.52500000,53.26800000
            1,2,0,0,,0.500,1.50,-0.52498000,53.26801000
            2,1,,,,,0.00,,
            """;

    @TempDir
    Path directory;

    private InProcess cli;

    @BeforeEach
    void open_a_workspace() {
        cli = new InProcess(directory);
    }

    @Test
    void csv_tells_a_line_a_vine_and_leaves_empty_what_was_not_seen() throws IOException {
        finished("s1");
        assertThat(cli.run("results", "export", "s1").succeeds().out())
                .isEqualTo(String.join(
                        "\r\n",
                        "session_name,client_name,farm_name,block_name,row,vine,variety,visible_clusters,dir1,dir2,"
                                + "coverage,along_m,scans,longitude,latitude",
                        "s1,Oakridge,Upper Bench,12D,1,1,Merlot,11,4,7,0.914,0.00,2017-06-30_10-01,-0.52500000,53.26800000",
                        "s1,Oakridge,Upper Bench,12D,1,2,Merlot,0,0,,0.500,1.50,2017-06-30_10-01,-0.52498000,53.26801000",
                        "s1,Oakridge,Upper Bench,12D,2,1,Merlot,,,,,0.00,2017-06-30_10-01,,",
                        ""));
    }

    @Test
    void geojson_tells_longitude_first_and_null_where_a_place_is_not_known() throws IOException {
        finished("s1");
        assertThat(cli.run("results", "export", "s1", "--output", "s1.geojson")
                        .succeeds()
                        .out())
                .contains("3 vines written to s1.geojson; the place of 1 is not known");
        JsonNode json = Json.parse(Files.readString(directory.resolve("s1.geojson")));
        assertThat(json.at("/features/0/geometry").toString())
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[-0.525,53.268]}");
        assertThat(json.at("/features/0/properties/visible_clusters").asInt()).isEqualTo(11);
        assertThat(json.at("/features/2/geometry").isNull()).isTrue();
        assertThat(json.at("/features/2/properties/visible_clusters").isNull()).isTrue();
        assertThat(json.has("crs")).as("RFC 7946 knows one reference system").isFalse();
    }

    @Test
    void a_geopackage_has_the_tables_that_its_standard_asks_for() throws IOException, SQLException {
        finished("s1");
        JsonNode told = cli.run("results", "export", "s1", "-o", "s1.gpkg", "--json")
                .succeeds()
                .json();
        assertThat(told.get("vines").asInt()).isEqualTo(3);
        assertThat(told.get("located").asInt()).isEqualTo(2);

        Path file = directory.resolve("s1.gpkg");
        assertThat(Files.readAllBytes(file))
                .startsWith("SQLite format 3\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(rows(file, "PRAGMA application_id")).containsExactly("1196444487");
        assertThat(rows(file, "PRAGMA integrity_check")).containsExactly("ok");
        assertThat(rows(file, "PRAGMA foreign_key_check")).isEmpty();
        assertThat(rows(file, "SELECT srs_id, organization FROM gpkg_spatial_ref_sys ORDER BY srs_id"))
                .containsExactly("-1|NONE", "0|NONE", "4326|EPSG");
        assertThat(rows(file, "SELECT table_name, data_type, srs_id, min_x, max_y FROM gpkg_contents"))
                .containsExactly("vines|features|4326|-0.525|53.26801");
        assertThat(rows(file, "SELECT last_change FROM gpkg_contents").get(0))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(rows(file, "SELECT * FROM gpkg_geometry_columns")).containsExactly("vines|geom|POINT|4326|0|0");
        assertThat(
                        rows(
                                file,
                                "SELECT row, vine, visible_clusters, dir2, coverage, hex(substr(geom, 1, 8)) FROM vines ORDER BY fid"))
                .containsExactly(
                        "1|1|11|7|0.914|47500001E6100000", "1|2|0|null|0.5|47500001E6100000", "2|1|null|null|null|");
    }

    @Test
    void a_program_that_writes_the_summary_alone_is_exported_too() throws IOException {
        StoredSession stored = new StoredSession("s1", Map.of()).sent();
        stored.put(stored.session.root().summary(), SUMMARY);
        lay(stored);
        assertThat(cli.run("results", "export", "s1", "--format", "csv")
                        .succeeds()
                        .out())
                .contains(",1,1,Merlot,11,,,0.9,,2017-06-30_10-01,,\r\n", ",2,1,Merlot,,,,,,2017-06-30_10-01,,\r\n");
    }

    @Test
    void sessions_go_into_one_file_and_tell_apart() throws IOException {
        finished("s1");
        finished("s2");
        assertThat(cli.run("results", "export", "s1", "s2").succeeds().out().lines())
                .hasSize(7)
                .filteredOn(l -> l.startsWith("s2,"))
                .hasSize(3);
    }

    @Test
    void a_session_that_is_not_finished_says_how_far_it_is() throws IOException {
        StoredSession stored = new StoredSession("s1", Map.of()).sent();
        stored.publish(Role.PROCESS, 0);
        stored.publish(Role.DETECTION, 1);
        lay(stored);
        String howFar = "1 of 4 row parts are processed; tasks due: 1 of preproc, 1 of process";
        cli.run("results", "export", "s1").refuses(1, howFar);
        cli.run("results", "s1").refuses(1, howFar);

        stored.put(stored.session.root().summary(), SUMMARY);
        lay(stored);
        Cli.Answer old = cli.run("results", "export", "s1").succeeds();
        assertThat(old.err()).contains("its summary is of before: " + howFar);
    }

    @Test
    void a_report_is_shown_in_the_browser_and_where_there_is_none_it_is_said_where_it_lies() throws IOException {
        SessionRoot root = finished("s1");
        cli.run("results", "open", "s1").refuses(1, "writes none");
        Path page = directory.resolve("storage").resolve(root.key("report/index.html"));
        Files.createDirectories(page.getParent());
        Files.writeString(page, "<p>report");
        assertThat(cli.run("results", "open", "s1").succeeds().out()).contains("no browser here; open " + page);

        Path seen = directory.resolve("seen");
        Path browser = Files.writeString(
                directory.resolve("browser"),
                "#!/bin/sh\nprintf %s \"$1\" >" + seen + ".part && mv " + seen + ".part " + seen);
        assertThat(browser.toFile().setExecutable(true)).isTrue();
        InProcess desktop = new InProcess(directory, Map.of("BROWSER", browser.toString()));
        desktop.run("results", "open", "s1").succeeds();
        await().until(() -> Files.exists(seen));
        assertThat(seen).hasContent(page.toUri().toString());
    }

    @Test
    void the_guide_s_commands_do_what_they_say() throws IOException {
        SessionRoot root = finished("s1");
        finished("s2");
        Path report = directory.resolve("storage").resolve(root.key("report/index.html"));
        Files.createDirectories(report.getParent());
        Files.writeString(report, "<p>report");
        List<TypedCommand> guide = TypedCommand.in(Path.of("../docs/how-to/use-the-results.md")).stream()
                .filter(c -> !c.mentioned())
                .toList();
        assertThat(guide).hasSizeGreaterThan(5);
        guide.forEach(command -> cli.run(command.words()).succeeds());
        assertThat(List.of("s1.gpkg", "all.geojson", "results.csv"))
                .allSatisfy(name -> assertThat(directory.resolve(name)).isNotEmptyFile());
    }

    @Test
    void every_command_that_is_given_a_session_says_that_there_is_none_of_that_name() throws IOException {
        finished("s1");
        String none = "there is no session 's3' in folder " + directory.resolve("storage");
        cli.run("results", "s3").refuses(1, none);
        cli.run("results", "export", "s1", "s3").refuses(1, none);
        cli.run("results", "open", "s3").refuses(1, none);
        cli.run("history", "s1", "s3").refuses(1, none);
        cli.run("why", "summary.json", "--session", "s3").refuses(1, none);
    }

    @Test
    void what_cannot_be_is_refused_and_leaves_no_file() throws IOException {
        SessionRoot root = finished("s1");
        cli.run("results", "export", "s1", "--format", "gpkg").refuses(2, "say --output FILE.gpkg");
        cli.run("results", "export", "s1", "--json").refuses(2, "--output FILE");
        cli.run("results", "export", "s1", "-o", "no/s1.csv").refuses(1, "there is no folder");
        cli.run("results", "export").refuses(2, "SESSION");
        cli.run("results").refuses(2, "symphony results export SESSION");

        cli.run("results", "export", "s1", "-o", "s1.csv").succeeds();
        cli.run("results", "export", "s1", "-o", "s1.csv").refuses(1, "is there already");
        Files.writeString(
                directory.resolve("storage").resolve(root.key("summary.vines.csv")),
                "row,vine,visible_clusters\n1,1,4\n1,2,many\n");
        String before = Files.readString(directory.resolve("s1.csv"));
        for (String name : List.of("s1.csv", "s1.gpkg")) {
            cli.run("results", "export", "s1", "-o", name, "--replace")
                    .refuses(1, "summary.vines.csv:3: column 'visible_clusters' holds 'many'");
        }
        assertThat(directory.resolve("s1.csv")).hasContent(before);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(n -> !n.startsWith(".symphony")))
                    .containsExactlyInAnyOrder("storage", "s1.csv");
        }
    }

    private SessionRoot finished(String name) throws IOException {
        StoredSession stored = new StoredSession(name, Map.of()).sent();
        for (int part = 0; part < stored.map.size(); part++) {
            stored.publish(Role.PROCESS, part);
        }
        stored.publishSummary(SUMMARY, "");
        stored.put(stored.session.root().key("summary.vines.csv"), VINES);
        lay(stored);
        return stored.session.root();
    }

    private void lay(StoredSession stored) throws IOException {
        for (StoredObject object : stored.store.list("")) {
            Path file = directory.resolve("storage").resolve(object.key());
            Files.createDirectories(file.getParent());
            Files.write(file, stored.store.content(object.key()));
        }
    }

    private static List<String> rows(Path file, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet answer = database.createStatement().executeQuery(sql)) {
            while (answer.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(answer.getString(i)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }
}

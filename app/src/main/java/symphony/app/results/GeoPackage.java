package symphony.app.results;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import symphony.core.registry.GeoPoint;

/**
 * A GeoPackage (OGC 12-128r18, version 1.3.1): an SQLite database with one table of features, {@code vines}, its points in
 * WGS 84.
 */
final class GeoPackage {
    private static final String TABLE = "vines";
    private static final int WGS_84 = 4326;
    private static final int BATCH = 1000;
    /** Requirement 15: milliseconds and a Z. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Connection database;
    private final PreparedStatement insert;
    private long vines;
    private @Nullable Bounds bounds;

    private GeoPackage(Connection database) throws SQLException {
        this.database = database;
        this.insert = database.prepareStatement("INSERT INTO " + TABLE + " (geom, "
                + Column.ALL.stream().map(Column::heading).collect(Collectors.joining(", ")) + ") VALUES (?"
                + String.join("", Collections.nCopies(Column.ALL.size(), ", ?")) + ")");
    }

    /** @param file one that is empty */
    static void write(Format.Source source, Path file, Instant now) throws IOException {
        // as a URI, since a question mark in a plain path would begin the driver's own settings
        try (Connection database = DriverManager.getConnection(
                "jdbc:sqlite:" + file.toAbsolutePath().toUri())) {
            schema(database);
            database.setAutoCommit(false);
            GeoPackage made = new GeoPackage(database);
            source.to(made::add);
            made.finish(now);
        } catch (SQLException e) {
            throw new IOException("the GeoPackage cannot be written: " + e.getMessage(), e);
        }
    }

    private static void schema(Connection database) throws SQLException, IOException {
        try (Statement statement = database.createStatement();
                var script = GeoPackage.class.getResourceAsStream("geopackage.sql")) {
            if (script == null) {
                throw new IllegalStateException("geopackage.sql is not among the resources");
            }
            for (String sql : new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";\n")) {
                statement.execute(sql);
            }
            statement.execute("CREATE TABLE " + TABLE + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, "
                    + Column.ALL.stream()
                            .map(c -> c.heading() + " " + type(c.kind()))
                            .collect(Collectors.joining(", "))
                    + ")");
        }
    }

    private static String type(Column.Kind kind) {
        return switch (kind) {
            case TEXT -> "TEXT";
            case WHOLE -> "MEDIUMINT";
            case DECIMAL -> "DOUBLE";
        };
    }

    private void add(VineResult vine) throws IOException {
        try {
            GeoPoint at = vine.at();
            insert.setObject(1, at == null ? null : geometry(at));
            int place = 2;
            for (Column column : Column.ALL) {
                Object value = column.of(vine);
                insert.setObject(place++, value instanceof BigDecimal decimal ? decimal.doubleValue() : value);
            }
            insert.addBatch();
            if (at != null) {
                bounds = bounds == null ? new Bounds(at, at) : bounds.with(at);
            }
            if (++vines % BATCH == 0) {
                insert.executeBatch();
            }
        } catch (SQLException e) {
            throw new IOException("the GeoPackage cannot be written: " + e.getMessage(), e);
        }
    }

    private void finish(Instant now) throws SQLException {
        insert.executeBatch();
        insert.close();
        try (PreparedStatement contents = database.prepareStatement(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, min_x, min_y,"
                        + " max_x, max_y, srs_id) VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)")) {
            Optional<Bounds> seen = Optional.ofNullable(bounds);
            contents.setString(1, TABLE);
            contents.setString(2, TABLE);
            contents.setString(3, "Visible clusters per vine");
            contents.setString(4, TIME.format(now));
            contents.setObject(5, seen.map(b -> b.least().longitude()).orElse(null));
            contents.setObject(6, seen.map(b -> b.least().latitude()).orElse(null));
            contents.setObject(7, seen.map(b -> b.greatest().longitude()).orElse(null));
            contents.setObject(8, seen.map(b -> b.greatest().latitude()).orElse(null));
            contents.setInt(9, WGS_84);
            contents.executeUpdate();
        }
        try (Statement columns = database.createStatement()) {
            columns.execute("INSERT INTO gpkg_geometry_columns VALUES ('" + TABLE + "', 'geom', 'POINT', " + WGS_84
                    + ", 0, 0)");
        }
        database.commit();
    }

    /** The binary form of 2.1.3: a header without an envelope, then well-known binary, both little-endian. */
    static byte[] geometry(GeoPoint at) {
        byte littleEndian = 1;
        int point = 1;
        return ByteBuffer.allocate(29)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'G', 'P', 0, littleEndian})
                .putInt(WGS_84)
                .put(littleEndian)
                .putInt(point)
                .putDouble(at.longitude())
                .putDouble(at.latitude())
                .array();
    }

    /** A box around all points. */
    private record Bounds(GeoPoint least, GeoPoint greatest) {
        Bounds with(GeoPoint p) {
            return new Bounds(
                    new GeoPoint(Math.min(least.longitude(), p.longitude()), Math.min(least.latitude(), p.latitude())),
                    new GeoPoint(
                            Math.max(greatest.longitude(), p.longitude()),
                            Math.max(greatest.latitude(), p.latitude())));
        }
    }
}

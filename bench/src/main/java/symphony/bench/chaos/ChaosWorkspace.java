package symphony.bench.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.Direction;
import symphony.core.artifact.LogName;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.RegistryJson;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.core.session.Session;
import symphony.core.task.Role;

/**
 * A workspace whose sessions have many parts and whose programs are a few lines of shell, so that all the work is the
 * queue's, the workers' and the storage's.
 */
public final class ChaosWorkspace {
    private static final String CLIENT = "client-1";
    private static final String CAMERA = "10000001";
    private static final int PARTS_AN_ARCHIVE = 4;
    private static final int ARCHIVES_AN_HOUR = 60;
    private static final int VINES = 10;
    /** The comment in {@code stage.sh}, which tells attempts apart. */
    static final int NONCE_BYTES = 64;

    private final Path folder;
    private final Map<Session, RowVideoMap> sessions;

    private ChaosWorkspace(Path folder, Map<Session, RowVideoMap> sessions) {
        this.folder = folder;
        this.sessions = sessions;
    }

    /**
     * Lays out storage, programs and {@code symphony.yaml}; nothing is enqueued.
     *
     * @param tasks about so many over all sessions, all roles together
     * @param configuration appended to {@code symphony.yaml}
     */
    public static ChaosWorkspace lay(Path folder, int sessions, int tasks, String configuration) throws IOException {
        // a session of n archives has 1 + n + 8 n + 1 tasks
        int archives = Math.max(1, Math.round((tasks / (float) sessions - 2) / (1 + 2 * PARTS_AN_ARCHIVE)));
        Map<Session, RowVideoMap> all = new TreeMap<>((a, b) -> a.sessionName().compareTo(b.sessionName()));
        ChaosWorkspace workspace = new ChaosWorkspace(folder, all);
        Files.createDirectories(folder.resolve("home/poison"));
        try (InputStream script = ChaosWorkspace.class.getResourceAsStream("stage.sh")) {
            Files.write(
                    folder.resolve("home/stage.sh"),
                    Objects.requireNonNull(script).readAllBytes());
        }
        Files.write(folder.resolve("home/empty.zip"), emptyZip());
        Files.createFile(folder.resolve("home/effects"));
        Files.writeString(folder.resolve("symphony.yaml"), stages(folder.resolve("home")) + configuration);
        for (int s = 1; s <= sessions; s++) {
            workspace.laySession(s, archives);
        }
        return workspace;
    }

    /** An end record alone, that announces a comment: PKWARE APPNOTE 6.3.10, 4.3.16. */
    private static byte[] emptyZip() {
        ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        return end.putInt(0, 0x06054b50).putShort(20, (short) NONCE_BYTES).array();
    }

    private static String stages(Path home) {
        StringBuilder yaml = new StringBuilder("stages:\n");
        for (Role role : Role.ALL) {
            String mode = role == Role.RVM || role == Role.POSTPROCESS ? "once" : "serve";
            yaml.append("  ").append(role.wireName()).append(": {run: [sh, '").append(home.resolve("stage.sh"));
            yaml.append("', ")
                    .append(role.wireName())
                    .append(", '")
                    .append(home)
                    .append("', ")
                    .append(mode);
            yaml.append("], mode: ").append(mode).append(", timeout: 60s}\n");
        }
        return yaml.toString();
    }

    private void laySession(int number, int archives) throws IOException {
        String scan = String.format("2026-01-%02d_00-00", number);
        List<RowPart> parts = new ArrayList<>();
        for (int a = 0; a < archives; a++) {
            ArchiveName archive = new ArchiveName(scan, CAMERA, a / ARCHIVES_AN_HOUR, a % ARCHIVES_AN_HOUR);
            write(StorageKeys.archive(CLIENT, archive), "frames of " + archive);
            int row = 2 * a + 1;
            parts.add(part(archive, row, Direction.DIR1, 1, 1));
            parts.add(part(archive, row + 1, Direction.DIR1, 1, 1));
            parts.add(part(archive, row, Direction.DIR2, 1, 2));
            parts.add(part(archive, row, Direction.DIR2, 2, 2));
        }
        RowVideoMap map = new RowVideoMap(parts);
        write(StorageKeys.log(CLIENT, new LogName(scan, CAMERA)), map.format());
        Session session = session("s" + number, scan, 2 * archives);
        write(session.root().session(), session.format());
        sessions.put(session, map);
    }

    private static RowPart part(ArchiveName archive, int row, Direction direction, int part, int of) {
        return new RowPart(new PartName(archive, row, direction, part, of), 0, 1, 1, "Merlot");
    }

    private static Session session(String name, String scan, int rows) {
        List<Row> all = IntStream.rangeClosed(1, rows)
                .mapToObj(row -> new Row("row-" + row, row, VINES, List.of(), List.of()))
                .toList();
        return new Session(
                name,
                "Client",
                CLIENT,
                "Farm",
                "farm-1",
                new Block("block-1", "B", rows, 2.5, 1.4, "Merlot", List.of(), all),
                List.of(new Scan(
                        scan, "Farm", List.of("B"), new TreeMap<>(Map.of(CAMERA, Side.LEFT)), 0, 1, 1, "", "")),
                true,
                Role.RVM,
                Map.of(),
                1,
                "",
                0,
                List.of());
    }

    /**
     * Says by task files and a registry's file what {@code session.json} says, and removes that.
     *
     * @return the registry's file, to be imported
     */
    Path toTaskFiles() throws IOException {
        Files.createDirectories(folder.resolve("tasks"));
        for (Session session : sessions.keySet()) {
            String name = session.sessionName();
            Files.delete(stored(session.root().session()));
            Files.writeString(
                    folder.resolve("tasks").resolve(name + ".yaml"),
                    """
                    client_name: %s
                    farm_name: %s
                    block_name: %s
                    session_name: %s
                    test: True
                    include_scans: %s
                    role: rvm
                    detection_params: {}
                    """
                            .formatted(
                                    session.clientName(),
                                    session.farmName(),
                                    session.block().name(),
                                    name,
                                    session.scans().get(0).scanId()));
        }
        Session any = sessions.keySet().iterator().next();
        Client client = new Client(
                any.clientId(),
                any.clientName(),
                List.of(new Farm(any.farmId(), any.farmName(), List.of(any.block()))),
                sessions.keySet().stream().flatMap(s -> s.scans().stream()).toList());
        return Files.writeString(folder.resolve("farm.json"), Json.pretty(RegistryJson.write(List.of(client))));
    }

    private void write(String key, String content) throws IOException {
        Path file = stored(key);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, content);
    }

    public Path folder() {
        return folder;
    }

    public Path storage() {
        return folder.resolve("storage");
    }

    public Path stored(String key) {
        return storage().resolve(key);
    }

    Path effects() {
        return folder.resolve("home/effects");
    }

    /** No program ends before it is released. */
    void hold() throws IOException {
        Files.createFile(folder.resolve("home/held"));
    }

    void release() throws IOException {
        Files.delete(folder.resolve("home/held"));
    }

    /** A detection of this part kills its worker, until it is cured. */
    void poison(PartName part) throws IOException {
        Files.writeString(folder.resolve("home/poison").resolve(StorageKeys.framesFile(part)), "");
    }

    void cure(PartName part) throws IOException {
        Files.deleteIfExists(folder.resolve("home/poison").resolve(StorageKeys.framesFile(part)));
    }

    public List<Session> sessions() {
        return List.copyOf(sessions.keySet());
    }

    public RowVideoMap map(Session session) {
        return Optional.ofNullable(sessions.get(session)).orElseThrow();
    }

    /** Every artifact that is there when all is done, by session: keys relative to the store. */
    public List<String> expected(Session session) {
        SessionRoot root = session.root();
        List<String> keys = new ArrayList<>(List.of(root.rvm(), root.vpr()));
        for (RowPart part : map(session).parts()) {
            keys.add(root.frames(part.name()));
            keys.add(root.detection(part.name()));
            keys.add(root.process(part.name()));
        }
        keys.add(root.summary());
        return keys;
    }

    /** How many tasks all sessions have. */
    int tasks() {
        return sessions.values().stream()
                .mapToInt(map -> 2 + map.byArchive().size() + 2 * map.size())
                .sum();
    }
}

package symphony.bench.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.LogName;
import symphony.core.artifact.StorageKeys;
import symphony.core.json.Json;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.RegistryJson;
import symphony.core.registry.Scan;
import symphony.vision.sim.SyntheticBlock;

/**
 * A workspace to verify: as many blocks, each with one scan and one task file, a scan of two cameras and a hundred
 * minutes. Archives are whole, but hold two tiny frames each, and logs name just these.
 */
final class FilmedFarm {
    static final int ARCHIVES_OF_A_SCAN = 200;
    private static final int BLOCKS_OF_A_FARM = 100;
    private static final int MINUTES = ARCHIVES_OF_A_SCAN / 2;
    private static final int FRAMES_OF_AN_ARCHIVE = 2;
    private static final LocalTime START = LocalTime.of(10, 0);
    /** The least that is told for a JPEG: its start and its end. */
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};

    private static final Client PATTERN = SyntheticBlock.client(20, 50, 2.5, 1.4, List.of("Merlot"));

    private final Path workspace;
    private final int taskFiles;

    private FilmedFarm(Path workspace, int taskFiles) {
        this.workspace = workspace;
        this.taskFiles = taskFiles;
    }

    /** Lays out task files, storage, and {@code farm.json} to be imported into the registry. */
    static void lay(Path workspace, int taskFiles) throws IOException {
        FilmedFarm farm = new FilmedFarm(workspace, taskFiles);
        Client client = farm.client();
        Files.writeString(workspace.resolve("farm.json"), Json.pretty(RegistryJson.write(List.of(client))));
        farm.tasks(client);
        farm.film(client);
    }

    private Client client() {
        List<Farm> farms = new ArrayList<>();
        List<Scan> scans = new ArrayList<>();
        for (int first = 0; first < taskFiles; first += BLOCKS_OF_A_FARM) {
            String farm = "Farm " + farms.size();
            List<Block> blocks = new ArrayList<>();
            for (int i = first; i < Math.min(taskFiles, first + BLOCKS_OF_A_FARM); i++) {
                Block block = block(i);
                blocks.add(block);
                scans.add(scan(farm, block, i));
            }
            farms.add(new Farm("farm-" + farms.size(), farm, blocks));
        }
        return new Client("oakridge", "Oakridge Vineyards", farms, scans);
    }

    private static Block block(int number) {
        Block pattern = PATTERN.farms().get(0).blocks().get(0);
        return new Block(
                "block-" + number,
                "B" + number,
                pattern.numRows(),
                pattern.rowSpace(),
                pattern.plantSpace(),
                pattern.varietal(),
                pattern.outline(),
                pattern.rows().stream()
                        .map(r -> new symphony.core.registry.Row(
                                "B" + number + "-" + r.number(), r.number(), r.numPlants(), r.line(), List.of()))
                        .toList());
    }

    private static Scan scan(String farm, Block block, int number) {
        Scan pattern = PATTERN.scans().get(0);
        return new Scan(
                day(number) + "_10-00",
                farm,
                List.of(block.name()),
                pattern.cameras(),
                pattern.startLeft(),
                pattern.startRight(),
                pattern.direction(),
                "",
                "");
    }

    private static LocalDate day(int number) {
        return LocalDate.of(2001, 1, 1).plusDays(number);
    }

    private void tasks(Client client) throws IOException {
        Path folder = Files.createDirectories(workspace.resolve("tasks"));
        for (int i = 0; i < taskFiles; i++) {
            Scan scan = client.scans().get(i);
            String block = scan.blocks().get(0);
            Files.writeString(
                    folder.resolve(block + ".yaml"),
                    """
                    client_name: %s
                    farm_name: %s
                    block_name: %s
                    session_name: %s-session
                    include_scans: %s
                    """
                            .formatted(client.name(), scan.farm(), block, block, scan.scanId()));
        }
    }

    private void film(Client client) throws IOException {
        List<byte[]> archives = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            archives.add(archive(minute));
        }
        Path storage = workspace.resolve("storage");
        for (int i = 0; i < taskFiles; i++) {
            Scan scan = client.scans().get(i);
            Files.createDirectories(storage.resolve(StorageKeys.scanPrefix(client.id(), scan.scanId())));
            for (String camera : scan.cameras().keySet()) {
                StringBuilder log = new StringBuilder("frame_number,timestamp,latitude,longitude,filename\n");
                for (int minute = 0; minute < MINUTES; minute++) {
                    ArchiveName name = name(scan, camera, minute);
                    Files.write(storage.resolve(StorageKeys.archive(client.id(), name)), archives.get(minute));
                    frames(log, name, i, minute);
                }
                Files.writeString(
                        storage.resolve(StorageKeys.log(client.id(), new LogName(scan.scanId(), camera))), log);
            }
        }
    }

    private static void frames(StringBuilder log, ArchiveName archive, int scan, int minute) {
        Block pattern = PATTERN.farms().get(0).blocks().get(0);
        // a decimetre a minute: of a receiver that stands still nobody could tell where the vehicle drove
        double latitude = pattern.outline().get(0).latitude() + minute * 1e-6;
        double longitude = pattern.outline().get(0).longitude();
        long start = day(scan).atTime(START).plusMinutes(minute).toEpochSecond(ZoneOffset.UTC);
        for (int f = 0; f < FRAMES_OF_AN_ARCHIVE; f++) {
            log.append(String.format(
                    Locale.ROOT,
                    "%d,%d.%02d,%.7f,%.7f,%s%n",
                    frame(minute, f),
                    start,
                    5 * f,
                    latitude,
                    longitude,
                    archive.fileName()));
        }
    }

    private static int frame(int minute, int ofArchive) {
        return minute * FRAMES_OF_AN_ARCHIVE + ofArchive;
    }

    private static ArchiveName name(Scan scan, String camera, int minute) {
        LocalTime at = START.plusMinutes(minute);
        return new ArchiveName(scan.scanId(), camera, at.getHour(), at.getMinute());
    }

    private static byte[] archive(int minute) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(bytes), StandardCharsets.UTF_8.name())) {
            for (int f = 0; f < FRAMES_OF_AN_ARCHIVE; f++) {
                TarArchiveEntry entry = new TarArchiveEntry(frame(minute, f) + ".jpg");
                entry.setSize(JPEG.length);
                tar.putArchiveEntry(entry);
                tar.write(JPEG);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}

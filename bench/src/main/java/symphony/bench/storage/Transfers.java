package symphony.bench.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import symphony.app.UserError;
import symphony.bench.Commands;
import symphony.bench.WholeProcess;
import symphony.bench.report.Report;
import symphony.bench.report.Rounds;
import symphony.bench.report.Sample;
import symphony.bench.report.Samples;
import symphony.bench.report.Section;
import symphony.core.artifact.Checksum;
import symphony.core.store.ArtifactStore;
import symphony.servers.S3Server;

/** An archive to an S3 server and back: by the library alone in each of its ways, and by our store. */
final class Transfers {
    static final String OURS = "symphony, checksums and conditions";
    private static final String ONE = "library, one request";
    private static final String SIDE = "library, side by side";
    private static final String SUMMED = "library, side by side, its default checksums";
    private static final String SMALL_HEAP = "-Xmx192m";
    private static final String SENT = "sent.tar.gz";
    private static final String KEPT = "there.tar.gz";

    private final Report report;
    private final int rounds;
    private final int megabytes;
    private final Path work;

    Transfers(Report report, int rounds, int megabytes, Path work) {
        this.report = report;
        this.rounds = rounds;
        this.megabytes = megabytes;
        this.work = work;
    }

    void measure() throws Exception {
        Path archive = archive(work.resolve("archive.tar.gz"));
        Path served = Files.createDirectory(work.resolve("server"));
        try (ServerProcess server = new ServerProcess(S3Server.class, served.toString(), work.resolve("server.err"));
                BareS3 bare = new BareS3(server.endpoint(), false);
                BareS3 summed = new BareS3(server.endpoint(), true);
                ArtifactStore store = TransferInLittleMemory.store(server.endpoint())) {
            upload(server, store, bare, summed, archive);
            download(server, store, bare, summed, archive);
            memory(server, archive);
        }
        sha256(archive);
    }

    private Path archive(Path file) throws IOException {
        byte[] megabyte = new byte[1_000_000];
        Random random = new Random(7);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < megabytes; i++) {
                random.nextBytes(megabyte);
                out.write(megabyte);
            }
        }
        return file;
    }

    private void upload(ServerProcess server, ArtifactStore store, BareS3 bare, BareS3 summed, Path archive)
            throws Exception {
        new Race(server, megabytes)
                .with(ONE, () -> bare.put(SENT, archive), this::takeAway)
                .with(SIDE, () -> bare.putInParts(SENT, archive), this::takeAway)
                .with(SUMMED, () -> summed.putInParts(SENT, archive), this::takeAway)
                .with(OURS, () -> store.create(SENT, archive), this::takeAway)
                .run(rounds, report.section("Upload of " + megabytes + " MB"), OURS);
    }

    /** The server keeps every object as a file: were they left, the disk would fill. */
    private void takeAway() throws IOException {
        Files.delete(work.resolve("server").resolve(S3Server.BUCKET).resolve(SENT));
    }

    private void download(ServerProcess server, ArtifactStore store, BareS3 bare, BareS3 summed, Path archive)
            throws Exception {
        store.create(KEPT, archive);
        Path file = work.resolve("received");
        Race.Step check = () -> {
            if (Files.mismatch(archive, file) >= 0) {
                throw UserError.failed("what was downloaded is not what was uploaded");
            }
            Files.delete(file);
        };
        new Race(server, megabytes)
                .with(ONE, () -> bare.get(KEPT, file), check)
                .with(SIDE, () -> bare.getInRanges(KEPT, file), check)
                .with(SUMMED, () -> summed.getInRanges(KEPT, file), check)
                .with(OURS, () -> store.download(KEPT, file), check)
                .run(rounds, report.section("Download of " + megabytes + " MB"), OURS);
    }

    private void memory(ServerProcess server, Path archive) throws IOException {
        List<String> command = new ArrayList<>(Commands.java(
                TransferInLittleMemory.class.getName(),
                server.endpoint().toString(),
                SENT,
                archive.toString(),
                work.resolve("copy").toString()));
        command.add(1, SMALL_HEAP);
        command.removeIf(word -> word.startsWith("-XX:TieredStopAtLevel"));
        WholeProcess ended = WholeProcess.succeeding(command, work, work.resolve("output"));
        Section section = report.section("Memory of an upload and a download of " + megabytes + " MB");
        section.add(Sample.once(
                "peak of the process, heap at most " + SMALL_HEAP.substring(4), "MiB", ended.peakMebibytes()));
        Files.delete(work.resolve("copy"));
    }

    /** What a store that summed each byte so, one pass more, would have to add to a transfer. */
    private void sha256(Path archive) throws Exception {
        String name = "SHA-256 of the archive, one thread";
        Samples samples = new Rounds("MB/s")
                .with(name, () -> {
                    long begun = System.nanoTime();
                    Checksum.of(archive);
                    return megabytes / ((System.nanoTime() - begun) / 1e9);
                })
                .run(rounds);
        Section section = report.section("SHA-256 of " + megabytes + " MB");
        samples.all().forEach(section::add);
        section.note(
                "Workers take it of each output for its record and of each input for provenance; a store takes none.");
    }
}

package symphony.bench.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import symphony.app.UserError;
import symphony.bench.Commands;
import symphony.bench.CommonOptions;
import symphony.bench.TemporaryFolder;
import symphony.bench.WholeProcess;
import symphony.bench.report.Goal;
import symphony.bench.report.Progress;
import symphony.bench.report.Report;
import symphony.bench.report.Rounds;
import symphony.bench.report.Sample;
import symphony.bench.report.Samples;
import symphony.bench.report.Section;
import symphony.core.store.ArtifactStore;
import symphony.servers.S3Server;

/** {@code bench/run storage}. */
@Command(
        name = "storage",
        mixinStandardHelpOptions = true,
        description = "Upload, download and listing on an S3 server, beside the best that Amazon's library does there.")
public final class StorageBenchmark implements Callable<Integer> {
    private static final String OURS = "symphony, checksums and conditions";
    private static final String ONE = "library, one request";
    private static final String SIDE = "library, side by side";
    private static final double LEAST_OF_BEST = 0.9;
    private static final String SMALL_HEAP = "-Xmx192m";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--megabytes", defaultValue = "1000", description = "Size of the archive (${DEFAULT-VALUE}).")
    private int megabytes;

    @Option(names = "--keys", defaultValue = "5000", description = "Objects to list (${DEFAULT-VALUE}).")
    private int keys;

    @Option(names = "--folder", description = "Where server and files are (the system's temporary folder).")
    private @Nullable Path folder;

    private final AtomicLong names = new AtomicLong();

    @Override
    public Integer call() throws Exception {
        Report report = common.report("storage");
        try (TemporaryFolder work = TemporaryFolder.create("bench-storage", folder)) {
            Path archive = archive(work.path().resolve("archive.tar.gz"));
            try (ServerProcess server =
                            new ServerProcess(Files.createDirectory(work.path().resolve("server")));
                    BareS3 bare = new BareS3(server.endpoint());
                    ArtifactStore store = TransferInLittleMemory.store(server.endpoint())) {
                upload(report, store, bare, archive, work.path());
                download(report, store, bare, archive, work.path());
                memory(report, server, archive, work.path());
                list(report, store, bare, work.path());
            }
        }
        common.publish(report, "storage");
        return 0;
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

    private interface Transfer {
        void run(String key) throws IOException;
    }

    private double rate(Transfer transfer, String key) throws IOException {
        long begun = System.nanoTime();
        transfer.run(key);
        return megabytes / ((System.nanoTime() - begun) / 1e9);
    }

    private String fresh() {
        return "archive-" + names.incrementAndGet() + ".tar.gz";
    }

    /** The server keeps every object as a file: it is taken away once it is measured, or the disk would fill. */
    private double sent(Transfer transfer, Path work) throws IOException {
        String key = fresh();
        double rate = rate(transfer, key);
        Files.delete(work.resolve("server").resolve(S3Server.BUCKET).resolve(key));
        return rate;
    }

    private void upload(Report report, ArtifactStore store, BareS3 bare, Path archive, Path work) throws Exception {
        Samples samples = new Rounds("MB/s")
                .with(ONE, () -> sent(key -> bare.put(key, archive), work))
                .with(SIDE, () -> sent(key -> bare.putInParts(key, archive), work))
                .with(OURS, () -> sent(key -> store.create(key, archive), work))
                .run(common.rounds());
        tell(report.section("Upload of " + megabytes + " MB"), samples);
    }

    private void download(Report report, ArtifactStore store, BareS3 bare, Path archive, Path work) throws Exception {
        store.create("there.tar.gz", archive);
        Samples samples = new Rounds("MB/s")
                .with(ONE, () -> received(to -> bare.get("there.tar.gz", to), archive, work))
                .with(SIDE, () -> received(to -> bare.getInRanges("there.tar.gz", to), archive, work))
                .with(OURS, () -> received(to -> store.download("there.tar.gz", to), archive, work))
                .run(common.rounds());
        tell(report.section("Download of " + megabytes + " MB"), samples);
    }

    private interface Receipt {
        void into(Path file) throws IOException;
    }

    private double received(Receipt receipt, Path archive, Path work) throws IOException {
        Path file = work.resolve("received");
        double rate = rate(key -> receipt.into(file), "");
        if (Files.mismatch(archive, file) >= 0) {
            throw UserError.failed("what was downloaded is not what was uploaded");
        }
        Files.delete(file);
        return rate;
    }

    private static void tell(Section section, Samples samples) {
        samples.all().forEach(section::add);
        double best = Math.max(samples.of(ONE).median(), samples.of(SIDE).median());
        section.add(
                Goal.atLeast("symphony / the library's best", samples.of(OURS).median() / best, LEAST_OF_BEST));
        section.note("Server, library and Symphony share this machine's cores; the server runs in a process of its own."
                + " Symphony sums each byte twice more: SHA-256 from end to end, and MD5 a part.");
    }

    private void memory(Report report, ServerProcess server, Path archive, Path work) throws IOException {
        List<String> command = new ArrayList<>(Commands.java(
                TransferInLittleMemory.class.getName(),
                server.endpoint().toString(),
                fresh(),
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

    private void list(Report report, ArtifactStore store, BareS3 bare, Path work) throws Exception {
        Path below = Files.createDirectories(
                work.resolve("server").resolve(S3Server.BUCKET).resolve("many"));
        Progress.say("laying out " + keys + " objects");
        for (int i = 0; i < keys; i++) {
            Files.write(below.resolve(String.format(Locale.ROOT, "object-%07d", i)), new byte[1]);
        }
        Samples samples = new Rounds("keys/s")
                .with(ONE, () -> listed(() -> bare.count("many/")))
                .with(
                        OURS,
                        () -> listed(() -> {
                            AtomicLong count = new AtomicLong();
                            store.list("many/", object -> count.incrementAndGet());
                            return count.get();
                        }))
                .run(common.rounds());
        Section section = report.section("Listing of " + keys + " keys");
        samples.all().forEach(section::add);
        section.add(Goal.atLeast("symphony / the library's pages", samples.ratio(OURS, ONE), LEAST_OF_BEST));
        section.note("This server looks at all keys again for each page, so its rate falls with their number.");
    }

    private double listed(Callable<Long> count) throws Exception {
        long begun = System.nanoTime();
        if (count.call() != keys) {
            throw UserError.failed("the listing does not show " + keys + " keys");
        }
        return keys / ((System.nanoTime() - begun) / 1e9);
    }
}

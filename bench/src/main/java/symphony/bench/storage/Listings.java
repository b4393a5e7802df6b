package symphony.bench.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import symphony.app.UserError;
import symphony.bench.BenchRedis;
import symphony.bench.Commands;
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

/** A session of very many keys on S3: listed by the library and by our store, and planned. */
final class Listings {
    private static final double LEAST_OF_PAGES = 0.9;
    private static final String PAGES = "library, page after page";
    private static final String PLAN = "symphony repair --dry-run --json";
    /** Of frames each part has one, of detections 19 in 20, of clusters 9 in 10; and each has a record. */
    private static final double KEYS_A_PART = 5.7;

    private final Report report;
    private final int rounds;
    private final Path work;

    Listings(Report report, int rounds, Path work) {
        this.report = report;
        this.rounds = rounds;
        this.work = work;
    }

    /** @param keys about as many as there shall be */
    void measure(int keys) throws Exception {
        String parts = String.valueOf(Math.max(1, (int) (keys / KEYS_A_PART)));
        Progress.say("laying out the names of " + keys + " objects");
        try (ServerProcess server = new ServerProcess(KeyServer.class, parts, work.resolve("keys.err"))) {
            list(server.endpoint());
            plan(server.endpoint());
        }
    }

    private void list(URI server) throws Exception {
        try (BareS3 bare = new BareS3(server, false);
                ArtifactStore store = TransferInLittleMemory.store(server)) {
            long keys = bare.count("");
            Asked before = Asked.of(server);
            Samples samples = new Rounds("keys/s")
                    .with(PAGES, () -> listed(keys, () -> bare.count("")))
                    .with(Transfers.OURS, () -> listed(keys, () -> count(store)))
                    .run(rounds);
            Section section = report.section(String.format(Locale.ROOT, "Listing of %,d keys", keys));
            samples.all().forEach(section::add);
            section.add(Goal.atLeast(
                    "symphony / the library's pages", samples.ratio(Transfers.OURS, PAGES), LEAST_OF_PAGES));
            Asked.of(server).since(before).tell(section);
            section.note("The server gives names and sizes alone, a page of 1,000 as fast as it can write it.");
        }
    }

    private static long count(ArtifactStore store) throws IOException {
        AtomicLong count = new AtomicLong();
        store.list("", object -> count.incrementAndGet());
        return count.get();
    }

    private static double listed(long keys, Callable<Long> count) throws Exception {
        long begun = System.nanoTime();
        if (count.call() != keys) {
            throw UserError.failed("the listing does not show " + keys + " keys");
        }
        return keys / ((System.nanoTime() - begun) / 1e9);
    }

    private void plan(URI server) throws Exception {
        Path workspace = Files.createDirectory(work.resolve("workspace"));
        try (BenchRedis redis = BenchRedis.start(false)) {
            Files.writeString(
                    workspace.resolve("symphony.yaml"),
                    "redis: {url: \"" + redis.uri() + "\"}\nstorage: {url: 's3://" + S3Server.BUCKET + "', endpoint: '"
                            + server + "'}\n");
            Asked before = Asked.of(server);
            WholeProcess ended = WholeProcess.succeeding(
                    Commands.symphony("repair", "--dry-run", "--json"),
                    workspace,
                    work.resolve("plan.json"),
                    Map.of("AWS_ACCESS_KEY_ID", S3Server.KEY, "AWS_SECRET_ACCESS_KEY", S3Server.SECRET));
            Asked asked = Asked.of(server).since(before);
            Section section = report.section("Plan of that session, from its listing");
            section.add(Sample.once(PLAN, "s", ended.seconds()));
            section.add(Sample.once(PLAN + ": peak memory", "MiB", ended.peakMebibytes()));
            asked.tell(section);
            section.add(Sample.once("other requests", "", asked.others()));
        }
    }

    /** What the server was asked. */
    private record Asked(long listings, long pages, long others) {
        static Asked of(URI server) throws IOException {
            try (var answer = server.resolve(KeyServer.COUNTS).toURL().openStream()) {
                String[] counts = new String(answer.readAllBytes(), StandardCharsets.UTF_8).split(" ", -1);
                return new Asked(Long.parseLong(counts[0]), Long.parseLong(counts[1]), Long.parseLong(counts[2]));
            }
        }

        Asked since(Asked before) {
            return new Asked(listings - before.listings, pages - before.pages, others - before.others);
        }

        void tell(Section section) {
            List.of(Sample.once("requests for a page", "", listings), Sample.once("pages that there are", "", pages))
                    .forEach(section::add);
            section.add(Goal.atMost("requests / pages", (double) listings / pages, 1));
        }
    }
}

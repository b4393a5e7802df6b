package symphony.bench.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import symphony.app.UserError;
import symphony.bench.Commands;
import symphony.bench.CommonOptions;
import symphony.bench.WholeProcess;
import symphony.bench.report.Progress;
import symphony.bench.report.Report;
import symphony.core.json.Json;

/** The peers that this machine has. */
record Peers(Optional<Peer> bullmq, Optional<Peer> rq, Optional<Peer> sidekiq) {
    static final Peers NONE = new Peers(Optional.empty(), Optional.empty(), Optional.empty());

    /** Looks for them, and tells in the report which there are. */
    static Peers find(Report report) throws IOException {
        Path scripts = CommonOptions.home().resolve("bench").resolve("peers");
        return new Peers(bullmq(report, scripts), rq(report, scripts), sidekiq(report, scripts));
    }

    /** Its packages go to the build folder, as the lock file has them. */
    private static Optional<Peer> bullmq(Report report, Path scripts) throws IOException {
        Optional<String> node = Commands.installed("node");
        Optional<String> npm = Commands.installed("npm");
        if (node.isEmpty() || npm.isEmpty()) {
            report.missing("BullMQ", "it needs node and npm; Debian: apt install nodejs npm");
            return Optional.empty();
        }
        Path folder = Files.createDirectories(scripts.resolveSibling("target").resolve("peers"));
        for (String name : List.of("package.json", "package-lock.json", "bullmq.js")) {
            Files.copy(scripts.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Path bullmq = folder.resolve("node_modules").resolve("bullmq").resolve("package.json");
        try {
            if (!Files.exists(bullmq)) {
                Progress.say("fetching BullMQ");
                WholeProcess.succeeding(
                        List.of(npm.get(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"),
                        folder,
                        folder.resolve("npm.log"));
            }
        } catch (UserError e) {
            report.missing("BullMQ", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        report.version("node", Commands.version(node.get()));
        report.version(
                "bullmq", Json.parse(Files.readString(bullmq)).get("version").asText());
        return Optional.of(new Peer("BullMQ", List.of(node.get(), "bullmq.js"), folder));
    }

    /** The python that Debian's packages are for may not be the first on the path. */
    private static Optional<Peer> rq(Report report, Path scripts) throws IOException {
        List<String> pythons = new ArrayList<>(List.of("/usr/bin/python3"));
        Commands.installed("python3").ifPresent(pythons::add);
        for (String python : pythons) {
            Optional<String> version = Commands.says(List.of(python, "-c", "import rq; print(rq.VERSION)"));
            if (version.isPresent()) {
                report.version("rq", version.get());
                return Optional.of(new Peer("RQ", List.of(python, "-B", "rq_peer.py"), scripts));
            }
        }
        report.missing("RQ", "Debian: apt install python3-rq");
        return Optional.empty();
    }

    private static Optional<Peer> sidekiq(Report report, Path scripts) throws IOException {
        Optional<String> ruby = Commands.installed("ruby");
        Optional<String> version = ruby.isEmpty()
                ? Optional.empty()
                : Commands.says(List.of(ruby.get(), "-e", "require 'sidekiq'; puts Sidekiq::VERSION"));
        if (version.isEmpty()) {
            report.missing("Sidekiq", "Debian: apt install ruby-sidekiq");
            return Optional.empty();
        }
        report.version("sidekiq", version.get());
        return Optional.of(new Peer("Sidekiq", List.of(ruby.orElseThrow(), "sidekiq_peer.rb"), scripts));
    }
}

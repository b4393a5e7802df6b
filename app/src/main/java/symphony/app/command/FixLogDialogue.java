package symphony.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import symphony.app.Surroundings;
import symphony.app.scan.FixLog;
import symphony.app.terminal.ProgressLine;
import symphony.core.json.Json;
import symphony.core.scan.StoredScan;
import symphony.core.store.ArtifactStore;

/** Fills the logs of a scan, one after the other, and tells what became of each; one that cannot be filled hides none. */
final class FixLogDialogue {
    private final Surroundings around;
    private final ArtifactStore store;
    private final boolean dryRun;
    private final boolean json;

    FixLogDialogue(Surroundings around, ArtifactStore store, boolean dryRun, boolean json) {
        this.around = around;
        this.store = store;
        this.dryRun = dryRun;
        this.json = json;
    }

    /** @return the exit code */
    int run(StoredScan scan, Collection<String> cameras) throws IOException {
        ProgressLine progress = new ProgressLine(around.err(), true, around.clock());
        Path scratch = Files.createTempDirectory("symphony-fix-log");
        List<FixLog.Result> results = new ArrayList<>();
        try {
            FixLog fix = new FixLog(store, scratch);
            for (String camera : cameras) {
                results.add(fix.run(scan, camera, dryRun, file -> {
                    if (around.terminal()) {
                        progress.show("reading " + file);
                    }
                }));
            }
        } finally {
            Files.deleteIfExists(scratch);
            if (around.terminal()) {
                progress.done("read " + scan.clientId() + "/" + scan.scanId());
            }
        }
        if (json) {
            around.out().println(Json.line(json(results)));
        } else {
            results.forEach(this::tell);
        }
        return results.stream().allMatch(FixLog.Result::isWhole) ? 0 : 1;
    }

    private void tell(FixLog.Result r) {
        if (r.lines() > 0) {
            around.out().println(r.log() + ": " + outcome(r));
            r.problems().forEach(p -> around.out().println("  " + p));
        } else {
            around.out().println(r.log() + ": " + String.join("; ", r.problems()));
        }
    }

    private String outcome(FixLog.Result r) {
        if (r.filled() + r.unknown() == 0) {
            return "every line has its file name";
        }
        String verb = r.written() ? " got" : dryRun ? " would get" : " could get";
        return r.filled() + " of " + r.lines() + " lines" + verb + " their file name"
                + (r.unknown() == 0 ? "" : "; of " + r.unknown() + " no archive holds the frame, or it is open which");
    }

    private static ObjectNode json(List<FixLog.Result> results) {
        ObjectNode out = Json.object();
        ArrayNode logs = out.putArray("logs");
        for (FixLog.Result r : results) {
            ObjectNode log = logs.addObject();
            log.put("log", r.log()).put("lines", r.lines()).put("filled", r.filled());
            log.put("unknown", r.unknown()).put("written", r.written()).set("problems", Json.array(r.problems()));
        }
        return out;
    }
}

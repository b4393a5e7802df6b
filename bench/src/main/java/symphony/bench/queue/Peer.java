package symphony.bench.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import symphony.bench.BenchRedis;
import symphony.bench.WholeProcess;
import symphony.core.json.Json;

/**
 * Another queue, by its script in {@code bench/peers}, which answers with a line of JSON.
 *
 * @param command the script and what runs it
 * @param directory where it runs
 */
record Peer(String name, List<String> command, Path directory) {

    /** Has it do something on an empty server. */
    JsonNode ask(BenchRedis redis, String what, String... arguments) throws IOException {
        redis.flush();
        List<String> whole = new ArrayList<>(command);
        whole.add(what);
        whole.add(Integer.toString(redis.uri().getPort()));
        whole.addAll(List.of(arguments));
        Path output = Files.createTempFile("bench-peer", ".json");
        Path errors = Path.of(output + ".err");
        try {
            WholeProcess.succeeding(whole, directory, output);
            return Json.parse(Files.readString(output).strip());
        } finally {
            Files.delete(output);
            Files.deleteIfExists(errors);
        }
    }

    double rate(BenchRedis redis, String what, String... arguments) throws IOException {
        return ask(redis, what, arguments).get("rate").asDouble();
    }
}

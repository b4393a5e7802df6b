package symphony.bench.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import symphony.core.json.Json;

/** Everything one benchmark found, and what is needed to run it again. */
public final class Report {
    private final String benchmark;
    private final Machine machine;
    private final String command;
    private final Instant at;
    private final Map<String, String> versions = new LinkedHashMap<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** @param command as a person types it */
    public Report(String benchmark, Machine machine, String command, Instant at) {
        this.benchmark = benchmark;
        this.machine = machine;
        this.command = command;
        this.at = at;
    }

    public void version(String program, String version) {
        versions.put(program, version);
    }

    /** Something about the whole run, such as a peer that is absent. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** A peer that is not here, told on stderr at once, too. */
    public void missing(String peer, String remedy) {
        String sentence = "LEFT OUT: " + peer + " is not installed (" + remedy + ")";
        Progress.say(sentence);
        note("**" + sentence + "**");
    }

    public Section section(String title) {
        Section section = new Section(title);
        sections.add(section);
        return section;
    }

    public void print(PrintStream out) {
        out.println("# " + benchmark + "\n");
        out.println("- command: `" + command + "`");
        out.println("- machine: " + machine.text());
        out.println("- versions: "
                + String.join(
                        ", ",
                        versions.entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue())
                                .toList()));
        out.println("- at: " + at);
        notes.forEach(note -> out.println("- " + note));
        sections.forEach(section -> MarkdownSection.print(section, out));
    }

    /** Writes the same as JSON; folders are made. */
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, Json.pretty(json()));
    }

    private ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("benchmark", benchmark).put("command", command).put("at", at.toString());
        ObjectNode where = json.putObject("machine");
        where.put("cpu", machine.cpu()).put("cores", machine.cores()).put("memory_gib", machine.memoryGib());
        where.put("system", machine.system()).put("java", machine.java()).put("load", machine.load());
        ObjectNode programs = json.putObject("versions");
        versions.forEach(programs::put);
        json.set("notes", Json.array(notes));
        ArrayNode array = json.putArray("sections");
        sections.forEach(section -> write(section, array.addObject()));
        return json;
    }

    private static void write(Section section, ObjectNode json) {
        json.put("title", section.title());
        ArrayNode figures = json.putArray("figures");
        for (Sample sample : section.samples()) {
            ObjectNode figure = figures.addObject();
            figure.put("name", sample.name()).put("unit", sample.unit()).put("median", sample.median());
            ArrayNode rounds = figure.putArray("rounds");
            sample.rounds().forEach(rounds::add);
        }
        ArrayNode goals = json.putArray("goals");
        for (Goal goal : section.goals()) {
            goals.addObject()
                    .put("name", goal.name())
                    .put("value", goal.value())
                    .put(goal.atLeast() ? "at_least" : "at_most", goal.bound())
                    .put("met", goal.met());
        }
        json.set("notes", Json.array(section.notes()));
    }
}

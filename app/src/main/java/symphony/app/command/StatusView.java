package symphony.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import symphony.app.ByteCount;
import symphony.app.Counted;
import symphony.app.Table;
import symphony.app.terminal.Room;
import symphony.core.queue.QueueSelector;
import symphony.core.queue.QueueStatus;
import symphony.core.queue.WorkerLoad;
import symphony.core.task.Role;

/**
 * The queues as a person sees them: what is wrong first, then the queues, then the workers and what each of their slots does.
 * Where there is not room for all, both lists are cut and say by how much.
 */
final class StatusView {
    private static final int BAR = 10;
    private static final int SHORTEST_NAME = 16;

    private final String redis;
    private final boolean colours;

    StatusView(String redis, boolean colours) {
        this.redis = redis;
        this.colours = colours;
    }

    List<String> lines(QueueStatus status, Room room) {
        List<String> lines = new ArrayList<>();
        lines.add(head(status));
        lines.addAll(troubles(status));
        lines.addAll(held(status));
        lines.add("");
        List<String> queues = queues(status, room);
        List<String> workers = workers(status, room);
        int left = room.height() - lines.size() - 1;
        int forWorkers = Math.min(workers.size(), Math.max(left / 2, left - queues.size()));
        lines.addAll(cut(queues, left - forWorkers, "queues"));
        lines.add("");
        lines.addAll(cut(workers, forWorkers, "lines of workers"));
        return lines;
    }

    private String head(QueueStatus status) {
        long waiting =
                status.queues().stream().mapToLong(QueueStatus.Queue::waiting).sum();
        long claimed =
                status.queues().stream().mapToLong(QueueStatus.Queue::claimed).sum();
        long delayed =
                status.queues().stream().mapToLong(QueueStatus.Queue::delayed).sum();
        int slots =
                status.workers().stream().mapToInt(QueueStatus.Worker::slots).sum();
        return bold("Symphony") + "  Redis " + redis + "  " + waiting + " waiting, " + claimed
                + " running" + (delayed > 0 ? ", " + delayed + " delayed" : "")
                + (slots > 0 ? "  " + slots + (slots == 1 ? " slot" : " slots") : "");
    }

    private List<String> troubles(QueueStatus status) {
        List<String> lines = new ArrayList<>();
        for (QueueStatus.Dead dead : status.dead()) {
            lines.add(red(Counted.of(dead.count(), "dead letter") + " in dlq:" + dead.sessionName()
                    + "; why: symphony queue peek dlq:" + dead.sessionName()));
        }
        for (String name : status.broken()) {
            lines.add(red(name + " is no list, so it is not served; redis-cli type " + name));
        }
        if (status.orphans() > 0) {
            lines.add(red(status.orphans() + (status.orphans() == 1 ? " task waits" : " tasks wait")
                    + " in symphony:orphans until their queues are lists again"));
        }
        return lines;
    }

    private List<String> held(QueueStatus status) {
        List<String> lines = new ArrayList<>();
        if (!status.held().isEmpty()) {
            lines.add(yellow(
                    "paused: " + status.held().stream().map(QueueSelector::text).collect(Collectors.joining(", "))));
        }
        if (!status.cancelled().isEmpty()) {
            lines.add(yellow("cancelled: " + String.join(", ", new TreeSet<>(status.cancelled()))));
        }
        if (!status.weights().isEmpty()) {
            lines.add("weights: "
                    + new TreeMap<>(status.weights())
                            .entrySet().stream()
                                    .map(w -> w.getKey() + " " + w.getValue())
                                    .collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private List<String> queues(QueueStatus status, Room room) {
        if (status.queues().isEmpty()) {
            return List.of("No queue holds a task.");
        }
        int most = Math.max(SHORTEST_NAME, room.width() - 36);
        Table table = new Table("QUEUE", "WAITING", "RUNNING", "DELAYED", "");
        for (QueueStatus.Queue q : status.queues()) {
            table.add(
                    shortened(q.name().text(), most),
                    q.waiting(),
                    q.claimed(),
                    q.delayed(),
                    q.paused() ? "paused" : "");
        }
        return headed(table.lines());
    }

    private List<String> workers(QueueStatus status, Room room) {
        if (status.workers().isEmpty()) {
            return List.of("No worker.");
        }
        int roles =
                status.workers().stream().mapToInt(w -> roles(w).length()).max().orElse(0);
        int most = Math.max(SHORTEST_NAME, room.width() - 27 - roles);
        Table table = new Table("WORKER", "BUSY", "CORES", "MEMORY", "ROLES");
        List<List<String>> slots = new ArrayList<>();
        for (QueueStatus.Worker w : status.workers()) {
            boolean told = !w.load().slots().isEmpty();
            double cores = w.load().slots().stream()
                    .mapToDouble(WorkerLoad.Slot::cores)
                    .sum();
            long memory = w.load().slots().stream()
                    .mapToLong(WorkerLoad.Slot::memoryBytes)
                    .sum();
            table.add(
                    shortened(w.id(), most),
                    w.busy() + "/" + w.slots(),
                    told ? String.format(Locale.ROOT, "%.1f", cores) : "-",
                    told ? new ByteCount(memory) : "-",
                    roles(w));
            slots.add(w.load().slots().stream().map(s -> slot(s, room)).toList());
        }
        List<String> rows = headed(table.lines());
        List<String> lines = new ArrayList<>(List.of(rows.get(0)));
        for (int i = 0; i < slots.size(); i++) {
            lines.add(rows.get(i + 1));
            lines.addAll(slots.get(i));
        }
        return lines;
    }

    private static String roles(QueueStatus.Worker worker) {
        return worker.roles().size() == Role.ALL.size()
                ? "all"
                : worker.roles().stream().map(Role::wireName).collect(Collectors.joining(" "));
    }

    /** Its number, what it takes, how far it is, what it does: what may be long comes last. */
    private String slot(WorkerLoad.Slot slot, Room room) {
        String takes = String.format(
                Locale.ROOT,
                "  %2d  %4.2f cores  %8s  ",
                slot.number(),
                slot.cores(),
                new ByteCount(slot.memoryBytes()));
        String far = " ".repeat(BAR + 8);
        if (slot.progress() >= 0) {
            double share = Math.min(1, slot.progress());
            int full = (int) Math.round(share * BAR);
            far = green("#".repeat(full))
                    + faint(".".repeat(BAR - full))
                    + String.format(Locale.ROOT, " %3.0f %%  ", share * 100);
        }
        int most = Math.max(SHORTEST_NAME, room.width() - takes.length() - BAR - 8);
        return takes + far + (slot.task().isEmpty() ? faint("idle") : shortened(slot.task(), most));
    }

    private List<String> headed(List<String> rows) {
        List<String> lines = new ArrayList<>(List.of(bold(rows.get(0))));
        for (String row : rows.subList(1, rows.size())) {
            lines.add(row.endsWith("  paused") ? row.substring(0, row.length() - 6) + yellow("paused") : row);
        }
        return lines;
    }

    private static List<String> cut(List<String> lines, int most, String what) {
        if (lines.size() <= most || most < 2) {
            return lines;
        }
        List<String> cut = new ArrayList<>(lines.subList(0, most - 1));
        cut.add("… " + (lines.size() - most + 1) + " more " + what);
        return cut;
    }

    /** The middle is left out: beginnings tell sessions apart, endings tell row parts. */
    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int head = (most - 1) / 2;
        return text.substring(0, head) + "…" + text.substring(text.length() - (most - 1 - head));
    }

    private String bold(String text) {
        return styled("1", text);
    }

    private String red(String text) {
        return styled("31", text);
    }

    private String green(String text) {
        return styled("32", text);
    }

    private String yellow(String text) {
        return styled("33", text);
    }

    private String faint(String text) {
        return styled("2", text);
    }

    private String styled(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}

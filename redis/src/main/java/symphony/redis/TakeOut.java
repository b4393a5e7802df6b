package symphony.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes chosen lines out of a list, in their order, while others take from its head and push behind its tail. */
final class TakeOut {
    /** More would keep Redis from others for too long: each is marked in the midst of the list. */
    private static final int BATCH = 200;

    private static final int LOST_TRACK = -1;

    /** For each of some lines what the script is told of it beside its place and itself; empty where the line stays. */
    interface Choice {
        List<Optional<List<String>>> among(List<byte[]> lines);
    }

    private record Chosen(WaitingLines.Line line, List<String> told) {}

    private final RedisLink link;
    private final Script script;
    private final List<String> keys;
    private final Choice choice;
    private final WaitingLines lines;
    private final List<Chosen> chosen = new ArrayList<>();

    /** @param keys of the script, the list first */
    TakeOut(RedisLink link, Script script, List<String> keys, Choice choice) {
        this.link = link;
        this.script = script;
        this.keys = keys;
        this.choice = choice;
        this.lines = new WaitingLines(link, keys.get(0));
    }

    /** @return the sum of what the script answered */
    int run() {
        int sum = 0;
        while (true) {
            List<WaitingLines.Line> page = lines.page();
            if (page.isEmpty()
                    || chosen.size() >= BATCH) { // of the pages before: by the last line of this one the next is found
                boolean keptTrack = true;
                for (int i = 0; i < chosen.size() && keptTrack; i += BATCH) {
                    long answer = take(chosen.subList(i, Math.min(chosen.size(), i + BATCH)));
                    keptTrack = answer != LOST_TRACK;
                    sum += keptTrack ? (int) answer : 0;
                }
                chosen.clear();
                if (!keptTrack) {
                    lines.beginAnew();
                    continue;
                }
            }
            if (page.isEmpty()) {
                return sum;
            }
            choose(page);
        }
    }

    private void choose(List<WaitingLines.Line> page) {
        List<Optional<List<String>>> told =
                choice.among(page.stream().map(WaitingLines.Line::bytes).toList());
        for (int i = 0; i < page.size(); i++) {
            WaitingLines.Line line = page.get(i);
            told.get(i).ifPresent(words -> chosen.add(new Chosen(line, words)));
        }
    }

    private long take(List<Chosen> batch) {
        List<Object> arguments = new ArrayList<>();
        for (Chosen each : batch) {
            arguments.add(Long.toString(lines.place(each.line())));
            arguments.add(each.line().bytes());
            arguments.addAll(each.told());
        }
        return Replies.number(link.eval(script, keys, arguments));
    }
}
